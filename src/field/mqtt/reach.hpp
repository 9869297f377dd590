#pragma once
// Reach: whether a host takes a TCP connection, asked without blocking and within a bound.
//
// The MQTT library connects with a blocking socket: where a host swallows what is sent to it, the kernel decides how long that takes, about two minutes. So a
// host is asked here first, and the library connects only to one that answered. Resolving a name takes as long as the resolver does.

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace davy::field {

// What an address that says nothing means for the others of its name.
enum class Silence {
  PassedOver,  // they are asked: for who then connects to the address that answered
  EndsIt       // they are not: for who then connects by the name, in the same order, and would be held up there
};

struct ReachOptions {
  std::string host;
  std::uint16_t port = 0;
  Duration at_most;  // of all addresses together, in equal parts
  Silence silence = Silence::PassedOver;
  std::function<bool()> given_up = {};  // asked all the while; empty: never
};

// The first address that takes a connection, as numbers; the connection is closed again. The error says what the last one asked did instead.
Result<std::string> reach(const ReachOptions& options);

}  // namespace davy::field
