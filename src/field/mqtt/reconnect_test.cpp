#include "field/mqtt/reconnect.hpp"

#include <gtest/gtest.h>

namespace davy::field {
namespace {

// A link with a clock of its own, told what happens to it.
struct Cable {
  Link link;
  Instant now = Instant::from_unix_ms(1'000'000);
  double chance = 0;

  LinkAction happens(LinkEvent event) {
    const LinkStep step = decide(link, event, now, chance);
    link = step.link;
    return step.action;
  }
  LinkAction after(Duration time) {
    now = now + time;
    return happens(LinkEvent::TimePassed);
  }
  void comes_up() {
    while (happens(LinkEvent::TimePassed) != LinkAction::Connect) now = now + 1_ms;
    happens(LinkEvent::Connected);
  }
};

TEST(Reconnect, TheFirstAttemptIsMadeAtOnce) {
  Cable cable;
  EXPECT_EQ(cable.happens(LinkEvent::TimePassed), LinkAction::Connect);
  EXPECT_EQ(cable.link.state, LinkState::Connecting);
  cable.happens(LinkEvent::Connected);
  EXPECT_EQ(cable.link.state, LinkState::Up);
}

TEST(Reconnect, ALinkThatStoodForLongIsBackSoonAfterACut) {
  Cable cable;
  cable.comes_up();
  cable.after(1_h);
  EXPECT_EQ(cable.happens(LinkEvent::Lost), LinkAction::GiveUp);
  EXPECT_EQ(cable.after(49_ms), LinkAction::None);
  EXPECT_EQ(cable.after(1_ms), LinkAction::Connect);
}

TEST(Reconnect, WhileTheBrokerIsAwayTheWaitDoublesUpToTwoSeconds) {
  Cable cable;
  std::vector<std::int64_t> waits_ms;
  for (int i = 0; i < 8; ++i) {
    const Instant before = cable.now;
    while (cable.happens(LinkEvent::TimePassed) != LinkAction::Connect) cable.now = cable.now + 1_ms;
    waits_ms.push_back((cable.now - before).ms());
    cable.happens(LinkEvent::ConnectFailed);
  }
  EXPECT_EQ(waits_ms, (std::vector<std::int64_t>{0, 100, 200, 400, 800, 1'600, 2'000, 2'000}));
}

TEST(Reconnect, AClockThatIsSetBackMakesNobodyWait) {
  Cable cable;
  cable.comes_up();
  cable.happens(LinkEvent::Lost);
  cable.now = cable.now - 1_h;
  EXPECT_EQ(cable.happens(LinkEvent::TimePassed), LinkAction::Connect);
  cable.now = cable.now - 1_h;
  EXPECT_EQ(cable.happens(LinkEvent::TimePassed), LinkAction::GiveUp) << "an attempt that nobody answers";
}

TEST(Reconnect, ABrokerThatThrowsUsOutAtOnceIsNotHammered) {
  Cable cable;
  for (int i = 0; i < 10; ++i) {
    cable.comes_up();
    cable.happens(LinkEvent::Lost);
  }
  EXPECT_EQ(cable.link.retry_at - cable.now, 2_s);
}

TEST(Reconnect, AnAttemptWithoutAWordFromTheBrokerIsGivenUp) {
  Cable cable;
  cable.happens(LinkEvent::TimePassed);
  EXPECT_EQ(cable.after(4999_ms), LinkAction::None);
  EXPECT_EQ(cable.after(1_ms), LinkAction::GiveUp);
  EXPECT_EQ(cable.link.state, LinkState::Down);
}

}  // namespace
}  // namespace davy::field
