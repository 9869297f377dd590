// Devices are cared for by plan, and what is found says how far their data may be believed. The small plant has one device, rtu-01.
#include "core/care/care_book.hpp"

#include "core/care/care_story.hpp"
#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr Duration kDay = 24_h;
constexpr Duration kHere = 8_h;  // ahead of UTC

class DeviceCare : public ::testing::Test {
 protected:
  DeviceCare() {
    save("device-class", "gas", {{"drift-limit", "5"}});
    plant.wrote();
  }

  void save(const std::string& kind, const std::string& id, const fixture::CareMarks& live) {
    EXPECT_EQ(plant.asks("chen", fixture::saved_record(plant.state().records, kind, id, live)), "done");
  }
  void plan(const std::string& id, const std::string& work, int every, const std::string& unit) {
    save("care-plan", id, fixture::plan_of_care(work, every, unit));
  }
  void card(const std::string& by) { save("device-card", "rtu", {{"device", "rtu-01"}, {"class", "gas"}, {"calibrate-by", by}}); }
  std::string day(std::int64_t from_today) const { return to_text(day_at(plant.now(), kHere) + from_today); }

  CareId open(CareWork work = CareWork::Calibration) const {
    for (const auto& [id, care] : plant.state().care.open)
      if (care.what.work == work) return id;
    return CareId();
  }
  const Care& care(CareWork work = CareWork::Calibration) const { return *plant.state().care.find(open(work)); }
  const DeviceCalibration& calibration() const { return plant.state().care.calibrations.at("rtu"); }

  std::string start(const std::string& who, CareWork work = CareWork::Calibration) { return plant.asks(who, StartCare{open(work), ""}); }
  FinishCare ends(CareResult result, CareWork work = CareWork::Calibration) const {
    FinishCare ask;
    ask.care = open(work);
    ask.result = result;
    ask.note = "done as written";
    return ask;
  }
  FinishCare measured(CareResult result, double as_found, double as_left = 50) const {
    FinishCare ask = ends(result);
    ask.point = "ch4-01";
    ask.as_found = as_found;
    ask.as_left = as_left;
    ask.reference = 50;
    return ask;
  }
  std::string calibrate(CareResult result) {
    start("wang");
    return plant.asks("wang", ends(result));
  }
  const CareFinished& finished() const {
    for (auto event = plant.journal().rbegin(); event != plant.journal().rend(); ++event)
      if (const auto* found = get_if<CareFinished>(&event->body)) return *found;
    throw std::logic_error("nothing is finished");
  }

  PlantStory plant;
};

TEST_F(DeviceCare, IsIssuedThirtyDaysBeforeItIsDueAndOnce) {
  plan("yearly", "calibration", 1, "years");
  card(day(60));
  plant.only_timers(kDay * 30);
  EXPECT_THAT(plant.wrote("care."), IsEmpty());
  plant.only_timers(kDay);
  EXPECT_THAT(plant.wrote("care."), ElementsAre("care.issued calibration rtu operator"));
  EXPECT_EQ(care().what.due, start_of(day_at(kEight, kHere) + 61, kHere)) << "the whole of the day counts";
  plant.only_timers(kDay * 20);
  EXPECT_THAT(plant.wrote("care."), IsEmpty());
}

TEST_F(DeviceCare, WithoutADayOnTheCardTheFirstIsOneCycleAfterItWasWritten) {
  card("");
  plant.only_timers(kDay * 10);
  plan("weekly", "bump-test", 7, "days");
  const Instant planned = plant.now();
  plant.only_timers(1_s);
  EXPECT_EQ(care(CareWork::BumpTest).what.due, planned + kDay * 7) << "a plan that is new makes nothing overdue";
  plan("yearly", "calibration", 1, "years");
  plant.only_timers(1_s);
  EXPECT_EQ(calibration().by, to_text(months_after(day_at(planned, kHere), 12)));
  EXPECT_EQ(calibration().state, CalibrationState::Valid);
}

