// What keeps a permit from being open: its detectors, its tests, its guardian, the hour, the works beside it.
#include "core/permit/permit_form.hpp"
#include "core/permit/surroundings.hpp"
#include "site/zones.hpp"

#include <algorithm>

namespace davy::core::permit {
namespace {

bool gates_kind(const site::Condition& condition, PermitKind kind) {
  return std::ranges::find(condition.gates, kind) != condition.gates.end();
}

bool upgrades_kind(const site::Condition& condition, PermitKind kind) {
  return std::ranges::find(condition.upgrades, kind) != condition.upgrades.end();
}

bool binds(const site::Condition& condition, PermitKind kind) { return gates_kind(condition, kind) || upgrades_kind(condition, kind); }

bool is_open(const Permit& permit) { return permit.state == PermitState::Open; }

// How long a detector may stay silent after a start of Davy.
Duration grace(const site::Directory& directory, site::ConditionIndex index) {
  const site::Condition& condition = directory.site()[index];
  return directory.site()[condition.point].stale_after + condition.on_delay;
}

void judge_gate(std::vector<Fault>& found, const Sources& sources, const Permit& permit, site::ConditionIndex index, Instant now) {
  const std::string name = sources.directory.name_of(index);
  const auto told = sources.book.told.find(index);
  if (told == sources.book.told.end()) {
    const auto heard_from = listening_since(sources.book);
    const bool may_yet_speak = is_open(permit) && heard_from && now < *heard_from + grace(sources.directory, index);
    if (!may_yet_speak) found.push_back({StopCause::Blind, name});
  } else if (told->second.truth != Truth::False) {
    found.push_back({told->second.truth == Truth::True ? StopCause::Gas : StopCause::Blind, name});
  }
  const Alarm* alarm = sources.alarms.of(name);
  if (alarm != nullptr && alarm->out_of_service) found.push_back({StopCause::OutOfService, name});
}

// By a card of it that says until when its calibration holds; of one without, nobody knows.
bool is_calibrated(const CareBook& care, const std::string& device) {
  bool is_known = false;
  for (const auto& [card, calibration] : care.calibrations) {
    if (calibration.device != device) continue;
    if (is_doubted(calibration.state)) return false;
    is_known = is_known || calibration.state == CalibrationState::Valid;
  }
  return is_known;
}

void judge_points(std::vector<Fault>& found, const Sources& sources, const Permit& permit) {
  const site::Site& site = sources.directory.site();
  for (const std::string& name : permit.what.points) {
    const auto point = sources.directory.point(name);
    const auto binds_it = [&](site::ConditionIndex index) { return binds(site[index], permit.what.kind); };
    if (!point || std::ranges::none_of(sources.directory.conditions_of(*point), binds_it)) {
      found.push_back({StopCause::Unbound, name});
      continue;
    }
    if (!is_calibrated(sources.care, site[site[*point].device].name)) found.push_back({StopCause::Uncalibrated, name});
  }
  if (!watches_gas(sources.directory, permit.what) && gb30871::asks_for_detector(permit.what.kind, permit.what.level))
    found.push_back({StopCause::Unbound, {}});
}

// While the work goes on a test may be as old as the kind allows; to begin or to go on, it must be of now, and of after what stopped the work.
void judge_test(std::vector<Fault>& found, const Permit& permit, Instant now) {
  const PermitApplied& what = permit.what;
  if (!gb30871::asks_for_gas_test(what)) return;
  if (!permit.test) {
    found.push_back({StopCause::TestOverdue, {}});
    return;
  }
  const Instant taken = permit.test->taken;
  const std::string when = to_text(taken);
  if (!permit.test->good) found.push_back({StopCause::BadTest, when});
  const PermitKind rules = gb30871::gas_rules_of(what.kind, what.grounds);
  const auto every = gb30871::test_every(rules);
  bool is_old = every && now - taken >= *every;
  if (permit.state == PermitState::Signed) is_old = is_old || now - taken > gb30871::kTestHoldsBeforeStart;
  if (!is_open(permit) && permit.rests_since && permit.started) {
    const bool was_taken_back = permit.stopped.has_value();
    const bool rested_long = now - *permit.rests_since > gb30871::rest_without_test(rules, what.level);
    if (was_taken_back || rested_long) is_old = is_old || taken < *permit.rests_since || now - taken > gb30871::kTestHoldsBeforeStart;
  }
  if (is_old) found.push_back({StopCause::TestOverdue, when});
}

void judge_conflicts(std::vector<Fault>& found, const Sources& sources, const Permit& permit) {
  const Duration around = sources.directory.site().permits.around;
  const Work own = work_of(permit.id, permit.what, around);
  for (const auto& [id, other] : sources.book.permits) {
    if (id == permit.id || !is_open(other)) continue;
    // Of two that are open the one goes on that began first.
    if (is_open(permit) && (*permit.started < *other.started || (*permit.started == *other.started && permit.id < id))) continue;
    if (!conflicts(own, work_of(id, other.what, around)).empty()) found.push_back({StopCause::Conflict, std::to_string(id.get())});
  }
}

// What a beacon tells of the guardians of a place, where the site has the fact; of the innermost zone that was told of. None: nothing that holds.
const ToldFact* guardian_told(const Sources& sources, const PermitApplied& what, Instant now) {
  const site::Site& site = sources.directory.site();
  for (std::optional<site::ZoneIndex> at = sources.directory.zone(what.zone); at; at = site[*at].parent) {
    const ToldFact* told = sources.facts.find(kGuardianFact, site[*at].name);
    if (told != nullptr && now < told->until) return told;
  }
  return nullptr;
}

}  // namespace

bool stands_on_uncalibrated(const Sources& sources, const PermitApplied& what) {
  const site::Site& site = sources.directory.site();
  return std::ranges::any_of(what.points, [&](const std::string& name) {
    const auto point = sources.directory.point(name);
    return point && !is_calibrated(sources.care, site[site[*point].device].name);
  });
}

bool is_told_there(const Sources& sources, const PermitApplied& what, Instant now) {
  const ToldFact* told = guardian_told(sources, what, now);
  return told != nullptr && told->value != 0;
}

bool is_told_away(const Sources& sources, const PermitApplied& what, Instant now) {
  const ToldFact* told = guardian_told(sources, what, now);
  return told != nullptr && told->value == 0;
}

std::vector<site::ConditionIndex> watched(const site::Directory& directory, const PermitApplied& what) {
  std::vector<site::ConditionIndex> found;
  const site::Site& site = directory.site();
  for (const std::string& name : what.points) {
    const auto point = directory.point(name);
    if (!point) continue;
    for (const site::ConditionIndex index : directory.conditions_of(*point))
      if (binds(site[index], what.kind)) found.push_back(index);
  }
  std::ranges::sort(found);
  return found;
}

std::vector<site::ConditionIndex> gates(const site::Directory& directory, const PermitApplied& what) {
  std::vector<site::ConditionIndex> found = watched(directory, what);
  std::erase_if(found, [&](site::ConditionIndex index) { return !gates_kind(directory.site()[index], what.kind); });
  return found;
}

bool watches_gas(const site::Directory& directory, const PermitApplied& what) {
  const site::Site& site = directory.site();
  return std::ranges::any_of(gates(directory, what),
                             [&](site::ConditionIndex gate) { return site[site[gate].point].kind != site::PointKind::Wind; });
}

std::vector<std::string> points_for(const site::Directory& directory, const PermitApplied& what) {
  std::vector<std::string> found;
  const auto zone = directory.zone(what.zone);
  if (!zone) return found;
  const site::Site& site = directory.site();
  for (const site::Condition& condition : site.conditions) {
    if (!binds(condition, what.kind)) continue;
    const site::Point& point = site[condition.point];
    const bool counts = point.kind == site::PointKind::Wind ? what.outdoors : site::lies_in(site, point.zone, *zone);
    if (counts && (found.empty() || found.back() != point.name)) found.push_back(point.name);
  }
  return found;
}

PermitLevel level_at(const site::Site& site, PermitKind kind, PermitLevel own, Instant at, std::vector<std::string>& upgraded) {
  if (kind != PermitKind::HotWork) return own;
  const site::PermitRules& rules = site.permits;
  const Duration time = time_of_day(at, site.utc_offset);
  const bool past_midnight = rules.night_until < rules.night_from;
  const bool is_night =
      past_midnight ? time >= rules.night_from || time < rules.night_until : time >= rules.night_from && time < rules.night_until;
  const Day day = day_at(at, site.utc_offset);
  const auto weekday = static_cast<std::uint8_t>((((day.number() + 3) % 7) + 7) % 7 + 1);  // 1970-01-01 was a Thursday
  const bool is_worked = std::ranges::find(rules.workdays, day) != rules.workdays.end();
  if (is_night) upgraded.emplace_back("night");
  if (std::ranges::find(rules.holidays, day) != rules.holidays.end())
    upgraded.emplace_back("holiday");
  else if (!is_worked && std::ranges::find(rules.rest_days, weekday) != rules.rest_days.end())
    upgraded.emplace_back("rest-day");
  return upgraded.empty() ? own : gb30871::stricter(kind, own);
}

PermitLevel level_now(const Sources& sources, const PermitApplied& what, Instant now, WorkStands stands,
                      std::vector<std::string>& upgraded) {
  const site::Site& site = sources.directory.site();
  const PermitLevel own = gb30871::level_of(what.kind, what.grounds);
  const PermitLevel by_hour = level_at(site, what.kind, own, now, upgraded);
  if (what.kind != PermitKind::HotWork) return by_hour;
  const auto heard_from = listening_since(sources.book);
  const auto is_stricter = [&](site::ConditionIndex index) {
    if (!upgrades_kind(site[index], what.kind)) return false;
    const auto told = sources.book.told.find(index);
    if (told != sources.book.told.end()) return told->second.truth != Truth::False;
    return stands == WorkStands::Ahead || !heard_from || now >= *heard_from + grace(sources.directory, index);
  };
  const std::vector<site::ConditionIndex> all = watched(sources.directory, what);
  const auto found = std::ranges::find_if(all, is_stricter);
  if (found == all.end()) return by_hour;
  upgraded.emplace_back(site[site[*found].point].kind == site::PointKind::Wind ? "wind" : "reading");
  return gb30871::stricter(what.kind, own);
}

std::vector<Conflict> conflicts_of(const PermitBook& book, const site::Site& site, const PermitApplied& draft, PermitId own) {
  std::vector<Conflict> found;
  const Work work = work_of(own, draft, site.permits.around);
  for (const auto& [id, permit] : book.permits) {
    if (id == own || permit.state == PermitState::Finished || permit.state == PermitState::Accepted) continue;
    for (const Conflict& each : conflicts(work, work_of(id, permit.what, site.permits.around))) found.push_back(each);
  }
  return found;
}

std::vector<Fault> faults(const Sources& sources, const Permit& permit, Instant now) {
  std::vector<Fault> found;
  for (const site::ConditionIndex gate : gates(sources.directory, permit.what)) judge_gate(found, sources, permit, gate, now);
  judge_points(found, sources, permit);
  judge_test(found, permit, now);
  if (now - permit.guarded >= sources.directory.site().permits.guardian_within || is_told_away(sources, permit.what, now))
    found.push_back({StopCause::GuardianAbsent, permit.what.guardian});
  for (Uncertified& each : uncertified(sources, permit.what, now)) found.push_back({StopCause::Certificate, std::move(each.who)});
  std::vector<std::string> why;
  const PermitLevel asked = level_now(sources, permit.what, now, is_open(permit) ? WorkStands::Open : WorkStands::Ahead, why);
  if (gb30871::rank(permit.what.kind, permit.what.level) < gb30871::rank(permit.what.kind, asked))
    found.push_back({StopCause::LevelTooLow, why.empty() ? std::string() : why.back()});
  judge_conflicts(found, sources, permit);
  for (const SurroundingRule* rule : told_around(sources.facts, sources.directory, permit.what, now))
    found.push_back({StopCause::Surroundings, std::string(rule->fact)});
  return found;
}

}  // namespace davy::core::permit
