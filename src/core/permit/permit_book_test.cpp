// Permits for special work: what each clause asks for, from the application to the archive. The small plant's detector ch4-01 gates hot work at 10 %LEL.
#include "core/permit/permit_book.hpp"

#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class PermitOfWork : public ::testing::Test {
 protected:
  PermitStory story;
  PlantStory& plant = story.plant;
};

TEST_F(PermitOfWork, GoesFromTheApplicationToTheArchive) {
  const PermitId id = story.open(story.hot_work());
  EXPECT_EQ(story.permit(id).what.level, PermitLevel::First);
  EXPECT_THAT(story.permit(id).what.points, ElementsAre("ch4-01"));
  EXPECT_EQ(story.ask("wang", FinishPermit{id, "welded", {}}), "done");
  EXPECT_EQ(story.ask("li", AcceptPermit{id, Verdict::Approved, "clean"}), "done");
  EXPECT_EQ(story.ask("chen", ArchivePermit{id}), "done");
  EXPECT_FALSE(story.is_here(id));
  const std::vector<std::string> wrote = plant.wrote("permit.");
  EXPECT_EQ(wrote.front(), "permit.applied work");
  EXPECT_EQ(wrote.back(), "permit.archived work");
}

// 4.1, 4.4, 5.3, appendix A: nobody signs what is not ready.
TEST_F(PermitOfWork, IsNotSignedBeforeMeasuresGasTestAndBriefing) {
  const PermitId id = story.apply(story.hot_work());
  EXPECT_THAT(story.sign(id), AllOf(HasSubstr("16 measures"), HasSubstr("gas has not been tested"), HasSubstr("w-1 has not been briefed")));
  story.prepare(id);
  EXPECT_EQ(story.sign(id), "done");
}

// 4.18.
TEST_F(PermitOfWork, IsNotAlteredOnceSigned) {
  const PermitId id = story.apply(story.hot_work());
  story.prepare(id);
  ASSERT_EQ(story.sign(id), "done");
  EXPECT_THAT(story.ask("wang", ConfirmMeasure{id, 1, false, "no drain here"}), HasSubstr("4.18"));
}

TEST_F(PermitOfWork, IsSignedInOrderByTheirPosts) {
  const PermitId id = story.apply(story.hot_work());
  story.prepare(id);
  EXPECT_THAT(story.ask("li", SignPermit{id, 2, "", {"tank-farm", {}}}), HasSubstr("step 1"));
  EXPECT_THAT(story.ask("li", SignPermit{id, 1, "", {}}), HasSubstr("wang"));
  ASSERT_EQ(story.sign(id), "done");
  EXPECT_THAT(story.ask("wang", SignPermit{id, 2, "", {}}), HasSubstr("Shift lead"));
}

// Whoever does the work, or guards it, approves none of it, also as a person of the post.
TEST_F(PermitOfWork, IsNotApprovedByWhoDoesIt) {
  PermitApplied what = story.hot_work();
  what.lead = "li";
  const PermitId id = story.apply(what);
  story.prepare(id);
  ASSERT_EQ(story.ask("li", SignPermit{id, 1, "", {}}), "done");
  EXPECT_THAT(story.ask("li", SignPermit{id, 2, "", {"tank-farm", {}}}), HasSubstr("nobody approves work that they do"));
}

// 4.11.
TEST_F(PermitOfWork, IsApprovedAtThePlace) {
  const PermitId id = story.apply(story.hot_work());
  story.prepare(id);
  ASSERT_EQ(story.sign(id), "done");  // who is responsible
  ASSERT_EQ(story.sign(id), "done");  // the unit
  EXPECT_THAT(story.ask("chen", SignPermit{id, 3, "", {}}), HasSubstr("scan the code"));
  EXPECT_THAT(story.ask("chen", SignPermit{id, 3, "", {"plant", {}}}), HasSubstr("the code of plant"));
  EXPECT_THAT(story.ask("chen", SignPermit{id, 3, "", {"", site::Metres{500, 10}}}), HasSubstr("not at the place"));
  EXPECT_EQ(story.ask("chen", SignPermit{id, 3, "", {"", site::Metres{20, 10}}}), "done");
}