TEST_F(DeviceCare, IsToldWhenItIsOverdueAndClimbsOnceAfterAWeek) {
  plan("monthly", "maintenance", 1, "months");
  card("");
  plant.only_timers(kDay * 32);
  EXPECT_THAT(plant.wrote("care."), ElementsAre("care.issued maintenance rtu operator", "care.overdue maintenance rtu operator"));
  EXPECT_THAT(plant.sent(), ElementsAre("operator care-overdue rtu-01"));
  plant.only_timers(kDay * 60);
  EXPECT_THAT(plant.wrote("care."), ElementsAre("care.overdue maintenance rtu shift-lead"));
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead care-overdue rtu-01"));
  EXPECT_FALSE(open(CareWork::Maintenance).none()) << "time closes nothing";
}

TEST_F(DeviceCare, OfAShortCycleItClimbsAfterHalfOfIt) {
  plan("daily", "bump-test", 24, "hours");
  card("");
  plant.only_timers(kDay + 11_h);
  EXPECT_THAT(plant.sent(), ElementsAre("operator care-overdue rtu-01"));
  plant.only_timers(1_h);
  EXPECT_THAT(plant.sent(), ElementsAre("shift-lead care-overdue rtu-01"));
}

TEST_F(DeviceCare, AStartTakesOutOfServiceWhatWasInServiceAndItsEndPutsExactlyThatBack) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(1_s);
  plant.asks("chen", TakeOutOfService{"ch4-02:high", "spare"});
  EXPECT_EQ(start("wang"), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'I');
  EXPECT_EQ(plant.alarm("ch4-01:high")->out_of_service->by, "wang");
  EXPECT_EQ(plant.alarm("ch4-01:high")->out_of_service->reason, "look #" + std::to_string(open().get()));
  EXPECT_THAT(care().conditions, Not(Contains("ch4-02:high")));
  EXPECT_THAT(care().conditions, Contains("tt-101:high"));
  EXPECT_EQ(plant.asks("wang", ends(CareResult::Passed)), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'A');
  EXPECT_EQ(plant.letter("ch4-02:high"), 'I');
  EXPECT_EQ(plant.alarm("ch4-02:high")->out_of_service->by, "chen");
}

TEST_F(DeviceCare, WhatSomebodyElseTookOutMeanwhileStaysOut) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(1_s);
  start("wang");
  plant.asks("chen", ReturnToService{"ch4-01:high"});
  plant.only_timers(1_min);
  plant.asks("chen", TakeOutOfService{"ch4-01:high", "spare"});
  EXPECT_EQ(plant.asks("wang", AbandonCare{open(), "the gas bottle is empty"}), "done");
  EXPECT_EQ(plant.letter("ch4-01:high"), 'I');
  EXPECT_EQ(plant.letter("ch4-01:stale"), 'A');
}

TEST_F(DeviceCare, WhatWasAskedForSetsNothingAsideForLongerThanEightHours) {
  EXPECT_EQ(plant.asks("wang", AskForCare{"rtu-01", CareWork::Repair, "a loose cable"}), "done");
  EXPECT_EQ(start("wang", CareWork::Repair), "done") << "a site that asks for one person";
  plant.only_timers(1_h);
  plant.asks("chen", ReturnToService{"ch4-02:high"});
  plant.asks("chen", TakeOutOfService{"ch4-02:high", "spare"});
  plant.only_timers(7_h - 1_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'I');
  plant.only_timers(1_s);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'A');
  EXPECT_EQ(plant.letter("ch4-02:high"), 'I') << "somebody else took it out";
  EXPECT_FALSE(open(CareWork::Repair).none()) << "the work goes on";
}

TEST_F(DeviceCare, WhatIsPlannedLastsAsLongAsTheWork) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(1_s);
  EXPECT_EQ(start("wang"), "done");
  plant.only_timers(kDay);
  EXPECT_EQ(plant.letter("ch4-01:high"), 'I');
}

TEST(CareOfTwoPeople, WhoAskedForItDoesNotSetSafetyAlarmsAsideAlone) {
  site::Site site = make_small_plant();
  site.access.two_people = site::TwoPeople::Required;
  PlantStory plant(std::move(site));
  plant.after(1_s);
  ASSERT_EQ(plant.asks("wang", AskForCare{"rtu-01", CareWork::Repair, "a loose cable"}), "done");
  const CareId id = plant.state().care.open.begin()->first;
  EXPECT_EQ(plant.asks("wang", StartCare{id, ""}),
            "the device has alarms that are serious or vote in a row: somebody else than who asked for it begins");
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'A');
  EXPECT_EQ(plant.asks("li", StartCare{id, ""}), "done");
  EXPECT_EQ(plant.letter("ch4-01:high-high"), 'I');
  EXPECT_EQ(plant.alarm("ch4-01:high-high")->out_of_service->by, "li");
}

