#pragma once
// Three-valued logic: true, false, and unknown for what missing, bad or stale data leaves undecided (Kleene's strong logic).

#include "base/enum_names.hpp"

#include <cstddef>

namespace davy::core {

enum class Truth : unsigned char { False, True, Unknown };

constexpr Truth operator!(Truth a) { return a == Truth::Unknown ? a : a == Truth::True ? Truth::False : Truth::True; }

constexpr Truth both(Truth a, Truth b) {
  if (a == Truth::False || b == Truth::False) return Truth::False;
  return a == Truth::True && b == Truth::True ? Truth::True : Truth::Unknown;
}

constexpr Truth either(Truth a, Truth b) { return !both(!a, !b); }

// "At least `needed` of them": decided as soon as the unknown ones can no longer change it.
constexpr Truth vote(std::size_t trues, std::size_t unknowns, std::size_t needed) {
  if (trues >= needed) return Truth::True;
  return trues + unknowns < needed ? Truth::False : Truth::Unknown;
}

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Truth> = std::to_array<davy::EnumName<davy::core::Truth>>(
    {{davy::core::Truth::False, "false"}, {davy::core::Truth::True, "true"}, {davy::core::Truth::Unknown, "unknown"}});