// 5.1.5.
TEST_F(PermitOfWork, OfTheFirstLevelHoldsForEightHours) {
  PermitApplied what = story.hot_work();
  what.until = what.from + 8_h + 1_s;
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("8h"));
}

// 5.1.2 and 5.1.3: the level is that of the grounds at least.
TEST_F(PermitOfWork, IsOfNoMilderLevelThanItsGrounds) {
  PermitApplied what = story.hot_work();
  what.level = PermitLevel::Second;
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("first at least"));
  what.grounds.hot_place = HotPlace::Elsewhere;
  plant.wrote();
  site::Site site = make_permit_plant();
  for (site::Point& point : site.points) point.purpose = site::Purpose::Safety;
  PermitStory watched(site);
  EXPECT_THAT(watched.ask("wang", ApplyForPermit{what}), HasSubstr("combustible gas is watched"));
}

// 4.9, 4.10: at the application and again at the start.
TEST_F(PermitOfWork, AsksForCertificatesTwice) {
  PermitApplied what = story.hot_work();
  what.workers = {"w-2"};
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("w-2 holds no certificate"));
  what.workers = {"w-1"};
  what.guardian = "li";
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("as a guardian"));
  const PermitId id = story.signed_permit(story.hot_work());
  story.guard(id);
  story.certificate("c-w-welding", "w-1", "welding", "2026-11-01");
  EXPECT_THAT(story.ask("wang", StartPermit{id}), HasSubstr("w-1 holds no certificate"));
  EXPECT_EQ(story.state(id), PermitState::Signed);
}

// 4.10.
TEST_F(PermitOfWork, IsGuardedBySomebodyElseThanWhoWorks) {
  PermitApplied what = story.hot_work();
  what.guardian = "wang";
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("somebody else"));
  story.certificate("c-2", "p-wang", "guardian");
  story.certificate("c-3", "p-zhao", "welding");
  what.guardian = "zhao";
  what.workers = {"p-zhao"};
  EXPECT_THAT(story.ask("wang", ApplyForPermit{what}), HasSubstr("does no other work"));
}

// 5.3.1c: the samples are of the last half hour.
TEST_F(PermitOfWork, StartsWithGasTestedInTheLastHalfHour) {
  const PermitId id = story.signed_permit(story.hot_work());
  plant.after(31_min);
  story.guard(id);
  EXPECT_THAT(story.ask("wang", StartPermit{id}), HasSubstr("tested anew"));
  ASSERT_EQ(story.ask("zhao", story.test_of(id)), "done");
  EXPECT_EQ(story.ask("wang", StartPermit{id}), "done");
}

// 5.3.2: 0.5 %vol of methane is 10 %LEL.
TEST_F(PermitOfWork, DoesNotStartAfterATestBeyondThePermitsLimit) {
  const PermitId id = story.apply(story.hot_work());
  story.prepare(id);
  ASSERT_EQ(story.ask("zhao", story.test_of(id, 12)), "done");
  EXPECT_THAT(story.sign(id), HasSubstr("gas test is not good"));
}

TEST_F(PermitOfWork, DoesNotStartWhileADetectorIsBeyondItsLimit) {
  const PermitId id = story.signed_permit(story.hot_work());
  story.guard(id);
  story.gas("ch4-01", 12_lel);
  EXPECT_THAT(story.ask("wang", StartPermit{id}), HasSubstr("beyond the permit's limit"));
  EXPECT_EQ(plant.alarm("ch4-01:permit"), nullptr);  // nobody works there: it does not ring
}

