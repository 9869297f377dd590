// An emergency from the call to its lessons. The plan gas-leak gives the operator (wang) the card shut and the shift lead (li) the card count.
#include "core/incident/incident_book.hpp"

#include "core/handover/open_matters.hpp"
#include "core/testing/incident_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class IncidentOfLeak : public ::testing::Test {
 protected:
  // What happened since the last call, of these kinds.
  std::vector<std::string> wrote(std::string_view kinds = "incident.") { return plant.wrote(kinds); }
  std::vector<std::string> told() {
    std::vector<std::string> found;
    for (std::string& line : plant.sent())
      if (line.find(" incident-") != std::string::npos) found.push_back(std::move(line));
    return found;
  }
  const Event& last(std::string_view kind) const {
    const auto found = std::find_if(plant.journal().rbegin(), plant.journal().rend(), [&](const Event& event) {
      return visit([&](const auto& body) { return body.kKind == kind; }, event.body);
    });
    EXPECT_NE(found, plant.journal().rend()) << kind;
    return *found;
  }

  IncidentStory story;
  PlantStory& plant = story.plant;
};

TEST_F(IncidentOfLeak, GoesFromTheCallToItsLessons) {
  const IncidentId id = story.open();
  EXPECT_EQ(story.ask("wang", TakeCard{id, "shut"}), "done");
  EXPECT_EQ(story.ask("wang", FinishCard{id, "shut", "closed", {}}), "done");
  EXPECT_EQ(story.ask("li", TakeCommand{id}), "done");
  EXPECT_EQ(story.report(id), "done");
  EXPECT_EQ(story.end(id), "done");
  EXPECT_EQ(story.close(id, {"the valve sticks"}), "done");
  EXPECT_EQ(story.book().find(id), nullptr);
  EXPECT_THAT(wrote(),
              ElementsAre("incident.opened 罐区泄漏", "incident.card_issued 罐区泄漏 operator", "incident.card_issued 罐区泄漏 shift-lead",
                          "incident.card_taken 罐区泄漏", "incident.card_done 罐区泄漏", "incident.command_taken 罐区泄漏",
                          "incident.reported 罐区泄漏", "incident.ended 罐区泄漏", "incident.closed 罐区泄漏"));
  EXPECT_THAT(get_if<IncidentEnded>(&last("incident.ended").body)->open_cards, ElementsAre("count"));
}

TEST_F(IncidentOfLeak, OpensWithOneButton) {
  const Incident& incident = story.incident(story.open());
  EXPECT_EQ(incident.what.what, "罐区泄漏");
  EXPECT_EQ(incident.what.danger, "0026");
  EXPECT_EQ(incident.level, ResponseLevel::Second);
  EXPECT_EQ(incident.commander, "zhao");
  EXPECT_EQ(incident.report_due, plant.now() + 1_h);
  ASSERT_EQ(incident.cards.size(), 2U);
  EXPECT_EQ(incident.cards[0].due, plant.now() + 3_min);
  const auto* issued = get_if<IncidentCardIssued>(&last("incident.card_issued").body);
  EXPECT_EQ(issued->title.zh, "清点");
  EXPECT_EQ(issued->steps.size(), 1U);
}

TEST_F(IncidentOfLeak, TakesFromThePlanOnlyWhatIsNotSaid) {
  OpenIncident opens = IncidentStory::leak();
  opens.zone = "";
  opens.level = ResponseLevel::First;
  opens.danger = "0016";
  opens.what = "explosion";
  const Incident& incident = story.incident(story.open(opens));
  EXPECT_EQ(incident.what.zone, "tank-farm");
  EXPECT_EQ(incident.level, ResponseLevel::First);
  EXPECT_EQ(incident.what.danger, "0016");
  EXPECT_EQ(incident.what.what, "explosion");
}

TEST_F(IncidentOfLeak, WantsToKnowWhereAndWhat) {
  OpenIncident opens;
  EXPECT_THAT(story.ask("zhao", opens), HasSubstr("a zone of the site"));
  opens.zone = "tank-farm";
  EXPECT_THAT(story.ask("zhao", opens), HasSubstr("what has happened"));
  opens.what = "smoke";
  opens.danger = "26";
  EXPECT_THAT(story.ask("zhao", opens), HasSubstr("four digits"));
  opens.danger = "";
  opens.plan = "flood";
  EXPECT_THAT(story.ask("zhao", opens), HasSubstr("no plan flood"));
  opens.plan = "gas-leak";
  opens.zone = "plant";
  EXPECT_THAT(story.ask("zhao", opens), HasSubstr("not for this zone"));
  opens.zone = "tank-farm";
  opens.alarm = AlarmId(1);
  EXPECT_THAT(story.ask("zhao", opens), HasSubstr("no such alarm"));
  EXPECT_THAT(wrote(), IsEmpty());
}

