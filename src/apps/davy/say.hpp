#pragma once
// How a command ends that could not do what it was asked.

#include "base/result.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace davy::apps {

// Tells the person at the terminal; gives the exit status that says so.
inline int say(const Error& error) {
  fmt::print(stderr, "{}\n", error.message);
  return 2;
}

}  // namespace davy::apps