// The live gate: in the same step as the reading, with alarm, order and notices to everybody there.
TEST_F(PermitOfWork, IsTakenBackByOneReadingBeyondItsLimit) {
  const PermitId id = story.open(story.hot_work());
  plant.wrote();
  plant.sent();
  story.gas("ch4-01", 12_lel);
  EXPECT_EQ(story.state(id), PermitState::Suspended);
  EXPECT_EQ(story.stopped(id), StopCause::Gas);
  const std::vector<std::string> wrote = plant.wrote();
  EXPECT_EQ(wrote.front(), "permit.suspended work operator");
  EXPECT_THAT(wrote, Contains("alarm.raised ch4-01:permit"));
  EXPECT_THAT(wrote, Contains("order.issued ch4-01:permit operator"));
  EXPECT_THAT(plant.sent(), AllOf(Contains("operator permit-suspended ch4-01:permit"), Contains("wang permit-suspended ch4-01:permit"),
                                  Contains("zhao permit-suspended ch4-01:permit")));
}

TEST_F(PermitOfWork, IsTakenBackWhenADetectorFallsSilent) {
  const PermitId id = story.open(story.hot_work());
  plant.falls_silent("ch4-01");
  plant.after(5_s);
  EXPECT_EQ(story.stopped(id), StopCause::Blind);
}

TEST_F(PermitOfWork, IsTakenBackWhenACalibrationHasFailedOrIsOver) {
  const PermitId id = story.open(story.hot_work());
  story.calibrate("2026-01-01");
  EXPECT_EQ(story.stopped(id), StopCause::Uncalibrated);
}

// Nobody knows whether a detector without a day measures what it shows: the work does not begin, and does not go on.
TEST_F(PermitOfWork, NeedsDetectorsWhoseCalibrationIsKnown) {
  const PermitId id = story.signed_permit(story.hot_work());
  story.guard(id);
  story.calibrate("");
  EXPECT_THAT(story.ask("wang", StartPermit{id}), HasSubstr("the calibration of ch4-01 is over, has failed or is not known"));
  story.calibrate();
  ASSERT_EQ(story.ask("wang", StartPermit{id}), "done");
  const RecordBook& records = plant.state().records;
  ASSERT_EQ(story.ask("chen", RemoveRecord{"device-card", "rtu", fixture::version_of(records, "device-card", "rtu"), "scrapped"}), "done");
  EXPECT_EQ(story.stopped(id), StopCause::Uncalibrated);
}

TEST_F(PermitOfWork, IsTakenBackWhenItsGateIsTakenOutOfService) {
  const PermitId id = story.open(story.hot_work());
  EXPECT_EQ(story.ask("chen", TakeOutOfService{"ch4-01:permit", "sensor is replaced"}), "done");
  EXPECT_EQ(story.stopped(id), StopCause::OutOfService);
}

TEST_F(PermitOfWork, IsTakenBackByABadTestMeanwhile) {
  const PermitId id = story.open(story.hot_work());
  EXPECT_EQ(story.ask("zhao", story.test_of(id, 11)), "done");
  EXPECT_EQ(story.stopped(id), StopCause::BadTest);
}

// A good test opens a confined space: it is told by who answers for the work or the place, and the record keeps their login.
TEST_F(PermitOfWork, IsTestedForGasByWhoAnswersForTheWorkOrThePlace) {
  for (const char* login : {"sun", "gu"}) ASSERT_EQ(story.ask("root", SaveAccount{login, login, Role::Worker, {}}), "done");
  story.person("w-3", "sun");
  PermitApplied what = story.confined_space();
  what.workers = {"w-3"};
  const PermitId id = story.apply(what);
  for (const char* other : {"gu", "sun"}) {
    EXPECT_THAT(story.ask(other, story.test_of(id)), HasSubstr("a gas test is told by")) << other;
    EXPECT_FALSE(story.permit(id).test.has_value()) << other;
  }
  for (const char* own : {"wang", "zhao", "li", "chen"}) EXPECT_EQ(story.ask(own, story.test_of(id)), "done") << own;
  EXPECT_TRUE(story.permit(id).test.has_value());
}

// Nobody works under it, but they may tell of its gas who applied for it.
TEST_F(PermitOfWork, IsTestedForGasByWhoAppliedForIt) {
  ASSERT_EQ(story.ask("root", SaveAccount{"sun", "sun", Role::Worker, {}}), "done");
  const PermitId id = story.apply(story.confined_space(), "sun");
  EXPECT_EQ(story.ask("sun", story.test_of(id)), "done");
}