TEST_F(IncidentOfLeak, MayBeginWithAnAlarm) {
  story.gas("ch4-01", 60_lel);
  OpenIncident opens = IncidentStory::leak();
  opens.alarm = plant.alarm_id("ch4-01:high");
  EXPECT_EQ(story.incident(story.open(opens)).what.alarm, opens.alarm);
}

// Two people who press the button do not make two of it; a drill beside it is another matter.
TEST_F(IncidentOfLeak, IsOpenOnce) {
  const IncidentId id = story.open();
  EXPECT_THAT(story.ask("li", IncidentStory::leak()), HasSubstr("#" + std::to_string(id.get())));
  EXPECT_EQ(story.ask("li", IncidentStory::leak(Exercise::Drill)), "done");
  story.report(id);
  story.end(id);
  EXPECT_EQ(story.ask("li", IncidentStory::leak()), "done");
}

TEST_F(IncidentOfLeak, GivesCardsToThosePosts) {
  const IncidentId id = story.open();
  EXPECT_THAT(story.ask("zhao", TakeCard{id, "shut"}), HasSubstr("for the post Operator"));
  EXPECT_THAT(story.ask("wang", TakeCard{id, "count"}), HasSubstr("for the post Shift lead"));
  EXPECT_THAT(story.ask("wang", TakeCard{id, "sing"}), HasSubstr("no such card"));
  EXPECT_THAT(story.ask("wang", FinishCard{id, "shut", "", {}}), HasSubstr("taken first"));
  EXPECT_EQ(story.ask("li", TakeCard{id, "shut"}), "done");  // leads
  EXPECT_THAT(story.ask("wang", TakeCard{id, "shut"}), HasSubstr("taken by li"));
  EXPECT_THAT(story.ask("wang", FinishCard{id, "shut", "", {}}), HasSubstr("only li"));
  EXPECT_EQ(story.ask("zhao", FinishCard{id, "shut", "", {}}), "done");  // commands
  EXPECT_THAT(story.ask("li", FinishCard{id, "shut", "", {}}), HasSubstr("done already"));
}

TEST_F(IncidentOfLeak, CallsThePostsAboveWhileNobodyTakesACard) {
  const IncidentId id = story.open();
  story.ask("li", TakeCard{id, "count"});
  wrote();
  plant.after(3_min);
  EXPECT_THAT(wrote(), ElementsAre("incident.card_overdue 罐区泄漏 shift-lead"));
  plant.after(10_min);
  EXPECT_THAT(wrote(), ElementsAre("incident.card_overdue 罐区泄漏 safety-officer"));
  plant.after(20_min);  // again at the top
  EXPECT_THAT(wrote(), ElementsAre("incident.card_overdue 罐区泄漏 safety-officer", "incident.card_overdue 罐区泄漏 safety-officer"));
  EXPECT_EQ(story.card(id, "shut").calls, 4U);
  story.ask("wang", TakeCard{id, "shut"});
  plant.after(25_min);
  EXPECT_THAT(wrote(), Not(Contains(StartsWith("incident.card_overdue"))));
}

TEST_F(IncidentOfLeak, CallsNobodyForCardsOnceItHasEnded) {
  const IncidentId id = story.open();
  story.end(id);
  wrote();
  plant.after(30_min);
  EXPECT_THAT(wrote(), IsEmpty());
}

// Order 493 art. 9: within an hour.
TEST_F(IncidentOfLeak, RemindsOfItsReport) {
  const IncidentId id = story.open();
  story.end(id);
  wrote();
  plant.after(40_min);
  EXPECT_THAT(wrote(), ElementsAre("incident.report_due 罐区泄漏 safety-officer"));
  plant.after(20_min);
  EXPECT_THAT(wrote(), ElementsAre("incident.report_due 罐区泄漏 safety-officer"));
  plant.after(5_h);
  EXPECT_THAT(wrote(), IsEmpty());
  EXPECT_THAT(story.close(id), HasSubstr("report"));
  EXPECT_EQ(story.report(id), "done");
  EXPECT_EQ(story.close(id), "done");
}

