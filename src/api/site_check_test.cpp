// What is tried on history beside a daemon: the files of a site before they are saved, and what would end the chatter of a condition.
#include "api/site_check.hpp"

#include "api/history_remedies.hpp"
#include "site/small_site.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace davy::api {
namespace {

using analysis::BudgetVerdict;
using testing::HasSubstr;
using testing::IsEmpty;

const Instant kStart = Instant::from_unix_ms(1'795'478'400'000);  // 08:00 by the site's clock
constexpr int kSeconds = 2 * 3'600;

site::SourceFiles files(std::string_view limit, std::string_view budget = ", alarm-budget: 6") {
  site::SourceFiles sources =
      site::changed(site::small_site(), "people.yaml", "zone: tank-farm, shift: day", "zone: tank-farm, shift: day" + std::string(budget));
  return site::changed(std::move(sources), "points.yaml", "device: rtu-01, at: [10, 10]}",
                       "device: rtu-01, at: [10, 10], conditions: {high: {limit: " + std::string(limit) + "}}}");
}

site::Site made(const site::SourceFiles& sources) {
  site::Loaded loaded = site::load_site(sources);
  ensure(loaded.site.has_value(), "the site is sound");
  return std::move(*loaded.site);
}

// Two hours in which ch4-01 rises to 30 %LEL for a minute every five minutes, and ch4-02 hovers at 24 to 26.
class SiteCheckTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(packs() + "/lab");
    std::ofstream(packs() + "/lab/pack.yaml") << site::small_site().packs.at("lab").front().text;
    auto store = store::SqliteStore::open(folder_.path(), directory_);
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->recover(kStart));
    runtime::Commit commit;
    std::uint64_t seq = 0;
    for (int second = 0; second < kSeconds; ++second) {
      const Instant at = kStart + 1_s * second;
      const bool hovers = second > 3'600 && second < 3'660;
      for (std::size_t i = 0; i < now_.points.size(); ++i) {
        const double value = i == 0 ? (second % 300 >= 240 ? 30.0 : 1.0) : i == 1 && hovers ? (second % 4 < 2 ? 26 : 23.5) : 1.0;
        commit.samples.push_back({site::PointIndex(i), core::Quality::Good, value, at, at});
      }
      if (hovers && second % 4 == 0) {
        commit.events.push_back(
            {++seq, at, "system", core::AlarmRaised{"ch4-02:high", "tank-farm", site::Severity::Moderate, at, 26, "rules", "operator"}});
        commit.events.push_back({++seq, at + 2_s, "system", core::AlarmReturned{core::AlarmId(seq - 1), at + 2_s, 23.5, false}});
      }
    }
    ASSERT_TRUE((*store)->commit(commit));
  }

  std::string packs() const { return folder_.path() + "/packs"; }
  Result<SiteCheckReport> check(
      site::SourceFiles sources, const GoOn& go_on = [](double) { return Go::On; }) const {
    sources.packs.clear();
    const store::Range range{kStart - 24_h, kStart + 1_s * kSeconds};
    return check_site(directory_, {folder_.path(), packs(), std::make_shared<const site::SourceFiles>(std::move(sources)), range}, go_on);
  }

  const site::Site now_ = made(files("35"));
  const site::Directory directory_{now_};
  store::fixture::TemporaryFolder folder_;
};

TEST_F(SiteCheckTest, ALimitThatBreaksABudgetIsShownWithWhatTheDutyIsAskedNow) {
  const auto report = check(files("25"));
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->findings, IsEmpty());
  EXPECT_EQ(report->version, made(files("25")).version);
  ASSERT_TRUE(report->history);
  const analysis::DutyCheck& operator_by_day = report->history->duties.at(0);
  EXPECT_EQ(operator_by_day.verdict, BudgetVerdict::Broken);
  EXPECT_EQ(operator_by_day.after.alarms, operator_by_day.before->alarms + 24);
  EXPECT_EQ(report->history->duties.at(1).verdict, BudgetVerdict::Kept) << "the team lead has none";
  ASSERT_EQ(report->history->changes.size(), 1u);
  EXPECT_EQ(report->history->changes.front().condition, "ch4-01:high");
  EXPECT_EQ(report->history->changes.front().before, 0u);
  EXPECT_EQ(report->history->changes.front().after, 24u);
}

