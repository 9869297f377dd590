// What each matter asks of whom, told with the real core; and what the figures make of it.
#include "core/obligation/obligation_book.hpp"

#include "core/obligation/kpi.hpp"
#include "core/testing/duty_chain.hpp"
#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using fixture::duty_chain;
using fixture::duty_lines;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// wang answers for the tank farm, li for the shift, chen for safety; zhao holds nothing.
class DutyChainTest : public ::testing::Test {
 protected:
  DutyChainTest() {
    for (const auto& [login, role, posts] :
         std::vector<std::tuple<std::string, Role, std::vector<std::string>>>{{"wang", Role::Worker, {"operator"}},
                                                                              {"zhao", Role::Worker, {}},
                                                                              {"li", Role::TeamLead, {"shift-lead"}},
                                                                              {"chen", Role::SafetyOfficer, {"safety-officer"}}})
      plant.asks("root", SaveAccount{login, login, role, posts});
  }
  std::vector<std::string> lines(MatterKind kind) const { return duty_lines(plant.journal(), kind); }
  std::vector<Obligation> chain() const { return duty_chain(plant.journal()); }
  Obligation last(Step step) const {
    Obligation found;
    for (const Obligation& each : chain())
      if (each.step == step) found = each;
    return found;
  }
  HazardId hazard() const { return plant.state().hazards.hazards.rbegin()->first; }

  PlantStory plant;
  site::AppraisalStandards standards;
};

TEST_F(DutyChainTest, AnAlarmIsToBeSeenByItsPostUntilItIsAcknowledged) {
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  plant.gas("ch4-01", 5_lel);
  plant.after(10_s);
  EXPECT_THAT(lines(MatterKind::Alarm), ElementsAre("acknowledge-alarm of operator: wang; open")) << "that it is over answers nothing";
  EXPECT_EQ(plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("ch4-01:high"), ""}), "done");
  EXPECT_THAT(lines(MatterKind::Alarm), ElementsAre("acknowledge-alarm of operator: wang; done by user:wang"));
  const Obligation seen = last(Step::AcknowledgeAlarm);
  EXPECT_EQ(due_of(seen, standards), seen.asked + 5_min);
  EXPECT_EQ(seen.zone, "tank-farm");
}

TEST_F(DutyChainTest, WhoAcknowledgesAConditionHasSeenAllThatItRangBefore) {
  for (int times = 0; times < 2; ++times) {
    plant.gas("ch4-01", 30_lel);
    plant.after(2_s);
    plant.gas("ch4-01", 5_lel);
    plant.after(6_min);
  }
  EXPECT_EQ(plant.asks("wang", AcknowledgeAlarm{plant.alarm_id("ch4-01:high"), ""}), "done");
  const std::vector<Obligation> all = chain();
  std::vector<Standing> standings;
  for (const Obligation& each : all)
    if (each.step == Step::AcknowledgeAlarm) standings.push_back(standing_of(each, standards, plant.now()));
  EXPECT_THAT(standings, ElementsAre(Standing::Late, Standing::Late));
}

TEST_F(DutyChainTest, NobodyIsToSeeWhatIsSetAsideUntilItRings) {
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-01:high", 30_min, "calibration"}), "done");
  plant.gas("ch4-01", 30_lel);
  plant.after(2_s);
  EXPECT_THAT(lines(MatterKind::Alarm), IsEmpty());
  plant.after(31_min);
  EXPECT_THAT(lines(MatterKind::Alarm), ElementsAre("acknowledge-alarm of operator: wang; open"));
  EXPECT_EQ(last(Step::AcknowledgeAlarm).matter.id, plant.alarm_id("ch4-01:high").get());
  EXPECT_EQ(plant.asks("chen", TakeOutOfService{"ch4-01:high", "broken"}), "done");
  EXPECT_THAT(lines(MatterKind::Alarm), ElementsAre("acknowledge-alarm of operator: wang; withdrawn"));
}