// Order 21: once a day, of a major accident twice, as long as it goes on.
TEST_F(IncidentOfLeak, AsksForFollowUps) {
  const IncidentId id = story.open();
  story.report(id);
  EXPECT_EQ(story.incident(id).report_due, plant.now() + 24_h);
  story.ask("li", TellCasualties{id, 10, 0, 0, 0, 0});
  story.report(id);
  EXPECT_EQ(story.incident(id).report_due, plant.now() + 12_h);
  wrote();
  plant.only_timers(12_h);
  EXPECT_THAT(wrote("incident.report_due"), ::testing::SizeIs(2));
  EXPECT_EQ(get_if<IncidentReportDue>(&last("incident.report_due").body)->report, ReportKind::FollowUp);
  story.report(id);
  story.end(id);
  EXPECT_EQ(story.incident(id).report_due, std::nullopt);
}

// What has become known is reported the same day.
TEST_F(IncidentOfLeak, AsksForAReportOfTheDayWhenMoreAreHurt) {
  const IncidentId id = story.open();
  story.report(id);
  story.ask("li", TellCasualties{id, 0, 1, 0, 0, 0});
  EXPECT_EQ(story.incident(id).report_due, start_of(day_at(plant.now(), 8_h) + 1, 8_h));
  story.end(id);
  EXPECT_THAT(story.close(id), HasSubstr("report"));
}

TEST_F(IncidentOfLeak, NeedsNoReportWhereSomebodySaysWhy) {
  const IncidentId id = story.open();
  EXPECT_THAT(story.ask("chen", WaiveReport{id, " "}), HasSubstr("why"));
  EXPECT_EQ(story.ask("chen", WaiveReport{id, "nobody was hurt, nothing lost"}), "done");
  EXPECT_THAT(story.ask("chen", WaiveReport{id, "again"}), HasSubstr("no report is asked for"));
  wrote();
  plant.after(61_min);
  EXPECT_THAT(wrote("incident.report_due"), IsEmpty());
  // It was wrong.
  EXPECT_EQ(story.ask("li", TellCasualties{id, 0, 1, 0, 0, 0}), "done");
  EXPECT_EQ(story.incident(id).report_due, plant.now() + 1_h);
  EXPECT_THAT(story.ask("chen", WaiveReport{id, "it is nothing"}), HasSubstr("must be reported"));
  story.report(id);
  EXPECT_THAT(story.ask("chen", WaiveReport{id, "it is nothing"}), HasSubstr("has been reported"));
}

TEST_F(IncidentOfLeak, AsADrillAsksForNoReport) {
  const IncidentId id = story.open(IncidentStory::leak(Exercise::Drill));
  wrote();
  plant.after(2_min);
  EXPECT_EQ(story.incident(id).report_due, std::nullopt);
  story.ask("li", TellCasualties{id, 1, 0, 0, 0, 0});  // played
  EXPECT_EQ(story.report(id), "done");
  EXPECT_EQ(story.incident(id).report_due, std::nullopt);
  story.end(id);
  EXPECT_EQ(story.close(id), "done");
}

TEST_F(IncidentOfLeak, ListsWhoIsToBeFound) {
  PermitApplied work = story.hot_work();
  work.workers = {"w-1", "w-2"};
  story.certificate("c-w-2", "w-2", "welding");
  const PermitId permit = story.open(work);
  story.ask("li", SetFact{"people", "tank-farm", 4, plant.now(), {}});
  const IncidentId id = story.open();
  OrderEvacuation asks{id,
                       {},
                       "",
                       {{"guest:老王", "", ExpectedBecause::OnDuty, {}}, {"record:person/p-zhao", "plant", ExpectedBecause::Added, {}}}};
  EXPECT_EQ(story.ask("li", asks), "done");
  EXPECT_THAT(story.listed(id), ElementsAre("guest:老王", "record:person/w-1", "record:person/w-2", "user:wang", "user:zhao"));
  const auto& ordered = *get_if<EvacuationOrdered>(&last("incident.evacuation_ordered").body);
  EXPECT_THAT(ordered.zones, ElementsAre("tank-farm"));
  EXPECT_EQ(ordered.assembly, "plant");
  EXPECT_EQ(ordered.people[0].because, ExpectedBecause::Added);
  EXPECT_EQ(ordered.people[0].zone, "tank-farm");
  EXPECT_EQ(ordered.people[3].because, ExpectedBecause::Permit);  // he leads the work, besides his duty
  EXPECT_EQ(ordered.people[3].permit, permit);
  ASSERT_EQ(ordered.counted.size(), 1U);
  EXPECT_EQ(ordered.counted[0].people, 4);
}