TEST_F(DeviceCare, WhatIsAbandonedIsIssuedAnewBecauseItIsStillDue) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(1_s);
  const CareId first = open();
  EXPECT_EQ(plant.asks("wang", AbandonCare{first, " "}), "say why it is not done");
  EXPECT_EQ(plant.asks("wang", AbandonCare{first, "rain"}), "done");
  EXPECT_NE(open(), first);
  EXPECT_EQ(care().what.due, start_of(day_at(kEight, kHere) + 4, kHere));
}

TEST_F(DeviceCare, ACalibrationThatPassedMovesItsDayOn) {
  plan("half-yearly", "calibration", 6, "months");
  card(day(3));
  plant.only_timers(1_s);
  EXPECT_EQ(calibrate(CareResult::Adjusted), "done");
  EXPECT_EQ(calibration().by, to_text(months_after(day_at(plant.now(), kHere), 6)));
  EXPECT_TRUE(open().none());
  plant.only_timers(kDay * 160);
  EXPECT_FALSE(open().none()) << "the next one";
}

TEST_F(DeviceCare, ALaterDayOnTheCardCountsAndWithdrawsWhatWasAskedFor) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(kDay * 5);
  EXPECT_EQ(calibration().state, CalibrationState::Overdue);
  plant.wrote();
  card(day(300));
  EXPECT_EQ(calibration().state, CalibrationState::Valid);
  plant.only_timers(1_s);
  EXPECT_THAT(plant.wrote("care."), ElementsAre("care.abandoned calibration rtu"));
  EXPECT_TRUE(open().none());
}

TEST_F(DeviceCare, ACardThatIsSavedForAnotherReasonLeavesTheDayAsItWasMoved) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(1_s);
  calibrate(CareResult::Passed);
  const std::string moved = calibration().by;
  save("device-card", "rtu", {{"device", "rtu-01"}, {"class", "gas"}, {"calibrate-by", day(3)}});
  EXPECT_EQ(calibration().by, moved);
}

TEST_F(DeviceCare, ItRunsOutAtTheEndOfItsDayAndIsSoUntilItIsCalibrated) {
  card(day(0));
  EXPECT_EQ(calibration().state, CalibrationState::Valid);
  plant.only_timers(15_h + 59_min);
  EXPECT_EQ(calibration().state, CalibrationState::Valid);
  plant.only_timers(1_min + 8_h);
  EXPECT_EQ(calibration().state, CalibrationState::Overdue);
  EXPECT_EQ(plant.asks("zhao", AskForCare{"rtu-01", CareWork::Calibration, "it has run out"}), "done");
  EXPECT_EQ(start("chen"), "done");
  EXPECT_EQ(plant.asks("chen", ends(CareResult::Passed)), "done");
  EXPECT_EQ(calibration().state, CalibrationState::Valid);
  EXPECT_EQ(calibration().by, to_text(months_after(day_at(plant.now(), kHere), 12))) << "a year at most, without a plan";
}

TEST_F(DeviceCare, DriftBeyondTheLimitMakesWhatWasMeasuredSinceTheLastGoodOneDoubtful) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  const Instant written = plant.now();
  plant.only_timers(kDay * 2);
  start("wang");
  EXPECT_EQ(plant.asks("wang", measured(CareResult::Passed, 44)),
            "it had drifted by more than its class allows: it was adjusted, or has failed");
  EXPECT_EQ(plant.asks("wang", measured(CareResult::Adjusted, 44, 57)), "as it was left, it is still off by more than its class allows");
  EXPECT_EQ(plant.asks("wang", measured(CareResult::Adjusted, 44)), "done");
  EXPECT_EQ(finished().drift, -6);
  EXPECT_EQ(finished().drift_state, DriftState::Drift);
  EXPECT_EQ(finished().doubtful_from, written);
  EXPECT_THAT(finished().doubtful_points, ElementsAre("ch4-01"));
  const Instant good = plant.now();
  plant.only_timers(kDay);
  plant.asks("chen", AskForCare{"rtu-01", CareWork::Calibration, "again"});
  start("wang");
  EXPECT_EQ(plant.asks("wang", measured(CareResult::Passed, 45.5)), "done");
  EXPECT_EQ(finished().drift_state, DriftState::Within);
  EXPECT_EQ(finished().doubtful_from, std::nullopt);
  plant.asks("chen", AskForCare{"rtu-01", CareWork::Calibration, "again"});
  start("wang");
  plant.asks("wang", measured(CareResult::Failed, 20));
  EXPECT_EQ(finished().doubtful_from, good + kDay);
}

