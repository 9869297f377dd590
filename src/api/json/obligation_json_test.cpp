#include "api/json/obligation_json.hpp"

#include "api/json/review_json.hpp"
#include "core/testing/small_plant.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::api {
namespace {

using core::kEight;
using Json = nlohmann::json;

ObligationWords words_at(Instant as_of) {
  return {site::AppraisalStandards(), as_of, [](const core::MatterRef&) { return NamedMatter{Text{"罐区", "Tank farm"}, "tank-farm"}; }};
}

core::Obligation order_accepted(std::optional<Duration> after) {
  core::Obligation obligation;
  obligation.asked_by = 21;
  obligation.step = core::Step::AcceptOrder;
  obligation.matter = {core::MatterKind::Order, 21};
  obligation.zone = "tank-farm";
  obligation.post = "operator";
  obligation.people = {"wang"};
  obligation.asked = kEight;
  if (after) {
    obligation.answer = core::Answer::Done;
    obligation.done = core::Fulfilment{25, kEight + *after, "user:wang"};
  }
  return obligation;
}

TEST(ObligationJson, SaysWhoByWhenAndByWhichRecord) {
  const Json line = Json::parse(to_json(order_accepted(20_min), words_at(kEight + 1_h)));
  EXPECT_EQ(line["step"], "accept-order");
  EXPECT_EQ(line["verb"], "act");
  EXPECT_EQ(line["matter"]["title"]["zh"], "罐区");
  EXPECT_EQ(line["due"], to_text(kEight + 15_min));
  EXPECT_EQ(line["standard"], true);
  EXPECT_EQ(line["standing"], "late");
  EXPECT_EQ(line["late_s"], 300);
  EXPECT_EQ(line["done"]["seq"], 25);
  EXPECT_EQ(line["done"]["by"], "user:wang");
}

TEST(ObligationJson, OfWhatIsNotDoneSaysForHowLong) {
  const Json line = Json::parse(to_json(order_accepted(std::nullopt), words_at(kEight + 75_min)));
  EXPECT_EQ(line["standing"], "overdue");
  EXPECT_EQ(line["late_s"], 3'600);
  EXPECT_TRUE(line["done"].is_null());
  EXPECT_EQ(Json::parse(to_json(order_accepted(std::nullopt), words_at(kEight)))["standing"], "pending");
}

TEST(ObligationJson, HasNoTimeWhereThereIsNone) {
  core::Obligation whole = order_accepted(std::nullopt);
  whole.step = core::Step::CloseHazard;
  const Json line = Json::parse(to_json(whole, words_at(kEight + 75_min)));
  EXPECT_TRUE(line["due"].is_null());
  EXPECT_EQ(line["standing"], "pending");
}

TEST(KpiJson, SaysInWhichOrderItsSharesAre) {
  KpiSheet sheet{"2026-11", core::KpiBy::Post, kEight, site::AppraisalStandards(), {}};
  sheet.lines.push_back({{"operator", {}, 90_s, 2}, Text{"操作工", "Operator"}, {}, {}});
  sheet.lines.back().row.shares[static_cast<std::size_t>(core::Metric::FirstPass)] = {3, 4};
  const Json kpi = Json::parse(to_json(sheet));
  const auto metrics = kpi["metrics"].get<std::vector<std::string>>();
  const auto at = static_cast<std::size_t>(std::ranges::find(metrics, "first-pass") - metrics.begin());
  EXPECT_EQ(kpi["rows"][0]["shares"][at]["good"], 3);
  EXPECT_EQ(kpi["rows"][0]["shares"].size(), metrics.size());
  EXPECT_EQ(kpi["rows"][0]["longest_late_s"], 90);
  EXPECT_TRUE(kpi["rows"][0]["use"].is_null());
  EXPECT_EQ(kpi["standards"]["take_over"], 1'800);
  EXPECT_EQ(kpi["standards"]["report"], 3'600);
}

TEST(RiskJson, OpensAFigureOntoWhatIdentifiesAPointAndWhatDoesNot) {
  core::RiskFigures risks;
  risks.points = {{{core::RiskPointKind::Zone, "plant"}, {"厂区", "Plant"}, "plant", 0, {{"o", "u", "e", 9}}},
                  {{core::RiskPointKind::StoragePlace, "t-101"}, {"T-101", "T-101"}, "tank-farm", 7, {}}};
  risks.changes = {{{core::RiskPointKind::StoragePlace, "t-101"}, {"T-101", "T-101"}, "tank-farm", 7, kEight, 11, kEight + 1_h}};
  const Json all = Json::parse(to_json(RiskSheet{"2026-11", kEight + 2_h, kEight + 2_h, "", risks}));
  EXPECT_EQ(all["identified"]["good"], 1);
  EXPECT_EQ(all["identified"]["of"], 2);
  EXPECT_TRUE(all["points"][0]["seq"].is_null());
  EXPECT_EQ(all["points"][0]["identified_by"][0]["event"], "e");
  EXPECT_EQ(all["points"][1]["kind"], "storage-place");
  EXPECT_TRUE(all["points"][1]["identified_by"].empty());
  EXPECT_EQ(all["changes"][0]["standing"], "on-time");
  EXPECT_EQ(all["changes"][0]["updated"]["seq"], 11);
  EXPECT_EQ(all["changes"][0]["due"], to_text(kEight + 24_h));
  const Json plant = Json::parse(to_json(RiskSheet{"2026-11", kEight + 2_h, kEight + 2_h, "plant", risks}));
  EXPECT_EQ(plant["points"].size(), 1U);
  EXPECT_EQ(plant["updated"]["of"], 0);
}

TEST(ReviewJson, NamesTheRecordsOfEachFigure) {
  const site::Site site = core::make_small_plant();
  const site::Directory directory(site);
  analysis::Reviewer reviewer(directory, *analysis::month_named("2026-11", site.utc_offset), kEight + 1_h);
  reviewer.take(
      {7, kEight, "system", core::AlarmRaised{"ch4-01:stale", "tank-farm", site::Severity::Moderate, kEight, 1, "r", "operator"}});
  const Json review = Json::parse(to_json(reviewer.finish({order_accepted(20_min)}), words_at(kEight + 1_h), directory));
  EXPECT_EQ(review["happened"][0]["evidence"], Json::array({7}));
  EXPECT_EQ(review["blind"][0]["hours"], 1);
  EXPECT_EQ(review["late"][0]["asked_by"], 21);
  EXPECT_EQ(review["weak_zones"][0]["score"], 2);
  EXPECT_EQ(review["kpi"][0]["share"]["of"], 1);
  EXPECT_FALSE(review["complete"]);
}

}  // namespace
}  // namespace davy::api
