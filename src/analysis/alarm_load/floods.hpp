#pragma once
// Floods: which posts have more alarms now than a person can take in (core/alarm/flood.hpp says when that begins and ends).

#include "core/alarm/rang_alarm.hpp"
#include "site/directory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::analysis {

inline constexpr Duration kFloodLookBack = Duration::from_ms(24LL * 3'600'000);  // a flood that is older counts from here

struct PostFlood {
  std::string post;
  std::size_t recent = 0;        // alarms of the last 10 minutes
  std::optional<Instant> since;  // none: no flood
};

// `alarms` in the order in which they were raised; each counts for the post that answered it then. Posts in the site's order, all of them.
std::vector<PostFlood> floods_now(const std::vector<core::RangAlarm>& alarms, const site::Directory& directory, Instant now);

}  // namespace davy::analysis
