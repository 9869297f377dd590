#pragma once
// Undecided: an expression of which nobody can say now whether it is true, and how much is known of each window that it looks through.
//
// A time function answers once kKnownShareMin of its window is known (docs/formats/time_functions.md); the rest of what an expression reads is known or not as the
// points themselves show it.

#include "core/series/window_options.hpp"
#include "site/expression/program.hpp"

#include <vector>

namespace davy::core {

struct KnownWindow {
  site::expression::InputKind function = site::expression::InputKind::Average;
  site::PointIndex point;
  Duration window;   // of a trend its lookback
  double share = 0;  // 0…1

  bool enough() const { return share >= kKnownShareMin; }
};

struct Undecided {
  enum class Why { NotKnown, Failed };  // failed: its evaluation ended in an error, as a division by zero

  site::ConditionIndex condition;
  Why why = Why::NotKnown;
  std::vector<KnownWindow> windows;  // in the order of the text; time functions without a window are not among them
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Undecided::Why> = std::to_array<davy::EnumName<davy::core::Undecided::Why>>(
    {{davy::core::Undecided::Why::NotKnown, "not-known"}, {davy::core::Undecided::Why::Failed, "failed"}});
