#include "core/alarm/alarm_book.hpp"

#include "core/refuse.hpp"
#include "site/exercise.hpp"

#include <algorithm>
#include <iterator>

namespace davy::core {

void append(Bodies& to, Bodies from) { to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end())); }

AlarmState state_of(const Alarm& alarm) {
  if (alarm.out_of_service) return AlarmState::OutOfService;
  if (alarm.suppressed) return AlarmState::Suppressed;
  if (alarm.shelf) return AlarmState::Shelved;
  if (alarm.active) return alarm.acked ? AlarmState::Acked : AlarmState::Unacked;
  if (alarm.latched) return alarm.acked ? AlarmState::LatchedAcked : AlarmState::LatchedUnacked;
  return alarm.acked ? AlarmState::Normal : AlarmState::ReturnedUnacked;
}

char letter(AlarmState state) { return static_cast<char>('A' + static_cast<int>(state)); }

bool annunciates(const Alarm& alarm) { return !alarm.out_of_service && !alarm.suppressed && !alarm.shelf; }

bool rings(const Alarm& alarm) { return alarm.active && !alarm.acked && annunciates(alarm); }

const Alarm* AlarmBook::begins_to_ring(const Event& event) const {
  return visit(
      [this]<class Body>(const Body& body) -> const Alarm* {
        if constexpr (std::is_same_v<Body, AlarmRaised> || std::is_same_v<Body, AlarmUnshelved> ||
                      std::is_same_v<Body, AlarmUnsuppressed> || std::is_same_v<Body, AlarmReturnedToService>) {
          const Alarm* alarm = of(body.condition);
          return alarm != nullptr && rings(*alarm) ? alarm : nullptr;
        } else {
          return nullptr;
        }
      },
      event.body);
}

const Alarm* AlarmBook::find(AlarmId id) const {
  const auto condition = conditions.find(id);
  return condition == conditions.end() ? nullptr : of(condition->second);
}

const Alarm* AlarmBook::of(std::string_view condition) const {
  const auto found = alarms.find(condition);
  return found == alarms.end() ? nullptr : &found->second;
}

std::string AlarmBook::condition_of(const Event& event) const {
  return visit(
      [this](const auto& body) -> std::string {
        if constexpr (requires { body.condition; }) {
          return body.condition;
        } else if constexpr (requires { body.alarm; }) {
          const auto found = conditions.find(body.alarm);
          return found == conditions.end() ? std::string() : found->second;
        } else {
          return {};
        }
      },
      event.body);
}

namespace alarm {
namespace {

const site::Condition* rule_of(const site::Directory& directory, std::string_view condition) {
  const auto index = directory.condition(condition);
  return index ? &directory.site()[*index] : nullptr;
}

Instant realarm_due(const Alarm& alarm, const site::Directory& directory) {
  const site::Condition* rule = rule_of(directory, alarm.condition);
  if (rule == nullptr || !rule->realarm_after || !alarm.active || !alarm.acked || !annunciates(alarm)) return Instant::never();
  return alarm.acked_at + *rule->realarm_after;
}

// What a person may ask of alarms; each answers one request.
struct Judge {
  const AlarmBook& book;
  const site::Directory& directory;
  Instant now;

  Refusal unknown_alarm() const {
    return refuse(RefusalCode::NotFound, "没有这条报警，或它已经结束", "there is no such alarm, or it has ended", "alarm");
  }

  Decided operator()(const AcknowledgeAlarm& ask) const {
    const Alarm* found = book.find(ask.alarm);
    if (found == nullptr) return unknown_alarm();
    if (auto no = cannot_acknowledge(*found)) return *no;
    return Bodies{AlarmAcknowledged{ask.alarm, ask.comment}};
  }

  Decided operator()(const ResetAlarm& ask) const {
    const Alarm* found = book.find(ask.alarm);
    if (found == nullptr) return unknown_alarm();
    if (auto no = cannot_reset(book, directory, *found)) return *no;
    return Bodies{AlarmReset{ask.alarm}};
  }