TEST_F(IncidentOfLeak, DoesNotCountByAFactThatHasRunOut) {
  story.ask("li", SetFact{"people", "tank-farm", 4, plant.now(), 10_min});
  plant.after(10_min);
  const IncidentId id = story.open();
  story.ask("li", OrderEvacuation{id, {}, "", {}});
  EXPECT_THAT(get_if<EvacuationOrdered>(&last("incident.evacuation_ordered").body)->counted, IsEmpty());
}

TEST_F(IncidentOfLeak, ListsWhoAnswersFromAround) {
  plant.only_timers(13_h);  // at night the shift lead has the whole plant
  const IncidentId id = story.open();
  story.ask("li", OrderEvacuation{id, {}, "", {}});
  EXPECT_THAT(story.listed(id), ElementsAre("user:li"));
}

TEST_F(IncidentOfLeak, DoesNotListNobodies) {
  const IncidentId id = story.open();
  const auto refused = [&](const std::string& person, const std::string& zone) {
    return story.ask("li", OrderEvacuation{id, {}, "", {{person, zone, ExpectedBecause::Added, {}}}});
  };
  EXPECT_THAT(refused("guest: ", ""), HasSubstr("nobody is known"));
  EXPECT_THAT(refused("user:nobody", ""), HasSubstr("nobody is known"));
  EXPECT_THAT(refused("wang", ""), HasSubstr("nobody is known"));
  EXPECT_THAT(refused("guest:a", "moon"), HasSubstr("no zone moon"));
  EXPECT_THAT(story.ask("li", OrderEvacuation{id, {"moon"}, "", {}}), HasSubstr("no zone moon"));
  EXPECT_THAT(story.ask("li", OrderEvacuation{id, {}, "moon", {}}), HasSubstr("to meet in"));
  EXPECT_FALSE(story.incident(id).evacuation);
}

TEST_F(IncidentOfLeak, KeepsWhatIsKnownWhenItsEvacuationIsWidened) {
  const IncidentId id = story.open();
  EXPECT_THAT(story.account(id, "user:wang"), HasSubstr("nobody has been called out"));
  story.ask("li", OrderEvacuation{id, {}, "", {}});
  EXPECT_THAT(story.listed(id), ElementsAre("user:wang"));
  EXPECT_EQ(story.account(id, "user:wang", Whereabouts::Safe, "wang"), "done");
  EXPECT_EQ(story.account(id, "guest:driver", Whereabouts::Missing), "done");
  EXPECT_THAT(story.ask("li", OrderEvacuation{id, {"tank-farm"}, "", {}}), HasSubstr("adds no zone and nobody"));
  EXPECT_EQ(story.ask("li", OrderEvacuation{id, {"plant"}, "", {}}), "done");
  const Evacuation& evacuation = *story.incident(id).evacuation;
  EXPECT_THAT(evacuation.zones, ElementsAre("plant", "tank-farm"));
  EXPECT_EQ(evacuation.people.at("user:wang").state, Whereabouts::Safe);
  EXPECT_EQ(evacuation.people.at("guest:driver").state, Whereabouts::Missing);
  EXPECT_EQ(evacuation.people.at("guest:driver").who.because, ExpectedBecause::Added);
}

// A silence is never taken for somebody safe.
TEST_F(IncidentOfLeak, DoesNotEndWhileSomebodyIsLookedFor) {
  const IncidentId id = story.open();
  story.ask("li", OrderEvacuation{id, {}, "", {}});
  story.account(id, "guest:driver", Whereabouts::Missing);
  EXPECT_THAT(story.ask("li", EndEvacuation{id, "enough"}), AllOf(HasSubstr("2 people"), HasSubstr("user:wang")));
  EXPECT_THAT(story.end(id), HasSubstr("has not ended"));
  EXPECT_EQ(story.account(id, "user:wang", Whereabouts::Injured), "done");
  EXPECT_THAT(story.ask("li", EndEvacuation{id, "enough"}), HasSubstr("1 people"));
  EXPECT_THAT(story.ask("chen", EndEvacuation{id, " "}), HasSubstr("why"));
  EXPECT_EQ(story.ask("chen", EndEvacuation{id, "the search goes on with the fire brigade"}), "done");
  EXPECT_EQ(get_if<EvacuationEnded>(&last("incident.evacuation_ended").body)->open, 1U);
  EXPECT_THAT(story.ask("chen", EndEvacuation{id, "again"}), HasSubstr("no evacuation goes on"));
  EXPECT_THAT(story.account(id, "user:wang", Whereabouts::Unknown), HasSubstr("order an evacuation anew"));
  // Whom it did not find is looked for by the next one.
  EXPECT_EQ(story.ask("li", OrderEvacuation{id, {}, "", {}}), "done");
  EXPECT_THAT(story.listed(id), ElementsAre("guest:driver", "user:wang"));
  EXPECT_EQ(story.incident(id).evacuation->people.at("user:wang").state, Whereabouts::Unknown);
  story.account_for_all(id);
  EXPECT_EQ(story.ask("li", EndEvacuation{id, "all are here"}), "done");
  EXPECT_EQ(story.end(id), "done");
  EXPECT_EQ(story.account(id, "guest:driver", Whereabouts::NotThere), "done");
}

