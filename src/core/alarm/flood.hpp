#pragma once
// When a post has more alarms than a person can take in: a flood starts with the alarm that makes more than 10 within 10 minutes and ends when fewer than
// 5 remain of the last 10 (ISA-18.2; FACTS A.6).

#include "base/time.hpp"

#include <cstddef>

namespace davy::core {

inline constexpr Duration kFloodWindow = Duration::from_ms(600'000);
inline constexpr std::size_t kFloodStartsAbove = 10;
inline constexpr std::size_t kFloodEndsBelow = 5;

}  // namespace davy::core