// What was taken back goes on only after a new test, by the post that checks it for the shift, with the gas gone.
TEST_F(PermitOfWork, GoesOnOnlyAfterANewTestByThePostOfTheShift) {
  const PermitId id = story.open(story.hot_work());
  story.gas("ch4-01", 12_lel);
  EXPECT_THAT(story.ask("wang", ResumePermit{id, "gone"}), HasSubstr("Shift lead"));
  EXPECT_THAT(story.ask("li", ResumePermit{id, "gone"}), AllOf(HasSubstr("beyond the permit's limit"), HasSubstr("tested anew")));
  story.gas("ch4-01", 2_lel);
  EXPECT_THAT(story.ask("li", ResumePermit{id, "gone"}), HasSubstr("tested anew"));
  ASSERT_EQ(story.ask("zhao", story.test_of(id)), "done");
  EXPECT_THAT(story.ask("li", ResumePermit{id, " "}), HasSubstr("how the cause was removed"));
  EXPECT_EQ(story.ask("li", ResumePermit{id, "a flange, tightened"}), "done");
  EXPECT_EQ(story.state(id), PermitState::Open);
}

// 5.3.1, 6.3f: after 30 minutes of rest for the first level, 60 for the second.
TEST_F(PermitOfWork, RestsForHalfAnHourWithoutANewTest) {
  const PermitId id = story.open(story.hot_work());
  ASSERT_EQ(story.ask("wang", InterruptPermit{id, "lunch"}), "done");
  plant.after(29_min);
  story.guard(id);
  ASSERT_EQ(story.ask("wang", ResumePermit{id, ""}), "done");
  ASSERT_EQ(story.ask("wang", InterruptPermit{id, "rain"}), "done");
  plant.after(31_min);
  story.guard(id);
  EXPECT_THAT(story.ask("wang", ResumePermit{id, ""}), HasSubstr("tested anew"));
}

// 6.5.
TEST_F(PermitOfWork, InAConfinedSpaceIsTestedEveryTwoHours) {
  const PermitId id = story.open(story.confined_space());
  EXPECT_THAT(story.permit(id).what.points, ElementsAre("ch4-01", "o2-01"));
  plant.wrote();
  story.guarded_for(id, 2_h - 5_min);
  EXPECT_EQ(story.state(id), PermitState::Open);
  EXPECT_THAT(plant.wrote("permit.due"), Not(IsEmpty()));
  story.guarded_for(id, 5_min);
  EXPECT_EQ(story.stopped(id), StopCause::TestOverdue);
}

// 6.4: 19.5 to 21 %vol.
TEST_F(PermitOfWork, InAConfinedSpaceNeedsAirToBreathe) {
  const PermitId id = story.open(story.confined_space());
  plant.reads("o2-01", 19.4);
  plant.after(1_s);
  EXPECT_EQ(story.stopped(id), StopCause::Gas);
  EXPECT_EQ(story.permit(id).stopped_by, "o2-01:permit-low");
}

// 4.10: who guards must not leave.
TEST_F(PermitOfWork, IsTakenBackWhenTheGuardianIsNotHeardOf) {
  const PermitId id = story.open(story.hot_work());
  plant.wrote();
  plant.sent();
  plant.after(21_min);
  EXPECT_THAT(plant.wrote("permit."), ElementsAre("permit.due work"));
  EXPECT_THAT(plant.sent(), Contains("zhao permit-due guardian"));
  story.guard(id);
  plant.after(29_min);
  EXPECT_EQ(story.state(id), PermitState::Open);
  plant.after(2_min);
  EXPECT_EQ(story.stopped(id), StopCause::GuardianAbsent);
  EXPECT_THAT(story.ask("li", ResumePermit{id, "back"}), HasSubstr("not heard of"));
  EXPECT_THAT(story.ask("wang", GuardPermit{id, {"tank-farm", {}}}), HasSubstr("only the guardian zhao"));
}

