#include "analysis/alarm_load/floods.hpp"

#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

TEST(Floods, ElevenAlarmsInTenMinutesFloodThePostThatAnswersThemUntilFewerThanFiveAreLeft) {
  const site::Site site = core::make_small_plant();
  const site::Directory directory(site);
  std::vector<core::RangAlarm> alarms;
  for (int i = 0; i < 11; ++i) alarms.push_back({"ch4-01:high", core::kEight + 30_s * i, std::nullopt, std::nullopt});
  const auto of_operator = [&](Instant now) { return floods_now(alarms, directory, now)[2]; };
  EXPECT_EQ(of_operator(core::kEight + 299_s).since, std::nullopt);
  EXPECT_EQ(of_operator(core::kEight + 300_s).post, "operator");
  EXPECT_EQ(of_operator(core::kEight + 300_s).since, core::kEight + 300_s);
  EXPECT_EQ(of_operator(core::kEight + 300_s).recent, 11U);
  EXPECT_TRUE(of_operator(core::kEight + 13_min - 1_s).since);
  EXPECT_FALSE(of_operator(core::kEight + 13_min + 1_s).since) << "four are left";
  EXPECT_FALSE(floods_now(alarms, directory, core::kEight + 300_s)[1].since) << "the shift lead has duty at night";
}

}  // namespace
}  // namespace davy::analysis
