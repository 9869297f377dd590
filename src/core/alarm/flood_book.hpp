#pragma once
// FloodBook: which posts are flooded with alarms now, by the events alone; what a flood is stands in core/alarm/flood.hpp.
//
// An alarm counts for the post that answers it, when it rings: when it is raised, or when it is no longer set aside. One that nobody is told of does not. Of each post the newest 11 alarms are kept:
// enough to know that more than 10, or fewer than 5, rang in 10 minutes.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

struct PostFlood {
  std::vector<Instant> newest;   // in the order of their ringing
  std::optional<Instant> since;  // none: no flood
  DAVY_FIELDS(newest, since)
};

struct FloodBook {
  std::map<std::string, PostFlood, std::less<>> posts;
  DAVY_FIELDS(posts)
};

namespace flood {
Bodies react(const FloodBook& book, const AlarmBook& alarms, const Event& event);
Bodies on_time(const FloodBook& book, Instant now);
Instant next_due(const FloodBook& book);
// `alarms` after the event.
void evolve(FloodBook& book, const AlarmBook& alarms, const Event& event);
}  // namespace flood

}  // namespace davy::core
