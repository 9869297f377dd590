// What the clock and other events do to permits: they end, are taken back, remind.
#include "core/duty.hpp"
#include "core/permit/permit_form.hpp"
#include "core/permit/surroundings.hpp"
#include "site/zones.hpp"

#include <algorithm>

namespace davy::core::permit {
namespace {

std::string post_there(const site::Directory& directory, const std::string& zone, Instant now) {
  const auto index = directory.zone(zone);
  return index ? post_on_duty(directory, *index, Matter::Permit, now) : post_at_the_top(directory);
}

PermitSuspended suspended(const Sources& sources, const Permit& permit, const Fault& fault, Instant now) {
  return {permit.id,
          fault.cause,
          fault.what,
          fault.value,
          permit.what.zone,
          post_there(sources.directory, permit.what.zone, now),
          now + sources.directory.site().permits.answer_within};
}

bool can_expire(const Permit& permit) { return permit.state != PermitState::Finished && permit.state != PermitState::Accepted; }

PermitExpired expired(const Sources& sources, const Permit& permit, Instant now) {
  return {permit.id,
          permit.state == PermitState::Open,
          permit.what.what,
          permit.what.zone,
          post_there(sources.directory, permit.what.zone, now),
          {permit.what.lead, permit.what.guardian}};
}

Duration remind_before(Duration whole) { return std::min(kPermitRemindBefore, whole / 2); }

struct ComingDue {
  PermitDueKind what;
  Instant at;
  Instant remind;
};

// What will take back or end an open permit, with the time to remind of it.
std::vector<ComingDue> coming_dues(const Sources& sources, const Permit& permit) {
  std::vector<ComingDue> found;
  const Duration within = sources.directory.site().permits.guardian_within;
  found.push_back({PermitDueKind::Guardian, permit.guarded + within, permit.guarded + within - remind_before(within)});
  const auto every = gb30871::test_every(gb30871::gas_rules_of(permit.what.kind, permit.what.grounds));
  if (every && permit.test && gb30871::asks_for_gas_test(permit.what))
    found.push_back({PermitDueKind::GasTest, permit.test->taken + *every, permit.test->taken + *every - remind_before(*every)});
  const Duration whole = permit.what.until - permit.what.from;
  found.push_back({PermitDueKind::End, permit.what.until, permit.what.until - remind_before(whole)});
  return found;
}

// Who is to put it right: the guardian reports; of gas and of the end those who run the work are told.
std::vector<std::string> asked_of(const Permit& permit, PermitDueKind what) {
  if (what == PermitDueKind::Guardian) return {permit.what.guardian};
  return {permit.what.lead, permit.what.guardian};
}

// A beacon that hears the guardian says so for them, from when they would be reminded to say it themselves.
bool is_heard(const Sources& sources, const Permit& permit, Instant now) {
  const Duration within = sources.directory.site().permits.guardian_within;
  const bool is_asked = permit.state == PermitState::Open && now >= permit.guarded + within - remind_before(within);
  return is_asked && is_told_there(sources, permit.what, now);
}

// By the hour and the day.
bool is_too_mild(const Sources& sources, const Permit& permit, Instant now) {
  std::vector<std::string> why;
  const PermitKind kind = permit.what.kind;
  const PermitLevel asked = level_now(sources, permit.what, now, WorkStands::Open, why);
  return gb30871::rank(kind, permit.what.level) < gb30871::rank(kind, asked);
}

// The open works that the condition makes stricter.
std::vector<PermitId> upgraded_by(const Sources& sources, site::ConditionIndex condition) {
  const site::Condition& rule = sources.directory.site()[condition];
  const auto standing =
      rule.upgrades.empty() ? sources.book.open_on.end() : sources.book.open_on.find(sources.directory.site()[rule.point].name);
  if (standing == sources.book.open_on.end()) return {};
  std::vector<PermitId> found;
  for (const PermitId id : standing->second)
    if (std::ranges::find(rule.upgrades, sources.book.permits.at(id).what.kind) != rule.upgrades.end()) found.push_back(id);
  return found;
}

// Certificates run out with the day.
Instant next_day(const site::Site& site, Instant now) { return start_of(day_at(now, site.utc_offset) + 1, site.utc_offset); }

// When the night begins or ends, and the day.
Instant next_change_of_level(const site::Site& site, Instant now) {
  const Day day = day_at(now, site.utc_offset);
  Instant next = next_day(site, now);
  for (const Duration time : {site.permits.night_from, site.permits.night_until}) {
    const Instant at = start_of(day, site.utc_offset) + time;
    if (at > now) next = std::min(next, at);
  }
  return next;
}

std::optional<PermitKind> permit_kind_of(const site::Fact& fact) {
  constexpr std::string_view kPrefix = "permit-";
  if (!fact.name.starts_with(kPrefix)) return std::nullopt;
  return value_named<PermitKind>(std::string_view(fact.name).substr(kPrefix.size()));
}

// The innermost zone of the fact that a place lies in.
std::optional<site::ZoneIndex> told_for(const site::Site& site, const site::Fact& fact, site::ZoneIndex zone) {
  return site::innermost(site, zone, [&](site::ZoneIndex at) { return std::ranges::find(fact.zones, at) != fact.zones.end(); });
}

// The end of the last permit of the kind that is open there; before_all(): none is.
Instant open_until(const Sources& sources, PermitKind kind, const site::Fact& fact, site::ZoneIndex zone) {
  Instant until = Instant::before_all();
  for (const auto& [id, permit] : sources.book.permits) {
    const auto place = sources.directory.zone(permit.what.zone);
    if (permit.state != PermitState::Open || permit.what.kind != kind || !place) continue;
    if (told_for(sources.directory.site(), fact, *place) == zone) until = std::max(until, permit.what.until);
  }
  return until;
}

// Those whose silence takes it back: what raises the level does so only where the permit is not of that level already.
std::vector<site::ConditionIndex> heeded(const site::Directory& directory, const PermitApplied& what) {
  const PermitLevel raised = gb30871::stricter(what.kind, gb30871::level_of(what.kind, what.grounds));
  return gb30871::rank(what.kind, what.level) < gb30871::rank(what.kind, raised) ? watched(directory, what) : gates(directory, what);
}

// The end of the times in which silent detectors may yet speak.
Instant silence_over(const Sources& sources, const Permit& permit) {
  Instant due = Instant::never();
  const auto heard_from = listening_since(sources.book);
  if (!heard_from) return due;
  const site::Site& site = sources.directory.site();
  for (const site::ConditionIndex gate : heeded(sources.directory, permit.what)) {
    if (sources.book.told.contains(gate)) continue;
    due = std::min(due, *heard_from + site[site[gate].point].stale_after + site[gate].on_delay);
  }
  return due;
}

// The open permits that an event may take back: those that stand on what it is about.
struct Touched {
  const Sources& sources;
  Instant now;