TEST_F(DutyChainTest, AnOrderIsAcceptedHandledRejectedHandledAgainApprovedAndClosed) {
  plant.gas("ch4-01", 60_lel);
  plant.after(2_s);
  const OrderId order = plant.order("ch4-01:high-high");
  ASSERT_FALSE(order.none());
  EXPECT_EQ(plant.asks("wang", AcceptOrder{order}), "done");
  EXPECT_EQ(plant.asks("wang", SubmitOrder{order, "closed the valve", {"photo"}}), "done");
  EXPECT_EQ(plant.asks("li", RejectOrder{order, "still leaking"}), "done");
  plant.gas("ch4-01", 5_lel);
  plant.after(10_s);
  EXPECT_EQ(plant.asks("wang", SubmitOrder{order, "tightened it", {"photo"}}), "done");
  EXPECT_EQ(plant.asks("li", ApproveOrder{order, ""}), "done");
  std::vector<std::string> of_it;
  for (const Obligation& each : chain())
    if (each.matter == MatterRef{MatterKind::Order, order.get()}) of_it.push_back(fixture::duty_line(each));
  EXPECT_THAT(of_it,
              ElementsAre("accept-order of operator: wang; done by user:wang", "handle-order of operator: wang; done by user:wang",
                          "close-order of operator:; done by user:li", "review-order of shift-lead: li; done by user:li returned wang",
                          "handle-order of operator: wang; done by user:wang again",
                          "review-order of shift-lead: li; done by user:li approved wang again"));
  EXPECT_EQ(last(Step::ReviewOrder).judged_post, "operator");
  EXPECT_EQ(last(Step::HandleOrder).due, last(Step::CloseOrder).due) << "the deadline that the rejection gave";
}

TEST_F(DutyChainTest, AMajorHazardIsGradedAcceptedExtendedMendedAndReviewedTwice) {
  EXPECT_EQ(plant.asks("zhao", ReportHazard{"tank-farm", "handrail loose", {}, {}, {}, {}, Reporter::Anonymous}), "done");
  const HazardId id = hazard();
  EXPECT_THAT(lines(MatterKind::Hazard), ElementsAre("grade-hazard of safety-officer: chen; open", "close-hazard of operator:; open"))
      << "the post that grades, not that of the place";
  EXPECT_EQ(due_of(last(Step::CloseHazard), standards), Instant::never());
  const Instant deadline = plant.now() + 24_h * 30;
  EXPECT_EQ(plant.asks(
                "chen",
                GradeHazard{id, HazardGrade::Major, HazardKind::Fire, HazardHandling::ByDeadline, "", deadline, {"a", "b", "c", "d", "e"}}),
            "done");
  EXPECT_EQ(last(Step::CloseHazard).due, deadline);
  EXPECT_EQ(plant.asks("wang", AcceptHazard{id}), "done");
  EXPECT_EQ(plant.asks("wang", AskExtension{id, deadline + 24_h, "parts"}), "done");
  EXPECT_EQ(plant.asks("chen", ExtendHazard{id, deadline + 24_h, "parts"}), "done");
  EXPECT_EQ(last(Step::RectifyHazard).due, deadline + 24_h);
  EXPECT_EQ(plant.asks("wang", RectifyHazard{id, "welded", {"photo"}}), "done");
  EXPECT_EQ(plant.asks("li", ReviewHazard{id, Verdict::Approved, ""}), "done");
  EXPECT_EQ(plant.asks("chen", ReviewHazardAgain{id, Verdict::Approved, ""}), "done");
  EXPECT_THAT(lines(MatterKind::Hazard),
              ElementsAre("grade-hazard of safety-officer: chen; done by user:chen", "close-hazard of operator:; done by user:chen",
                          "accept-hazard of operator: wang; done by user:wang", "rectify-hazard of operator: wang; done by user:wang",
                          "decide-extension of shift-lead: li; done by user:chen",
                          "review-hazard of shift-lead: li; done by user:li approved wang",
                          "review-hazard-again of safety-officer: chen; done by user:chen approved wang"));
  for (const Obligation& each : chain()) EXPECT_THAT(each.people, ::testing::Not(Contains("zhao"))) << "who reported it stays unknown";
}

