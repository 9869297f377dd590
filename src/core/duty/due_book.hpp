#pragma once
// DueBook: the last days that records name, and what has been told of them: an emergency supply expires; an emergency plan is to be filed with the
// authority within 20 working days of its publication (Order 88, as changed by Order 2), and to be evaluated every three years (art. 35); the safety
// licence of a contractor and the filing of a major hazard unit run out; the sensor of a device is as old as its class says that sensors last.
//
// With 90, 60 and 30 days left, and when the day has passed, it is told once, as of certificates; another day is told anew. A fold of record events of the
// kinds supply, emergency-plan, contractor, hazard-unit, device-card and device-class, and of care at whose end a
// device was another one. Which days people work is said with the permits of the site; without it Saturdays and Sundays are free.

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
  std::string zone;          // empty: of no place
  std::string post;          // who answers for it; empty: see post_of()
  std::string from;          // the day that the last one is counted from
  std::string device = {};   // whose sensor it is; empty: of none
  std::uint32_t months = 0;  // that the sensor lasts
  DAVY_FIELDS(what, record, name, zone, post, from, device, months)
};

// Since when the sensor of a device is there: its card's day, or that of the care that put in another one.
struct SensorCard {
  std::string name;
  std::string device;
  std::string device_class;
  std::string written;  // on the card
  std::string since;
  DAVY_FIELDS(name, device, device_class, written, since)
};

struct DueBook {
  std::map<std::string, DueDay, std::less<>> days;          // by what is due and the record, as "filing emergency-plan/fire"
  std::map<std::string, ToldDue, std::less<>> told;         // by the same
  std::map<std::string, SensorCard, std::less<>> sensors;   // by id of the card
  std::map<std::string, std::uint32_t, std::less<>> lives;  // in months, by id of the class
  std::map<CareId, std::string> cares;                      // that are not over, with their card
  DAVY_FIELDS(days, told, sensors, lives, cares)

  const DueDay* sensor_of(std::string_view device) const;  // null: nobody says how long it lasts
};

namespace due {
std::optional<Day> last_day(const DueDay& due, const site::PermitRules& rules);  // none: the record says none that can be read
// Of a device its own; empty: of no place.
std::string zone_of(const DueDay& due, const site::Directory& directory);
// The record's own post, else the one on duty for inspections at its place, else the top of the chain.
std::string post_of(const DueDay& due, const site::Directory& directory, Instant at);
Bodies on_time(const DueBook& book, const site::Directory& directory, Instant now);
Instant next_due(const DueBook& book, const site::Directory& directory);
void evolve(DueBook& book, const Event& event);
bool concerns(const EventBody& body);  // what may move the next due time
}  // namespace due

}  // namespace davy::core
