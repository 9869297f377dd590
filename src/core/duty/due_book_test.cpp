// The last days of emergency supplies and plans, of contractors' licences and of the filing of hazard units: what is due when, who is told of it, and that it is told once.
#include "core/duty/due_book.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class DueDays : public ::testing::Test {
 protected:
  std::string saves(const std::string& kind, const std::string& id, std::vector<RecordMark> live, std::uint64_t version = 0) {
    return plant.asks("chen", SaveRecords{{RecordDraft{kind, id, version, "{}", {}, {}, std::move(live), {}, 0}}, "new"});
  }
  // "7: expiry 90", counted in days from the beginning of the story.
  std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const Event& event : plant.journal())
      if (const auto* due = get_if<RecordDue>(&event.body))
        lines.push_back(std::to_string(day_at(event.time, 8_h) - kToday) + ": " + std::string(name_of(due->what)) + " " +
                        std::to_string(due->days_left));
    return lines;
  }
  std::vector<std::string> posts_told() const {
    std::vector<std::string> posts;
    for (const Event& event : plant.journal())
      if (const auto* notice = get_if<NoticeIssued>(&event.body); notice != nullptr && notice->reason == NoticeReason::RecordDue)
        posts.push_back(notice->post + " " + notice->what);
    return posts;
  }
  static std::string in_days(std::int64_t days) { return to_text(kToday + days); }

  static inline const Day kToday = day_at(kEight, 8_h);
  PlantStory plant;
};

TEST_F(DueDays, ASupplyIsToldOfAt90And60And30DaysAndWhenItHasExpiredEachOnce) {
  EXPECT_EQ(saves("supply", "foam", {{"name", "foam"}, {"zone", "tank-farm"}, {"post", "operator"}, {"expires", in_days(100)}}), "done");
  plant.only_timers(24_h * 20);
  plant.crashes(24_h * 12);
  plant.only_timers(24_h * 100);
  EXPECT_THAT(told(), ElementsAre("10: expiry 90", "40: expiry 60", "70: expiry 30", "101: expiry 0"));
  EXPECT_THAT(posts_told(), ElementsAre("operator foam", "operator foam", "operator foam", "operator foam", "shift-lead foam"));
  EXPECT_TRUE(plant.state().hazards.is_open_about("supply/foam")) << "nobody may rely on it";
}

TEST_F(DueDays, AnotherDayIsToldAnewAndARemovedRecordNotAtAll) {
  EXPECT_EQ(saves("supply", "foam", {{"name", "foam"}, {"expires", in_days(60)}}), "done");
  plant.only_timers(24_h);
  EXPECT_THAT(told(), ElementsAre("0: expiry 60"));
  EXPECT_EQ(saves("supply", "foam", {{"name", "foam"}, {"expires", in_days(400)}}, 1), "done");
  plant.only_timers(24_h * 40);
  EXPECT_THAT(told(), ElementsAre("0: expiry 60"));
  EXPECT_EQ(plant.asks("chen", RemoveRecord{"supply", "foam", 2, "used"}), "done");
  plant.only_timers(24_h * 400);
  EXPECT_THAT(told(), ElementsAre("0: expiry 60"));
}

TEST_F(DueDays, APlanIsToBeEvaluatedThreeYearsAfterItWasLastAndBeforeTheFirstAfterItsPublication) {
  DueBook book;
  const auto plan = [](std::vector<RecordMark> live) {
    RecordSaved saved;
    saved.kind = "emergency-plan";
    saved.id = "fire";
    saved.live = std::move(live);
    return Event{1, kEight, "system", saved};
  };
  const site::PermitRules rules;
  due::evolve(book, plan({{"name", "fire"}, {"published", "2024-02-29"}, {"filed", "2024-03-05"}}));
  ASSERT_EQ(book.days.size(), 1U) << "it is filed";
  EXPECT_EQ(to_text(due::last_day(book.days.begin()->second, rules).value()), "2027-02-28");
  due::evolve(book, plan({{"name", "fire"}, {"published", "2024-02-29"}, {"filed", "2024-03-05"}, {"evaluated", "2026-11-02"}}));
  EXPECT_EQ(to_text(due::last_day(book.days.begin()->second, rules).value()), "2029-11-02");
}

TEST_F(DueDays, APlanThatIsNotFiledIsToBeFiledWithin20WorkingDays) {
  const DueDay filing{DueWhat::Filing, "emergency-plan/fire", "fire", "", "", "2026-11-02"};  // a Monday
  site::PermitRules rules;
  EXPECT_EQ(to_text(due::last_day(filing, rules).value()), "2026-11-30");
  rules.holidays = {parse_day("2026-11-03").value()};
  EXPECT_EQ(to_text(due::last_day(filing, rules).value()), "2026-12-01");
  rules.workdays = {parse_day("2026-11-07").value()};
  EXPECT_EQ(to_text(due::last_day(filing, rules).value()), "2026-11-30");
  rules.rest_days = {1, 2, 3, 4, 5, 6, 7};
  EXPECT_TRUE(due::last_day(filing, rules).has_value()) << "also where nobody ever works";
}