TEST_F(DutyChainTest, WhatIsMendedAtOnceNeedNotBeAcceptedAndWhatIsNoneIsDecided) {
  EXPECT_EQ(plant.asks("wang", ReportHazard{"tank-farm", "lamp out", {}, {}, {}, {}, {}}), "done");
  EXPECT_EQ(plant.asks("chen", GradeHazard{hazard(), HazardGrade::General, HazardKind::Safety, HazardHandling::AtOnce, "", {}, {}}),
            "done");
  EXPECT_EQ(plant.asks("wang", RectifyHazard{hazard(), "a new one", {"photo"}}), "done");
  EXPECT_EQ(plant.asks("li", ReviewHazard{hazard(), Verdict::Returned, "wrong one"}), "done");
  EXPECT_THAT(lines(MatterKind::Hazard),
              ElementsAre("grade-hazard of safety-officer: chen; done by user:chen", "close-hazard of operator:; open",
                          "rectify-hazard of operator: wang; done by user:wang",
                          "review-hazard of shift-lead: li; done by user:li returned wang",
                          "rectify-hazard of operator: wang; open again"));
  EXPECT_EQ(plant.asks("wang", ReportHazard{"tank-farm", "a shadow", {}, {}, {}, {}, {}}), "done");
  EXPECT_EQ(plant.asks("chen", DismissHazard{hazard(), "nothing"}), "done");
  EXPECT_THAT(lines(MatterKind::Hazard), Contains("close-hazard of operator:; withdrawn"));
  EXPECT_EQ(last(Step::GradeHazard).done->by, "user:chen");
}

TEST(DutyChainOfPermits, IsSignedStepByStepAndAcceptedByAnother) {
  PermitStory story;
  const PermitId id = story.open(story.hot_work());
  EXPECT_EQ(story.ask("wang", FinishPermit{id, "done", {}}), "done");
  EXPECT_EQ(story.ask("li", AcceptPermit{id, Verdict::Returned, "sweep up"}), "done");
  story.guard(id);
  EXPECT_EQ(story.ask("wang", FinishPermit{id, "swept", {}}), "done");
  EXPECT_EQ(story.ask("li", AcceptPermit{id, Verdict::Approved, ""}), "done");
  EXPECT_THAT(duty_lines(story.plant.journal(), MatterKind::Permit),
              ElementsAre("sign-permit 1 of nobody: wang; done by user:wang", "sign-permit 2 of shift-lead: li; done by user:li",
                          "sign-permit 3 of safety-officer: chen; done by user:chen", "sign-permit 4 of shift-lead: li; done by user:li",
                          "accept-permit of shift-lead: li; done by user:li returned wang",
                          "accept-permit of shift-lead: li; done by user:li approved wang again"));
}

// 4.10. Asked for when it is reminded of: a guardian who reports by themselves owes nothing.
TEST(DutyChainOfPermits, TheGuardianIsToReportWhenRemindedAndSomebodyIsToAnswerASuspension) {
  PermitStory story;
  const PermitId id = story.open(story.hot_work());
  const Instant guarded = story.plant.now();
  const auto lines = [&] {
    std::vector<std::string> own = duty_lines(story.plant.journal(), MatterKind::Permit);
    own.erase(own.begin(), own.begin() + 4);  // its signatures
    return own;
  };
  story.plant.after(19_min);
  EXPECT_THAT(lines(), IsEmpty());
  story.plant.after(2_min);
  EXPECT_THAT(lines(), ElementsAre("guard-permit of nobody: zhao; open"));
  EXPECT_EQ(duty_chain(story.plant.journal()).back().due, guarded + 30_min);
  story.plant.after(10_min);
  ASSERT_EQ(story.stopped(id), StopCause::GuardianAbsent);
  EXPECT_THAT(lines(), ElementsAre("guard-permit of nobody: zhao; open", "answer-suspension of operator: wang; open"));
  EXPECT_THAT(duty_lines(story.plant.journal(), MatterKind::Order), ::testing::SizeIs(3)) << "of the order about it";
  const Instant stopped = story.permit(id).rests_since.value();
  story.guard(id);
  EXPECT_EQ(story.ask("zhao", story.test_of(id)), "done");
  EXPECT_EQ(story.ask("li", ResumePermit{id, "the guardian is back"}), "done");
  EXPECT_THAT(lines(),
              ElementsAre("guard-permit of nobody: zhao; done by user:zhao", "answer-suspension of operator: wang; done by user:li"));
  const site::AppraisalStandards standards;
  for (const Obligation& each : duty_chain(story.plant.journal())) {
    if (each.step == Step::GuardPermit) {
      EXPECT_EQ(standing_of(each, standards, story.plant.now()), Standing::Late);
    }
    if (each.step == Step::AnswerSuspension) {
      EXPECT_EQ(each.due, stopped + 30_min);
      EXPECT_EQ(standing_of(each, standards, story.plant.now()), Standing::OnTime);
    }
  }
}

