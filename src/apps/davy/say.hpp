#pragma once
// How a command speaks, in the language of its process, and how it ends when it could not do what it was asked.

#include "base/result.hpp"
#include "base/said.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace davy::apps {

// Tells the person at the terminal; gives the exit status that says so.
inline int say(const Error& error) {
  fmt::print(stderr, "{}\n", spoken(error));
  return 2;
}

// Tells the answer, a line.
inline void tell(const Said& answer) { fmt::print("{}\n", spoken(answer)); }

// Tells what is in the way, a line, where answers are not looked for.
inline void warn(const Said& what) { fmt::print(stderr, "{}\n", spoken(what)); }

}  // namespace davy::apps
