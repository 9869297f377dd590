// Rosters, absences and stand-ins, as stories: who answers for the tank farm by day is the operator.
#include "core/duty/who_answers.hpp"
#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Rosters : public ::testing::Test {
 protected:
  Rosters() {
    for (const auto& [login, posts] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {"wang", {"operator"}}, {"zhao", {}}, {"li", {"shift-lead"}}, {"chen", {"safety-officer"}}})
      plant.asks("root", SaveAccount{login, login, login == "li" ? Role::TeamLead : Role::Worker, posts});
  }

  // "logins; gap", for alarms of the tank farm.
  std::string who(Instant at) const {
    PostHolders holders(plant.engine().directory());
    for (const auto& [login, account] : plant.state().accounts) holders.add(login, account.posts);
    holders.know(plant.state().rosters);
    holders.know(plant.state().qualifications);
    const Answering answering = who_answers(holders, plant.engine().directory(), site::ZoneIndex(1), Matter::Alarm, at);
    std::string said;
    for (const std::string_view login : answering.people) said += std::string(login) + " ";
    return said + std::string(name_of(answering.gap));
  }
  std::string set_roster(std::string last_day = {}) {
    return plant.asks("li", SetRoster{"operator", today, std::move(last_day), {"day", ""}, {{"A", {"wang"}, 0}, {"B", {"zhao"}, 1}}});
  }

  PlantStory plant;
  const std::string today = to_text(day_at(kEight, 8_h));
  const std::string tomorrow = to_text(day_at(kEight, 8_h) + 1);
};

TEST_F(Rosters, CrewsTakeTurnsFromTheFirstDayOn) {
  EXPECT_EQ(who(kEight), "wang none");
  EXPECT_EQ(set_roster(), "done");
  EXPECT_EQ(who(kEight - 24_h), "wang none") << "before the roster begins the post's people answer";
  EXPECT_EQ(who(kEight), "wang none");
  EXPECT_EQ(who(kEight + 24_h), "zhao none");
  EXPECT_EQ(who(kEight + 48_h), "wang none");
}

TEST_F(Rosters, ARosterThatIsOverIsAGapAndNotEverybody) {
  set_roster(tomorrow);
  EXPECT_EQ(who(kEight + 24_h), "zhao none");
  EXPECT_EQ(who(kEight + 48_h), "nobody-on-roster");
  EXPECT_EQ(plant.asks("li", RemoveRoster{"operator", today}), "done");
  EXPECT_EQ(who(kEight + 48_h), "wang none") << "nobody says any more that the post has a roster";
}

TEST_F(Rosters, ALaterRosterHoldsInPlaceOfTheEarlier) {
  set_roster();
  EXPECT_EQ(plant.asks("li", SetRoster{"operator", tomorrow, "", {"day"}, {{"A", {"wang", "li"}, 0}}}), "done");
  EXPECT_EQ(who(kEight + 24_h), "wang li none");
  EXPECT_EQ(who(kEight), "wang none");
}

TEST_F(Rosters, OneDayIsSetOtherwiseAndClearedAgain) {
  set_roster();
  EXPECT_EQ(plant.asks("li", SetRosterDay{"operator", "wang", today, std::vector<std::string>{}}), "done");
  EXPECT_EQ(who(kEight), "nobody-on-roster");
  EXPECT_EQ(plant.asks("li", SetRosterDay{"operator", "zhao", today, std::vector<std::string>{"day"}}), "done");
  EXPECT_EQ(who(kEight), "zhao none");
  EXPECT_EQ(plant.asks("li", SetRosterDay{"operator", "wang", today, std::nullopt}), "done");
  EXPECT_EQ(who(kEight), "wang zhao none");
  EXPECT_EQ(plant.asks("li", SetRosterDay{"operator", "wang", today, std::nullopt}), "nothing of its own is set for this day");
  EXPECT_EQ(plant.asks("li", SetRosterDay{"shift-lead", "wang", today, std::vector<std::string>{}}),
            "no roster holds on this day: set one first");
}