// 6.5: every two hours in a confined space.
TEST(DutyChainOfPermits, TheGasIsToBeTestedAgainByWhoRunsTheWork) {
  PermitStory story;
  const PermitId id = story.open(story.confined_space());
  const auto last = [&] {
    std::string line;
    for (const Obligation& each : duty_chain(story.plant.journal()))
      if (each.step == Step::TestGas) line = fixture::duty_line(each);
    return line;
  };
  story.guarded_for(id, 1_h + 49_min);
  EXPECT_EQ(last(), "");
  story.guarded_for(id, 2_min);
  EXPECT_EQ(last(), "test-gas of nobody: wang zhao; open");
  ASSERT_EQ(story.ask("wang", InterruptPermit{id, "lunch"}), "done");
  EXPECT_EQ(last(), "test-gas of nobody: wang zhao; withdrawn") << "nobody is inside";
}

TEST(DutyChainOfPermits, WhatWasNotDoneInTimeStaysSoWhenThePermitIsOver) {
  PermitStory story;
  const PermitId id = story.open(story.hot_work());
  story.plant.after(31_min);
  ASSERT_EQ(story.stopped(id), StopCause::GuardianAbsent);
  ASSERT_EQ(story.ask("wang", CancelPermit{id, "another day"}), "done");
  std::vector<std::string> lines = duty_lines(story.plant.journal(), MatterKind::Permit);
  lines.erase(lines.begin(), lines.begin() + 4);
  EXPECT_THAT(lines, ElementsAre("guard-permit of nobody: zhao; open", "answer-suspension of operator: wang; done by user:wang"));
}

TEST(DutyChainOfPermits, WhatIsRefusedAsksNobodyAnyMore) {
  PermitStory story;
  const PermitId id = story.apply(story.hot_work());
  story.prepare(id);
  EXPECT_EQ(story.sign(id), "done");
  EXPECT_EQ(story.ask("chen", RefusePermit{id, "too windy"}), "done");
  EXPECT_THAT(duty_lines(story.plant.journal(), MatterKind::Permit),
              ElementsAre("sign-permit 1 of nobody: wang; done by user:wang", "sign-permit 2 of shift-lead: li; withdrawn"));
}

// What no small plant tells by itself is told event by event.
class ToldChain : public ::testing::Test {
 protected:
  static Instant minute(std::int64_t n) { return kEight + 1_min * n; }
  std::uint64_t at(std::int64_t minutes, EventBody body, std::string actor = "system") {
    journal.push_back({journal.size() + 1, minute(minutes), std::move(actor), std::move(body)});
    return journal.size();
  }
  void hires(const std::string& login, const std::string& post) { at(0, AccountSaved{login, login, Role::Worker, {post}}); }
  std::vector<Standing> standings(std::int64_t minutes) const {
    std::vector<Standing> all;
    for (const Obligation& each : duty_chain(journal)) all.push_back(standing_of(each, standards, minute(minutes)));
    return all;
  }

  std::vector<Event> journal;
  site::AppraisalStandards standards;
};

TEST_F(ToldChain, ACheckIsInTimeUntilItIsDueAndLateAfterwardsAlsoWhenItWasMissed) {
  hires("wang", "operator");
  CheckIssued issued;
  issued.zone = "plant";
  issued.post = "operator";
  issued.due = minute(60);
  issued.missed_at = minute(120);
  const CheckId first(at(0, issued)), second(at(0, issued)), third(at(0, issued)), fourth(at(0, issued));
  const auto record = [&](CheckId id, std::int64_t told, std::int64_t done) {
    CheckRecorded made;
    made.check = id;
    made.done_at = minute(done);
    at(told, made, "user:zhao");
  };
  record(first, 90, 60);  // told without a connection
  at(120, CheckMissed{second, ""});
  at(120, CheckMissed{third, ""});
  record(second, 130, 500);  // a clock that is ahead
  at(130, CheckWithdrawn{fourth});
  EXPECT_THAT(standings(140), ElementsAre(Standing::OnTime, Standing::Late, Standing::Overdue, Standing::Withdrawn));
  EXPECT_THAT(standings(60), ElementsAre(Standing::OnTime, Standing::Pending, Standing::Pending, Standing::Withdrawn));
  const std::vector<Obligation> all = duty_chain(journal);
  EXPECT_EQ(all[1].done->at, minute(130));
  EXPECT_THAT(counts_for(all[0], Standing::OnTime), ElementsAre("zhao")) << "who did it";
  EXPECT_THAT(counts_for(all[1], Standing::Late), ElementsAre("wang")) << "of whom it was asked";
}