TEST_F(SiteCheckTest, TheSameFilesChangeNothing) {
  const auto report = check(files("35"));
  ASSERT_TRUE(report && report->history);
  EXPECT_THAT(report->history->changes, IsEmpty());
  EXPECT_NE(report->history->duties.at(0).verdict, BudgetVerdict::Broken) << "what is too much already is not broken by them";
}

TEST_F(SiteCheckTest, WhatIsWrongIsSaidWithItsPlaceAndNothingIsTried) {
  const auto report = check(site::changed(files("25"), "points.yaml", "zone: tank-farm", "zone: tank-fram"));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->version, "");
  EXPECT_FALSE(report->history);
  ASSERT_EQ(report->findings.size(), 1u);
  EXPECT_THAT(to_text(report->findings.front()), HasSubstr("points.yaml:2:"));
  EXPECT_EQ(report->findings.front().nearest, "tank-farm");
}

TEST_F(SiteCheckTest, APointThatNobodyMeasuredIsNotTakenForQuiet) {
  site::SourceFiles other = files("25");
  for (const std::string name : {"ch4-01", "ch4-02", "xv-101-fb", "pt-101"})
    for (site::SourceFile& file : other.site)
      for (std::size_t at = 0; (at = file.text.find(name, at)) != std::string::npos; at += name.size() + 2) file.text.insert(at, "n-");
  const auto report = check(other);
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_THAT(report->findings, IsEmpty());
  EXPECT_FALSE(report->history);
}

TEST_F(SiteCheckTest, CanBeStopped) {
  EXPECT_FALSE(check(files("25"), [](double) { return Go::Stop; }));
}

TEST_F(SiteCheckTest, AConditionThatChatteredIsGivenADeadbandFromItsOwnHistory) {
  const auto report = find_remedies(directory_, {folder_.path(), {kStart, kStart + 1_s * kSeconds}}, [](double) { return Go::On; });
  ASSERT_TRUE(report) << report.error().message;
  ASSERT_EQ(report->conditions.size(), 1u) << "ch4-01 rings by no rule of now";
  const ConditionRemedy& found = report->conditions.front();
  EXPECT_EQ(found.condition, "ch4-02:high");
  EXPECT_EQ(found.post, "operator");
  EXPECT_EQ(found.fleeting, found.alarms);
  EXPECT_GE(found.most_in_a_minute, 3u);
  const auto* remedy = std::get_if<analysis::Remedy>(&found.tried.found);
  ASSERT_NE(remedy, nullptr) << static_cast<int>(std::get<analysis::NoRemedy>(found.tried.found));
  EXPECT_EQ(remedy->kind, analysis::RemedyKind::Deadband);
  EXPECT_EQ(remedy->deadband, 1.5);
  EXPECT_EQ(remedy->rang_then, 1u);
}

TEST_F(SiteCheckTest, WithoutSamplesNothingIsProposed) {
  const site::Directory& directory = directory_;
  const store::fixture::TemporaryFolder empty;
  {
    auto store = store::SqliteStore::open(empty.path(), directory);
    ASSERT_TRUE((*store)->recover(kStart));
    runtime::Commit commit;
    commit.events.push_back(
        {1, kStart, "system", core::AlarmRaised{"ch4-02:high", "tank-farm", site::Severity::Moderate, kStart, 26, "rules", "operator"}});
    commit.events.push_back({2, kStart + 2_s, "system", core::AlarmReturned{core::AlarmId(1), kStart + 2_s, 23.5, false}});
    ASSERT_TRUE((*store)->commit(commit));
  }
  const auto report = find_remedies(directory, {empty.path(), {kStart, kStart + 1_h}}, [](double) { return Go::On; });
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(std::get<analysis::NoRemedy>(report->conditions.at(0).tried.found), analysis::NoRemedy::NoHistory);
}

}  // namespace
}  // namespace davy::api