  // `make(id, alarm)` answers nothing of an alarm to which it cannot be done.
  template <class Make>
  Bodies of_each(AlarmId group, Make make) const {
    Bodies bodies;
    const auto found = book.groups.find(group);
    if (found == book.groups.end()) return bodies;
    for (const AlarmId id : found->second.open)
      if (const Alarm* alarm = book.find(id)) append(bodies, make(id, *alarm));
    return bodies;
  }

  Decided operator()(const AcknowledgeGroup& ask) const {
    return of_each(ask.group, [&](AlarmId id, const Alarm& alarm) {
      return cannot_acknowledge(alarm) ? Bodies{} : Bodies{AlarmAcknowledged{id, ask.comment}};
    });
  }

  Decided operator()(const ResetGroup& ask) const {
    return of_each(ask.group, [&](AlarmId id, const Alarm& alarm) {
      return cannot_reset(book, directory, alarm) ? Bodies{} : Bodies{AlarmReset{id}};
    });
  }

  Decided operator()(const ShelveAlarm& ask) const {
    const site::Condition* rule = rule_of(directory, ask.condition);
    if (rule == nullptr) return refuse(RefusalCode::NotFound, "没有这个报警条件", "there is no such condition", "condition");
    if (!rule->shelve_at_most) return refuse(RefusalCode::NotAllowed, "这个报警不允许搁置", "this alarm may not be shelved", "condition");
    if (const Alarm* found = book.of(ask.condition); found != nullptr && !annunciates(*found))
      return refuse(RefusalCode::NotNow, "这个报警已被搁置、抑制或停用", "this alarm is shelved, suppressed or out of service already",
                    "condition");
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明搁置理由", "say why it is shelved", "reason");
    if (ask.duration <= Duration{} || ask.duration > *rule->shelve_at_most) {
      const std::string most = to_text(*rule->shelve_at_most);
      return refuse(RefusalCode::Invalid, "搁置时间须大于 0，且不超过 " + most, "a shelf lasts more than 0 and at most " + most,
                    "duration");
    }
    return Bodies{AlarmShelved{ask.condition, now + ask.duration, ask.reason}};
  }

  Decided operator()(const UnshelveAlarm& ask) const {
    const Alarm* found = book.of(ask.condition);
    if (found == nullptr || !found->shelf)
      return refuse(RefusalCode::NotNow, "这个报警没有被搁置", "this alarm is not shelved", "condition");
    return Bodies{AlarmUnshelved{ask.condition, Ended::ByPerson}};
  }

  Decided operator()(const TakeOutOfService& ask) const {
    if (rule_of(directory, ask.condition) == nullptr)
      return refuse(RefusalCode::NotFound, "没有这个报警条件", "there is no such condition", "condition");
    if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明停用理由", "say why it is taken out of service", "reason");
    const Alarm* found = book.of(ask.condition);
    if (found != nullptr && found->out_of_service)
      return refuse(RefusalCode::NotNow, "这个报警已经停用", "this alarm is out of service already", "condition");
    return Bodies{AlarmTakenOutOfService{ask.condition, ask.reason}};
  }

  Decided operator()(const ReturnToService& ask) const {
    const Alarm* found = book.of(ask.condition);
    if (found == nullptr || !found->out_of_service)
      return refuse(RefusalCode::NotNow, "这个报警没有停用", "this alarm is not out of service", "condition");
    return Bodies{AlarmReturnedToService{ask.condition}};
  }

  template <class Other>
  Decided operator()(const Other&) const {
    ensure(false, "a request that is about an alarm");
    return Bodies{};
  }
};

// Applies one event to the book. Events of other rooms change nothing here.
struct Change {
  AlarmBook& book;
  const Event& event;