TEST_F(ToldChain, MissedChecksAreForgottenWhenNobodyCanRecordThemButStayOverdue) {
  fixture::DutyChain chain;
  const CheckId old(at(0, CheckIssued{}));
  at(1, CheckMissed{old, ""});
  const CheckId young(at(24 * 60 * 15, CheckIssued{}));
  at(24 * 60 * 15, CheckMissed{young, ""});
  for (const Event& event : journal) chain.take(event);
  EXPECT_EQ(chain.book().open().size(), 1u);
  EXPECT_EQ(chain.all().size(), 2u);
  EXPECT_EQ(chain.all()[0].answer, Answer::Open);
}

TEST_F(ToldChain, CareIsDoneByItsDayOrGivenUp) {
  CareIssued issued;
  issued.post = "fitter";
  issued.due = minute(60);
  const CareId done(at(0, issued)), given_up(at(0, issued)), left(at(0, issued));
  CareFinished finished;
  finished.care = done;
  at(61, finished, "user:wang");
  at(61, CareAbandoned{given_up, "sold"});
  NoticeIssued notice;
  notice.reason = NoticeReason::CareOverdue;
  notice.post = "fitter";
  notice.people = {"zhao"};
  notice.care = left;
  at(61, notice);
  EXPECT_THAT(standings(70), ElementsAre(Standing::Late, Standing::Withdrawn, Standing::Overdue));
  EXPECT_THAT(duty_chain(journal)[2].people, ElementsAre("zhao")) << "who answered when it was told";
}

TEST_F(ToldChain, AShiftIsTakenOverByItsChangeOrSoonAfterTheOffer) {
  hires("wang", "operator");
  hires("zhao", "operator");
  const auto offer = [&](std::int64_t when, std::int64_t change, const std::string& to) {
    HandoverOffered offered;
    offered.post = "operator";
    offered.to = to;
    offered.change = minute(change);
    return HandoverId(at(when, offered, "user:wang"));
  };
  at(59, HandoverAccepted{offer(10, 60, ""), {}, ""}, "user:zhao");
  at(75, HandoverRefused{offer(70, 60, "chen"), "not mine"}, "user:chen");
  at(81, HandoverWithdrawn{offer(80, 60, ""), ""}, "user:wang");
  offer(90, 60, "");
  const std::vector<Obligation> all = duty_chain(journal);
  EXPECT_EQ(fixture::duty_line(all[0]), "take-over of operator: zhao; done by user:zhao approved ");
  EXPECT_EQ(due_of(all[0], standards), minute(60));
  EXPECT_EQ(fixture::duty_line(all[1]), "take-over of operator: chen; done by user:chen returned ");
  EXPECT_EQ(due_of(all[1], standards), minute(100));
  EXPECT_EQ(all[2].answer, Answer::Withdrawn);
  EXPECT_EQ(all[3].answer, Answer::Open);
}

TEST_F(ToldChain, AnIncidentAsksForItsCardsAndItsReports) {
  hires("wang", "operator");
  IncidentOpened opened;
  opened.zone = "tank-farm";
  opened.commander = "li";
  opened.report_due = minute(60);
  const IncidentId id(at(0, opened, "user:li"));
  for (const char* card : {"valve", "gate"}) at(0, IncidentCardIssued{id, card, {}, {}, "operator", "tank-farm", minute(3)});
  at(2, IncidentCardTaken{id, "valve"}, "user:zhao");
  at(9, IncidentCardDone{id, "valve", "", {}}, "user:zhao");
  at(40, IncidentReportDue{id, ReportKind::First, minute(60), "manager"});
  at(50, IncidentReported{id, ReportKind::First, "bureau", "phone", "a leak", minute(300)}, "user:li");
  at(100, IncidentEnded{id, "over", {"gate"}}, "user:li");
  at(200, IncidentClosed{id, "tight now", {}}, "user:li");
  EXPECT_THAT(duty_lines(journal, MatterKind::Incident),
              ElementsAre("report-incident of manager: li; done by user:li", "take-card 1 of operator: wang; done by user:zhao",
                          "do-card 1 of operator: zhao; done by user:zhao", "take-card 2 of operator: wang; open",
                          "do-card 2 of operator: wang; open", "report-incident of nobody: li; withdrawn"));
  EXPECT_THAT(standings(99),
              ElementsAre(Standing::OnTime, Standing::OnTime, Standing::OnTime, Standing::Overdue, Standing::Pending, Standing::Withdrawn));
  EXPECT_EQ(standings(101)[4], Standing::Overdue) << "not done when it ended";
}