TEST_F(DeviceCare, WhatFailedIsToBeRepairedAndNotBelievedUntilItIsCalibrated) {
  plan("yearly", "calibration", 1, "years");
  card(day(200));
  plant.asks("zhao", AskForCare{"rtu-01", CareWork::BumpTest, "it reads zero"});
  start("wang", CareWork::BumpTest);
  plant.sent();
  EXPECT_EQ(plant.asks("wang", ends(CareResult::Failed, CareWork::BumpTest)), "done");
  EXPECT_EQ(calibration().state, CalibrationState::Failed);
  EXPECT_THAT(finished().doubtful_points, Contains("tt-101")) << "every point of the device";
  EXPECT_THAT(plant.sent(), ElementsAre("operator care-issued rtu-01"));
  start("wang", CareWork::Repair);
  EXPECT_EQ(plant.asks("wang", ends(CareResult::Adjusted, CareWork::Repair)), "done");
  EXPECT_EQ(calibration().state, CalibrationState::Failed) << "mended is not yet calibrated";
  EXPECT_EQ(care().what.cause, CareCause::Replaced);
  EXPECT_EQ(calibrate(CareResult::Passed), "done");
  EXPECT_EQ(calibration().state, CalibrationState::Valid);
  EXPECT_THAT(plant.state().care.open, IsEmpty());
}

TEST_F(DeviceCare, ACalibrationThatPassesMakesTheRepairNeedless) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(1_s);
  calibrate(CareResult::Failed);
  EXPECT_FALSE(open(CareWork::Repair).none());
  EXPECT_EQ(calibrate(CareResult::Adjusted), "done");
  EXPECT_TRUE(open(CareWork::Repair).none());
}

TEST_F(DeviceCare, ADeviceThatWasReplacedIsCalibratedAtOnceAndItsCyclesBeginAnew) {
  plan("yearly", "calibration", 1, "years");
  plan("monthly", "bump-test", 1, "months");
  card(day(200));
  plant.only_timers(kDay * 20);
  plant.asks("zhao", AskForCare{"rtu-01", CareWork::Repair, "it is dead"});
  start("wang", CareWork::Repair);
  FinishCare ask = ends(CareResult::Passed, CareWork::Repair);
  ask.replaced = "SN-2";
  EXPECT_EQ(plant.asks("wang", ask), "done");
  const Instant replaced = plant.now();
  EXPECT_EQ(calibration().state, CalibrationState::Overdue);
  EXPECT_EQ(care().what.plan, "yearly");
  EXPECT_LE(care().what.due, plant.now());
  EXPECT_EQ(calibrate(CareResult::Passed), "done");
  EXPECT_EQ(calibration().state, CalibrationState::Valid);
  plant.only_timers(1_s + kDay * 3);
  EXPECT_EQ(care(CareWork::BumpTest).what.due, start_of(months_after(day_at(replaced, kHere), 1), kHere) + time_of_day(replaced, kHere));
}

TEST_F(DeviceCare, WorkThatIsNotEndedReminds) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(1_s);
  start("wang");
  plant.sent();
  plant.only_timers(7_h + 59_min);
  EXPECT_THAT(plant.sent(), IsEmpty());
  plant.only_timers(8_h + 1_min);
  EXPECT_THAT(plant.sent(), ElementsAre("operator care-still-open rtu-01", "operator care-still-open rtu-01"));
}

