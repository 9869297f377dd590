#include "analysis/alarm_budget/alarm_budget.hpp"

#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

using core::kEight;

// The small plant of the core: by day the operator answers for the tank farm, by night the shift lead for the plant.
site::Site plant(std::optional<double> by_day) {
  site::Site site = core::make_small_plant();
  site.duties[0].alarm_budget = by_day;
  return site;
}

std::vector<core::RangAlarm> every(Duration apart, std::size_t times, std::string condition = "ch4-01:high") {
  std::vector<core::RangAlarm> alarms;
  for (std::size_t i = 0; i < times; ++i)
    alarms.push_back({condition, kEight + apart * static_cast<std::int64_t>(i), std::nullopt, std::nullopt});
  return alarms;
}

TEST(AlarmBudget, ChargesEachDutyInItsOwnHours) {
  const site::Site site = plant(6);
  const site::Directory directory(site);
  const auto loads = duty_loads(directory, every(10_min, 144), {kEight, kEight + 24_h});  // six an hour, the whole day
  ASSERT_EQ(loads.size(), 2U);
  EXPECT_EQ(loads[0].post, "operator");
  EXPECT_NEAR(loads[0].hours, 12, 1e-6);
  EXPECT_EQ(loads[0].alarms, 72U);
  EXPECT_EQ(loads[0].most_in_an_hour, 6U);
  EXPECT_EQ(loads[1].post, "shift-lead");
  EXPECT_EQ(loads[1].alarms, 72U);
  EXPECT_EQ(verdict_of(loads[0], nullptr), BudgetVerdict::Kept);
}

TEST(AlarmBudget, AConditionWithAPostOfItsOwnIsChargedToThatPostsDuty) {
  const site::Site site = plant(6);
  const site::Directory directory(site);
  const auto loads = duty_loads(directory, every(10_min, 6, "pt-101:high-high"), {kEight, kEight + 1_h});
  EXPECT_EQ(loads[0].alarms, 0U);  // the shift lead answers, but has no duty by day
  EXPECT_EQ(loads[1].alarms, 0U);
  EXPECT_LT(loads[0].conditions, site.conditions.size());
  EXPECT_EQ(loads[1].conditions, site.conditions.size());
}

TEST(AlarmBudget, ChargesWhatTheLoadOfAlarmsCharges) {
  site::Site site = plant(6);
  for (const std::size_t zone : {0U, 1U}) {  // the operator has duties by day for both
    site::Duty duty = site.duties[0];
    duty.zone = site::ZoneIndex(zone);
    if (zone != site.duties[0].zone.get()) site.duties.push_back(duty);
  }
  const site::Directory directory(site);
  std::vector<core::RangAlarm> alarms = every(10_min, 144);
  alarms[3].aside = core::Aside::Shelved;
  alarms[5].told = kEight + 3_h;
  alarms[7].condition = "no-such:high";
  const Span day{kEight, kEight + 24_h};
  std::vector<DutyLoad> budgets = duty_loads(directory, alarms, day);
  std::size_t compared = 0;
  for (const PostLoad& load : alarm_load({alarms, {}}, directory, day)) {
    for (const DutyLoad& budget : budgets) {
      if (budget.post != load.post || budget.zone != load.zone || budget.shift != load.shift) continue;
      EXPECT_EQ(budget.alarms, load.alarms) << load.post << " " << load.zone << " " << load.shift;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 2U);
}

TEST(AlarmBudget, SaysWhatBreaksItAndWhatOnlyLessensIt) {
  const site::Site site = plant(6);
  const site::Directory directory(site);
  const Span hours{kEight, kEight + 4_h};
  const auto kept = duty_loads(directory, every(10_min, 24), hours);
  const auto broken = duty_loads(directory, every(5_min, 48), hours);
  const auto worse = duty_loads(directory, every(4_min, 60), hours);
  EXPECT_EQ(verdict_of(broken[0], nullptr), BudgetVerdict::Broken);
  EXPECT_EQ(verdict_of(broken[0], &kept[0]), BudgetVerdict::Broken);
  EXPECT_EQ(verdict_of(broken[0], &worse[0]), BudgetVerdict::Lessened);
  EXPECT_EQ(verdict_of(broken[1], nullptr), BudgetVerdict::Kept);  // no budget
  EXPECT_EQ(verdict_of(duty_loads(directory, every(5_min, 6), {kEight, kEight + 30_min})[0], nullptr), BudgetVerdict::Unknown);
}

}  // namespace
}  // namespace davy::analysis
