#include "api/history_rule.hpp"

#include "site/small_site.hpp"
#include "store/site_copy.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace davy::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const Instant kRuleStart = Instant::from_unix_ms(1'795'478'400'000);  // 08:00 by the site's clock
constexpr int kRuleSeconds = 2 * 3'600;

// Two hours in which ch4-01 rises to 20 %LEL for a minute every ten minutes, for the first time after nine, and ch4-02 stays at 1.
class HistoryRuleTest : public testing::Test {
 protected:
  void SetUp() override {
    const site::SourceFiles sources =
        site::changed(site::small_site(), "people.yaml", "zone: tank-farm, shift: day", "zone: tank-farm, shift: day, alarm-budget: 5");
    std::filesystem::create_directories(packs() + "/lab");
    std::filesystem::create_directories(site_folder());
    std::filesystem::create_directories(data());
    for (const site::SourceFile& file : sources.site) std::ofstream(site_folder() + "/" + file.name) << file.text;
    std::ofstream(site_folder() + "/plan.svg") << "<svg/>";
    std::ofstream(packs() + "/lab/pack.yaml") << sources.packs.at("lab").front().text;
    site::Loaded loaded = site::load_site(site_folder(), packs());
    ASSERT_TRUE(loaded.site) << to_text(loaded.findings.front());
    site_ = std::move(*loaded.site);
    directory_.emplace(site_);
    auto store = store::SqliteStore::open(data(), *directory_);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->recover(kRuleStart));
    runtime::Commit commit;
    for (int second = 0; second < kRuleSeconds; ++second) {
      const Instant at = kRuleStart + 1_s * second;
      for (std::size_t i = 0; i < site_.points.size(); ++i)
        commit.samples.push_back({site::PointIndex(i), core::Quality::Good, i == 0 && second % 600 >= 540 ? 20.0 : 1.0, at, at});
    }
    ASSERT_TRUE((*store)->commit(commit));
  }

  std::string data() const { return folder_.path() + "/data"; }
  std::string packs() const { return folder_.path() + "/packs"; }
  std::string site_folder() const { return folder_.path() + "/site"; }

  RuleWish wish(std::string point, std::string id, std::string when) const {
    RuleWish made{.data = data(),
                  .site_folder = site_folder(),
                  .packs = packs(),
                  .draft = {},
                  .range = {kRuleStart - 24_h, kRuleStart + 1_s * kRuleSeconds}};
    made.draft.point = std::move(point);
    made.draft.id = std::move(id);
    made.draft.when = std::move(when);
    made.draft.severity = site::Severity::Serious;
    return made;
  }
  Result<RuleReport> tried(
      const RuleWish& asked, const GoOn& go_on = [](double) { return Go::On; }) const {
    return try_rule(*directory_, asked, go_on);
  }
  static std::vector<std::size_t> counts(const RuleReport& report) {
    std::vector<std::size_t> rang;
    for (const analysis::SweepCell& cell : report.history->cells) rang.push_back(cell.rang);
    return rang;
  }

  store::fixture::TemporaryFolder folder_;
  site::Site site_;
  std::optional<site::Directory> directory_;
};

TEST_F(HistoryRuleTest, ANewExpressionIsTriedWithItsDelaysBesideNothing) {
  RuleWish asked = wish("ch4-01", "rising", "value > 15");
  asked.delays = {30_s, 90_s, 0_s};
  const auto report = tried(asked);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_TRUE(report->history);
  EXPECT_EQ(report->kind, site::ConditionKind::Expression);
  EXPECT_THAT(counts(*report), ElementsAre(12U, 12U, 0U)) << "at once, after 30 s, after 90 s";
  EXPECT_FALSE(report->history->now);
  EXPECT_THAT(report->yaml.text, HasSubstr("id: rising"));
}

TEST_F(HistoryRuleTest, AnExpressionOfAnotherPointIsFedThatPointToo) {
  const auto report = tried(wish("ch4-02", "beside", "point('ch4-01').value > 15 && value < 5"));
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_TRUE(report->history);
  EXPECT_THAT(counts(*report), ElementsAre(12U));
}

