#include "core/engine/engine.hpp"

#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace davy::core {
namespace {

// The names and ids that an event speaks of, held against the site and against what the journal has brought into being.
class Subjects {
 public:
  explicit Subjects(const site::Directory& directory) : directory_(directory) {}

  void check(const Event& event) {
    visit([&](const auto& body) { check_fields(body); }, event.body);
    visit([&](const auto& body) { bring(event.seq, body); }, event.body);
  }

 private:
  template <class Body>
  void check_fields(const Body& body) const {
    if constexpr (requires { body.condition; }) RC_ASSERT(directory_.condition(body.condition).has_value());
    if constexpr (requires { body.zone; }) RC_ASSERT(directory_.zone(body.zone).has_value());
    if constexpr (requires { body.post; }) RC_ASSERT(directory_.post(body.post).has_value());
    if constexpr (requires { body.row; }) RC_ASSERT(directory_.row(body.row).has_value());
    if constexpr (requires { body.actuator; }) RC_ASSERT(directory_.actuator(body.actuator).has_value());
    if constexpr (requires { body.device; }) RC_ASSERT(directory_.device(body.device).has_value());
    if constexpr (requires { body.alarm; }) RC_ASSERT(body.alarm.none() || alarms_.contains(body.alarm));
    if constexpr (requires { body.order; }) RC_ASSERT(body.order.none() || orders_.contains(body.order));
    if constexpr (requires { body.hazard; }) RC_ASSERT(hazards_.contains(body.hazard));
    if constexpr (requires { body.into; }) RC_ASSERT(hazards_.contains(body.into));
    if constexpr (requires { body.notice; }) RC_ASSERT(notices_.contains(body.notice));
    if constexpr (requires {
                    body.command;
                    body.actuator;
                  })
      RC_ASSERT(!commands_.contains(body.command));
    else if constexpr (requires { body.command; })
      RC_ASSERT(commands_.contains(body.command));
  }

  // Of an alarm, an order, or what is none of the plant's conditions, and to a post, a person or both; of a hazard also when it has ended.
  void check_fields(const NoticeIssued& told) const {
    const bool is_of_alarm = told.hazard.none() && told.incident.none() && told.care.none() && told.check.none() && told.training.none();
    RC_ASSERT(is_of_alarm == directory_.condition(told.condition).has_value());
    RC_ASSERT(told.post.empty() || directory_.post(told.post).has_value());
    RC_ASSERT(!told.post.empty() || (!told.person.empty() && !is_of_alarm));
    RC_ASSERT(told.alarm.none() || alarms_.contains(told.alarm));
    RC_ASSERT(told.order.none() || orders_.contains(told.order));
    RC_ASSERT(told.hazard.none() || hazards_.contains(told.hazard) || ended_.contains(told.hazard));
  }
  // Where somebody is need not be said.
  void check_fields(const PersonAccounted& told) const { RC_ASSERT(told.zone.empty() || directory_.zone(told.zone).has_value()); }
  void check_fields(const MeritGiven& given) const { RC_ASSERT(hazards_.contains(given.hazard) || ended_.contains(given.hazard)); }

  void end(HazardId hazard) { hazards_.erase(hazard), ended_.insert(hazard); }

  void bring(std::uint64_t seq, const AlarmRaised&) { alarms_.insert(AlarmId(seq)); }
  void bring(std::uint64_t seq, const OrderIssued&) { orders_.insert(OrderId(seq)); }
  void bring(std::uint64_t, const OrderClosed& closed) { orders_.erase(closed.order); }
  void bring(std::uint64_t seq, const HazardReported&) { hazards_.insert(HazardId(seq)); }
  void bring(std::uint64_t, const HazardClosed& closed) { end(closed.hazard); }
  void bring(std::uint64_t, const HazardMerged& merged) { end(merged.hazard); }
  void bring(std::uint64_t, const HazardDismissed& dismissed) { end(dismissed.hazard); }
  void bring(std::uint64_t seq, const NoticeIssued&) { notices_.insert(NoticeId(seq)); }
  void bring(std::uint64_t, const CommandRequested& requested) { commands_.insert(requested.command); }
  template <class Other>
  void bring(std::uint64_t, const Other&) {}

  const site::Directory& directory_;
  std::set<AlarmId> alarms_;
  std::set<OrderId> orders_;
  std::set<HazardId> hazards_;  // open
  std::set<HazardId> ended_;
  std::set<NoticeId> notices_;
  std::set<std::string> commands_;
};

// What happened, with every request's answer.
std::string told(const site::Directory& directory, const std::vector<Happening>& happenings) {
  AnyLife life(directory);
  for (const Happening& h : happenings) life.live(h);
  std::string text;
  for (const Event& event : life.journal()) text += print(event) + "\n";
  return text;
}

RC_GTEST_PROP(EngineProperty, TheJournalFoldsToTheStateThatStands, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  const auto happened = *happenings();
  AnyLife life(directory);
  State snapshot;
  for (std::size_t i = 0; i < happened.size(); ++i) {
    life.live(happened[i]);
    if (i == happened.size() / 2) snapshot = life.state();
  }
  Engine from_nothing(directory);
  Engine from_snapshot(directory, snapshot);
  for (const Event& event : life.journal()) {
    from_nothing.evolve(event);
    if (event.seq > snapshot.last_seq) from_snapshot.evolve(event);
  }
  RC_ASSERT(print(from_nothing.state()) == print(life.state()));
  RC_ASSERT(print(from_snapshot.state()) == print(life.state()));
}

RC_GTEST_PROP(EngineProperty, TheSameHappeningsGiveTheSameJournal, ()) {
  const site::Site one = make_small_plant();
  const site::Site other = make_small_plant();
  const auto happened = *happenings();
  RC_ASSERT(told(site::Directory(one), happened) == told(site::Directory(other), happened));
}

RC_GTEST_PROP(EngineProperty, EveryEventSpeaksOfWhatThereIs, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) life.live(h);
  Subjects subjects(directory);
  std::uint64_t seq = 0;
  Instant time = kEight;
  for (const Event& event : life.journal()) {
    RC_ASSERT(event.seq == ++seq);
    RC_ASSERT(event.time >= time);
    RC_ASSERT(event.actor == "system" || event.actor.starts_with("user:") || event.actor.starts_with("device:") ||
              (event.actor == kAnonymous && holds<HazardReported>(event.body)));
    time = event.time;
    subjects.check(event);
  }
}

RC_GTEST_PROP(EngineProperty, ATickDoesAllThatIsDueAndARefusalNothing, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : *happenings()) {
    life.live(h);
    const Decision asked = life.step(life.input_of(h));
    RC_ASSERT(!asked.refusal || asked.events.empty());
    while (life.engine().next_due() <= life.now()) RC_ASSERT(!life.step(Tick{}).events.empty());
    RC_ASSERT(life.step(Tick{}).events.empty());
  }
}

}  // namespace
}  // namespace davy::core