TEST_F(PermitOfWork, EndsByTheClock) {
  PermitApplied what = story.hot_work();
  what.until = what.from + 1_h;
  const PermitId id = story.open(what);
  plant.sent();
  story.guarded_for(id, 1_h);
  EXPECT_FALSE(story.is_here(id));
  EXPECT_THAT(plant.sent(), AllOf(Contains("operator permit-expired work"), Contains("wang permit-expired work")));
}

// 5.1.1: at night hot work is of a stricter level.
TEST_F(PermitOfWork, IsTakenBackWhenTheNightAsksForAStricterLevel) {
  plant.after(12_h);  // 20:00
  const PermitId id = story.open(story.hot_work());
  story.guarded_for(id, 2_h - 1_min);
  EXPECT_EQ(story.state(id), PermitState::Open);
  plant.after(2_min);
  EXPECT_EQ(story.stopped(id), StopCause::LevelTooLow);
  PermitApplied what = story.hot_work();
  what.place.x_m = 500;
  EXPECT_EQ(story.permit(story.apply(what)).what.level, PermitLevel::Special);
}

TEST_F(PermitOfWork, IsOfAStricterLevelOnHolidaysAndDaysOfRest) {
  site::Site site = make_permit_plant();
  const Day today = day_at(kEight, 8_h);
  site.permits.holidays = {today};
  PermitStory holiday(site);
  EXPECT_THAT(holiday.permit(holiday.apply(holiday.hot_work())).what.upgraded, ElementsAre("holiday"));
  site.permits.holidays.clear();
  site.permits.rest_days = {1, 2, 3, 4, 5, 6, 7};
  PermitStory rest(site);
  EXPECT_THAT(rest.permit(rest.apply(rest.hot_work())).what.upgraded, ElementsAre("rest-day"));
  site.permits.workdays = {today};
  PermitStory worked(site);
  EXPECT_THAT(worked.permit(worked.apply(worked.hot_work())).what.upgraded, IsEmpty());
}

// 7.6: thirty metres between hot work and blind plates.
TEST_F(PermitOfWork, IsRefusedInConflictWithAnother) {
  const PermitId id = story.apply(story.hot_work());
  PermitApplied plate = story.work(PermitKind::BlindPlate);
  plate.place.x_m = 30;
  EXPECT_THAT(story.ask("wang", ApplyForPermit{plate}), AllOf(HasSubstr("#" + std::to_string(id.get())), HasSubstr("7.6")));
  plate.place.x_m = 60;
  EXPECT_EQ(story.ask("wang", ApplyForPermit{plate}), "done");
}

// Finished, it stood in nobody's way; returned, it does not go on beside what was opened meanwhile.
TEST_F(PermitOfWork, DoesNotGoOnBesideWhatWasOpenedMeanwhile) {
  const PermitId fire = story.open(story.hot_work());
  ASSERT_EQ(story.ask("wang", FinishPermit{fire, "", {}}), "done");
  PermitApplied plate = story.work(PermitKind::BlindPlate);
  plate.place.x_m = 30;
  const PermitId other = story.open(plate);
  ASSERT_EQ(story.ask("li", AcceptPermit{fire, Verdict::Returned, "slag on the floor"}), "done");
  story.guard(fire);
  EXPECT_THAT(story.ask("wang", ResumePermit{fire, ""}), HasSubstr("in conflict with permit #" + std::to_string(other.get())));
}

// 4.6, 4.7.
TEST_F(PermitOfWork, BesideAnotherNamesItAndACoordinator) {
  const PermitId id = story.apply(story.hot_work());
  PermitApplied beside = story.work(PermitKind::TemporaryPower);
  EXPECT_THAT(story.ask("wang", ApplyForPermit{beside}), HasSubstr("name it as related"));
  beside.related = {id};
  EXPECT_THAT(story.ask("wang", ApplyForPermit{beside}), HasSubstr("named coordinator"));
  beside.coordinator = "chen";
  EXPECT_EQ(story.ask("wang", ApplyForPermit{beside}), "done");
}

