#pragma once
// Alarm figures: what alarms ask of each post at this moment, in the figures of ISA-18.2, for whoever watches over months.
//
// What rang is counted for the post that answered it, in the shift that was on for that post when it rang; what stands, and what is set aside, for the post
// that answers it now. Costs O(what it is given).

#include "analysis/alarm_load/alarm_load.hpp"
#include "core/alarm/alarm_book.hpp"

namespace davy::analysis {

struct ShiftFigures {
  std::string post;
  std::string shift;  // empty: rang outside the shifts in which the post has a duty
  std::size_t ten_minutes = 0;
  std::size_t hour = 0;
  std::size_t day = 0;
  std::optional<double> per_hour;  // of the last day, by the hours of the shift that were watched; none: less than one
  double flood_share = 0;          // of these hours
  std::size_t chattering = 0;      // conditions, in the last day
  std::size_t stale = 0;           // rang in it, and active for more than a day
  std::size_t shelved = 0;         // raised in the last day for nobody, like the next two
  std::size_t suppressed = 0;
  std::size_t out_of_service = 0;
  std::vector<std::size_t> most_frequent;  // how often the conditions rang that rang most in the last day, ten at most, the worst first
};

struct PostFigures {
  std::string post;
  std::size_t standing = 0;  // active and told to people
  std::size_t shelved = 0;   // conditions, like the next two; one that is set aside in two ways counts as ISA-18.2 ranks them
  std::size_t suppressed = 0;
  std::size_t out_of_service = 0;
  std::optional<Instant> flooded_since;
};

struct AlarmFigures {
  Instant at;
  std::vector<ShiftFigures> shifts;  // by post and shift, in the site's order
  std::vector<PostFigures> posts;    // all of the site
};

// `rang`: of the last day, with what is active still; nobody watched before `watched_since`.
AlarmFigures figures_at(Instant now, Instant watched_since, const Rang& rang, const std::vector<core::Alarm>& set_aside,
                        const site::Directory& directory);

}  // namespace davy::analysis