  Alarm& entry(const std::string& condition) const {
    Alarm& alarm = book.alarms[condition];
    alarm.condition = condition;
    return alarm;
  }

  template <class Apply>
  void at(AlarmId id, Apply apply) const {
    const auto condition = book.conditions.find(id);
    if (condition == book.conditions.end()) return;
    Alarm& alarm = entry(condition->second);
    apply(alarm);
    drop_if_normal(alarm);
  }

  void drop_if_normal(const Alarm& alarm) const {
    if (state_of(alarm) != AlarmState::Normal) return;
    forget_occurrence(alarm);
    book.alarms.erase(book.alarms.find(alarm.condition));
  }

  // A group lives as long as one of its alarms.
  void forget_occurrence(const Alarm& alarm) const {
    book.conditions.erase(alarm.id);
    const auto group = alarm.group ? book.groups.find(alarm.group->group) : book.groups.end();
    if (group == book.groups.end()) return;
    group->second.open.erase(alarm.id);
    if (group->second.open.empty()) book.groups.erase(group);
  }

  void join(AlarmGroup& group, Alarm& alarm, Membership membership) const {
    alarm.group = membership;
    group.open.insert(alarm.id);
    if (!group.first_out.none() && group.first_onset <= alarm.onset) return;
    group.first_out = alarm.id;
    group.first_condition = alarm.condition;
    group.first_onset = alarm.onset;
  }

  void operator()(const AlarmRaised& raised) const {
    Alarm& alarm = entry(raised.condition);
    forget_occurrence(alarm);
    alarm.group.reset();
    alarm.id = AlarmId(event.seq);
    book.conditions[alarm.id] = alarm.condition;
    alarm.active = true;
    alarm.blind = alarm.acked = alarm.latched = false;
    alarm.severity = alarm.own_severity = raised.severity;
    alarm.related.reset();
    alarm.onset = raised.onset;
    alarm.raised = event.time;
    alarm.acked_at = {};
    alarm.acked_by.clear();
    alarm.value = raised.value;
    alarm.duty = raised.duty;
  }

  void operator()(const AlarmGrouped& grouped) const {
    const auto at = [&](AlarmId id) {
      const auto condition = book.conditions.find(id);
      return condition == book.conditions.end() ? nullptr : &entry(condition->second);
    };
    // Of alarms that rang in one step, each may have been told of the other before it joined a third: the first to join leads.
    Alarm* alarm = at(grouped.alarm);
    if (alarm == nullptr || alarm->group) return;
    Alarm* alone = at(grouped.group);
    const Membership membership{alone != nullptr && alone->group ? alone->group->group : grouped.group, grouped.because};
    AlarmGroup& group = book.groups[membership.group];
    if (alone != nullptr && !alone->group) join(group, *alone, membership);
    if (alarm != alone) join(group, *alarm, membership);
  }

  void operator()(const AlarmReturned& returned) const {
    at(returned.alarm, [&](Alarm& alarm) {
      alarm.active = alarm.blind = false;
      alarm.latched = returned.latched;
      alarm.value = returned.value;
    });
  }

  void operator()(const AlarmAcknowledged& acked) const {
    at(acked.alarm, [&](Alarm& alarm) {
      alarm.acked = true;
      alarm.acked_at = event.time;
      alarm.acked_by = person_of(event.actor);
    });
  }

  void operator()(const AlarmReset& reset) const {
    at(reset.alarm, [](Alarm& alarm) { alarm.latched = false; });
  }

  void operator()(const AlarmReannunciated& again) const {
    at(again.alarm, [](Alarm& alarm) { alarm.acked = false; });
  }

  // What was acknowledged was less.
  void operator()(const AlarmRegraded& regraded) const {
    at(regraded.alarm, [&](Alarm& alarm) {
      if (regraded.severity > regraded.before) alarm.acked = false;
      alarm.severity = regraded.severity;
      alarm.related.reset();
      if (!regraded.rule.empty()) alarm.related = Related{regraded.rule, regraded.others, regraded.impact, event.time};
    });
  }

