#include "core/engine/permission.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

struct Rule {
  const char* what;
  Request request;
  Role least;
};

// The whole table: which role, and every role above it, may ask for what.
const Rule kRules[] = {
    {"acknowledge an alarm", AcknowledgeAlarm{}, Role::Worker},
    {"acknowledge a group of alarms", AcknowledgeGroup{}, Role::Worker},
    {"accept an order", AcceptOrder{}, Role::Worker},
    {"submit an order", SubmitOrder{}, Role::Worker},
    {"report a hazard", ReportHazard{}, Role::Worker},
    {"accept a hazard", AcceptHazard{}, Role::Worker},
    {"mend a hazard", RectifyHazard{}, Role::Worker},
    {"ask for more time for a hazard", AskExtension{}, Role::Worker},
    {"record a check", RecordCheck{}, Role::Worker},
    {"see a notice", SeeNotice{}, Role::Worker},
    {"tell an absence", TellAbsence{}, Role::Worker},
    {"end an absence", EndAbsence{}, Role::Worker},
    {"offer a hand-over", OfferHandover{}, Role::Worker},
    {"accept a hand-over", AcceptHandover{}, Role::Worker},
    {"refuse a hand-over", RefuseHandover{}, Role::Worker},
    {"withdraw a hand-over", WithdrawHandover{}, Role::Worker},
    {"apply for a permit", ApplyForPermit{}, Role::Worker},
    {"confirm a measure", ConfirmMeasure{}, Role::Worker},
    {"test gas", TestGas{}, Role::Worker},
    {"brief workers", BriefWorkers{}, Role::Worker},
    {"hang or take off a lock", HandleIsolation{}, Role::Worker},
    {"sign a permit", SignPermit{}, Role::Worker},
    {"refuse a permit", RefusePermit{}, Role::Worker},
    {"start under a permit", StartPermit{}, Role::Worker},
    {"interrupt work", InterruptPermit{}, Role::Worker},
    {"stop work", SuspendPermit{}, Role::Worker},
    {"go on with work", ResumePermit{}, Role::Worker},
    {"guard work", GuardPermit{}, Role::Worker},
    {"finish work", FinishPermit{}, Role::Worker},
    {"accept work", AcceptPermit{}, Role::Worker},
    {"cancel a permit", CancelPermit{}, Role::Worker},
    {"archive a permit", ArchivePermit{}, Role::SafetyOfficer},
    {"open an incident", OpenIncident{}, Role::Worker},
    {"take a card", TakeCard{}, Role::Worker},
    {"finish a card", FinishCard{}, Role::Worker},
    {"start a drill", StartDrill{}, Role::SafetyOfficer},
    {"break a drill off", AbortDrill{}, Role::TeamLead},
    {"assess a drill", AssessDrill{}, Role::SafetyOfficer},
    {"set the response level", SetResponseLevel{}, Role::TeamLead},
    {"take command", TakeCommand{}, Role::TeamLead},
    {"order an evacuation", OrderEvacuation{}, Role::TeamLead},
    {"account for a person", AccountForPerson{}, Role::Worker},
    {"end an evacuation", EndEvacuation{}, Role::TeamLead},
    {"write into an incident's log", NoteIncident{}, Role::Worker},
    {"use a supply", UseResource{}, Role::Worker},
    {"tell casualties", TellCasualties{}, Role::TeamLead},
    {"report an incident", ReportIncident{}, Role::SafetyOfficer},
    {"waive the report of an incident", WaiveReport{}, Role::SafetyOfficer},
    {"end an incident", EndIncident{}, Role::TeamLead},
    {"close an incident", CloseIncident{}, Role::SafetyOfficer},
    {"assign a training", AssignTraining{}, Role::TeamLead},
    {"read a section of a course", ReadSection{}, Role::Worker},
    {"start an exam", StartExam{}, Role::Worker},
    {"finish an exam", FinishExam{}, Role::Worker},
    {"withdraw a training", WithdrawTraining{}, Role::SafetyOfficer},
    {"ask for care", AskForCare{}, Role::Worker},
    {"start care", StartCare{}, Role::Worker},
    {"finish care", FinishCare{}, Role::Worker},
    {"abandon care", AbandonCare{}, Role::Worker},
    {"set a roster", SetRoster{}, Role::TeamLead},
    {"remove a roster", RemoveRoster{}, Role::TeamLead},
    {"set a day of a roster", SetRosterDay{}, Role::TeamLead},
    {"appoint a stand-in", AppointStandIn{}, Role::TeamLead},
    {"end a stand-in", EndStandIn{}, Role::TeamLead},
    {"reset an alarm", ResetAlarm{}, Role::TeamLead},
    {"reset a group of alarms", ResetGroup{}, Role::TeamLead},
    {"shelve an alarm", ShelveAlarm{}, Role::TeamLead},
    {"unshelve an alarm", UnshelveAlarm{}, Role::TeamLead},
    {"reset a row", ResetRow{}, Role::TeamLead},
    {"end a bypass", EndBypass{}, Role::TeamLead},
    {"approve an order", ApproveOrder{}, Role::TeamLead},
    {"reject an order", RejectOrder{}, Role::TeamLead},
    {"review a hazard", ReviewHazard{}, Role::TeamLead},
    {"extend a hazard", ExtendHazard{}, Role::TeamLead},
    {"refuse more time for a hazard", RefuseExtension{}, Role::TeamLead},
    {"set a mode", SetMode{}, Role::TeamLead},
    {"end a mode", EndMode{}, Role::TeamLead},
    {"tell a fact", SetFact{}, Role::TeamLead},
    {"take an alarm out of service", TakeOutOfService{}, Role::SafetyOfficer},
    {"return an alarm to service", ReturnToService{}, Role::SafetyOfficer},
    {"grade a hazard", GradeHazard{}, Role::SafetyOfficer},
    {"merge a hazard", MergeHazard{}, Role::SafetyOfficer},
    {"dismiss a hazard", DismissHazard{}, Role::SafetyOfficer},
    {"review a hazard again", ReviewHazardAgain{}, Role::SafetyOfficer},
    {"bypass a row", BypassRow{}, Role::SafetyOfficer},
    {"save records", SaveRecords{}, Role::SafetyOfficer},
    {"remove a record", RemoveRecord{}, Role::SafetyOfficer},
    {"hang a card", PlantSeed{}, Role::SafetyOfficer},
    {"take a card away", RemoveSeed{}, Role::SafetyOfficer},
    {"export evidence", ExportEvidence{}, Role::SafetyOfficer},
    {"agree as the second person", GiveConsent{}, Role::TeamLead},
    {"refuse as the second person", RefuseConsent{}, Role::TeamLead},
    {"give a machine a token", IssueToken{}, Role::Administrator},
    {"take a token back", RevokeToken{}, Role::Administrator},
    {"set one's second factor", SetSecondFactor{}, Role::Worker},
    {"remove a second factor", RemoveSecondFactor{}, Role::Worker},
    {"look at personal data", NotePersonalRead{}, Role::Worker},
    {"save an account", SaveAccount{}, Role::Administrator},
};

TEST(Permission, EveryRoleMayAskForWhatTheTableSaysAndNothingElse) {
  ASSERT_EQ(std::size(kRules), RequestKinds::kCount) << "every request is in the table";
  for (const Rule& rule : kRules)
    for (const Role role : {Role::Worker, Role::TeamLead, Role::SafetyOfficer, Role::Administrator}) {
      const bool allowed = !forbidden(Actor{"wang", role, {}}, rule.request).has_value();
      EXPECT_EQ(allowed, role >= rule.least) << name_of(role) << ": " << rule.what;
    }
}

TEST(Permission, ARefusalSaysWhoMayInBothLanguages) {
  const auto refusal = forbidden(Actor{"wang", Role::Worker, {}}, BypassRow{});
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->code, RefusalCode::NotAllowed);
  EXPECT_EQ(refusal->message.en, "this takes a safety officer or above");
  EXPECT_EQ(refusal->message.zh, "此操作需要安全员或以上权限");
}

}  // namespace
}  // namespace davy::core