TEST_F(Rosters, AnAbsenceIsAGapUntilSomebodyStandsIn) {
  EXPECT_EQ(plant.asks("wang", TellAbsence{"wang", kEight, kEight + 30_h, "ill"}), "done");
  EXPECT_EQ(who(kEight), "all-absent");
  EXPECT_EQ(plant.asks("li", AppointStandIn{"zhao", "wang", "", kEight, {}, "wang is ill"}), "done");
  EXPECT_EQ(who(kEight + 1_h), "zhao none");
  EXPECT_EQ(plant.asks("li", TellAbsence{"zhao", kEight, {}, "ill too"}), "done");
  EXPECT_EQ(who(kEight + 1_h), "all-absent");
  EXPECT_EQ(who(kEight + 48_h), "wang none") << "back, and the stand-in is not there";
  EXPECT_EQ(plant.asks("li", AppointStandIn{"li", "", "operator", kEight, kEight + 24_h, "all are ill"}), "done");
  EXPECT_EQ(who(kEight + 1_h), "li none");
  const AbsenceId first = plant.state().rosters.absences.begin()->first;
  plant.after(1_s);
  EXPECT_EQ(plant.asks("wang", EndAbsence{first}), "done");
  EXPECT_EQ(who(kEight + 1_h), "wang li none");
  EXPECT_EQ(plant.asks("wang", EndAbsence{first}), "there is no such absence, or it is over");
}

TEST_F(Rosters, WhoIsOnTheRosterIsToldAndMayAct) {
  set_roster();
  plant.only_timers(24_h);
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  std::vector<std::string> told;
  for (const Event& event : plant.journal())
    if (const auto* notice = get_if<NoticeIssued>(&event.body); notice != nullptr && notice->reason == NoticeReason::AlarmRaised)
      told = notice->people;
  EXPECT_THAT(told, ElementsAre("zhao"));
  EXPECT_EQ(plant.asks("zhao", AcceptOrder{plant.order("ch4-01:high")}), "done") << "zhao holds no post but by the roster";
}

TEST_F(Rosters, InAGapEverybodyOfThePostAndWhoIsAboveIsTold) {
  set_roster(today);
  plant.only_timers(24_h);
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  std::vector<std::string> told;
  for (const Event& event : plant.journal())
    if (const auto* notice = get_if<NoticeIssued>(&event.body); notice != nullptr && notice->reason == NoticeReason::AlarmRaised)
      told = notice->people;
  EXPECT_THAT(told, ElementsAre("wang", "li"));
}

TEST_F(Rosters, WhatIsWrongIsRefused) {
  const std::vector<Crew> crews{{"A", {"wang"}, 0}};
  EXPECT_EQ(plant.asks("wang", SetRoster{"operator", today, "", {"day"}, crews}),
            "this takes a team lead, a safety officer or an administrator");
  EXPECT_EQ(plant.asks("li", SetRoster{"king", today, "", {"day"}, crews}), "there is no post king");
  EXPECT_EQ(plant.asks("li", SetRoster{"operator", "2026-02-30", "", {"day"}, crews}), "a day is written as 2026-12-01");
  EXPECT_EQ(plant.asks("li", SetRoster{"operator", tomorrow, today, {"day"}, crews}), "the last day is before the first");
  EXPECT_EQ(plant.asks("li", SetRoster{"operator", today, "", {""}, crews}), "a cycle has a shift on some day");
  EXPECT_EQ(plant.asks("li", SetRoster{"operator", today, "", {"noon"}, crews}), "there is no shift noon");
  EXPECT_EQ(plant.asks("li", SetRoster{"operator", today, "", {"day"}, {{"A", {"wang"}, 1}}}), "a crew begins within the cycle");
  EXPECT_EQ(plant.asks("li", SetRoster{"operator", today, "", {"day"}, {{"A", {"nobody"}, 0}}}), "there is no account nobody");
  EXPECT_EQ(plant.asks("li", SetRoster{"operator", today, "", {"day"}, {{"A", {"wang"}, 0}, {"B", {"wang"}, 0}}}),
            "wang is in it a second time");
  EXPECT_EQ(plant.asks("wang", TellAbsence{"zhao", kEight, {}, "ill"}), "only a team lead or above tells this of others");
  EXPECT_EQ(plant.asks("wang", TellAbsence{"wang", kEight, kEight, "ill"}), "it ends after it begins");
  EXPECT_EQ(plant.asks("wang", TellAbsence{"wang", kEight, {}, " "}), "say why");
  EXPECT_EQ(plant.asks("li", AppointStandIn{"wang", "wang", "", kEight, {}, "why"}), "nobody stands in for themselves");
  EXPECT_EQ(plant.asks("li", AppointStandIn{"wang", "", "", kEight, {}, "why"}), "say for whom, or on which post");
}

