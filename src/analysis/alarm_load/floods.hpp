#pragma once
// Floods: which posts have more alarms now than a person can take in, by what the journal says (core/alarm/flood_book.hpp).

#include "analysis/alarm_load/alarm_load.hpp"

namespace davy::analysis {

struct PostFlood {
  std::string post;
  std::size_t recent = 0;        // alarms that rang in the last 10 minutes
  std::optional<Instant> since;  // none: no flood
};

// Of the last 10 minutes. Posts in the site's order, all of them.
std::vector<PostFlood> floods_now(const Rang& rang, const site::Directory& directory, Instant now);

}  // namespace davy::analysis