TEST_F(IncidentOfLeak, IsReviewedBySomebodyElseThanItsCommander) {
  const IncidentId id = story.open();
  EXPECT_THAT(story.close(id), HasSubstr("while the response goes on"));
  EXPECT_EQ(story.ask("chen", TakeCommand{id}), "done");
  EXPECT_THAT(story.ask("chen", TakeCommand{id}), HasSubstr("already"));
  story.report(id);
  story.end(id);
  EXPECT_THAT(story.close(id), HasSubstr("somebody else"));
  EXPECT_THAT(story.ask("root", CloseIncident{id, " ", {}}), HasSubstr("say what there is to say"));
  EXPECT_THAT(story.close(id, {"good", " "}, "root"), HasSubstr("has words"));
  EXPECT_EQ(story.close(id, {"good"}, "root"), "done");
}

TEST_F(IncidentOfLeak, MakesAHazardOfEachLesson) {
  const IncidentId id = story.open();
  story.report(id);
  story.end(id);
  EXPECT_EQ(story.close(id, {"the valve sticks", "the siren was not heard"}), "done");
  EXPECT_EQ(plant.state().hazards.hazards.size(), 2U);
  const Event& event = last("hazard.reported");
  const auto& reported = *get_if<HazardReported>(&event.body);
  EXPECT_EQ(reported.what, "the siren was not heard");
  EXPECT_EQ(reported.zone, "tank-farm");
  EXPECT_EQ(reported.source, HazardSource::Analogy);
  EXPECT_EQ(reported.about.record, "incident/" + std::to_string(id.get()));
}

TEST_F(IncidentOfLeak, IsWrittenDownAsItGoes) {
  const IncidentId id = story.open();
  EXPECT_THAT(story.ask("zhao", NoteIncident{id, " ", {}}), HasSubstr("noted"));
  EXPECT_EQ(story.ask("zhao", NoteIncident{id, "the fire brigade is here", {}}), "done");
  EXPECT_THAT(story.ask("zhao", UseResource{id, "", "absorbent", 0, "kg"}), HasSubstr("more than 0"));
  EXPECT_EQ(story.ask("zhao", UseResource{id, "", "absorbent", 20, "kg"}), "done");
  EXPECT_THAT(story.ask("li", SetResponseLevel{id, ResponseLevel::Second, "worse"}), HasSubstr("of this level already"));
  EXPECT_EQ(story.ask("li", SetResponseLevel{id, ResponseLevel::First, "worse"}), "done");
  EXPECT_EQ(story.incident(id).level, ResponseLevel::First);
  EXPECT_THAT(story.ask("li", TellCasualties{id, 0, 0, 0, 0, -1}), HasSubstr("not negative"));
  story.report(id);
  story.end(id);
  EXPECT_EQ(story.ask("zhao", NoteIncident{id, "the pump was cleaned", {}}), "done");
  EXPECT_THAT(story.ask("wang", TakeCard{id, "shut"}), HasSubstr("once the response has ended"));
  story.close(id);
  EXPECT_THAT(story.ask("zhao", NoteIncident{id, "late", {}}), HasSubstr("no such incident"));
}