TEST_F(ToldChain, ATrainingAsksItsPersonUntilTheCourseIsPassed) {
  hires("wang", "operator");
  TrainingAssigned assigned;
  assigned.person = "wang";
  assigned.course = "gas";
  assigned.due = minute(60);
  const auto assign = [&](std::int64_t when, TrainingBecause because, const std::string& about) {
    assigned.because = because;
    assigned.about = about;
    return TrainingId(at(when, assigned));
  };
  const auto pass = [&](std::int64_t when, TrainingId id) {
    TrainingPassed passed;
    passed.training = id;
    passed.person = "wang";
    at(when, passed);
  };
  pass(60, assign(0, TrainingBecause::Plan, "p-1"));
  pass(61, assign(60, TrainingBecause::Post, "shift-lead"));
  at(62, TrainingWithdrawn{assign(61, TrainingBecause::Asked, "li"), TrainingEnd::NotNeeded, ""});
  assign(62, TrainingBecause::Plan, "p-1");
  EXPECT_THAT(duty_lines(journal, MatterKind::Training),
              ElementsAre("pass-training of operator: wang; done by user:wang", "pass-training of shift-lead: wang; done by user:wang",
                          "pass-training of operator: wang; withdrawn", "pass-training of operator: wang; open"));
  EXPECT_THAT(standings(63), ElementsAre(Standing::OnTime, Standing::Late, Standing::Withdrawn, Standing::Overdue));
  const auto share = [&](KpiBy by, std::size_t row) {
    return kpi_of(duty_chain(journal), standards, minute(63), by).at(row).shares[static_cast<std::size_t>(Metric::TrainingOnTime)];
  };
  EXPECT_EQ(share(KpiBy::Person, 0), (Share{1, 3}));
  EXPECT_EQ(share(KpiBy::Post, 0), (Share{1, 2})) << "of the operator";
  EXPECT_EQ(share(KpiBy::Post, 1), (Share{0, 1})) << "of the shift lead";
}

TEST_F(ToldChain, AHazardIsReportedInTimeAfterItWasFoundWhereTheReportSaysWhen) {
  hires("wang", "operator");
  HazardReported reported;
  reported.zone = "tank-farm";
  at(10, reported, "user:wang");
  const auto report = [&](std::int64_t when, std::int64_t found, const std::string& who) {
    reported.found = minute(found);
    at(when, reported, who);
  };
  report(160, 100, "user:wang");
  report(161, 100, "user:wang");
  report(161, 100, "anonymous");
  reported.about.check = CheckId(1);
  report(600, 200, "user:wang");
  std::vector<std::string> lines;
  std::vector<Standing> stand;
  for (const Obligation& each : duty_chain(journal)) {
    if (each.step != Step::ReportHazard) continue;
    lines.push_back(fixture::duty_line(each));
    stand.push_back(standing_of(each, standards, minute(900)));
  }
  EXPECT_THAT(lines, ElementsAre("report-hazard of operator: wang; done by user:wang", "report-hazard of operator: wang; done by user:wang",
                                 "report-hazard of nobody:; done by anonymous", "report-hazard of operator: wang; done by user:wang"))
      << "when the first was found nobody has said, so it counts nowhere";
  EXPECT_THAT(stand, ElementsAre(Standing::OnTime, Standing::Late, Standing::Late, Standing::OnTime))
      << "what a check found was told with it, though the phone came home later";
  const auto share = [&](KpiBy by) {
    for (const KpiRow& row : kpi_of(duty_chain(journal), standards, minute(900), by))
      if (const Share found = row.shares[static_cast<std::size_t>(Metric::ReportedOnTime)]; found.of > 0) return found;
    return Share();
  };
  EXPECT_EQ(share(KpiBy::Person), (Share{2, 3}));
  EXPECT_EQ(share(KpiBy::Zone), (Share{2, 4}));
}