TEST_F(PermitOfWork, TellsTheFactOfItsKindWhileItIsOpen) {
  const PermitId id = story.open(story.hot_work());
  EXPECT_EQ(plant.state().facts.find("permit-hot-work", "tank-farm")->value, 1);
  story.gas("ch4-01", 12_lel);
  EXPECT_EQ(plant.state().facts.find("permit-hot-work", "tank-farm")->value, 0);
  EXPECT_EQ(story.state(id), PermitState::Suspended);
}

TEST_F(PermitOfWork, AnybodyMayStopWorkThatLooksDangerous) {
  const PermitId id = story.open(story.hot_work());
  EXPECT_THAT(story.ask("zhao", SuspendPermit{id, ""}), HasSubstr("say why"));
  EXPECT_EQ(story.ask("zhao", SuspendPermit{id, "sparks fall into the drain"}), "done");
  EXPECT_EQ(story.stopped(id), StopCause::Person);
}

TEST_F(PermitOfWork, IsAcceptedBySomebodyElse) {
  const PermitId id = story.open(story.hot_work());
  ASSERT_EQ(story.ask("wang", FinishPermit{id, "", {}}), "done");
  EXPECT_THAT(story.ask("wang", AcceptPermit{id, Verdict::Approved, ""}), HasSubstr("Shift lead"));
  EXPECT_THAT(story.ask("li", AcceptPermit{id, Verdict::Returned, ""}), HasSubstr("what is left"));
  EXPECT_EQ(story.ask("li", AcceptPermit{id, Verdict::Returned, "slag on the floor"}), "done");
  EXPECT_EQ(story.state(id), PermitState::Interrupted);
}

// Whoever does the work does not get round the shift by finishing what was taken back.
TEST_F(PermitOfWork, TakenBackAndReturnedIsStillForTheShiftToGiveBack) {
  const PermitId id = story.open(story.hot_work());
  ASSERT_EQ(story.ask("zhao", SuspendPermit{id, "sparks"}), "done");
  ASSERT_EQ(story.ask("wang", FinishPermit{id, "", {}}), "done");
  ASSERT_EQ(story.ask("li", AcceptPermit{id, Verdict::Returned, "slag on the floor"}), "done");
  story.guard(id);
  ASSERT_EQ(story.ask("zhao", story.test_of(id)), "done");
  EXPECT_THAT(story.ask("wang", ResumePermit{id, "screened"}), HasSubstr("Shift lead"));
  EXPECT_THAT(story.ask("li", ResumePermit{id, ""}), HasSubstr("how the cause was removed"));
  EXPECT_EQ(story.ask("li", ResumePermit{id, "screened"}), "done");
}

TEST_F(PermitOfWork, TakenBackWaitsForTheShiftAndForWhoIsOnDutyThere) {
  const PermitId id = story.open(story.hot_work());
  const site::Directory& directory = plant.engine().directory();
  const auto waits_for = [&](const Permit& of, const char* post, Instant at) {
    return permit::waits_for_answer(directory, of, {"guest", post}, at);
  };
  EXPECT_FALSE(waits_for(story.permit(id), "shift-lead", plant.now())) << "it is open";
  story.gas("ch4-01", 12_lel);
  ASSERT_EQ(story.state(id), PermitState::Suspended);
  EXPECT_TRUE(waits_for(story.permit(id), "shift-lead", plant.now())) << "who gives it back";
  EXPECT_TRUE(waits_for(story.permit(id), "operator", plant.now())) << "who is on duty by day";
  EXPECT_FALSE(waits_for(story.permit(id), "operator", plant.now() + 13_h)) << "by night the operator is not";
  EXPECT_TRUE(waits_for(story.permit(id), "shift-lead", plant.now() + 13_h));
  EXPECT_FALSE(waits_for(story.permit(id), "safety-officer", plant.now()));
  Permit returned = story.permit(id);
  returned.state = PermitState::Interrupted;
  EXPECT_TRUE(waits_for(returned, "shift-lead", plant.now())) << "finished and returned, it is still taken back";
  returned.stopped.reset();
  EXPECT_FALSE(waits_for(returned, "shift-lead", plant.now())) << "it only rests";
}

