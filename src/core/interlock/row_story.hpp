#pragma once
// RowStory: for the tests of this folder: a tank farm with rows of the test's choice, told in seconds after the start.
//
// Gas points ch4-1 to ch4-3 with a condition "high" each (stale after 3 s, no delay); actuators v1 and v2 (valves: closed 0 is safe, open 1) and fan
// (off 0, on 1 is safe), accepted within 1 s, observed within 10 s; the valves sit on plc-1, all else on plc-2. What the interlock says reads "c1 v1 closed for trip"; commands are
// named c1, c2 … in the order of their requests.

#include "core/event.hpp"
#include "core/interlock/interlock_table.hpp"

#include <deque>
#include <string>
#include <vector>

namespace davy::core {

namespace story {

inline const Instant kDawn = Instant::from_unix_ms(1'800'000'000'000);
inline Instant at(double seconds) { return kDawn + Duration::from_seconds(seconds); }

enum Device : std::size_t { V1, V2, Fan };  // the actuators' places
enum Gas : std::size_t { Ch4_1, Ch4_2, Ch4_3 };

inline site::Effect effect(Device device, std::string state, std::vector<site::Effect> instead = {}) {
  return {site::ActuatorIndex(device), std::move(state), std::move(instead)};
}

inline site::Row row(std::string name, std::vector<Gas> causes, std::vector<site::Effect> effects) {
  site::Row made;
  made.name = std::move(name);
  for (const Gas gas : causes) made.causes.emplace_back(gas);
  made.effects = std::move(effects);
  made.bypass_at_most = Duration::from_ms(3'600'000);
  return made;
}

inline site::Row needs(std::size_t needed, site::Row row) { return row.needed = needed, row; }
inline site::Row trips_on_unknown(site::Row row) { return row.on_unknown = site::OnUnknown::Trip, row; }
inline site::Row of(site::Severity severity, site::Row row) { return row.severity = severity, row; }

site::Site tank_farm(std::vector<site::Row> rows);
std::string told(const Event& event);

}  // namespace story

class RowStory {
 public:
  explicit RowStory(std::vector<site::Row> rows) : site_(story::tank_farm(std::move(rows))) {}

  void after(double seconds) { now_ = now_ + Duration::from_seconds(seconds); }
  void clock_goes_back(double seconds);
  void starts(double commit_takes = 0);  // seconds
  void ticks() { hear(interlock::on_time(table_, directory_, now_)); }
  // Ticks whenever one is due until `seconds` have passed.
  void passes(double seconds);

  void gas(story::Gas gas, Truth truth) { gas_since(gas, truth, now_); }
  void gas_since(story::Gas gas, Truth truth, Instant since);
  void reads_back(story::Device device, double value) { reads_back_at(device, value, now_); }
  void reads_back_at(story::Device device, double value, Instant source);
  void reports(const std::string& command, CommandStage stage, const std::string& detail = "");
  void comes_back(const std::string& device);
  void works(const std::string& command);  // sent, accepted and, a second later, observed

  // "" when it was done, else why not.
  std::string asks(const Request& request);

  // What was said since the last call, in order.
  std::vector<std::string> told();

  Instant now() const { return now_; }
  Instant due() const { return interlock::next_due(table_, directory_); }
  bool silent_at(Instant at) const { return interlock::on_time(table_, directory_, at).empty(); }
  const InterlockTable& table() const { return table_; }
  const site::Site& site() const { return site_; }
  const std::vector<Event>& events() const { return events_; }
  const std::vector<bool>& was_bypassed() const { return was_bypassed_; }  // per event: whether a row it trips was

 private:
  void hear(Bodies bodies, const std::string& actor = "system");

  site::Site site_;
  site::Directory directory_{site_};
  InterlockTable table_;
  Instant now_ = story::kDawn;
  std::vector<Event> events_;
  std::vector<bool> was_bypassed_;
  std::size_t told_ = 0;
  int commands_ = 0;
};

}  // namespace davy::core
