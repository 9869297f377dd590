// What is read of drills: as they happened, page by page, the same when the journal is folded anew; and their orders, which go with them.
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using ::testing::ElementsAre;

class DrillViewTest : public fixture::ViewStage {
 protected:
  core::DrillId start(const std::string& scenario, core::DrillKind kind = core::DrillKind::Practice) {
    core::DrillStarted started;
    started.scenario = scenario;
    started.kind = kind;
    started.zone = "tank-farm";
    started.asked = {{core::DrillAsks::Call, "operator", 60'000, 10}};
    return core::DrillId(add(std::move(started), "user:chen"));
  }
  void end(core::DrillId id, std::uint32_t score) {
    core::DrillEnded ended;
    ended.drill = id;
    ended.score = score;
    ended.of = 10;
    ended.verdict = core::DrillVerdict::Passed;
    ended.acted_ms = 4'000;
    add(std::move(ended));
  }
  std::vector<std::uint64_t> ids(const DrillFilter& filter) { return paged(filter, 1, &Queries::drills); }
};

TEST_F(DrillViewTest, ShowsHowEachWentAndWhatWasMadeOfIt) {
  const core::DrillId id = start("leak");
  end(id, 7);
  add(core::DrillAssessed{id, "slow", {"the radio"}}, "user:chen");
  add(core::DrillAssessed{id, "slow, but well", {}}, "user:li");
  commit();
  const DrillRow row = *queries_->drill(id).value();
  EXPECT_EQ(row.by, "chen");
  EXPECT_EQ(row.what.asked[0].post, "operator");
  ASSERT_TRUE(row.result);
  EXPECT_EQ(row.result->score, 7u);
  EXPECT_EQ(row.result->acted_ms, 4'000u);
  EXPECT_EQ(row.result->acknowledged_ms, std::nullopt);
  EXPECT_EQ(row.ended, hour(2));
  ASSERT_TRUE(row.assessment);
  EXPECT_EQ(row.assessment->remark, "slow, but well");
  EXPECT_EQ(row.assessed_by, "li");
}

TEST_F(DrillViewTest, ListsTheNewestFirstAndSelfTestsApart) {
  const auto first = start("leak").get();
  end(core::DrillId(first), 1);
  const auto golden = start("golden", core::DrillKind::Golden).get();
  const auto second = start("fire").get();
  commit();
  EXPECT_THAT(ids({}), ElementsAre(second, first));
  DrillFilter of_leak;
  of_leak.scenario = "leak";
  EXPECT_THAT(ids(of_leak), ElementsAre(first));
  DrillFilter self_tests;
  self_tests.kind = core::DrillKind::Golden;
  EXPECT_THAT(ids(self_tests), ElementsAre(golden));
  EXPECT_EQ(queries_->drill(core::DrillId(second)).value()->result, std::nullopt);
  EXPECT_EQ(queries_->drill(core::DrillId(99)).value(), std::nullopt);
}

TEST_F(DrillViewTest, AnOrderThatWentWithItsDrillIsNoOpenOne) {
  const core::AlarmId alarm(add(core::AlarmRaised{"drill/ch4-01:high", "tank-farm"}));
  const core::OrderId order(add(core::OrderIssued{alarm, "drill/ch4-01:high", "tank-farm", site::Severity::Serious, "operator", hour(60)}));
  add(core::OrderWithdrawn{order, "the drill is over"});
  add(core::AlarmWithdrawn{"drill/ch4-01:high"});
  commit();
  EXPECT_TRUE(queries_->orders({}).value().items.empty());
  EXPECT_EQ(queries_->order(order).value()->order.state, core::OrderState::Withdrawn);
}

TEST_F(DrillViewTest, WhatAlarmsAskIsCountedWithoutDrills) {
  add(core::AlarmRaised{"drill/ch4-01:high", "tank-farm"});
  add(core::AlarmRaised{"drill/golden/probe:high", "tank-farm"});
  add(core::AlarmRaised{"ch4-01:high", "tank-farm"});
  commit();
  const auto reader = queries_.get();
  EXPECT_EQ(reader->rang(hour(0), hour(100)).value().size(), 1u);
  EXPECT_EQ(reader->alarms({}).value().items.size(), 2u) << "a drill's is listed, a self-test's is not";
}

}  // namespace
}  // namespace davy::store
