#include "api/backtests.hpp"

#include "site/small_site.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

class BacktestsTest : public testing::Test {
 protected:
  // There is no such folder: it fails as soon as it runs.
  static SweepWish hopeless() { return {.data = "/nonexistent", .grid = {"ch4-01:high", {25}, {Duration()}}, .range = {}}; }

  BacktestJob started() {
    while (true) {
      if (auto job = backtests_.start(hopeless(), "li.na")) return *job;
      std::this_thread::yield();
    }
  }
  BacktestJob ended(std::uint64_t id) const {
    while (true) {
      const auto job = backtests_.find(id);
      if (job && job->state != JobState::Waiting && job->state != JobState::Running) return *job;
      std::this_thread::yield();
    }
  }

  const site::Site site_ = *site::load_site(site::small_site()).site;
  Backtests backtests_{site_};
};

TEST_F(BacktestsTest, OneThatCannotBeDoneSaysWhy) {
  const BacktestJob job = ended(started().id);
  EXPECT_EQ(job.state, JobState::Failed);
  ASSERT_TRUE(job.error);
  EXPECT_NE(job.error->en.find("/nonexistent"), std::string::npos) << job.error->en;
  EXPECT_NE(job.error->zh.find("/nonexistent"), std::string::npos) << job.error->zh;
  EXPECT_EQ(job.by, "li.na");
}

TEST_F(BacktestsTest, WhatHasEndedStaysAsItIsWhenItIsCancelled) {
  const std::uint64_t id = ended(started().id).id;
  EXPECT_EQ(backtests_.cancel(id)->state, JobState::Failed);
}

TEST_F(BacktestsTest, KnowsNoneThatNobodyAskedFor) {
  EXPECT_FALSE(backtests_.find(7));
  EXPECT_FALSE(backtests_.cancel(7));
}

// However fast people ask and change their minds.
TEST_F(BacktestsTest, ForgetsTheOldestAlsoWhileTheyAreBeingStopped) {
  const std::uint64_t first = ended(started().id).id;
  std::uint64_t last = first;
  for (std::size_t i = 0; i < 10 * kJobsKept; ++i) {
    last = started().id;
    backtests_.cancel(last);
  }
  EXPECT_FALSE(backtests_.find(first));
  EXPECT_TRUE(backtests_.find(last));
  EXPECT_EQ(ended(started().id).state, JobState::Failed) << "it still works";
}

TEST_F(BacktestsTest, TakesNothingMoreOnceStopped) {
  backtests_.stop();
  EXPECT_FALSE(backtests_.start(hopeless(), "li.na"));
}

}  // namespace
}  // namespace davy::api