TEST_F(PermitOfWork, RefusedIsOver) {
  const PermitId id = story.apply(story.hot_work());
  plant.sent();
  EXPECT_THAT(story.ask("zhao", RefusePermit{id, "no"}), HasSubstr("only a post that signs"));
  EXPECT_EQ(story.ask("chen", RefusePermit{id, "the tank is not purged"}), "done");
  EXPECT_FALSE(story.is_here(id));
  EXPECT_THAT(plant.sent(), ElementsAre("wang permit-refused work"));
}

// A crash forgets nothing of a permit; what detectors say is asked anew, and who stays silent has said nothing.
TEST_F(PermitOfWork, OutlivesACrash) {
  const PermitId id = story.open(story.hot_work());
  plant.crashes(5_s);
  plant.after(2_s);
  EXPECT_EQ(story.state(id), PermitState::Open);
  EXPECT_THAT(story.faults(id), IsEmpty());
  plant.falls_silent("ch4-01");
  plant.crashes(5_s);
  plant.after(2_s);
  EXPECT_EQ(story.state(id), PermitState::Open);
  plant.after(2_s);
  EXPECT_EQ(story.stopped(id), StopCause::Blind);
}

// In the step of the start: nobody waits for the next timer.
TEST_F(PermitOfWork, IsLookedAtAnewWhenDavyStarts) {
  const PermitId id = story.open(story.hot_work());
  site::Site other = make_permit_plant();
  for (site::Condition& condition : other.conditions) std::erase(condition.gates, PermitKind::HotWork);
  plant.changes(std::move(other));
  plant.crashes(5_s);
  EXPECT_EQ(story.stopped(id), StopCause::Unbound);
  EXPECT_EQ(story.permit(id).stopped_by, "ch4-01");
}

TEST_F(PermitOfWork, RunsOutWhileDavyIsDown) {
  const PermitId id = story.open(story.hot_work());
  plant.wrote();
  plant.crashes(9_h);
  plant.after(1_s);
  EXPECT_FALSE(story.is_here(id));
  EXPECT_THAT(plant.wrote("permit.suspended"), IsEmpty()) << "it ran out while the work went on, and that is told";
}

TEST_F(PermitOfWork, WrongApplicationsSayWhatIsWrong) {
  const auto with = [&](auto change) {
    PermitApplied what = story.hot_work();
    change(what);
    return story.ask("wang", ApplyForPermit{what});
  };
  EXPECT_THAT(with([](PermitApplied& it) { it.zone = "moon"; }), HasSubstr("no zone moon"));
  EXPECT_THAT(with([](PermitApplied& it) { it.what = " "; }), HasSubstr("what is to be done"));
  EXPECT_THAT(with([](PermitApplied& it) { it.workers = {"ghost"}; }), HasSubstr("no record of a person ghost"));
  EXPECT_THAT(with([](PermitApplied& it) { it.workers = {"w-1", "w-1"}; }), HasSubstr("twice"));
  EXPECT_THAT(with([](PermitApplied& it) { it.until = it.from; }), HasSubstr("ends after"));
  EXPECT_THAT(with([](PermitApplied& it) { it.analysis.clear(); }), HasSubstr("4.1"));
  EXPECT_THAT(with([](PermitApplied& it) { it.place.radius_m = std::nan(""); }), HasSubstr("radius"));
  EXPECT_THAT(with([](PermitApplied& it) { it.details.clear(); }), HasSubstr("fill in"));
  EXPECT_THAT(with([](PermitApplied& it) { it.points = {"ch4-02"}; }), HasSubstr("no limit for permits"));
  EXPECT_THAT(with([](PermitApplied& it) { it.related = {PermitId(9)}; }), HasSubstr("no permit #9"));
}

}  // namespace
}  // namespace davy::core
