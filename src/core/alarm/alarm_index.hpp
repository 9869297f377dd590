#pragma once
// AlarmIndex: finds the open alarms by what they share (device, zone, row, inhibition), so that a wall of alarms is never walked.
//
// Derived from the book and the site alone and no part of the state: whoever evolves the book says which condition was touched. A look-up costs
// O(log n) and what it answers; an update likewise.

#include "core/alarm/alarm_book.hpp"
#include "core/alarm/nearby.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace davy::core {

// A place or a rule by its number in the site; the rule's place is its zone or device, or 0 when it reaches everywhere; of a risk
// always the zone.
struct AlarmKey {
  enum class Kind { Device, Zone, Row, Inhibitor, Target, SetAside, Raised, Companion } kind = Kind::Zone;
  std::size_t number = 0;
  std::size_t place = 0;
  auto operator<=>(const AlarmKey&) const = default;
};

// The rows in which a condition votes, and those that move the actuator whose fault it is.
std::vector<site::RowIndex> rows_about(const site::Directory& directory, site::ConditionIndex condition);

class AlarmIndex {
 public:
  // `directory` must outlive it.
  AlarmIndex(const site::Directory& directory, const AlarmBook& book);

  void update(const AlarmBook& book, const std::string& condition);

  const std::set<AlarmId>& alarms(const AlarmKey& key) const;  // device, zone, row: open; inhibitor: known to be true; target: active;
                                                               // raised, companion: active
  Instant next_due() const { return due_.empty() ? Instant::never() : due_.begin()->first; }
  std::vector<std::string> due(Instant now) const;  // conditions with something due, in the order of their names

  // The rules that a condition is a target of, or inhibits for, with the place that it has for each.
  std::vector<AlarmKey> targeted_by(site::ConditionIndex condition) const;
  std::vector<AlarmKey> inhibits_for(site::ConditionIndex condition) const;

  // The risks that raise a condition, and those that it is a companion for, in the site's order.
  std::vector<site::RiskIndex> risks_raising(site::ConditionIndex condition) const;
  std::vector<site::RiskIndex> risks_beside(site::ConditionIndex condition) const;
  const Nearby& nearby() const { return nearby_; }

  // What risks ask of the plant: told by detection, and known to nobody else.
  void observe(const Edge& edge);
  // What a risk asks beside the alarms of a condition that it raises; none: it asks nothing.
  std::optional<site::ConditionIndex> asked(site::RiskIndex risk, site::ConditionIndex raised) const;
  Truth told(site::ConditionIndex asked) const;
  // The conditions whose alarms such an answer makes worse.
  std::vector<site::ConditionIndex> raised_by(site::ConditionIndex asked) const;

 private:
  struct Entry {
    AlarmId id;
    std::vector<AlarmKey> keys;
    Instant due = Instant::never();
  };
  Entry entry_of(const Alarm& alarm) const;
  std::size_t place_of(site::InhibitionIndex rule, site::ConditionIndex condition) const;
  std::vector<AlarmKey> keys_of(const std::vector<site::InhibitionIndex>& rules, site::ConditionIndex condition, AlarmKey::Kind kind) const;

  const site::Directory* directory_;
  Nearby nearby_;
  std::map<site::ConditionIndex, std::vector<site::RiskIndex>> as_raised_, as_companion_;
  std::map<site::ConditionIndex, std::vector<site::InhibitionIndex>> as_inhibitor_, as_target_;
  std::map<std::pair<site::RiskIndex, site::ConditionIndex>, site::ConditionIndex> asked_;  // by risk and what it raises
  std::map<site::ConditionIndex, std::vector<site::ConditionIndex>> raised_by_;             // by what is asked
  std::map<site::ConditionIndex, Truth> told_;
  std::map<std::string, Entry, std::less<>> entries_;  // by condition
  std::map<AlarmKey, std::set<AlarmId>> alarms_;
  std::set<std::pair<Instant, std::string>> due_;
};

}  // namespace davy::core