  // A card that goes, or is for another device now, says nothing of the one that it was for.
  std::set<PermitId> operator()(const DeviceCalibration&) const {
    return open_where([&](const Permit& permit) { return stands_on_uncalibrated(sources, permit.what); });
  }
  std::set<PermitId> operator()(const AlarmTakenOutOfService& taken) const {
    const auto condition = sources.directory.condition(taken.condition);
    if (!condition) return {};
    const std::vector<PermitId> standing = sources.book.standing_on(sources.directory, *condition);
    return {standing.begin(), standing.end()};
  }
  std::set<PermitId> operator()(const PermitGasTested& tested) const { return {tested.permit}; }
  std::set<PermitId> operator()(const FactTold& told) const {
    if (told.fact == kGuardianFact) return open_where([&](const Permit& permit) { return is_told_away(sources, permit.what, now); });
    return is_surrounding(told.fact) ? forbidden_around() : std::set<PermitId>();
  }
  std::set<PermitId> operator()(const RecordSaved& saved) const {
    if (saved.kind == "person") return uncertified_with(saved.id);
    const auto certificate = sources.qualifications.certificates.find(saved.id);
    const bool is_known = saved.kind == "qualification" && certificate != sources.qualifications.certificates.end();
    return is_known ? uncertified_with(certificate->second.person) : std::set<PermitId>();
  }
  std::set<PermitId> operator()(const RecordRemoved& removed) const {
    return removed.kind == "qualification" || removed.kind == "person" ? without_certificates() : std::set<PermitId>();
  }
  // While Davy was away a certificate ran out, it became night, or the site got another file: everything is looked at anew. What is over by
  // the clock ends by it.
  std::set<PermitId> operator()(const SystemStarted&) const {
    return open_where([&](const Permit& permit) { return now < permit.what.until; });
  }
  std::set<PermitId> forbidden_around() const {
    return open_where([&](const Permit& permit) { return !told_around(sources.facts, sources.directory, permit.what, now).empty(); });
  }