TEST_F(HistoryRuleTest, AChangedLimitStandsBesideTheOneOfNowWithWhatItAsksOfTheDuty) {
  RuleWish asked = wish("ch4-01", "high", "");
  asked.draft.severity.reset();
  asked.draft.limit = 18;
  asked.limits = {22};
  const auto report = tried(asked);
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_TRUE(report->history && report->history->now);
  EXPECT_THAT(counts(*report), ElementsAre(12U, 0U));
  EXPECT_EQ(report->history->now->limit, 25);
  EXPECT_EQ(report->history->now->rang, 0U);
  const analysis::DutyCheck& day = report->history->duties.at(0);
  EXPECT_EQ(day.before->alarms, 0U);
  EXPECT_EQ(day.after.alarms, 12U);
  EXPECT_EQ(day.verdict, analysis::BudgetVerdict::Broken) << "six an hour where five are allowed";
  EXPECT_TRUE(report->history->breaks_a_budget());
  EXPECT_EQ(report->yaml.text, "conditions:\n  - points: [ch4-01]\n    id: high\n    limit: 18\n");
}

TEST_F(HistoryRuleTest, AMistakeIsSaidWithItsPlaceAndNothingIsPlayed) {
  const auto report = tried(wish("ch4-01", "rising", "value > 15 kPa"));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_FALSE(report->kind);
  EXPECT_FALSE(report->history);
  ASSERT_EQ(report->findings.size(), 1U);
  EXPECT_EQ(column_in_expression(report->yaml, report->findings.front()), 7) << to_text(report->findings.front());
}

TEST_F(HistoryRuleTest, FilesThatAreNotThoseThatRunAreNoGroundToTryOn) {
  std::ofstream(site_folder() + "/points.yaml", std::ios::app) << "# edited\n";
  const auto report = tried(wish("ch4-01", "rising", "value > 15"));
  ASSERT_FALSE(report);
  EXPECT_THAT(report.error().message, HasSubstr("no longer those that Davy runs with"));
}

TEST_F(HistoryRuleTest, WhileTheFolderHoldsOthersTheKeptFilesOfTheSiteAreTheGround) {
  std::vector<site::Finding> unreadable;
  const auto kept = store::keep_site(data(), site::read_sources(site_folder(), packs(), unreadable));
  ASSERT_TRUE(kept) << kept.error().message;
  RuleWish asked = wish("ch4-01", "rising", "value > 15");
  const auto before = tried(asked);
  ASSERT_TRUE(before && before->history);
  std::ofstream(site_folder() + "/points.yaml", std::ios::app) << "nothing: of the kind\n";
  asked.kept = *kept;
  const auto report = tried(asked);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->findings, before->findings);
  ASSERT_TRUE(report->history);
  EXPECT_EQ(counts(*report), counts(*before));
  asked.kept = std::string(64, '0');
  EXPECT_FALSE(tried(asked));
}

TEST_F(HistoryRuleTest, WhatNobodyPlaysIsRefused) {
  const auto report = tried(wish("ch4-01", "rising", "value > 15 && open_orders(zone) > 0"));
  if (report) {
    ASSERT_FALSE(report->findings.empty());
    FAIL() << to_text(report->findings.front());
  }
  EXPECT_THAT(report.error().message, HasSubstr("open_orders"));
}

TEST_F(HistoryRuleTest, WhatNobodyPlaysCanBeReplaced) {
  std::ofstream(site_folder() + "/rule.yaml") << "conditions:\n  - {points: [ch4-01], id: busy, when: \"value > 15 && open_orders(zone) > "
                                                 "0\", severity: serious, work-order: false, "
                                                 "title: {zh: a, en: a}, response: {zh: b, en: b}}\n";
  const site::Loaded loaded = site::load_site(site_folder(), packs());
  ASSERT_TRUE(loaded.site) << to_text(loaded.findings.front());
  const site::Directory now(*loaded.site);
  const auto report = try_rule(now, wish("ch4-01", "busy", "value > 15"), [](double) { return Go::On; });
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_TRUE(report->history);
  EXPECT_THAT(counts(*report), ElementsAre(12U));
  EXPECT_FALSE(report->history->now) << "it is not what is tried";
}

TEST_F(HistoryRuleTest, ATrialCanBeStopped) {
  EXPECT_FALSE(tried(wish("ch4-01", "rising", "value > 15"), [](double) { return Go::Stop; }));
}

}  // namespace
}  // namespace davy::api
