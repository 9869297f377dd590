#pragma once
// DrillBook: the drill that runs, what has been done in it, and how the golden one last went.
//
// One at a time. What is done in it is told from the events of its twins (site/exercise.hpp), and of emergencies that are drills in its zone. It ends when
// all that was asked is done, when its time is up, when a person says so, and at once by a real alarm of serious or major grade or a real emergency
// in its zone; a drill that a start finds running was broken off. With it goes all that it opened: its alarms and orders are withdrawn, its rows
// reset; an emergency that was called in it is people's to end. A golden drill asks nobody for anything: it has passed when each of its steps was seen.

#include "core/account.hpp"
#include "core/alarm/alarm_book.hpp"
#include "core/incident/incident_book.hpp"
#include "core/interlock/interlock_table.hpp"
#include "core/order/order_book.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

struct Drill {
  DrillId id;
  DrillStarted what;
  Instant started;
  std::string by;                               // login
  std::optional<Instant> first_alarm;           // when it rang
  std::vector<DrillStep> steps;                 // at most kStepsKept
  std::map<std::uint64_t, std::string> alarms;  // by id of the occurrence, the condition; like the next four: of this drill
  std::map<std::uint64_t, std::string> orders;
  std::map<std::uint64_t, std::string> notices;
  std::map<std::string, std::string> commands;  // by name, the actuator
  std::map<std::uint64_t, std::string> incidents;
  DAVY_FIELDS(id, what, started, by, first_alarm, steps, alarms, orders, notices, commands, incidents)
};

struct DrillBook {
  std::optional<Drill> running;
  std::optional<DrillStarted> last;     // the latest that is over
  std::map<DrillId, std::string> over;  // the zone of each, the newest kOverKept: those that can be assessed
  DAVY_FIELDS(running, last, over)
};

namespace drill {

inline constexpr std::size_t kStepsKept = 500;
inline constexpr std::size_t kOverKept = 500;

struct Sources {
  const DrillBook& book;
  const AlarmBook& alarms;
  const OrderBook& orders;
  const InterlockTable& interlocks;
  const IncidentBook& incidents;
  const site::Directory& directory;
  std::function<std::vector<std::string>(const std::string& post)> people;  // logins of who answers for it now
};

Decided decide(const Sources& sources, const PersonRequest& request, Instant now);  // drill requests only
// A request about twins that would outlive the drill, as shelving one.
std::optional<Refusal> refuse_twin(const Request& request);
// What ends a drill, and what goes with it.
Bodies react(const Sources& sources, const Event& event);
Bodies on_time(const Sources& sources, Instant now);
Instant next_due(const DrillBook& book);
void evolve(DrillBook& book, const Event& event);

std::uint32_t whole_ms(Duration time);  // as the journal keeps it; at least 0, at most 49 days

// What was asked, as it stands at this moment.
std::vector<DrillResult> results_of(const Drill& drill);

// How one person answered: of everybody who was called, and of whoever else did something. To have acknowledged is not to have acted.
struct DrillResponse {
  std::string person;
  std::vector<std::string> posts = {};                // for which they answered when it began; empty: nobody called them
  std::optional<std::uint32_t> acknowledged_ms = {};  // the first of theirs, since the first alarm; none: never
  std::optional<std::uint32_t> acted_ms = {};
  std::uint32_t acts = 0;
  std::uint32_t met = 0;  // of what was asked, done by them first and in time
  std::uint32_t late = 0;
  std::uint32_t points = 0;
  bool operator==(const DrillResponse&) const = default;
};
// By post, in the order in which they were called, then by their first deed. Of what the journal says of a drill, whenever it was.
std::vector<DrillResponse> responses_of(const DrillStarted& what, const std::vector<DrillStep>& steps,
                                        const std::vector<DrillResult>& results);
DrillEnded score(const Drill& drill, DrillEnd end, std::string because);

}  // namespace drill

}  // namespace davy::core
