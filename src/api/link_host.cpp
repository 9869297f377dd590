#include "api/link_host.hpp"

#include <unistd.h>

#include <array>

namespace davy::api {
namespace {

std::string in_link(const std::string& host) {
  return host.find(':') == std::string::npos || host.starts_with('[') ? host : "[" + host + "]";
}

bool is_every_address(const std::string& address) {
  return address == "0.0.0.0" || address == "::" || address == "[::]" || address == "::0";
}

}  // namespace

std::string link_host(const std::string& address, const std::vector<std::string>& names, const std::string& machine) {
  if (!is_every_address(address)) return in_link(address);
  if (!names.empty()) return in_link(names.front());
  return machine.empty() ? "localhost" : in_link(machine);
}

std::string machine_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : std::string();
}

}  // namespace davy::api
