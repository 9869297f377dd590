// Groups and inhibition held against what they mean, whatever happens.
#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <iterator>

namespace davy::core {
namespace {

// Slow and direct: every rule, every inhibitor.
bool inhibited(const State& state, const site::Directory& directory, const Alarm& alarm, Instant now) {
  const site::Site& site = directory.site();
  const site::ConditionIndex target = directory.condition(alarm.condition).value();
  const auto inhibits = [&](const site::Inhibition& rule, site::ConditionIndex condition) {
    const Alarm* other = state.alarms.of(directory.name_of(condition));
    if (other == nullptr || !other->active || other->blind || other->out_of_service) return false;
    if (rule.reach == site::Reach::Zone && site[site[condition].point].zone != site[site[target].point].zone) return false;
    if (rule.reach == site::Reach::Equipment && site[site[condition].point].device != site[site[target].point].device) return false;
    return !rule.at_most || other->raised + *rule.at_most > now;
  };
  return std::any_of(site.inhibitions.begin(), site.inhibitions.end(), [&](const site::Inhibition& rule) {
    return std::count(rule.targets.begin(), rule.targets.end(), target) > 0 &&
           std::any_of(rule.inhibitors.begin(), rule.inhibitors.end(), [&](site::ConditionIndex each) { return inhibits(rule, each); });
  });
}

RC_GTEST_PROP(AlarmRelationsProperty, ExactlyWhatARuleInhibitsIsSetAside, ()) {
  const site::Site site = make_related_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) {
    life.live(h);
    for (const auto& [condition, alarm] : life.state().alarms.alarms) {
      const bool wanted = inhibited(life.state(), directory, alarm, life.now());
      if (alarm.active && wanted) RC_ASSERT(alarm.suppressed.has_value());
      if (alarm.suppressed && !alarm.suppressed->rule.empty()) RC_ASSERT(wanted);
    }
  }
}

RC_GTEST_PROP(AlarmRelationsProperty, AGroupIsItsOpenAlarmsAndFirstOutTheEarliest, ()) {
  const site::Site site = make_related_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) {
    life.live(h);
    const AlarmBook& book = life.state().alarms;
    std::size_t members = 0;
    for (const auto& [id, group] : book.groups) {
      RC_ASSERT(!group.open.empty());
      members += group.open.size();
      for (const AlarmId each : group.open) {
        RC_ASSERT(book.find(each) != nullptr);
        RC_ASSERT(book.find(each)->group->group == id);
        RC_ASSERT(group.first_onset <= book.find(each)->onset);
      }
    }
    const auto grouped =
        std::count_if(book.alarms.begin(), book.alarms.end(), [](const auto& entry) { return entry.second.group.has_value(); });
    RC_ASSERT(static_cast<std::size_t>(grouped) == members);
  }
}

// A start takes up what a stop left: an engine that is made anew from the state decides what the old one would have decided.
RC_GTEST_PROP(AlarmRelationsProperty, AnEngineMadeAnewGoesOnAlike, ()) {
  const site::Site site = make_related_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) {
    Engine anew(directory, life.state());
    RC_ASSERT(anew.next_due() == life.engine().next_due());
    const Input input = life.input_of(h);
    const Decision decided = anew.step(input, life.now());
    const Decision lived = life.step(input);
    RC_ASSERT(decided.events.size() == lived.events.size());
    for (std::size_t i = 0; i < lived.events.size(); ++i) RC_ASSERT(print(decided.events[i]) == print(lived.events[i]));
    life.live(h);
  }
}

// Whatever went before, and whoever asks: at once is as one after the other, and leaves nothing that could be done.
RC_GTEST_PROP(AlarmRelationsProperty, AGroupAtOnceIsEachOfItsAlarmsByItself, (bool resets)) {
  const site::Site site = make_related_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  // Groups come and go: it stops at one of the moments at which there is one, if there is any.
  auto moments = *rc::gen::inRange(0, 8);
  for (const Happening& h : *happenings()) {
    life.live(h);
    if (!life.state().alarms.groups.empty() && moments-- == 0) break;
  }
  const std::map<AlarmId, AlarmGroup> groups = life.state().alarms.groups;
  RC_CLASSIFY(!groups.empty(), "with a group");
  if (groups.empty()) return;
  const auto& [group, members] = *std::next(groups.begin(), *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(groups)));
  const Actor lead{"li", Role::TeamLead, {"shift-lead"}};
  const auto one = [&](AlarmId id) { return resets ? Request(ResetAlarm{id}) : Request(AcknowledgeAlarm{id, "why"}); };
  const auto all = resets ? Request(ResetGroup{group}) : Request(AcknowledgeGroup{group, "why"});

  Engine by_group(directory, life.state());
  Engine by_each(directory, life.state());
  const Decision done = by_group.step(PersonRequest{lead, all}, life.now());
  RC_ASSERT(!done.refusal);
  std::size_t deeds = 0;
  for (const AlarmId id : members.open) deeds += by_each.step(PersonRequest{lead, one(id)}, life.now()).refusal ? 0 : 1;
  RC_ASSERT(print(by_group.state().alarms) == print(by_each.state().alarms));
  const auto is_deed = [&](const Event& event) {
    return event.actor == "user:li" && (resets ? holds<AlarmReset>(event.body) : holds<AlarmAcknowledged>(event.body));
  };
  RC_ASSERT(std::ranges::count_if(done.events, is_deed) == static_cast<std::ptrdiff_t>(deeds));
  RC_ASSERT(by_group.step(PersonRequest{lead, all}, life.now()).events.empty());
  RC_CLASSIFY(deeds > 1, "more than one");
}

}  // namespace
}  // namespace davy::core