  std::set<PermitId> uncertified_with(const std::string& person) const {
    return open_where([&](const Permit& permit) {
      return names_person(sources, permit.what, person) && !uncertified(sources, permit.what, now).empty();
    });
  }
  std::set<PermitId> without_certificates() const {
    if (std::ranges::none_of(sources.book.permits, [](const auto& each) { return each.second.state == PermitState::Open; })) return {};
    const CertificatesThen certificates(sources, now);
    return open_where([&](const Permit& permit) { return !certificates.suffice(permit.what); });
  }
  template <class Meant>
  std::set<PermitId> open_where(Meant is_meant) const {
    std::set<PermitId> ids;
    for (const auto& [id, permit] : sources.book.permits)
      if (permit.state == PermitState::Open && is_meant(permit)) ids.insert(id);
    return ids;
  }
  template <class Other>
  std::set<PermitId> operator()(const Other&) const {
    return {};
  }
};

}  // namespace

Bodies decide(const Sources& sources, const Edge& edge, Instant now) {
  if (edge.truth == Truth::False) return {};
  Bodies bodies;
  const StopCause cause = edge.truth == Truth::True ? StopCause::Gas : StopCause::Blind;
  for (const PermitId id : sources.book.standing_on(sources.directory, edge.condition))
    bodies.push_back(suspended(sources, sources.book.permits.at(id), {cause, sources.directory.name_of(edge.condition), edge.value}, now));
  for (const PermitId id : upgraded_by(sources, edge.condition)) {
    const Permit& permit = sources.book.permits.at(id);
    std::vector<std::string> why;
    const PermitLevel asked = level_now(sources, permit.what, now, WorkStands::Open, why);
    if (!why.empty() && gb30871::rank(permit.what.kind, permit.what.level) < gb30871::rank(permit.what.kind, asked))
      bodies.push_back(suspended(sources, permit, {StopCause::LevelTooLow, why.back()}, now));
  }
  return bodies;
}

Bodies react(const Sources& sources, const Event& event) {
  Bodies bodies;
  if (const auto* told = get_if<FactTold>(&event.body); told != nullptr && told->fact == kGuardianFact)
    for (const auto& [id, permit] : sources.book.permits)
      if (is_heard(sources, permit, event.time)) bodies.push_back(PermitGuarded{id, OnSite::Beacon});
  for (const PermitId id : visit(Touched{sources, event.time}, event.body)) {
    const Permit* permit = sources.book.find(id);
    if (permit == nullptr || permit->state != PermitState::Open) continue;
    const std::vector<Fault> found = faults(sources, *permit, event.time);
    if (!found.empty()) bodies.push_back(suspended(sources, *permit, found.front(), event.time));
  }
  return bodies;
}

// The facts are told again only when they change.
Bodies facts(const Sources& sources, const Event& event) {
  if (!concerns(event.body)) return {};
  const site::Site& site = sources.directory.site();
  Bodies bodies;
  for (const site::Fact& fact : site.facts) {
    const auto kind = permit_kind_of(fact);
    if (!kind) continue;
    for (const site::ZoneIndex zone : fact.zones) {
      const Instant until = open_until(sources, *kind, fact, zone);
      const double value = until > event.time ? 1 : 0;
      const ToldFact* told = sources.facts.find(fact.name, site[zone].name);
      const bool was_told_by_people = told != nullptr && told->by != "system";
      const bool stands = told != nullptr && told->value == value && told->until == (value == 1 ? until : Instant::never());
      if (stands || (value == 0 && (told == nullptr || was_told_by_people))) continue;
      bodies.push_back(FactTold{fact.name, site[zone].name, value, event.time, value == 1 ? until : Instant::never()});
    }
  }
  return bodies;
}

Bodies on_time(const Sources& sources, Instant now) {
  Bodies bodies;
  std::optional<CertificatesThen> certificates;
  for (const auto& [id, permit] : sources.book.permits) {
    if (can_expire(permit) && now >= permit.what.until) {
      bodies.push_back(expired(sources, permit, now));
      continue;
    }
    if (permit.state != PermitState::Open) continue;
    const std::vector<ComingDue> dues = coming_dues(sources, permit);
    const auto is_over = [&](const ComingDue& due) { return due.at <= now; };
    if (!certificates) certificates.emplace(sources, now);
    const bool may_stop = std::ranges::any_of(dues, is_over) || silence_over(sources, permit) <= now || is_too_mild(sources, permit, now) ||
                          !certificates->suffice(permit.what);
    std::vector<Fault> found = may_stop ? faults(sources, permit, now) : std::vector<Fault>();
    const bool heard = is_heard(sources, permit, now);
    if (heard) {
      bodies.push_back(PermitGuarded{id, OnSite::Beacon});
      std::erase_if(found, [](const Fault& fault) { return fault.cause == StopCause::GuardianAbsent; });
    }
    if (!found.empty()) {
      bodies.push_back(suspended(sources, permit, found.front(), now));
      continue;
    }
    for (const ComingDue& due : dues) {
      const bool is_settled = heard && due.what == PermitDueKind::Guardian;
      if (now >= due.remind && !is_settled && !permit.reminded.contains(due.what))
        bodies.push_back(PermitDue{id, due.what, due.at, asked_of(permit, due.what)});
    }
  }
  return bodies;
}

Instant next_due(const Sources& sources, Instant now) {
  Instant due = Instant::never();
  for (const auto& [id, permit] : sources.book.permits) {
    if (can_expire(permit)) due = std::min(due, permit.what.until);
    if (permit.state != PermitState::Open) continue;
    for (const ComingDue& each : coming_dues(sources, permit)) {
      due = std::min(due, each.at);
      if (!permit.reminded.contains(each.what)) due = std::min(due, each.remind);
    }
    due = std::min(due, silence_over(sources, permit));
    due = std::min(due, permit.what.kind == PermitKind::HotWork ? next_change_of_level(sources.directory.site(), now)
                                                                : next_day(sources.directory.site(), now));
  }
  return due;
}

}  // namespace davy::core::permit
