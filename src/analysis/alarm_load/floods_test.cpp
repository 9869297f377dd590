#include "analysis/alarm_load/floods.hpp"

#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

TEST(Floods, AreWhatTheJournalSaysBesideWhatRangForPeopleInTheLastTenMinutes) {
  const site::Site site = core::make_small_plant();
  const site::Directory directory(site);
  Rang rang;
  for (int i = 0; i < 11; ++i)
    rang.alarms.push_back({"ch4-01:high", core::kEight + 30_s * i, std::nullopt, std::nullopt, core::Aside::No, {}, "operator"});
  rang.alarms[3].aside = core::Aside::Suppressed;
  rang.floods = {{"operator", core::kEight + 1_min, core::kEight + 2_min}, {"operator", core::kEight + 5_min, std::nullopt}};
  const auto of_operator = [&](Instant now) { return floods_now(rang, directory, now)[2]; };
  EXPECT_EQ(of_operator(core::kEight + 59_s).since, std::nullopt);
  EXPECT_EQ(of_operator(core::kEight + 1_min).post, "operator");
  EXPECT_EQ(of_operator(core::kEight + 1_min).since, core::kEight + 1_min);
  EXPECT_EQ(of_operator(core::kEight + 3_min).since, std::nullopt);
  EXPECT_EQ(of_operator(core::kEight + 9_min).since, core::kEight + 5_min);
  EXPECT_EQ(of_operator(core::kEight + 9_min).recent, 10U);
  EXPECT_EQ(of_operator(core::kEight + 10_min).recent, 9U);
  EXPECT_FALSE(floods_now(rang, directory, core::kEight + 9_min)[1].since) << "the shift lead has duty at night";
}

}  // namespace
}  // namespace davy::analysis
