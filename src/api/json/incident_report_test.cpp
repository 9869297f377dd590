// The draft of a report says what the journal says, and that the rest is not known.
#include "api/json/incident_report.hpp"

#include "api/testing/two_zones.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::api {
namespace {

using fixture::TwoZones;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const Instant kMidday = *parse_instant("2026-11-30T04:00:00Z");  // 12:00 in China

class TheReport : public ::testing::Test {
 protected:
  TheReport() {
    plant.site.zones[1].title = {"罐区", "Tank farm"};
    incident.row.id = core::IncidentId(7);
    incident.row.what.zone = "tank-farm";
    incident.row.what.what = "法兰泄漏";
    incident.row.by = "wang";
    incident.row.commander = "li";
    incident.row.opened = kMidday;
    incident.at = kMidday + 30_min;
    incident.names = {{"user:li", "李娜"}, {"record:person/zhang", "张三"}};
  }
  Text report() const { return incident_report(incident, plant.directory); }
  void casualties(core::CasualtiesTold told) {
    incident.story.casualties = store::Said<core::CasualtiesTold>{told, "li", kMidday + 10_min};
  }

  TwoZones plant;
  IncidentDetail incident;
};

TEST_F(TheReport, SaysOfWhatNobodyHasToldThatItIsNotKnown) {
  const auto [zh, en] = report();
  EXPECT_THAT(zh, HasSubstr("事故单位：小厂"));
  EXPECT_THAT(zh, HasSubstr("时间：2026-11-30 12:00"));
  EXPECT_THAT(zh, HasSubstr("地点：罐区"));
  EXPECT_THAT(zh, HasSubstr("事故类型：不详"));
  EXPECT_THAT(zh, HasSubstr("伤亡：不详；直接经济损失：不详"));
  EXPECT_THAT(zh, HasSubstr("人员清点：不详"));
  EXPECT_THAT(en, HasSubstr("Kind: unknown"));
  EXPECT_THAT(en, HasSubstr("Casualties: unknown; direct loss: unknown"));
  EXPECT_THAT(en, HasSubstr("led by 李娜"));
  EXPECT_THAT(zh, Not(HasSubstr("演练")));
}

TEST_F(TheReport, HasTheSixPartsOfOrder493WithWhatIsKnown) {
  incident.row.what.danger = "0026";
  incident.row.level = core::ResponseLevel::Second;
  incident.alarm = IncidentAlarm{"ch4-02:high-high", kMidday - 1_min};
  incident.story.notes.push_back({{core::IncidentId(7), "消防车到场", {}}, "wang", kMidday + 5_min});
  casualties({core::IncidentId(7), 3, 1, 2, 1, 0});
  store::EvacuationStory out;
  out.what.zones = {"tank-farm"};
  out.ordered = kMidday + 2_min;
  out.people.push_back(
      {{"user:li", "tank-farm", core::ExpectedBecause::OnDuty, {}},
       store::Said<core::PersonAccounted>{{core::IncidentId(7), "user:li", core::Whereabouts::Safe, "", ""}, "wang", kMidday}});
  out.people.push_back({{"record:person/zhang", "tank-farm", core::ExpectedBecause::Permit, {}}, std::nullopt});
  incident.story.evacuation = out;
  store::CardStory card;
  card.what.title = {"切断", "Shut off"};
  card.done = store::Said<core::IncidentCardDone>{{core::IncidentId(7), "shut", "XV-101 已关", {}}, "wang", kMidday + 4_min};
  incident.story.cards = {card, {}};
  incident.story.resources.push_back({{core::IncidentId(7), "", "吸附棉", 20, "kg"}, "wang", kMidday + 6_min});
  const auto [zh, en] = report();
  EXPECT_THAT(zh, HasSubstr("事故类型：泄漏"));
  EXPECT_THAT(zh, HasSubstr("2026-11-30 11:59 报警："));
  EXPECT_LT(zh.find("报警："), zh.find("启动应急响应：")) << "in the order of time";
  EXPECT_THAT(zh, HasSubstr("消防车到场"));
  EXPECT_THAT(zh, HasSubstr("死亡 3 人，重伤（含急性中毒）1 人，轻伤 2 人，下落不明 1 人"));
  EXPECT_THAT(zh, HasSubstr("初步估计直接经济损失：不详")) << "nobody has told one";
  EXPECT_THAT(zh, HasSubstr("较大事故"));
  EXPECT_THAT(zh, HasSubstr("应到 2 人，已知下落 1 人，不详 1 人：张三"));
  EXPECT_THAT(zh, HasSubstr("二级应急响应"));
  EXPECT_THAT(zh, HasSubstr("疏散：罐区"));
  EXPECT_THAT(zh, HasSubstr("切断：XV-101 已关"));
  EXPECT_THAT(zh, HasSubstr("使用 吸附棉 20 kg"));
  EXPECT_THAT(zh, HasSubstr("响应仍在进行"));
  EXPECT_THAT(en, HasSubstr("Grade by these figures: larger"));
  EXPECT_THAT(en, HasSubstr("Shut off: XV-101 已关"));
}

TEST_F(TheReport, OfADrillBeginsWithTheMark) {
  incident.row.what.exercise = core::Exercise::Drill;
  EXPECT_THAT(report().zh, StartsWith("【演练】"));
  EXPECT_THAT(report().en, StartsWith("DRILL"));
}

TEST_F(TheReport, TheNextOneIsAFollowUpAndNamesTheOneBefore) {
  incident.row.reports = 1;
  incident.story.reports.push_back(
      {{core::IncidentId(7), core::ReportKind::First, "县应急管理局", "电话", "快报", {}}, "li", kMidday + 20_min});
  EXPECT_THAT(report().zh, HasSubstr("续报（第 2 次报告）"));
  EXPECT_THAT(report().zh, HasSubstr("2026-11-30 12:20 已报告 县应急管理局（电话）"));
}

TEST_F(TheReport, StaysWithinItsLengthHoweverMuchWasWritten) {
  for (int i = 0; i < 500; ++i)
    incident.story.notes.push_back({{core::IncidentId(7), std::string(6'000, 'x'), {}}, "wang", kMidday + 5_min});
  EXPECT_LT(report().zh.size(), 20'000U);
  EXPECT_THAT(report().en, HasSubstr("earlier lines are left out"));
}

TEST_F(TheReport, TheIncidentShowsItsClockAndThoseWhoAreNotFoundFirst) {
  incident.row.report_due = kMidday + 1_h;
  store::EvacuationStory out;
  for (const auto& [person, state] : std::vector<std::pair<std::string, std::optional<core::Whereabouts>>>{
           {"user:li", core::Whereabouts::Safe}, {"guest:driver", core::Whereabouts::Missing}, {"record:person/zhang", std::nullopt}}) {
    store::PersonStory each{{person, "tank-farm", core::ExpectedBecause::Added, {}}, std::nullopt};
    if (state) each.told = store::Said<core::PersonAccounted>{{core::IncidentId(7), person, *state, "", ""}, "wang", kMidday};
    out.people.push_back(each);
  }
  incident.story.evacuation = out;
  json shown = json::parse(to_json(incident, plant.directory));
  EXPECT_EQ(shown["report"]["state"], "due");
  EXPECT_EQ(shown["evacuation"]["people"][0]["name"], "张三");
  EXPECT_EQ(shown["evacuation"]["people"][0]["told_at"], nullptr);
  EXPECT_EQ(shown["evacuation"]["people"][1]["name"], "driver");
  EXPECT_EQ(shown["evacuation"]["people"][2]["state"], "safe");
  incident.at = kMidday + 1_h;
  shown = json::parse(to_json(incident, plant.directory));
  EXPECT_EQ(shown["report"]["state"], "overdue");
}

}  // namespace
}  // namespace davy::api
