#pragma once
// DueBook: the last days that records name, and what has been told of them: an emergency supply expires; an emergency plan is to be filed with the
// authority within 20 working days of its publication (Order 88, as changed by Order 2), and to be evaluated every three years (art. 35); the safety licence of a
// contractor and the filing of a major hazard unit run out.
//
// With 90, 60 and 30 days left, and when the day has passed, it is told once, as of certificates; another day is told anew. A fold of record events of the
// kinds supply, emergency-plan, contractor and hazard-unit. Which days people work is said with the permits of the site; without it Saturdays and Sundays are free.

#include "core/alarm/alarm_book.hpp"
#include "core/duty/qualification_book.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

struct DueDay {
  DueWhat what = DueWhat::Expiry;
  std::string record;  // "supply/foam-agent"
  std::string name;
  std::string zone;  // empty: of no place
  std::string post;  // who answers for it; empty: see post_of()
  std::string from;  // the day that the last one is counted from
  DAVY_FIELDS(what, record, name, zone, post, from)
};

struct DueBook {
  std::map<std::string, DueDay, std::less<>> days;   // by what is due and the record, as "filing emergency-plan/fire"
  std::map<std::string, ToldDue, std::less<>> told;  // by the same
  DAVY_FIELDS(days, told)
};

namespace due {
std::optional<Day> last_day(const DueDay& due, const site::PermitRules& rules);  // none: the record says none that can be read
// The record's own post, else the one on duty for inspections at its place, else the top of the chain.
std::string post_of(const DueDay& due, const site::Directory& directory, Instant at);
Bodies on_time(const DueBook& book, const site::Directory& directory, Instant now);
Instant next_due(const DueBook& book, const site::Directory& directory);
void evolve(DueBook& book, const Event& event);
bool concerns(const EventBody& body);  // what may move the next due time
}  // namespace due

}  // namespace davy::core