TEST_F(Rosters, WhoMustHoldACertificateDoesNotAnswerWithoutIt) {
  site::Site site = make_small_plant();
  site.posts[2].qualifications = {"hazardous-chemicals"};
  plant.changes(site);
  plant.crashes(1_s);
  EXPECT_EQ(who(kEight), "not-qualified");
  const auto record = [](std::string kind, std::string id, std::vector<RecordMark> unique, std::vector<RecordMark> live) {
    return RecordDraft{std::move(kind), std::move(id), 0, "{}", std::move(unique), {}, std::move(live), {}, 0};
  };
  EXPECT_EQ(plant.asks("chen", SaveRecords{{record("person", "p-1", {{"login", "wang"}}, {}),
                                            record("qualification", "q-1", {},
                                                   {{"person", "p-1"}, {"category", "hazardous-chemicals"}, {"valid-until", tomorrow}})},
                                           "new"}),
            "done");
  EXPECT_EQ(who(kEight), "wang none");
  EXPECT_EQ(who(kEight + 24_h), "wang none") << "through its last day";
  EXPECT_EQ(who(kEight + 48_h), "not-qualified");
}

TEST_F(Rosters, ACertificateIsToldOfAt90And60And30DaysAndWhenItIsVoidEachOnce) {
  const std::string last = to_text(day_at(kEight, 8_h) + 100);
  const RecordDraft person{"person", "p-1", 0, "{}", {{"login", "wang"}}, {}, {}, {}, 0};
  const RecordDraft certificate{"qualification",
                                "q-1",
                                0,
                                "{}",
                                {},
                                {},
                                {{"person", "p-1"}, {"category", "welding"}, {"valid-until", "2099-01-01"}, {"review-by", last}},
                                {},
                                0};
  EXPECT_EQ(plant.asks("chen", SaveRecords{{person, certificate}, "new"}), "done");
  std::vector<std::string> told;
  std::vector<std::string> notices;
  const auto read = [&] {
    told.clear(), notices.clear();
    for (const Event& event : plant.journal()) {
      if (const auto* due = get_if<QualificationDue>(&event.body))
        told.push_back(std::to_string(day_at(event.time, 8_h) - day_at(kEight, 8_h)) + ": " + std::to_string(due->days_left) + " " +
                       std::string(name_of(due->limit)));
      if (const auto* notice = get_if<NoticeIssued>(&event.body))
        notices.push_back(notice->post + " " + notice->person + (notice->people.empty() ? "" : notice->people.front()) + " " +
                          notice->what);
    }
  };
  plant.only_timers(24_h * 20);
  plant.crashes(24_h * 12);
  plant.only_timers(24_h * 100);
  read();
  EXPECT_THAT(told, ElementsAre("10: 90 review", "40: 60 review", "70: 30 review", "101: 0 review"));
  ASSERT_EQ(notices.size(), 8u);
  EXPECT_EQ(notices[0], " wang q-1");
  EXPECT_EQ(notices[1], "shift-lead li q-1");
}

TEST_F(Rosters, WhoDoesNotWorkInTheKindForSixMonthsIsToldOfBeforeAndThen) {
  const RecordDraft certificate{
      "qualification", "q-1", 0, "{}", {}, {}, {{"person", "p-1"}, {"category", "brazing"}, {"valid-until", "2099-01-01"}}, {}, 0};
  const RecordDraft crane{
      "qualification", "q-2", 0, "{}", {}, {}, {{"person", "p-1"}, {"category", "lifting"}, {"valid-until", "2099-01-01"}}, {}, 0};
  EXPECT_EQ(plant.asks("chen", SaveRecords{{certificate, crane}, "new"}), "done");
  plant.only_timers(24_h * 400);
  std::vector<std::string> told;
  for (const Event& event : plant.journal())
    if (const auto* due = get_if<QualificationDue>(&event.body))
      told.push_back(due->qualification + " " + std::to_string(day_at(event.time, 8_h) - day_at(kEight, 8_h)) + ": " +
                     std::to_string(due->days_left) + " " + std::string(name_of(due->limit)));
  EXPECT_THAT(told, ElementsAre("q-1 91: 90 idle", "q-1 121: 60 idle", "q-1 151: 30 idle", "q-1 182: 0 idle"));
}

}  // namespace
}  // namespace davy::core