TEST_F(DueDays, WhoAnswersForAPlanIsItsPostElseTheTopOfTheChain) {
  EXPECT_EQ(saves("emergency-plan", "fire", {{"name", "fire"}, {"published", in_days(-30)}, {"post", "operator"}}), "done");
  EXPECT_EQ(saves("emergency-plan", "leak", {{"name", "leak"}, {"published", in_days(-30)}}), "done");
  plant.only_timers(1_h);
  EXPECT_THAT(posts_told(), ::testing::Contains("operator fire"));
  EXPECT_THAT(posts_told(), ::testing::Contains("safety-officer leak"));
}

TEST_F(DueDays, ALicenceAndAFilingThatRunOutAreToldAsTheOthersAre) {
  EXPECT_EQ(saves("contractor", "lift", {{"name", "Lifting Ltd"}, {"licence-until", in_days(30)}}), "done");
  EXPECT_EQ(saves("hazard-unit", "farm",
                  {{"name", "Farm"}, {"kind", "storage"}, {"zone", "tank-farm"}, {"residents", "0"}, {"filed-until", in_days(60)}}),
            "done");
  plant.only_timers(1_h);
  EXPECT_THAT(told(), ElementsAre("0: filed-until 60", "0: licence 30"));
  EXPECT_THAT(posts_told(), ElementsAre("operator Farm", "safety-officer Lifting Ltd")) << "on duty at the place; the top of the chain";
  plant.only_timers(24_h * 31);
  EXPECT_THAT(told(), ElementsAre("0: filed-until 60", "0: licence 30", "30: filed-until 30", "31: licence 0"));
}

TEST_F(DueDays, ASensorLastsAsLongAsItsClassSaysFromTheDayThatItsDeviceIsThere) {
  EXPECT_EQ(saves("device-class", "gas", {{"name", "Gas"}, {"sensor-life", "1"}}), "done");
  EXPECT_EQ(saves("device-card", "gds", {{"name", "GDS"}, {"device", "rtu-01"}, {"class", "gas"}, {"installed", in_days(-335)}}), "done");
  EXPECT_EQ(saves("device-card", "new", {{"name", "New"}, {"class", "gas"}, {"installed", in_days(0)}}), "done");
  EXPECT_EQ(saves("device-card", "plc", {{"name", "PLC"}, {"class", "controller"}, {"installed", in_days(-9'000)}}), "done");
  plant.only_timers(1_h);
  EXPECT_THAT(told(), ElementsAre("0: sensor-life 30")) << "365 days, of which 335 are over";
  EXPECT_THAT(posts_told(), ElementsAre("operator GDS")) << "on duty where the device is";
  plant.only_timers(24_h * 31);
  EXPECT_THAT(told(), ElementsAre("0: sensor-life 30", "31: sensor-life 0"));
}

TEST_F(DueDays, ASensorBeginsAnewWithAnotherDeviceAndEndsWithWhatItsClassSays) {
  DueBook book;
  const auto record = [](std::string kind, std::string id, std::vector<RecordMark> live) {
    RecordSaved saved;
    saved.kind = std::move(kind);
    saved.id = std::move(id);
    saved.live = std::move(live);
    return saved;
  };
  const std::vector<RecordMark> card{{"name", "GDS"}, {"device", "rtu-01"}, {"class", "gas"}, {"installed", "2020-05-01"}};
  const site::PermitRules rules;
  const auto last = [&] { return to_text(due::last_day(*book.sensor_of("rtu-01"), rules).value()); };
  due::evolve(book, {1, kEight, "user:chen", record("device-card", "gds", card)});
  EXPECT_EQ(book.sensor_of("rtu-01"), nullptr) << "nobody says how long it lasts";
  due::evolve(book, {2, kEight, "user:chen", record("device-class", "gas", {{"name", "Gas"}, {"sensor-life", "2.5"}})});
  ASSERT_NE(book.sensor_of("rtu-01"), nullptr);
  EXPECT_EQ(last(), "2022-11-01");
  CareIssued issued;
  issued.device = "rtu-01";
  issued.card = "gds";
  due::evolve(book, {3, kEight, "user:chen", issued});
  CareFinished finished;
  finished.care = CareId(3);
  finished.replaced = "SN-2";
  due::evolve(book, {4, kEight, "user:wang", finished});
  EXPECT_EQ(last(), "2029-05-24");
  EXPECT_TRUE(book.cares.empty());
  due::evolve(book, {5, kEight, "user:chen", record("device-card", "gds", card)});
  EXPECT_EQ(last(), "2029-05-24") << "the day on the card is the old one";
  due::evolve(book, {6, kEight, "user:chen", record("device-class", "gas", {{"name", "Gas"}, {"sensor-life", "soon"}})});
  EXPECT_EQ(book.sensor_of("rtu-01"), nullptr);
}

TEST_F(DueDays, WhatCannotBeReadIsNotDue) {
  EXPECT_EQ(saves("supply", "foam", {{"name", "foam"}, {"expires", "soon"}}), "done");
  EXPECT_EQ(saves("supply", "sand", {{"name", "sand"}}), "done");
  plant.only_timers(24_h * 10);
  EXPECT_THAT(told(), IsEmpty());
}

}  // namespace
}  // namespace davy::core
