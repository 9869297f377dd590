#pragma once
// RangAlarm: an occurrence as far as the load of alarms is concerned, and a flood as the journal has it: what is read of the views and counted by analysis.

#include "base/enum_names.hpp"
#include "base/time.hpp"

#include <array>
#include <optional>
#include <string>

namespace davy::core {

// How an alarm was set aside when it was raised, while nobody has been told of it since.
enum class Aside { No, Shelved, Suppressed, OutOfService };

struct RangAlarm {
  std::string condition;  // "ch4-01:high-high"
  Instant raised;
  std::optional<Instant> acknowledged;
  std::optional<Instant> returned;   // none: still active
  Aside aside = Aside::No;           // otherwise it rang for nobody
  std::optional<Instant> told = {};  // when people were first told, where that is later than `raised`
  std::string duty = {};             // the post that answered for it; empty: what the site says of its condition
  std::string zone = {};             // in which it rang; empty: that of its condition's point

  Instant rang() const { return told.value_or(raised); }
};

struct RangFlood {
  std::string post;
  Instant started;
  std::optional<Instant> ended;  // none: it lasts
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Aside> =
    std::to_array<davy::EnumName<davy::core::Aside>>({{davy::core::Aside::No, "no"},
                                                      {davy::core::Aside::Shelved, "shelved"},
                                                      {davy::core::Aside::Suppressed, "suppressed"},
                                                      {davy::core::Aside::OutOfService, "out-of-service"}});
