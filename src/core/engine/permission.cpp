#include "core/engine/permission.hpp"

#include "core/refuse.hpp"

namespace davy::core {
namespace {

// The least role that may ask for each request. Who holds which post, and who may not review whose work, is judged by the rooms.
struct LeastRole {
  Role operator()(const AcknowledgeAlarm&) const { return Role::Worker; }
  Role operator()(const ResetAlarm&) const { return Role::TeamLead; }
  Role operator()(const AcknowledgeGroup&) const { return Role::Worker; }
  Role operator()(const ResetGroup&) const { return Role::TeamLead; }
  Role operator()(const ShelveAlarm&) const { return Role::TeamLead; }
  Role operator()(const UnshelveAlarm&) const { return Role::TeamLead; }
  Role operator()(const TakeOutOfService&) const { return Role::SafetyOfficer; }
  Role operator()(const ReturnToService&) const { return Role::SafetyOfficer; }
  Role operator()(const BypassRow&) const { return Role::SafetyOfficer; }
  Role operator()(const EndBypass&) const { return Role::TeamLead; }
  Role operator()(const ResetRow&) const { return Role::TeamLead; }
  Role operator()(const AcceptOrder&) const { return Role::Worker; }
  Role operator()(const SubmitOrder&) const { return Role::Worker; }
  Role operator()(const ApproveOrder&) const { return Role::TeamLead; }
  Role operator()(const RejectOrder&) const { return Role::TeamLead; }
  Role operator()(const ReportHazard&) const { return Role::Worker; }
  Role operator()(const GradeHazard&) const { return Role::SafetyOfficer; }
  Role operator()(const MergeHazard&) const { return Role::SafetyOfficer; }
  Role operator()(const DismissHazard&) const { return Role::SafetyOfficer; }
  Role operator()(const AcceptHazard&) const { return Role::Worker; }
  Role operator()(const RectifyHazard&) const { return Role::Worker; }
  Role operator()(const ReviewHazard&) const { return Role::TeamLead; }
  Role operator()(const ReviewHazardAgain&) const { return Role::SafetyOfficer; }
  Role operator()(const ExtendHazard&) const { return Role::TeamLead; }
  Role operator()(const AskExtension&) const { return Role::Worker; }
  Role operator()(const RefuseExtension&) const { return Role::TeamLead; }
  Role operator()(const SeeNotice&) const { return Role::Worker; }
  Role operator()(const SetMode&) const { return Role::TeamLead; }
  Role operator()(const EndMode&) const { return Role::TeamLead; }
  Role operator()(const SetFact&) const { return Role::TeamLead; }
  Role operator()(const SetRoster&) const { return Role::TeamLead; }
  Role operator()(const RemoveRoster&) const { return Role::TeamLead; }
  Role operator()(const SetRosterDay&) const { return Role::TeamLead; }
  Role operator()(const TellAbsence&) const { return Role::Worker; }
  Role operator()(const EndAbsence&) const { return Role::Worker; }
  Role operator()(const AppointStandIn&) const { return Role::TeamLead; }
  Role operator()(const EndStandIn&) const { return Role::TeamLead; }
  Role operator()(const OfferHandover&) const { return Role::Worker; }
  Role operator()(const AcceptHandover&) const { return Role::Worker; }
  Role operator()(const RefuseHandover&) const { return Role::Worker; }
  Role operator()(const WithdrawHandover&) const { return Role::Worker; }
  Role operator()(const AskForCare&) const { return Role::Worker; }
  Role operator()(const StartCare&) const { return Role::Worker; }
  Role operator()(const FinishCare&) const { return Role::Worker; }
  Role operator()(const AbandonCare&) const { return Role::Worker; }
  Role operator()(const RecordCheck&) const { return Role::Worker; }
  Role operator()(const PlantSeed&) const { return Role::SafetyOfficer; }
  Role operator()(const RemoveSeed&) const { return Role::SafetyOfficer; }
  Role operator()(const ApplyForPermit&) const { return Role::Worker; }
  Role operator()(const ConfirmMeasure&) const { return Role::Worker; }
  Role operator()(const TestGas&) const { return Role::Worker; }
  Role operator()(const BriefWorkers&) const { return Role::Worker; }
  Role operator()(const HandleIsolation&) const { return Role::Worker; }
  Role operator()(const SignPermit&) const { return Role::Worker; }
  Role operator()(const RefusePermit&) const { return Role::Worker; }
  Role operator()(const StartPermit&) const { return Role::Worker; }
  Role operator()(const InterruptPermit&) const { return Role::Worker; }
  Role operator()(const SuspendPermit&) const { return Role::Worker; }
  Role operator()(const ResumePermit&) const { return Role::Worker; }
  Role operator()(const GuardPermit&) const { return Role::Worker; }
  Role operator()(const FinishPermit&) const { return Role::Worker; }
  Role operator()(const AcceptPermit&) const { return Role::Worker; }
  Role operator()(const CancelPermit&) const { return Role::Worker; }
  Role operator()(const ArchivePermit&) const { return Role::SafetyOfficer; }
  Role operator()(const OpenIncident&) const { return Role::Worker; }
  Role operator()(const TakeCard&) const { return Role::Worker; }
  Role operator()(const FinishCard&) const { return Role::Worker; }
  Role operator()(const SetResponseLevel&) const { return Role::TeamLead; }
  Role operator()(const TakeCommand&) const { return Role::TeamLead; }
  Role operator()(const OrderEvacuation&) const { return Role::TeamLead; }
  Role operator()(const AccountForPerson&) const { return Role::Worker; }
  Role operator()(const EndEvacuation&) const { return Role::TeamLead; }
  Role operator()(const NoteIncident&) const { return Role::Worker; }
  Role operator()(const UseResource&) const { return Role::Worker; }
  Role operator()(const TellCasualties&) const { return Role::TeamLead; }
  Role operator()(const ReportIncident&) const { return Role::SafetyOfficer; }
  Role operator()(const WaiveReport&) const { return Role::SafetyOfficer; }
  Role operator()(const EndIncident&) const { return Role::TeamLead; }
  Role operator()(const CloseIncident&) const { return Role::SafetyOfficer; }
  Role operator()(const AssignTraining&) const { return Role::TeamLead; }
  Role operator()(const ReadSection&) const { return Role::Worker; }
  Role operator()(const StartExam&) const { return Role::Worker; }
  Role operator()(const FinishExam&) const { return Role::Worker; }
  Role operator()(const WithdrawTraining&) const { return Role::SafetyOfficer; }
  Role operator()(const ExportEvidence&) const { return Role::SafetyOfficer; }
  Role operator()(const GiveConsent&) const { return Role::TeamLead; }  // and the right to what was asked for
  Role operator()(const RefuseConsent&) const { return Role::TeamLead; }
  Role operator()(const IssueToken&) const { return Role::Administrator; }
  Role operator()(const RevokeToken&) const { return Role::Administrator; }
  Role operator()(const SetSecondFactor&) const { return Role::Worker; }
  Role operator()(const RemoveSecondFactor&) const { return Role::Worker; }  // another's: an administrator
  Role operator()(const NotePersonalRead&) const { return Role::Worker; }
  Role operator()(const StartDrill&) const { return Role::SafetyOfficer; }
  Role operator()(const AbortDrill&) const { return Role::TeamLead; }
  Role operator()(const AssessDrill&) const { return Role::SafetyOfficer; }
  Role operator()(const SaveAccount&) const { return Role::Administrator; }
  Role operator()(const SaveRecords&) const { return Role::SafetyOfficer; }
  Role operator()(const RemoveRecord&) const { return Role::SafetyOfficer; }
};

Text from_role_up(Role role) {
  switch (role) {
    case Role::Worker: return {"员工或以上", "a worker or above"};
    case Role::TeamLead: return {"班组长或以上", "a team lead or above"};
    case Role::SafetyOfficer: return {"安全员或以上", "a safety officer or above"};
    case Role::Administrator: return {"管理员", "an administrator"};
  }
  return {};
}

}  // namespace

std::optional<Refusal> forbidden(const Actor& actor, const Request& request) {
  const Role least = visit(LeastRole{}, request);
  if (actor.role >= least) return std::nullopt;
  const Text who = from_role_up(least);
  return refuse(RefusalCode::NotAllowed, "此操作需要" + who.zh + "权限", "this takes " + who.en);
}

}  // namespace davy::core
