#pragma once
// Ask and Reply: one HTTP exchange, without the library that carries it; and Outlet, the sending half of one WebSocket.

#include "api/http/target.hpp"
#include "base/enum_names.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace davy::api {

enum class Method { Get, Post, Put, Delete };

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Ask {
  Method method = Method::Get;  // HEAD is asked as GET, its body not sent
  Target target;
  Headers headers;  // names in lower case
  std::string body;
  std::string address;  // of who asks
  enum class Upgrade { No, WebSocket } upgrade = Upgrade::No;

  std::string_view header(std::string_view lower_case_name) const;  // the first one; empty when absent
  std::string cookie(std::string_view name) const;                  // empty when absent
};

using Message = std::shared_ptr<const std::string>;  // one text for all who get it

// One connected console. Any thread; neither call blocks.
class Outlet {
 public:
  virtual ~Outlet() = default;
  // Queues a text message. When too much is waiting already the connection is closed, with the reason.
  virtual void send(Message message) = 0;
  virtual void close(const std::string& reason) = 0;
  virtual bool ended() const = 0;  // never false again once it was true
};

struct Reply {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  Message shared_body;  // sent instead of `body` when set
  Headers headers;      // besides those of every answer
  // With status 101: called on the network thread when the WebSocket stands, and when it has ended.
  std::function<void(std::shared_ptr<Outlet>)> opened;
  std::function<void(const std::shared_ptr<Outlet>&)> closed;
  std::string whose;  // the WebSocket: nobody may have more than a few
};

using Answer = std::function<void(Reply)>;

}  // namespace davy::api

template <>
inline constexpr auto davy::kEnumNames<davy::api::Method> =
    std::to_array<davy::EnumName<davy::api::Method>>({{davy::api::Method::Get, "GET"},
                                                      {davy::api::Method::Post, "POST"},
                                                      {davy::api::Method::Put, "PUT"},
                                                      {davy::api::Method::Delete, "DELETE"}});
