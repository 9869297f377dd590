// A drill in the loop: it is played on time, ends with what it began, and nothing of it goes through the field, in or out.
#include "site/exercise.hpp"

#include "runtime/fake_ports.hpp"
#include "runtime/loop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::runtime {
namespace {

const Instant kNoon = Instant::from_unix_ms(1'795'500'000'000);

site::Site practising_farm() {
  site::Site site = fake::tank_farm();
  site::DrillScenario& leak = site.drill_scenarios.emplace_back();
  leak.name = "leak";
  leak.title = {"泄漏", "Leak"};
  leak.zone = site.points[0].zone;
  leak.lasts = 60_s;
  leak.series = {{site::PointIndex(0), {{0_s, 5, site::DrillShape::Step}, {2_s, 60, site::DrillShape::Ramp}}, {}}};
  leak.expect = {{site::DrillAsks::Acknowledge, {}, 30_s, 10}};
  return site::with_exercises(std::move(site));
}

class Practice : public testing::Test {
 protected:
  Practice() : loop_(directory_, field_, notifier_, {.program_version = "test"}, *store_.recover(now_), now_) {
    commit(loop_.start(now_));
    commit(loop_.go(now_));
  }
  void commit(const Turn& turn) {
    ASSERT_TRUE(store_.commit(turn.commit).has_value());
    if (turn.commit.events.empty()) return;
    std::vector<Message> said;
    said.emplace_back(Committed{turn.commit.events.back().seq});
    const Turn next = loop_.turn(said, now_);
    if (!next.commit.events.empty()) commit(next);
  }
  void give(Message message) {
    std::vector<Message> messages;
    messages.push_back(std::move(message));
    commit(loop_.turn(messages, now_));
  }
  void ask(core::Request request) {
    give(Ask{{{"chen", core::Role::SafetyOfficer, {}}, std::move(request)},
             [](const Answer& answer) { EXPECT_TRUE(std::holds_alternative<Accepted>(answer)); }});
  }
  void after(Duration time) {
    for (const Instant end = now_ + time; now_ < end;) {
      now_ = now_ + 100_ms;
      std::vector<Message> none;
      commit(loop_.turn(none, now_));
    }
  }
  std::size_t events_of(std::string_view kind) const {
    std::size_t count = 0;
    for (const core::Event& event : store_.events()) count += kind_of(event.body) == kind;
    return count;
  }
  const core::Alarm* alarm(const char* condition) const { return loop_.state().alarms.of(condition); }

  const site::Site site_ = practising_farm();
  const site::Directory directory_{site_};
  fake::Diary diary_;
  fake::FakeStore store_{diary_};
  fake::FakeField field_{diary_};
  fake::FakeNotifier notifier_{diary_};
  Instant now_ = kNoon;
  Loop loop_;
};

TEST_F(Practice, GoesFromTheReadingToTheReadBackWithoutTheField) {
  ask(core::StartDrill{"leak"});
  after(1_s);
  EXPECT_EQ(alarm("drill/ch4-01:high-high"), nullptr) << "32 so far";
  EXPECT_NE(alarm("drill/ch4-01:high"), nullptr);
  after(6_s);
  ASSERT_NE(alarm("drill/ch4-01:high-high"), nullptr);
  EXPECT_EQ(events_of("command.observed"), 1u);
  EXPECT_TRUE(field_.commands().empty()) << "no real actuator is told anything";
  EXPECT_EQ(alarm("ch4-01:high-high"), nullptr);
}

TEST_F(Practice, SamplesOfATwinFromOutsideAreRejectedByTheirName) {
  ask(core::StartDrill{"leak"});
  const auto before = loop_.fates();
  give(Samples{{directory_.point("drill/ch4-01").value(), core::Quality::Good, 99, now_ + 1_ms, now_ + 1_ms}});
  EXPECT_EQ(loop_.fates().rejected[static_cast<std::size_t>(core::Rejection::Exercise)], 1u);
  EXPECT_EQ(loop_.fates().received, before.received + 1);
  EXPECT_EQ(alarm("drill/ch4-01:high-high"), nullptr);
}

TEST_F(Practice, CanBeHeldAgainAfterItsEnd) {
  for (int round = 1; round <= 2; ++round) {
    ask(core::StartDrill{"leak"});
    after(6_s);
    ASSERT_NE(alarm("drill/ch4-01:high-high"), nullptr) << "round " << round;
    ask(core::AbortDrill{loop_.state().drills.running->id, "enough"});
    EXPECT_EQ(alarm("drill/ch4-01:high-high"), nullptr);
    after(5_s);
    EXPECT_EQ(alarm("drill/ch4-01:high-high"), nullptr);
  }
  EXPECT_EQ(events_of("drill.ended"), 2u);
}

TEST_F(Practice, RealGasEndsItAndMovesTheRealValve) {
  ask(core::StartDrill{"leak"});
  after(6_s);
  give(Samples{{site::PointIndex(0), core::Quality::Good, 60, now_, now_}});
  EXPECT_EQ(events_of("drill.ended"), 1u);
  ASSERT_EQ(field_.commands().size(), 1u);
  EXPECT_EQ(site_[field_.commands()[0].actuator].name, "xv-101");
}

TEST_F(Practice, AfterACrashItIsBrokenOffAndTheTwinsAreAtRest) {
  ask(core::StartDrill{"leak"});
  after(6_s);
  now_ = now_ + 2_s;
  Loop next(directory_, field_, notifier_, {.program_version = "test"}, *store_.recover(now_), now_);
  ASSERT_TRUE(store_.commit(next.start(now_).commit).has_value());
  ASSERT_TRUE(store_.commit(next.go(now_).commit).has_value());
  EXPECT_EQ(next.state().drills.running, std::nullopt);
  EXPECT_EQ(next.state().alarms.of("drill/ch4-01:high-high"), nullptr);
  EXPECT_EQ(events_of("drill.ended"), 1u);
  EXPECT_TRUE(field_.commands().empty());
}

TEST(AScenario, ReadsStepsAndRamps) {
  const site::DrillSeries series{site::PointIndex(0),
                                 {{1_s, 10, site::DrillShape::Step}, {3_s, 20, site::DrillShape::Step}, {5_s, 40, site::DrillShape::Ramp}},
                                 {}};
  EXPECT_EQ(value_at(series, 0_s), std::nullopt);
  EXPECT_EQ(value_at(series, 1_s), 10);
  EXPECT_EQ(value_at(series, 2_s), 10);
  EXPECT_EQ(value_at(series, 3_s), 20);
  EXPECT_EQ(value_at(series, 4_s), 30);
  EXPECT_EQ(value_at(series, 9_s), 40);
}

}  // namespace
}  // namespace davy::runtime
