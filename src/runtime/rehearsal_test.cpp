#include "runtime/rehearsal.hpp"

#include "runtime/fake_ports.hpp"
#include "site/exercise.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace davy::runtime {
namespace {

const Instant kAfterTheFire = Instant::from_unix_ms(1'795'500'000'000);

TEST(ARehearsal, GoesFromAReadingToANoticeOnWhatWasRecovered) {
  const site::Site site = site::with_exercises(fake::tank_farm());
  const site::Directory directory(site);
  const Result<core::DrillEnded> ended = rehearse(directory, Recovered(), kAfterTheFire);
  ASSERT_TRUE(ended) << ended.error().message;
  EXPECT_EQ(ended->verdict, core::DrillVerdict::Passed);
  EXPECT_EQ(ended->score, ended->of);
  for (const core::DrillDid did : {core::DrillDid::AlarmRaised, core::DrillDid::CommandObserved, core::DrillDid::NoticeSent})
    EXPECT_TRUE(std::ranges::any_of(ended->steps, [&](const core::DrillStep& step) { return step.did == did; })) << name_of(did);
}

TEST(ARehearsal, IsOfTheStateThatWasRecoveredAlsoWhereSomethingRings) {
  const site::Site site = site::with_exercises(fake::tank_farm());
  const site::Directory directory(site);
  core::Engine before(directory);
  before.step(core::Start{"test", std::nullopt}, kAfterTheFire - 1_h);
  before.step(core::Go{}, kAfterTheFire - 1_h);
  const auto high_high = directory.condition("ch4-01:high-high");
  ASSERT_TRUE(high_high);
  before.step(core::Edge{*high_high, core::Truth::True, 60, kAfterTheFire - 1_h, kAfterTheFire - 1_h}, kAfterTheFire - 1_h);
  Recovered recovered;
  recovered.state = before.state();
  const Result<core::DrillEnded> ended = rehearse(directory, recovered, kAfterTheFire);
  ASSERT_TRUE(ended) << ended.error().message;
  EXPECT_EQ(ended->verdict, core::DrillVerdict::Passed);
}

TEST(ARehearsal, SaysThatASiteHasNothingToTry) {
  const site::Site site;
  const site::Directory directory(site);
  const Result<core::DrillEnded> none = rehearse(directory, Recovered(), kAfterTheFire);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace davy::runtime
