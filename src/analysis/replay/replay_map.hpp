#pragma once
// ReplayMap: which column of a recording is which point of the site, and how its rows tell the time.
//
// A YAML file (docs/formats/replay_map.md):
//
//   time: {column: time_utc, as: instant}                            # RFC 3339
//   time: {column: Time, as: seconds, from: "2009-06-01T00:00:00Z"}  # seconds after `from`
//   points:
//     ch4_E: ch4-east                                                # column: point, in the point's unit
//
// One map serves many recordings; a column that a recording lacks is a point that stays silent.

#include "base/enum_names.hpp"
#include "base/result.hpp"
#include "site/directory.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace davy::analysis {

struct TimeColumn {
  enum class As { Instant, Seconds };
  std::string name;
  As as = As::Instant;
  Instant from;  // of Seconds

  Result<Instant> read(std::string_view cell) const;
};

struct ReplayMap {
  struct Column {
    std::string name;
    site::PointIndex point;
  };
  TimeColumn time;
  std::vector<Column> columns;
};

// The error holds every finding, one a line, each with its place in `file`.
Result<ReplayMap> parse_replay_map(std::string_view text, const std::string& file, const site::Directory& directory);

}  // namespace davy::analysis

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::TimeColumn::As> = std::to_array<davy::EnumName<davy::analysis::TimeColumn::As>>(
    {{davy::analysis::TimeColumn::As::Instant, "instant"}, {davy::analysis::TimeColumn::As::Seconds, "seconds"}});
