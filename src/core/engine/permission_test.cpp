#include "core/engine/permission.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

struct Rule {
  const char* what;
  Request request;
  Right right;
};

// The whole table: which right each request takes.
const Rule kRules[] = {
    {"acknowledge an alarm", AcknowledgeAlarm{}, Right::Work},
    {"acknowledge a group of alarms", AcknowledgeGroup{}, Right::Work},
    {"accept an order", AcceptOrder{}, Right::Work},
    {"submit an order", SubmitOrder{}, Right::Work},
    {"report a hazard", ReportHazard{}, Right::Tell},
    {"accept a hazard", AcceptHazard{}, Right::Work},
    {"mend a hazard", RectifyHazard{}, Right::Work},
    {"ask for more time for a hazard", AskExtension{}, Right::Work},
    {"record a check", RecordCheck{}, Right::Work},
    {"see a notice", SeeNotice{}, Right::Tell},
    {"tell an absence", TellAbsence{}, Right::Tell},
    {"end an absence", EndAbsence{}, Right::Tell},
    {"offer a hand-over", OfferHandover{}, Right::Tell},
    {"accept a hand-over", AcceptHandover{}, Right::Tell},
    {"refuse a hand-over", RefuseHandover{}, Right::Tell},
    {"withdraw a hand-over", WithdrawHandover{}, Right::Tell},
    {"apply for a permit", ApplyForPermit{}, Right::Work},
    {"confirm a measure", ConfirmMeasure{}, Right::Work},
    {"test gas", TestGas{}, Right::Work},
    {"brief workers", BriefWorkers{}, Right::Work},
    {"hang or take off a lock", HandleIsolation{}, Right::Work},
    {"sign a permit", SignPermit{}, Right::Tell},
    {"refuse a permit", RefusePermit{}, Right::Tell},
    {"start under a permit", StartPermit{}, Right::Work},
    {"interrupt work", InterruptPermit{}, Right::Work},
    {"stop work", SuspendPermit{}, Right::Tell},
    {"go on with work", ResumePermit{}, Right::Work},
    {"guard work", GuardPermit{}, Right::Work},
    {"finish work", FinishPermit{}, Right::Work},
    {"accept work", AcceptPermit{}, Right::Work},
    {"cancel a permit", CancelPermit{}, Right::Work},
    {"archive a permit", ArchivePermit{}, Right::Judge},
    {"open an incident", OpenIncident{}, Right::Tell},
    {"take a card", TakeCard{}, Right::Tell},
    {"finish a card", FinishCard{}, Right::Tell},
    {"start a drill", StartDrill{}, Right::Judge},
    {"break a drill off", AbortDrill{}, Right::Lead},
    {"assess a drill", AssessDrill{}, Right::Judge},
    {"set the response level", SetResponseLevel{}, Right::Approve},
    {"take command", TakeCommand{}, Right::Approve},
    {"order an evacuation", OrderEvacuation{}, Right::Approve},
    {"account for a person", AccountForPerson{}, Right::Tell},
    {"end an evacuation", EndEvacuation{}, Right::Approve},
    {"write into an incident's log", NoteIncident{}, Right::Tell},
    {"use a supply", UseResource{}, Right::Tell},
    {"tell casualties", TellCasualties{}, Right::Approve},
    {"report an incident", ReportIncident{}, Right::Decide},
    {"waive the report of an incident", WaiveReport{}, Right::Decide},
    {"end an incident", EndIncident{}, Right::Approve},
    {"close an incident", CloseIncident{}, Right::Decide},
    {"assign a training", AssignTraining{}, Right::Lead},
    {"read a section of a course", ReadSection{}, Right::Tell},
    {"start an exam", StartExam{}, Right::Tell},
    {"finish an exam", FinishExam{}, Right::Tell},
    {"withdraw a training", WithdrawTraining{}, Right::Judge},
    {"ask for care", AskForCare{}, Right::Work},
    {"start care", StartCare{}, Right::Work},
    {"finish care", FinishCare{}, Right::Work},
    {"abandon care", AbandonCare{}, Right::Work},
    {"set a roster", SetRoster{}, Right::Lead},
    {"remove a roster", RemoveRoster{}, Right::Lead},
    {"set a day of a roster", SetRosterDay{}, Right::Lead},
    {"appoint a stand-in", AppointStandIn{}, Right::Lead},
    {"end a stand-in", EndStandIn{}, Right::Lead},
    {"reset an alarm", ResetAlarm{}, Right::Lead},
    {"reset a group of alarms", ResetGroup{}, Right::Lead},
    {"shelve an alarm", ShelveAlarm{}, Right::Lead},
    {"unshelve an alarm", UnshelveAlarm{}, Right::Lead},
    {"reset a row", ResetRow{}, Right::Lead},
    {"end a bypass", EndBypass{}, Right::Lead},
    {"approve an order", ApproveOrder{}, Right::Approve},
    {"reject an order", RejectOrder{}, Right::Approve},
    {"review a hazard", ReviewHazard{}, Right::Approve},
    {"extend a hazard", ExtendHazard{}, Right::Approve},
    {"refuse more time for a hazard", RefuseExtension{}, Right::Approve},
    {"set a mode", SetMode{}, Right::Lead},
    {"end a mode", EndMode{}, Right::Lead},
    {"tell a fact", SetFact{}, Right::Lead},
    {"take an alarm out of service", TakeOutOfService{}, Right::Equip},
    {"return an alarm to service", ReturnToService{}, Right::Equip},
    {"grade a hazard", GradeHazard{}, Right::Judge},
    {"merge a hazard", MergeHazard{}, Right::Judge},
    {"dismiss a hazard", DismissHazard{}, Right::Judge},
    {"review a hazard again", ReviewHazardAgain{}, Right::Decide},
    {"bypass a row", BypassRow{}, Right::Judge},
    {"save records", SaveRecords{}, Right::Judge},
    {"remove a record", RemoveRecord{}, Right::Judge},
    {"hang a card", PlantSeed{}, Right::Judge},
    {"take a card away", RemoveSeed{}, Right::Judge},
    {"export evidence", ExportEvidence{}, Right::Oversee},
    {"agree as the second person", GiveConsent{}, Right::Agree},
    {"refuse as the second person", RefuseConsent{}, Right::Agree},
    {"give a machine a token", IssueToken{}, Right::Administer},
    {"take a token back", RevokeToken{}, Right::Administer},
    {"set one's second factor", SetSecondFactor{}, Right::Read},
    {"remove a second factor", RemoveSecondFactor{}, Right::Read},
    {"look at personal data", NotePersonalRead{}, Right::Read},
    {"change the data key", NoteKeyChange{}, Right::Administer},
    {"tell of the site's files", NoteSite{}, Right::Administer},
    {"propose other rules", ProposeSite{}, Right::Judge},
    {"save an account", SaveAccount{}, Right::Administer},
};

