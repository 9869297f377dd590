#pragma once
// ensure(): an invariant of the program; when it is broken the process ends for its supervisor to restart.
//
// On in every build. A wrong state must not go on commanding valves; the journal restores the right one.

#include <source_location>

namespace davy {

[[noreturn]] void ensure_failed(const char* what, const std::source_location& where);

inline void ensure(bool holds, const char* what = "invariant", const std::source_location& where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    ensure_failed(what, where);
}

}  // namespace davy
