#pragma once
// Events of what the plant is about: modes that people set, and facts that they or other systems tell.

#include "base/fields.hpp"
#include "base/time.hpp"
#include "core/alarm/alarm_events.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::core {

struct ModeSet {
  static constexpr std::string_view kKind = "mode.set";
  std::string zone;  // empty: the site
  std::string mode;
  std::string reason;
  std::optional<Instant> until;
  DAVY_FIELDS(zone, mode, reason, until)
};

struct ModeEnded {  // the place has the mode that surrounds it again; the site the normal one
  static constexpr std::string_view kKind = "mode.ended";
  std::string zone;
  std::string mode;
  Ended ended = Ended::ByPerson;
  DAVY_FIELDS(zone, mode, ended)
};

struct FactTold {
  static constexpr std::string_view kKind = "fact.told";
  std::string fact;
  std::string zone;  // empty: of the site
  double value = 0;  // of a truth 0 or 1
  Instant source;
  Instant until;  // unknown from here on
  DAVY_FIELDS(fact, zone, value, source, until)
};

}  // namespace davy::core
