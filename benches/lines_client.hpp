#pragma once
// LinesClient: one HTTP connection that posts lines and waits for each answer, with no more work than a socket takes; for Davy and InfluxDB alike.

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace davy::bench {

class LinesClient {
 public:
  // `target` and `headers` ("Name: value\r\n" each) go with every request.
  static Result<LinesClient> connect(std::uint16_t port, std::string target, std::string headers);
  LinesClient(LinesClient&& other) noexcept;
  LinesClient& operator=(LinesClient&&) = delete;
  ~LinesClient();

  Result<void> post(std::string_view lines);         // Failed: not answered with 204
  Result<std::string> get(const std::string& path);  // the whole answer; the connection ends with it

 private:
  LinesClient(int socket, std::string target, std::string headers);
  Result<void> send(std::string_view head, std::string_view body) const;

  int socket_;
  std::string target_;
  std::string headers_;
};

}  // namespace davy::bench