TEST_F(ToldChain, AMeasureIsInPlaceWhenItWasLookedAtInTimeAndFoundRight) {
  hires("wang", "operator");
  CheckIssued issued;
  issued.zone = "tank-farm";
  issued.post = "operator";
  issued.due = minute(60);
  std::vector<CheckId> checks;
  for (int i = 0; i < 5; ++i) checks.emplace_back(at(0, issued));
  const auto record = [&](std::size_t which, std::int64_t when, CheckResult result) {
    CheckRecorded made;
    made.check = checks[which];
    made.result = result;
    made.done_at = minute(when);
    at(when, made, "user:wang");
  };
  record(0, 50, CheckResult::Normal);
  record(1, 55, CheckResult::Hazard);
  record(2, 58, CheckResult::Other);
  record(3, 70, CheckResult::Normal);
  const auto share = [&](KpiBy by, Metric metric) {
    return kpi_of(duty_chain(journal), standards, minute(90), by).at(0).shares[static_cast<std::size_t>(metric)];
  };
  EXPECT_EQ(share(KpiBy::Post, Metric::MeasuresInPlace), (Share{1, 5}));
  EXPECT_EQ(share(KpiBy::Zone, Metric::MeasuresInPlace), (Share{1, 5}));
  EXPECT_EQ(share(KpiBy::Post, Metric::ChecksDone), (Share{3, 5}));
  EXPECT_EQ(share(KpiBy::Person, Metric::MeasuresInPlace), (Share{0, 0})) << "who finds that it does not hold has done well";
}

TEST_F(ToldChain, AFloodsBundleNamesWhoAnsweredWhenItWasTold) {
  hires("wang", "operator");
  AlarmRaised raised;
  raised.condition = "ch4-01:high";
  raised.duty = "operator";
  const AlarmId alarm(at(0, raised));
  NoticeIssued notice;
  notice.reason = NoticeReason::FloodBundle;
  notice.post = "operator";
  notice.people = {"zhao"};
  notice.bundle = Bundle{};
  notice.bundle->alarms = {alarm};
  at(1, notice);
  EXPECT_THAT(duty_lines(journal, MatterKind::Alarm), ElementsAre("acknowledge-alarm of operator: zhao; open"));
}

TEST_F(ToldChain, FiguresCountWhatIsDueForThoseWhomItCountsFor) {
  Obligation seen;
  seen.step = Step::AcknowledgeAlarm;
  seen.zone = "tank-farm";
  seen.post = "operator";
  seen.people = {"wang", "zhao"};
  seen.asked = minute(0);
  Obligation on_time = seen, late = seen, review = seen;
  on_time.answer = late.answer = review.answer = Answer::Done;
  on_time.done = Fulfilment{2, minute(5), "user:wang"};
  late.done = Fulfilment{3, minute(9), "user:wang"};
  review.step = Step::ReviewOrder;
  review.post = "shift-lead";
  review.people = {"li"};
  review.done = Fulfilment{4, minute(9), "user:li"};
  review.judgement = Judgement::Returned;
  review.judged = "wang";
  review.judged_post = "operator";
  const std::vector<Obligation> all{seen, on_time, late, review};
  const auto share = [](const KpiRow& row, Metric metric) { return row.shares[static_cast<std::size_t>(metric)]; };

  const std::vector<KpiRow> people = kpi_of(all, standards, minute(10), KpiBy::Person);
  ASSERT_EQ(people.size(), 3u);
  EXPECT_EQ(people[0].name, "li");
  EXPECT_EQ(share(people[0], Metric::ReviewTimeliness), (Share{1, 1}));
  EXPECT_EQ(share(people[1], Metric::WarningTimeliness), (Share{1, 3}));
  EXPECT_EQ(share(people[1], Metric::FirstPass), (Share{0, 1}));
  EXPECT_EQ(share(people[2], Metric::WarningTimeliness), (Share{0, 2}));
  EXPECT_EQ(people[2].longest_late, 5_min);
  const std::vector<KpiRow> posts = kpi_of(all, standards, minute(3), KpiBy::Post);
  EXPECT_EQ(posts[0].name, "operator");
  EXPECT_EQ(posts[0].pending, 3u) << "nothing is due yet";
  EXPECT_THAT(kpi_of(all, standards, minute(10), KpiBy::Zone), ::testing::SizeIs(1));
}

}  // namespace
}  // namespace davy::core
