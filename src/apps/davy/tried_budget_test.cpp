#include "apps/davy/tried_budget.hpp"

#include "site/load.hpp"
#include "site/small_site.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::apps {
namespace {

using site::FindingLevel;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Instant kStart = Instant::from_unix_ms(1'795'478'400'000);  // 08:00 by the site's clock

site::Site made(std::string_view limit, std::string_view budget) {
  site::SourceFiles sources =
      site::changed(site::small_site(), "people.yaml", "zone: tank-farm, shift: day", "zone: tank-farm, shift: day" + std::string(budget));
  sources = site::changed(std::move(sources), "lab/pack.yaml", "limit: 25", limit);
  site::Loaded loaded = site::load_site(sources);
  ensure(loaded.site.has_value(), "the site is sound");
  return std::move(*loaded.site);
}

// Three hours in which the gas rises to 30 %LEL for a minute every five minutes: above 25 it rings twelve times an hour.
class TriedBudgetTest : public testing::Test {
 protected:
  void SetUp() override {
    const site::Directory directory(today_);
    auto store = store::SqliteStore::open(folder_.path(), directory);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->recover(kStart));
    runtime::Commit commit;
    for (int second = 0; second < 3 * 3'600; ++second) {
      const Instant at = kStart + 1_s * second;
      for (std::size_t i = 0; i < today_.points.size(); ++i)
        commit.samples.push_back({site::PointIndex(i), core::Quality::Good, i == 0 && second % 300 >= 240 ? 30.0 : 1.0, at, at});
    }
    ASSERT_TRUE((*store)->commit(commit));
  }

  api::HistoryCheck tried(const site::Site& site, const site::Site* today = nullptr) const {
    Result<api::HistoryCheck> result = try_newest(folder_.path(), today, site, 24_h);
    ensure(result.has_value(), "the history can be read");
    return std::move(*result);
  }

  const site::Site today_ = made("limit: 35", ", alarm-budget: 6");
  store::fixture::TemporaryFolder folder_;
};

TEST_F(TriedBudgetTest, ALimitThatRingsTooOftenIsAnErrorWithTodaysFigure) {
  EXPECT_THAT(budget_findings(tried(today_)), IsEmpty());
  const api::HistoryCheck after = tried(made("limit: 25", ", alarm-budget: 6"), &today_);
  EXPECT_EQ(after.duties.at(0).after.alarms, 36U);
  EXPECT_NEAR(after.duties[0].after.hours, 3, 0.02);
  const auto findings = budget_findings(after);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].level, FindingLevel::Error);
  EXPECT_THAT(to_text(findings[0]),
              HasSubstr("12.0 alarms an hour for operator of tank-farm in day (today's rules: 0.0), expected at most 6 an hour"));
  EXPECT_THAT(budget_for_people(after),
              HasSubstr("operator of tank-farm in day: 12.0 an hour (today's rules: 0.0), at most 12 in one, budget 6"));
  EXPECT_THAT(budget_for_people(after), HasSubstr("ch4-01:high: 36 times (today's rules: 0)"));
}

TEST_F(TriedBudgetTest, WhatOnlyLessensTooMuchIsAWarning) {
  const site::Site noisy = made("limit: 25", ", alarm-budget: 6");
  const auto findings = budget_findings(tried(noisy, &noisy));
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].level, FindingLevel::Warning);
}

TEST_F(TriedBudgetTest, ADutyWithoutABudgetIsNotJudged) { EXPECT_THAT(budget_findings(tried(made("limit: 25", ""))), IsEmpty()); }

// No alarm an hour of what nobody measured would be a lie.
TEST(TriedBudget, AFolderWithoutSamplesIsAnError) {
  const site::Site site = made("limit: 25", "");
  const site::Directory directory(site);
  const store::fixture::TemporaryFolder folder;
  ASSERT_TRUE(store::SqliteStore::open(folder.path(), directory));
  const auto tried = try_newest(folder.path(), nullptr, site, 24_h);
  ASSERT_FALSE(tried);
  EXPECT_THAT(tried.error().message, HasSubstr("holds no samples"));
}

TEST(TriedBudget, AFolderThatCannotBeReadIsAnError) {
  const site::Site site = made("limit: 25", "");
  EXPECT_FALSE(try_newest("/nowhere", nullptr, site, 24_h));
}

}  // namespace
}  // namespace davy::apps