TEST_F(DeviceCare, IsForThePostAndThoseAboveIt) {
  plan("yearly", "calibration", 1, "years");
  card(day(3));
  plant.only_timers(1_s);
  EXPECT_EQ(start("zhao"), "this care is for the post Operator, which you do not hold, nor one above it");
  EXPECT_EQ(plant.asks("wang", ends(CareResult::Passed)), "the work has not been begun");
  EXPECT_EQ(start("wang"), "done");
  EXPECT_EQ(start("li"), "wang has begun it already");
  EXPECT_EQ(plant.asks("zhao", ends(CareResult::Passed)), "only wang, who began it, or somebody above the post may end it");
  plant.asks("zhao", AskForCare{"rtu-01", CareWork::Repair, "a crack"});
  EXPECT_EQ(start("li", CareWork::Repair),
            "wang is at work on this device (#" + std::to_string(open().get()) + "): wait until that has ended");
  EXPECT_EQ(plant.asks("li", ends(CareResult::Passed)), "done");
}

TEST_F(DeviceCare, RefusesWhatItCannotMean) {
  EXPECT_EQ(plant.asks("zhao", AskForCare{"rtu-9", CareWork::Repair, "a crack"}), "there is no device rtu-9");
  EXPECT_EQ(plant.asks("zhao", AskForCare{"rtu-01", CareWork::Repair, " "}), "say why");
  EXPECT_EQ(plant.asks("zhao", AskForCare{"rtu-01", CareWork::Calibration, "odd"}),
            "write a card for the device first: its calibration and tests stand there");
  EXPECT_EQ(plant.asks("zhao", AskForCare{"rtu-01", CareWork::Repair, "a crack"}), "done") << "a fault is told without a card as well";
  EXPECT_EQ(plant.asks("zhao", AskForCare{"rtu-01", CareWork::Repair, "a crack"}),
            "the device has such care open already: #" + std::to_string(open(CareWork::Repair).get()));
  EXPECT_EQ(plant.asks("chen", StartCare{CareId(1), ""}), "there is no such care, or it is over");
  start("chen", CareWork::Repair);
  FinishCare ask = ends(CareResult::Failed, CareWork::Repair);
  ask.note = " ";
  EXPECT_EQ(plant.asks("chen", ask), "say what was done");
  ask.note = "glued";
  ask.parts = {{"cap", 1}};
  EXPECT_EQ(plant.asks("chen", ask), "there is no spare part cap");
  save("spare-part", "cap", {});
  ask.parts = {{"cap", 0}};
  EXPECT_EQ(plant.asks("chen", ask), "a quantity is more than 0");
  ask.parts.clear();
  ask.replaced = "SN-2";
  EXPECT_EQ(plant.asks("chen", ask), "a device that was replaced has not failed");
  ask.replaced.clear();
  ask.as_found = 3;
  EXPECT_EQ(plant.asks("chen", ask), "choose the point of this device whose readings these are");
  ask.point = "ch4-01";
  EXPECT_EQ(plant.asks("chen", ask), "say what it should have read");
  ask.reference = 3;
  EXPECT_EQ(plant.asks("chen", ask), "done");
}

TEST_F(DeviceCare, OfACardThatIsRemovedNothingIsAskedAnyMore) {
  plan("yearly", "calibration", 1, "years");
  card(day(-3));
  plant.only_timers(1_s);
  EXPECT_EQ(plant.asks("chen", RemoveRecord{"device-card", "rtu", 1, "scrapped"}), "done");
  plant.only_timers(1_s);
  EXPECT_THAT(plant.state().care.open, IsEmpty());
  EXPECT_THAT(plant.state().care.calibrations, IsEmpty());
}

TEST_F(DeviceCare, TimersGoOnThroughACrashAndRepeatNothing) {
  plan("monthly", "maintenance", 1, "months");
  card("");
  plant.only_timers(kDay * 32);
  plant.wrote();
  plant.crashes(kDay);
  plant.only_timers(kDay);
  EXPECT_THAT(plant.wrote("care."), IsEmpty());
  plant.crashes(kDay * 30);
  plant.only_timers(1_s);
  EXPECT_THAT(plant.wrote("care."), ElementsAre("care.overdue maintenance rtu shift-lead"));
}

}  // namespace
}  // namespace davy::core