TEST(Permission, EveryRoleMayAskForWhatItsRightsSayAndNothingElse) {
  ASSERT_EQ(std::size(kRules), RequestKinds::kCount) << "every request is in the table";
  for (const Rule& rule : kRules)
    for (const auto& [role, name] : kEnumNames<Role>) {
      const bool allowed = !forbidden(Actor{"wang", role, {}}, rule.request).has_value();
      EXPECT_EQ(allowed, may(role, rule.right)) << name << ": " << rule.what;
    }
}

TEST(Permission, ARefusalSaysWhoMayInBothLanguages) {
  const auto refusal = forbidden(Actor{"wang", Role::Worker, {}}, BypassRow{});
  ASSERT_TRUE(refusal.has_value());
  EXPECT_EQ(refusal->code, RefusalCode::NotAllowed);
  EXPECT_EQ(refusal->message.en, "this takes a safety officer or an administrator");
  EXPECT_EQ(refusal->message.zh, "此操作需要安全员或管理员权限");
}

bool asks(Role role, const Request& request) { return !forbidden(Actor{"wang", role, {}}, request); }

TEST(Permission, AnEquipmentManagerSavesRecordsOfEquipmentAndNoOthers) {
  RecordDraft device;
  device.keeper = RecordKeeper::Equipment;
  const RecordDraft person;
  EXPECT_TRUE(asks(Role::EquipmentManager, SaveRecords{{device}, ""}));
  EXPECT_FALSE(asks(Role::EquipmentManager, SaveRecords{{person}, ""}));
  EXPECT_FALSE(asks(Role::EquipmentManager, SaveRecords{{device, person}, ""})) << "all or none";
  EXPECT_TRUE(asks(Role::EquipmentManager, RemoveRecord{"device-card", "rtu", 1, "scrapped", RecordKeeper::Equipment}));
  EXPECT_FALSE(asks(Role::EquipmentManager, RemoveRecord{"person", "li", 1, "left"}));
  EXPECT_TRUE(asks(Role::SafetyOfficer, SaveRecords{{device, person}, ""}));
}

TEST(Permission, AManagerDecidesAndTouchesNothingOfThePlant) {
  for (const Request& decided :
       {Request{ExtendHazard{}}, Request{RefuseExtension{}}, Request{ReviewHazardAgain{}}, Request{ReportHazard{}}, Request{TakeCommand{}}})
    EXPECT_TRUE(asks(Role::Manager, decided));
  for (const Request& done : {Request{AcknowledgeAlarm{}}, Request{ResetRow{}}, Request{BypassRow{}}, Request{SetMode{}},
                              Request{StartCare{}}, Request{StartDrill{}}})
    EXPECT_FALSE(asks(Role::Manager, done));
}

TEST(Permission, AnAuditorAsksForNothingButEvidence) {
  for (const Rule& rule : kRules)
    EXPECT_EQ(asks(Role::Auditor, rule.request), rule.right == Right::Read || rule.right == Right::Oversee) << rule.what;
}

}  // namespace
}  // namespace davy::core
