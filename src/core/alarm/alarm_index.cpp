#include "core/alarm/alarm_index.hpp"

#include "site/exercise.hpp"

#include <algorithm>

namespace davy::core {

AlarmIndex::AlarmIndex(const site::Directory& directory, const AlarmBook& book) : directory_(&directory), nearby_(directory.site()) {
  const site::Site& site = directory.site();
  for (std::size_t i = 0; i < site.inhibitions.size(); ++i) {
    for (const site::ConditionIndex each : site.inhibitions[i].inhibitors) as_inhibitor_[each].emplace_back(i);
    for (const site::ConditionIndex each : site.inhibitions[i].targets) as_target_[each].emplace_back(i);
  }
  for (std::size_t i = 0; i < site.risks.size(); ++i) {
    for (const site::ConditionIndex each : site.risks[i].raised) as_raised_[each].emplace_back(i);
    for (const site::ConditionIndex each : site.risks[i].companions) as_companion_[each].emplace_back(i);
    for (std::size_t j = 0; j < site.risks[i].when.size(); ++j) {
      asked_.emplace(std::pair(site::RiskIndex(i), site.risks[i].raised[j]), site.risks[i].when[j]);
      raised_by_[site.risks[i].when[j]].push_back(site.risks[i].raised[j]);
    }
  }
  for (const auto& [condition, alarm] : book.alarms) update(book, condition);
}

void AlarmIndex::update(const AlarmBook& book, const std::string& condition) {
  const Alarm* alarm = book.of(condition);
  Entry next = alarm == nullptr ? Entry() : entry_of(*alarm);
  if (const auto known = entries_.find(condition); known != entries_.end()) {
    for (const AlarmKey& key : known->second.keys) {
      const auto holder = alarms_.find(key);
      holder->second.erase(known->second.id);
      if (holder->second.empty()) alarms_.erase(holder);
    }
    due_.erase({known->second.due, condition});
    if (alarm == nullptr) entries_.erase(known);
  }
  if (alarm == nullptr) return;
  for (const AlarmKey& key : next.keys) alarms_[key].insert(next.id);
  if (next.due != Instant::never()) due_.emplace(next.due, condition);
  entries_.insert_or_assign(condition, std::move(next));
}

const std::set<AlarmId>& AlarmIndex::alarms(const AlarmKey& key) const {
  static const std::set<AlarmId> kNone;
  const auto found = alarms_.find(key);
  return found == alarms_.end() ? kNone : found->second;
}

std::vector<std::string> AlarmIndex::due(Instant now) const {
  std::vector<std::string> conditions;
  for (const auto& [due, condition] : due_) {
    if (due > now) break;
    conditions.push_back(condition);
  }
  std::sort(conditions.begin(), conditions.end());
  return conditions;
}

std::vector<AlarmKey> AlarmIndex::targeted_by(site::ConditionIndex condition) const {
  const auto rules = as_target_.find(condition);
  return rules == as_target_.end() ? std::vector<AlarmKey>() : keys_of(rules->second, condition, AlarmKey::Kind::Target);
}

std::vector<AlarmKey> AlarmIndex::inhibits_for(site::ConditionIndex condition) const {
  const auto rules = as_inhibitor_.find(condition);
  return rules == as_inhibitor_.end() ? std::vector<AlarmKey>() : keys_of(rules->second, condition, AlarmKey::Kind::Inhibitor);
}

std::vector<AlarmKey> AlarmIndex::keys_of(const std::vector<site::InhibitionIndex>& rules, site::ConditionIndex condition,
                                          AlarmKey::Kind kind) const {
  std::vector<AlarmKey> keys;
  for (const site::InhibitionIndex rule : rules) keys.push_back({kind, rule.get(), place_of(rule, condition)});
  return keys;
}

std::size_t AlarmIndex::place_of(site::InhibitionIndex rule, site::ConditionIndex condition) const {
  const site::Site& site = directory_->site();
  const site::Point& point = site[site[condition].point];
  switch (site[rule].reach) {
    case site::Reach::Zone: return point.zone.get();
    case site::Reach::Equipment: return point.device.get();
    case site::Reach::Site: break;
  }
  return 0;
}

AlarmIndex::Entry AlarmIndex::entry_of(const Alarm& alarm) const {
  using Kind = AlarmKey::Kind;
  Entry entry{alarm.id, {}, alarm::due(alarm, *directory_)};
  const auto index = directory_->condition(alarm.condition);
  if (!index || alarm.id.none()) return entry;
  const site::Site& site = directory_->site();
  const site::Point& point = site[site[*index].point];
  entry.keys = {{Kind::Device, point.device.get(), 0}};
  if (!site::is_exercise(alarm.condition)) entry.keys.push_back({Kind::Zone, point.zone.get(), 0});  // a drill is beside nothing real
  for (const site::RowIndex row : rows_about(*directory_, *index)) entry.keys.push_back({Kind::Row, row.get(), 0});
  if (alarm.active && !alarm.blind && !alarm.out_of_service)
    for (const AlarmKey& key : inhibits_for(*index)) entry.keys.push_back(key);
  for (AlarmKey key : targeted_by(*index)) {
    if (alarm.active) entry.keys.push_back(key);
    key.kind = Kind::SetAside;
    if (alarm.suppressed && alarm.suppressed->rule == site.inhibitions[key.number].name) entry.keys.push_back(key);
  }
  if (!alarm.active) return entry;
  for (const site::RiskIndex risk : risks_raising(*index)) entry.keys.push_back({Kind::Raised, risk.get(), point.zone.get()});
  if (alarm.out_of_service) return entry;
  for (const site::RiskIndex risk : risks_beside(*index)) entry.keys.push_back({Kind::Companion, risk.get(), point.zone.get()});
  return entry;
}

std::vector<site::RiskIndex> AlarmIndex::risks_raising(site::ConditionIndex condition) const {
  const auto found = as_raised_.find(condition);
  return found == as_raised_.end() ? std::vector<site::RiskIndex>() : found->second;
}

std::vector<site::RiskIndex> AlarmIndex::risks_beside(site::ConditionIndex condition) const {
  const auto found = as_companion_.find(condition);
  return found == as_companion_.end() ? std::vector<site::RiskIndex>() : found->second;
}

void AlarmIndex::observe(const Edge& edge) {
  if (directory_->site()[edge.condition].rings == site::Rings::Never) told_[edge.condition] = edge.truth;
}

std::optional<site::ConditionIndex> AlarmIndex::asked(site::RiskIndex risk, site::ConditionIndex raised) const {
  const auto found = asked_.find({risk, raised});
  return found == asked_.end() ? std::nullopt : std::optional(found->second);
}

Truth AlarmIndex::told(site::ConditionIndex asked) const {
  const auto found = told_.find(asked);
  return found == told_.end() ? Truth::Unknown : found->second;
}

std::vector<site::ConditionIndex> AlarmIndex::raised_by(site::ConditionIndex asked) const {
  const auto found = raised_by_.find(asked);
  return found == raised_by_.end() ? std::vector<site::ConditionIndex>() : found->second;
}

std::vector<site::RowIndex> rows_about(const site::Directory& directory, site::ConditionIndex condition) {
  const site::Site& site = directory.site();
  const auto voting = directory.rows_of(condition);
  std::vector<site::RowIndex> rows(voting.begin(), voting.end());
  if (site[condition].kind != site::ConditionKind::ActuatorFault) return rows;
  for (std::size_t i = 0; i < site.actuators.size(); ++i) {
    if (site.actuators[i].fault != condition) continue;
    const auto driving = directory.rows_driving(site::ActuatorIndex(i));
    rows.insert(rows.end(), driving.begin(), driving.end());
  }
  return rows;
}

}  // namespace davy::core
