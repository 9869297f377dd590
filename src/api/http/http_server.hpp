#pragma once
// HttpServer: carries Asks in and Replies out over HTTP/1.1, and turns granted upgrades into WebSockets; knows nothing of what they mean.
//
// With a certificate it speaks TLS 1.2 or later and nothing else on its port. One thread of its own. Limits: 16 KB of headers within 10 s, 64 KB of body (more only where admitted, 8 at a time) within 30 s, an answer within 30 s,
// 512 connections: one more takes the place of the one whose peer has taken the longest to send its request or to read its answer; 256 WebSockets, 32 of one person; an idle
// connection is closed after 60 s. Every answer carries the security headers of http_server.cpp unless it has its own.

#include "api/handler.hpp"
#include "api/http/tls_files.hpp"
#include "base/result.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>

namespace davy::api {

class HttpServer {
 public:
  using Admitted = std::variant<std::size_t, Problem>;  // bytes of body that may come

  // Called on the network thread, must not block; the answer is given once, from any thread.
  struct Hooks {
    std::function<void(Ask ask, Answer answer)> ask;
    // Of a request that announces more than 64 KB; `head` has no body yet.
    std::function<void(Ask head, std::function<void(Admitted)> answer)> admit;
  };

  struct Door {
    std::string address;
    std::uint16_t port = 0;  // 0: a free one
    std::optional<TlsFiles> tls = {};
  };
  // Whether TLS could be spoken with these files; what it says then is why not: above all a key of another certificate.
  static Result<void> could_speak(const TlsFiles& files);

  // Connections wait from now on, and are answered from start() on.
  static Result<std::unique_ptr<HttpServer>> listen(const Door& door, Hooks hooks);
  ~HttpServer();  // stops
  void start();

  std::uint16_t port() const;
  std::array<std::uint64_t, 6> answered() const;  // answers so far by the first digit of their status
  void stop();                                    // WebSockets are told that the server goes away

 private:
  class Impl;
  explicit HttpServer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::api
