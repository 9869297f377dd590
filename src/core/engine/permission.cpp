#include "core/engine/permission.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {
namespace {

// The right that each request takes. Who holds which post, and who may not review whose work, is judged by the rooms.
struct RightFor {
  Right operator()(const AcknowledgeAlarm&) const { return Right::Work; }
  Right operator()(const ResetAlarm&) const { return Right::Lead; }
  Right operator()(const AcknowledgeGroup&) const { return Right::Work; }
  Right operator()(const ResetGroup&) const { return Right::Lead; }
  Right operator()(const ShelveAlarm&) const { return Right::Lead; }
  Right operator()(const UnshelveAlarm&) const { return Right::Lead; }
  Right operator()(const TakeOutOfService&) const { return Right::Equip; }
  Right operator()(const ReturnToService&) const { return Right::Equip; }
  Right operator()(const BypassRow&) const { return Right::Judge; }
  Right operator()(const EndBypass&) const { return Right::Lead; }
  Right operator()(const ResetRow&) const { return Right::Lead; }
  Right operator()(const AcceptOrder&) const { return Right::Work; }
  Right operator()(const SubmitOrder&) const { return Right::Work; }
  Right operator()(const ApproveOrder&) const { return Right::Approve; }
  Right operator()(const RejectOrder&) const { return Right::Approve; }
  Right operator()(const ReportHazard&) const { return Right::Tell; }
  Right operator()(const GradeHazard&) const { return Right::Judge; }
  Right operator()(const MergeHazard&) const { return Right::Judge; }
  Right operator()(const DismissHazard&) const { return Right::Judge; }
  Right operator()(const AcceptHazard&) const { return Right::Work; }
  Right operator()(const RectifyHazard&) const { return Right::Work; }
  Right operator()(const ReviewHazard&) const { return Right::Approve; }
  Right operator()(const ReviewHazardAgain&) const { return Right::Decide; }
  Right operator()(const ExtendHazard&) const { return Right::Approve; }
  Right operator()(const AskExtension&) const { return Right::Work; }
  Right operator()(const RefuseExtension&) const { return Right::Approve; }
  Right operator()(const SeeNotice&) const { return Right::Tell; }
  Right operator()(const SetMode&) const { return Right::Lead; }
  Right operator()(const EndMode&) const { return Right::Lead; }
  Right operator()(const SetFact&) const { return Right::Lead; }
  Right operator()(const SetRoster&) const { return Right::Lead; }
  Right operator()(const RemoveRoster&) const { return Right::Lead; }
  Right operator()(const SetRosterDay&) const { return Right::Lead; }
  Right operator()(const TellAbsence&) const { return Right::Tell; }
  Right operator()(const EndAbsence&) const { return Right::Tell; }
  Right operator()(const AppointStandIn&) const { return Right::Lead; }
  Right operator()(const EndStandIn&) const { return Right::Lead; }
  Right operator()(const OfferHandover&) const { return Right::Tell; }
  Right operator()(const AcceptHandover&) const { return Right::Tell; }
  Right operator()(const RefuseHandover&) const { return Right::Tell; }
  Right operator()(const WithdrawHandover&) const { return Right::Tell; }
  Right operator()(const AskForCare&) const { return Right::Work; }
  Right operator()(const StartCare&) const { return Right::Work; }
  Right operator()(const FinishCare&) const { return Right::Work; }
  Right operator()(const AbandonCare&) const { return Right::Work; }
  Right operator()(const RecordCheck&) const { return Right::Work; }
  Right operator()(const PlantSeed&) const { return Right::Judge; }
  Right operator()(const RemoveSeed&) const { return Right::Judge; }
  Right operator()(const ApplyForPermit&) const { return Right::Work; }
  Right operator()(const ConfirmMeasure&) const { return Right::Work; }
  Right operator()(const TestGas&) const { return Right::Work; }
  Right operator()(const BriefWorkers&) const { return Right::Work; }
  Right operator()(const HandleIsolation&) const { return Right::Work; }
  Right operator()(const SignPermit&) const { return Right::Tell; }
  Right operator()(const RefusePermit&) const { return Right::Tell; }
  Right operator()(const StartPermit&) const { return Right::Work; }
  Right operator()(const InterruptPermit&) const { return Right::Work; }
  Right operator()(const SuspendPermit&) const { return Right::Tell; }
  Right operator()(const ResumePermit&) const { return Right::Work; }
  Right operator()(const GuardPermit&) const { return Right::Work; }
  Right operator()(const FinishPermit&) const { return Right::Work; }
  Right operator()(const AcceptPermit&) const { return Right::Work; }
  Right operator()(const CancelPermit&) const { return Right::Work; }
  Right operator()(const ArchivePermit&) const { return Right::Judge; }
  Right operator()(const OpenIncident&) const { return Right::Tell; }
  Right operator()(const TakeCard&) const { return Right::Tell; }
  Right operator()(const FinishCard&) const { return Right::Tell; }
  Right operator()(const SetResponseLevel&) const { return Right::Approve; }
  Right operator()(const TakeCommand&) const { return Right::Approve; }
  Right operator()(const OrderEvacuation&) const { return Right::Approve; }
  Right operator()(const AccountForPerson&) const { return Right::Tell; }
  Right operator()(const EndEvacuation&) const { return Right::Approve; }
  Right operator()(const NoteIncident&) const { return Right::Tell; }
  Right operator()(const UseResource&) const { return Right::Tell; }
  Right operator()(const TellCasualties&) const { return Right::Approve; }
  Right operator()(const ReportIncident&) const { return Right::Decide; }
  Right operator()(const WaiveReport&) const { return Right::Decide; }
  Right operator()(const EndIncident&) const { return Right::Approve; }
  Right operator()(const CloseIncident&) const { return Right::Decide; }
  Right operator()(const AssignTraining&) const { return Right::Lead; }
  Right operator()(const ReadSection&) const { return Right::Tell; }
  Right operator()(const StartExam&) const { return Right::Tell; }
  Right operator()(const FinishExam&) const { return Right::Tell; }
  Right operator()(const WithdrawTraining&) const { return Right::Judge; }
  Right operator()(const ExportEvidence&) const { return Right::Oversee; }
  Right operator()(const GiveConsent&) const { return Right::Agree; }  // and the right to what was asked for
  Right operator()(const RefuseConsent&) const { return Right::Agree; }
  Right operator()(const IssueToken&) const { return Right::Administer; }
  Right operator()(const RevokeToken&) const { return Right::Administer; }
  Right operator()(const SetSecondFactor&) const { return Right::Read; }
  Right operator()(const RemoveSecondFactor&) const { return Right::Read; }  // another's: an administrator
  Right operator()(const NotePersonalRead&) const { return Right::Read; }
  Right operator()(const NoteKeyChange&) const { return Right::Administer; }
  Right operator()(const NoteSite&) const { return Right::Administer; }
  Right operator()(const ProposeSite&) const { return Right::Judge; }
  Right operator()(const StartDrill&) const { return Right::Judge; }
  Right operator()(const AbortDrill&) const { return Right::Lead; }
  Right operator()(const AssessDrill&) const { return Right::Judge; }
  Right operator()(const SaveAccount&) const { return Right::Administer; }
  Right operator()(const SaveRecords& ask) const {
    const bool all = std::ranges::all_of(ask.records, [](const RecordDraft& each) { return each.keeper == RecordKeeper::Equipment; });
    return all && !ask.records.empty() ? Right::Equip : Right::Judge;
  }
  Right operator()(const RemoveRecord& ask) const { return ask.keeper == RecordKeeper::Equipment ? Right::Equip : Right::Judge; }
};

}  // namespace

std::optional<Refusal> forbidden(const Actor& actor, const Request& request) {
  const Right right = visit(RightFor{}, request);
  if (may(actor.role, right)) return std::nullopt;
  const Text who = holders_of(right);
  return refuse(RefusalCode::NotAllowed, "此操作需要" + who.zh + "权限", "this takes " + who.en);
}

}  // namespace davy::core
