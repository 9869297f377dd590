#include "field/mqtt/reach.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

namespace davy::field {
namespace {

constexpr std::int64_t kReachLookMs = 50;  // how long giving up may go unseen

struct FreeAddresses {
  void operator()(addrinfo* list) const { ::freeaddrinfo(list); }
};
using AddressList = std::unique_ptr<addrinfo, FreeAddresses>;

// 0, or why there is no connection, as errno has it; ETIMEDOUT: not a word.
int end_of_connect(int socket, std::int64_t at_most_ms, const std::function<bool()>& given_up) {
  pollfd ready{socket, POLLOUT, 0};
  for (std::int64_t waited = 0; waited < at_most_ms; waited += kReachLookMs) {
    if (given_up && given_up()) return ECANCELED;
    if (::poll(&ready, 1, static_cast<int>(std::min(kReachLookMs, at_most_ms - waited))) <= 0) continue;
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
  }
  return ETIMEDOUT;
}

int try_address(const addrinfo& address, std::int64_t at_most_ms, const std::function<bool()>& given_up) {
  const int socket = ::socket(address.ai_family, address.ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, address.ai_protocol);
  if (socket < 0) return errno;
  int error = ::connect(socket, address.ai_addr, address.ai_addrlen) == 0 ? 0 : errno;
  if (error == EINPROGRESS) error = end_of_connect(socket, at_most_ms, given_up);
  ::close(socket);
  return error;
}

std::string numbers_of(const addrinfo& address) {
  std::array<char, NI_MAXHOST> text{};
  const int failure = ::getnameinfo(address.ai_addr, address.ai_addrlen, text.data(), text.size(), nullptr, 0, NI_NUMERICHOST);
  ensure(failure == 0, "an address that took a connection can be written down");
  return text.data();
}

}  // namespace

Result<std::string> reach(const ReachOptions& options) {
  addrinfo wanted{};
  wanted.ai_family = AF_UNSPEC;
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int unresolved = ::getaddrinfo(options.host.c_str(), std::to_string(options.port).c_str(), &wanted, &found);
  if (unresolved != 0) return Error{ErrorCode::Unavailable, options.host + ": " + ::gai_strerror(unresolved)};
  const AddressList list(found);
  std::int64_t addresses = 0;
  for (const addrinfo* each = list.get(); each != nullptr; each = each->ai_next) ++addresses;
  int error = EADDRNOTAVAIL;
  for (const addrinfo* each = list.get(); each != nullptr; each = each->ai_next) {
    error = try_address(*each, options.at_most.ms() / addresses, options.given_up);
    if (error == 0) return numbers_of(*each);
    if (error == ECANCELED || (error == ETIMEDOUT && options.silence == Silence::EndsIt)) break;
  }
  return Error{ErrorCode::Unavailable, options.host + ": " + (error == ETIMEDOUT ? "no answer" : std::system_category().message(error))};
}

}  // namespace davy::field