TEST_F(IncidentOfLeak, TellsWhoHasToKnow) {
  plant.sent();
  const IncidentId id = story.open();
  EXPECT_THAT(told(), ::testing::UnorderedElementsAre("operator incident-opened 罐区泄漏", "safety-officer incident-opened 罐区泄漏",
                                                      "operator incident-card 罐区泄漏 · 切断 / Shut off",
                                                      "shift-lead incident-card 罐区泄漏 · 清点 / Count"));
  story.ask("wang", TakeCard{id, "shut"});
  plant.after(5_min);
  EXPECT_THAT(told(), ElementsAre("safety-officer incident-card-overdue 罐区泄漏 · 清点 / Count"));
  story.ask("li", OrderEvacuation{id, {}, "", {}});
  EXPECT_THAT(told(), ElementsAre("operator incident-evacuation 罐区泄漏 · → 厂区", "wang incident-evacuation 罐区泄漏 · → 厂区"));
  story.ask("li", TakeCard{id, "count"});
  plant.after(40_min);
  EXPECT_THAT(told(), ElementsAre("safety-officer incident-report-due 罐区泄漏"));
  story.account_for_all(id);
  story.ask("li", EndEvacuation{id, "all are here"});
  story.end(id);
  EXPECT_THAT(told(), ::testing::UnorderedElementsAre("operator incident-ended 罐区泄漏", "safety-officer incident-ended 罐区泄漏",
                                                      "shift-lead incident-ended 罐区泄漏", "wang incident-ended 罐区泄漏"));
}

TEST_F(IncidentOfLeak, OpenedWithoutAPlanIsToldAllTheSame) {
  plant.sent();
  OpenIncident opens;
  opens.zone = "tank-farm";
  opens.what = "smoke";
  story.open(opens);
  EXPECT_THAT(told(), ::testing::UnorderedElementsAre("operator incident-opened smoke", "safety-officer incident-opened smoke"));
}

TEST_F(IncidentOfLeak, AsADrillSaysSoInEveryNotice) {
  plant.sent();
  const IncidentId id = story.open(IncidentStory::leak(Exercise::Drill));
  story.ask("li", OrderEvacuation{id, {}, "", {}});
  plant.after(4_min);
  const auto notices = told();
  EXPECT_GT(notices.size(), 5U);
  EXPECT_THAT(notices, ::testing::Each(HasSubstr("【演练 DRILL】")));
  for (const Event& event : plant.journal()) {
    const auto* issued = get_if<NoticeIssued>(&event.body);
    const bool is_loud = issued != nullptr && !issued->incident.none() && issued->severity == site::Severity::Major;
    EXPECT_FALSE(is_loud);
  }
}

TEST_F(IncidentOfLeak, DropsNoticesThatAreNoLongerTrue) {
  plant.sent();
  plant.notices_wait();
  const IncidentId id = story.open();
  story.ask("li", OrderEvacuation{id, {}, "", {}});
  story.ask("wang", TakeCard{id, "shut"});
  story.account(id, "user:wang");
  plant.notices_leave();
  EXPECT_THAT(told(), ::testing::UnorderedElementsAre("operator incident-opened 罐区泄漏", "safety-officer incident-opened 罐区泄漏",
                                                      "shift-lead incident-card 罐区泄漏 · 清点 / Count",
                                                      "operator incident-evacuation 罐区泄漏 · → 厂区"));
  plant.notices_wait();
  plant.after(41_min);
  story.report(id);
  story.account_for_all(id);
  story.ask("li", EndEvacuation{id, "all are here"});
  story.ask("li", TakeCard{id, "count"});
  plant.notices_leave();
  EXPECT_THAT(told(), IsEmpty());
}

TEST_F(IncidentOfLeak, IsHandedOverWithAShiftAsLongAsItGoesOn) {
  const IncidentId id = story.open(IncidentStory::leak(Exercise::Drill));
  const auto handed = [&] {
    const State& now = plant.state();
    std::vector<HandedMatter> found =
        open_matters({now.alarms, now.orders, now.hazards, now.interlocks, now.modes, now.checks, now.care, now.permits, now.incidents},
                     plant.engine().directory(), "operator");
    std::erase_if(found, [](const HandedMatter& matter) { return matter.kind != HandedKind::Incident; });
    return found;
  };
  ASSERT_THAT(handed(), ::testing::SizeIs(1));
  EXPECT_EQ(handed()[0].name, std::to_string(id.get()));
  EXPECT_EQ(handed()[0].about, "罐区泄漏");
  EXPECT_EQ(handed()[0].state, "drill");
  story.end(id);
  EXPECT_THAT(handed(), IsEmpty());
}

TEST_F(IncidentOfLeak, GoesOnAfterARestart) {
  const IncidentId id = story.open();
  story.ask("li", OrderEvacuation{id, {}, "", {}});
  plant.crashes(2_min);
  wrote();
  plant.after(1_min);
  EXPECT_THAT(wrote(), ElementsAre("incident.card_overdue 罐区泄漏 shift-lead"));
}

}  // namespace
}  // namespace davy::core
