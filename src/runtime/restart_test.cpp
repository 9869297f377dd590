// A restart in the middle of what expressions look back upon.
#include "core/detect/recent_window.hpp"
#include "runtime/fake_ports.hpp"
#include "runtime/loop.hpp"
#include "site/expression/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace davy::runtime {
namespace {

const Instant kNow = Instant::from_unix_ms(1'795'500'000'000);
const site::PointIndex kMethane(0);

// The first condition of the first point, which becomes an expression.
site::ConditionIndex rule(site::Site& site, const std::string& text) {
  const auto own = std::ranges::find(site.conditions, kMethane, &site::Condition::point);
  const site::expression::Scope scope(site);
  auto made = site::expression::translate(text, scope, kMethane);
  EXPECT_TRUE(made.program.has_value()) << (made.faults.empty() ? "" : to_text(made.faults[0]));
  own->kind = site::ConditionKind::Expression;
  own->program = std::make_shared<const site::expression::Program>(std::move(*made.program));
  own->deadband = 0;
  own->on_delay = own->off_delay = Duration();
  own->by_mode.clear();
  return site::ConditionIndex(static_cast<std::size_t>(own - site.conditions.begin()));
}

// The tank farm after a start.
class Restarted {
 public:
  explicit Restarted(const std::string& text) : rule_(rule(site_, text)) {}

  // Each second of the last `length` before now: `before`, and from `step` before now on `after`.
  void read(site::PointIndex point, Duration length, Duration step, double before, double after) {
    const core::RecentWindow window = core::recent_windows(site_)[point.get()];
    for (Duration ago = std::min(length, window.length); ago > Duration(); ago = ago - 1_s) {
      const Instant at = kNow - ago;
      recovered_.samples.push_back({point, core::Quality::Good, ago > step ? before : after, at, at});
    }
  }

  std::vector<core::Undecided> undecided() {
    const site::Directory directory(site_);
    Loop loop(directory, field_, notifier_, {.program_version = "test"}, recovered_, kNow);
    return loop.detector().undecided(kMethane);
  }
  core::Truth truth() {
    const site::Directory directory(site_);
    Loop loop(directory, field_, notifier_, {.program_version = "test"}, recovered_, kNow);
    return loop.detector().truth(rule_);
  }

 private:
  site::Site site_ = fake::tank_farm();
  site::ConditionIndex rule_;
  fake::Diary diary_;
  fake::FakeField field_{diary_};
  fake::FakeNotifier notifier_{diary_};
  Recovered recovered_;
};

TEST(ARestart, KnowsAtOnceWhatAWindowOfAnHourSays) {
  Restarted plant("avg(1h) > 5");
  plant.read(kMethane, 2_h, 30_min, 1, 11);  // half an hour of each: 6
  EXPECT_EQ(plant.truth(), core::Truth::True);
}

TEST(ARestart, SaysHowLittleOfAWindowWasKept) {
  Restarted plant("avg(1h) > 5");
  plant.read(kMethane, 18_min, 0_s, 11, 11);
  const std::vector<core::Undecided> undecided = plant.undecided();
  ASSERT_EQ(undecided.size(), 1U);
  ASSERT_EQ(undecided[0].windows.size(), 1U);
  EXPECT_EQ(undecided[0].windows[0].window, 1_h);
  EXPECT_NEAR(undecided[0].windows[0].share, 0.3, 0.01);
}

TEST(ARestart, KnowsWhatFollowedUponWhatAtTwoPoints) {
  Restarted plant("sequence(value > 10, point('ch4-02').value > 10, 15s)");
  plant.read(kMethane, 5_min, 19_s, 1, 20);
  plant.read(site::PointIndex(1), 5_min, 10_s, 1, 20);
  EXPECT_EQ(plant.truth(), core::Truth::True) << "the first point's samples came first, its rise nine seconds before";
}

TEST(ARestart, KnowsTheOpenHazardsAsTheyWereReported) {
  fake::Diary diary;
  fake::FakeStore store(diary);
  fake::FakeField field(diary);
  fake::FakeNotifier notifier(diary);
  site::Site site = fake::tank_farm();
  const site::ConditionIndex hazards = rule(site, "open_hazards(zone) >= 1");
  const site::Directory directory(site);
  const auto keep = [&](const Turn& turn) { ASSERT_TRUE(store.commit(turn.commit).has_value()); };
  const auto live = [&](Loop& loop, Message message, Instant now) {
    std::vector<Message> messages;
    messages.push_back(std::move(message));
    keep(loop.turn(messages, now));
  };
  {
    Loop loop(directory, field, notifier, {.program_version = "test"}, *store.recover(kNow), kNow);
    keep(loop.start(kNow));
    keep(loop.go(kNow));
    live(loop, Samples{{kMethane, core::Quality::Good, 5, kNow + 1_s, kNow + 1_s}}, kNow + 1_s);
    EXPECT_EQ(loop.detector().truth(hazards), core::Truth::False);
    const core::ReportHazard report{"tank-farm", "a loose railing", {"photo"}};
    live(loop, Ask{{{"wang", core::Role::SafetyOfficer, {"operator"}}, report}, [](const Answer&) {}}, kNow + 2_s);
    live(loop, Samples{{kMethane, core::Quality::Good, 5, kNow + 3_s, kNow + 3_s}}, kNow + 3_s);
    EXPECT_EQ(loop.detector().truth(hazards), core::Truth::True);
  }
  Loop loop(directory, field, notifier, {.program_version = "test"}, *store.recover(kNow + 4_s), kNow + 4_s);
  keep(loop.start(kNow + 4_s));
  keep(loop.go(kNow + 4_s));
  live(loop, Samples{{kMethane, core::Quality::Good, 5, kNow + 5_s, kNow + 5_s}}, kNow + 5_s);
  EXPECT_EQ(loop.detector().truth(hazards), core::Truth::True) << "though nobody reported one since";
}

}  // namespace
}  // namespace davy::runtime