  void operator()(const AlarmBlinded& blinded) const {
    at(blinded.alarm, [](Alarm& alarm) { alarm.blind = true; });
  }

  void operator()(const AlarmSighted& sighted) const {
    at(sighted.alarm, [](Alarm& alarm) { alarm.blind = false; });
  }

  void operator()(const AlarmWithdrawn& withdrawn) const {
    const auto found = book.alarms.find(withdrawn.condition);
    if (found == book.alarms.end()) return;
    forget_occurrence(found->second);
    book.alarms.erase(found);
  }

  void operator()(const AlarmShelved& shelved) const {
    entry(shelved.condition).shelf =
        Shelf{shelved.until, shelved.reason, shelved.asked_by.empty() ? person_of(event.actor) : shelved.asked_by};
  }

  void operator()(const AlarmUnshelved& ended) const {
    Alarm& alarm = entry(ended.condition);
    alarm.shelf.reset();
    drop_if_normal(alarm);
  }

  void operator()(const AlarmSuppressed& suppressed) const {
    entry(suppressed.condition).suppressed = Suppression{suppressed.reason, suppressed.rule, suppressed.inhibitor, suppressed.until};
  }

  void operator()(const AlarmUnsuppressed& ended) const {
    Alarm& alarm = entry(ended.condition);
    alarm.suppressed.reset();
    drop_if_normal(alarm);
  }

  void operator()(const AlarmTakenOutOfService& taken) const {
    entry(taken.condition).out_of_service =
        OutOfService{taken.reason, taken.asked_by.empty() ? person_of(event.actor) : taken.asked_by, event.time};
  }

