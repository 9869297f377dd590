#include "benches/lines_client.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace davy::bench {

Result<LinesClient> LinesClient::connect(std::uint16_t port, std::string target, std::string headers) {
  LinesClient client(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), std::move(target), std::move(headers));
  const int on = 1;
  ::setsockopt(client.socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(client.socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return failed(fmt::format("cannot connect to port {}", port));
  return client;
}

LinesClient::LinesClient(int socket, std::string target, std::string headers)
    : socket_(socket), target_(std::move(target)), headers_(std::move(headers)) {}
LinesClient::LinesClient(LinesClient&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), target_(std::move(other.target_)), headers_(std::move(other.headers_)) {}
LinesClient::~LinesClient() {
  if (socket_ >= 0) ::close(socket_);
}

Result<void> LinesClient::post(std::string_view lines) {
  const std::string head =
      fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\n{}Content-Length: {}\r\n\r\n", target_, headers_, lines.size());
  if (Result<void> sent = send(head, lines); !sent) return sent;
  std::string answer;
  std::array<char, 4'096> piece{};
  while (answer.find("\r\n\r\n") == std::string::npos) {
    const ssize_t got = ::recv(socket_, piece.data(), piece.size(), 0);
    if (got <= 0) return failed("no answer");
    answer.append(piece.data(), static_cast<std::size_t>(got));
  }
  if (!answer.starts_with("HTTP/1.1 204")) return failed("answered " + answer);
  return {};
}

Result<std::string> LinesClient::get(const std::string& path) {
  if (Result<void> sent = send(fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}Connection: close\r\n\r\n", path, headers_), {}); !sent)
    return sent.error();
  std::string answer;
  std::array<char, 4'096> piece{};
  for (ssize_t got = 0; (got = ::recv(socket_, piece.data(), piece.size(), 0)) > 0;)
    answer.append(piece.data(), static_cast<std::size_t>(got));
  return answer;
}

Result<void> LinesClient::send(std::string_view head, std::string_view body) const {
  std::array<std::string_view, 2> parts{head, body};
  for (std::string_view& part : parts) {
    while (!part.empty()) {
      const ssize_t sent =
          ::send(socket_, part.data(), part.size(), MSG_NOSIGNAL | (&part == parts.data() && !body.empty() ? MSG_MORE : 0));
      if (sent <= 0) return failed("cannot send");
      part.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  return {};
}

}  // namespace davy::bench
