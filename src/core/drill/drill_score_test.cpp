// How each person answered in a drill: who saw, who acted, who never did.
#include "core/drill/drill_book.hpp"

#include <gmock/gmock.h>

namespace davy::core::drill {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

DrillStarted called() {
  DrillStarted what;
  what.participants = {{"operator", {"wang", "zhou"}}, {"shift-lead", {"li", "wang"}}};
  return what;
}

// The drill begins, rings after 2 s, wang sees it 3 s later and acts twice, li acts without having seen, sun was not called.
const std::vector<DrillStep> kSteps{
    {DrillDid::AlarmRaised, "drill/ch4-01:high", "", 2'000},       {DrillDid::AlarmRaised, "drill/ch4-01:high-high", "", 4'000},
    {DrillDid::Acknowledged, "drill/ch4-01:high", "wang", 5'000},  {DrillDid::Acknowledged, "drill/ch4-01:high-high", "wang", 6'000},
    {DrillDid::OrderAccepted, "drill/ch4-01:high", "wang", 9'000}, {DrillDid::OrderSubmitted, "drill/ch4-01:high", "wang", 20'000},
    {DrillDid::IncidentCalled, "gas-leak", "li", 30'000},          {DrillDid::CardTaken, "shut", "sun", 31'000}};

TEST(DrillResponses, AreOfEverybodyWhoWasCalledOrDidSomething) {
  const std::vector<DrillResult> results{{DrillMark::Met, "wang", 3'000, 20},
                                         {DrillMark::Late, "wang", 7'000, 15},
                                         {DrillMark::Met, "li", 28'000, 50},
                                         {DrillMark::Missed, "", {}, 0}};
  EXPECT_THAT(responses_of(called(), kSteps, results),
              ElementsAre(DrillResponse{"wang", {"operator", "shift-lead"}, 3'000, 7'000, 2, 1, 1, 35},
                          DrillResponse{"zhou", {"operator"}, {}, {}, 0, 0, 0, 0},
                          DrillResponse{"li", {"shift-lead"}, {}, 28'000, 1, 1, 0, 50}, DrillResponse{"sun", {}, {}, 29'000, 1, 0, 0, 0}));
}

TEST(DrillResponses, OfADrillThatNeverRangAreOfWhoWasCalled) {
  const auto found = responses_of(called(), {}, {});
  ASSERT_EQ(found.size(), 3u);
  for (const DrillResponse& each : found) EXPECT_FALSE(each.acknowledged_ms || each.acted_ms) << each.person;
  EXPECT_THAT(responses_of({}, {}, {}), IsEmpty());
}

}  // namespace
}  // namespace davy::core::drill