  void operator()(const AlarmReturnedToService& back) const {
    Alarm& alarm = entry(back.condition);
    alarm.out_of_service.reset();
    drop_if_normal(alarm);
  }

  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

Bodies decide(const AlarmBook& book, const site::Directory& directory, const Edge& edge) {
  const std::string condition = directory.name_of(edge.condition);
  const Alarm* alarm = book.of(condition);
  const bool active = alarm != nullptr && alarm->active;
  switch (edge.truth) {
    case Truth::True: {
      if (active) return alarm->blind ? Bodies{AlarmSighted{alarm->id}} : Bodies{};
      const site::Site& site = directory.site();
      const site::Condition& rule = site[edge.condition];
      return {AlarmRaised{condition, site[site[rule.point].zone].name, rule.severity, edge.since, edge.value, site.version, {}}};
    }
    case Truth::False: {
      if (!active) return {};
      const bool latched = directory.site()[edge.condition].latch == site::Latch::Yes;
      return {AlarmReturned{alarm->id, edge.evidence, edge.value, latched}};
    }
    case Truth::Unknown: return active && !alarm->blind ? Bodies{AlarmBlinded{alarm->id, edge.since}} : Bodies{};
  }
  return {};
}

Bodies decide(const site::Directory& directory, const LateFinding& finding) {
  return {AlarmFoundLate{directory.name_of(finding.condition), finding.began, finding.ended, finding.peak}};
}

Decided decide(const AlarmBook& book, const site::Directory& directory, const PersonRequest& request, Instant now) {
  return visit(Judge{book, directory, now}, request.request);
}

std::optional<Refusal> cannot_acknowledge(const Alarm& alarm) {
  if (!alarm.acked) return std::nullopt;
  return refuse(RefusalCode::NotNow, "这条报警已由 " + alarm.acked_by + " 确认", "this alarm has been acknowledged by " + alarm.acked_by);
}

std::optional<Refusal> cannot_reset(const Alarm& alarm) {
  if (alarm.active) return refuse(RefusalCode::NotNow, "条件仍然成立，不能复位", "the condition still holds: it cannot be reset");
  if (!alarm.acked) return refuse(RefusalCode::NotNow, "请先确认，再复位", "acknowledge it first, then reset it");
  if (!alarm.latched)
    return refuse(RefusalCode::NotNow, "这条报警没有锁存，无需复位", "this alarm is not latched: there is nothing to reset");
  return std::nullopt;
}

// A latch is there for what was dangerous: it is not let go by somebody who cannot see that it is over.
std::optional<Refusal> cannot_reset(const AlarmBook& book, const site::Directory& directory, const Alarm& alarm) {
  if (auto no = cannot_reset(alarm)) return no;
  if (truth_of(book, directory, alarm.condition) == Truth::False) return std::nullopt;
  const Text what = title_of_condition(directory, alarm.condition);
  return refuse(RefusalCode::NotNow, "目前无法判断条件是否已消除，不能复位：" + what.zh,
                "not known to be false, it cannot be reset: " + what.en);
}

void observe(AlarmBook& book, const Edge& edge) {
  const std::size_t at = edge.condition.get();
  if (book.told.size() <= at) book.told.resize(at + 1, Truth::Unknown);
  book.told[at] = edge.truth;
}

Truth truth_of(const AlarmBook& book, const site::Directory& directory, std::string_view condition) {
  const auto index = directory.condition(condition);
  if (!index) return Truth::False;
  if (directory.site()[*index].kind == site::ConditionKind::ActuatorFault) {  // decided by its rows: never unknown
    const Alarm* alarm = book.of(condition);
    return alarm != nullptr && alarm->active ? Truth::True : Truth::False;
  }
  return index->get() < book.told.size() ? book.told[index->get()] : Truth::Unknown;
}

Bodies decide(const AlarmBook& book, const SuppressByDesign& input) {
  const Alarm* alarm = book.of(input.condition);
  if ((alarm != nullptr && alarm->suppressed) || site::is_exercise(input.condition)) return {};
  return {AlarmSuppressed{input.condition, input.reason, {}, {}, {}}};
}

Bodies decide(const AlarmBook& book, const EndSuppression& input) {
  const Alarm* alarm = book.of(input.condition);
  if (alarm == nullptr || !alarm->suppressed) return {};
  return {AlarmUnsuppressed{input.condition}};
}

Bodies on_start(const AlarmBook& book, const site::Directory& directory, const SystemStarted& started, Instant now) {
  Bodies bodies;
  for (const auto& [condition, alarm] : book.alarms) {
    const site::Condition* rule = rule_of(directory, condition);
    if (rule == nullptr)
      bodies.push_back(AlarmWithdrawn{condition});
    else if (alarm.active && !alarm.blind && !site::is_exercise(condition) && rule->kind != site::ConditionKind::ActuatorFault)
      bodies.push_back(AlarmBlinded{alarm.id, started.last_alive.value_or(now)});
  }
  return bodies;
}

Bodies on_time(const AlarmBook& book, const site::Directory& directory, const std::vector<std::string>& conditions, Instant now) {
  Bodies bodies;
  for (const std::string& condition : conditions) {
    const Alarm* alarm = book.of(condition);
    if (alarm == nullptr) continue;
    if (alarm->shelf && alarm->shelf->until <= now) bodies.push_back(AlarmUnshelved{condition, Ended::Expired});
    if (realarm_due(*alarm, directory) <= now) bodies.push_back(AlarmReannunciated{alarm->id});
  }
  return bodies;
}

Instant due(const Alarm& alarm, const site::Directory& directory) {
  Instant due = realarm_due(alarm, directory);
  if (alarm.shelf) due = std::min(due, alarm.shelf->until);
  if (alarm.suppressed && alarm.suppressed->until) due = std::min(due, *alarm.suppressed->until);
  return due;
}

void evolve(AlarmBook& book, const Event& event) { visit(Change{book, event}, event.body); }

}  // namespace alarm
}  // namespace davy::core
