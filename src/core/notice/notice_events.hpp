#pragma once
// Events of telling people: who was to know what, and what is known about whether they do. A NoticeId is the sequence of its NoticeIssued.

#include "base/fields.hpp"
#include "core/care/care_events.hpp"
#include "core/hazard/hazard_events.hpp"
#include "core/incident/incident_events.hpp"
#include "core/permit/permit_events.hpp"
#include "core/training/training_events.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::core {

using NoticeId = SeqId<struct NoticeTag>;

inline constexpr std::string_view kDrillMark = "【演练 DRILL】";

enum class NoticeReason {
  AlarmRaised,
  AlarmReannunciated,
  AlarmRegraded,
  EffectExhausted,
  OrderIssued,
  OrderSubmitted,
  OrderRejected,
  OrderOverdue,
  OrderEscalated,
  FloodBundle,
  HazardReported,   // to be graded
  HazardGraded,     // to be accepted and mended
  HazardRectified,  // to be reviewed
  HazardReviewed,   // a major one, to be reviewed again
  HazardReturned,   // to be mended again
  HazardDueSoon,
  HazardOverdue,
  HazardSupervised,
  HazardExtensionAsked,  // to be decided
  HazardExtended,
  HazardExtensionRefused,
  HazardClosed,  // to its reporter, like the next two
  HazardMerged,
  HazardDismissed,
  HandoverOverdue,
  QualificationDue,
  RecordDue,
  CareIssued,  // beside the plans
  CareOverdue,
  CareStillOpen,
  CheckOverdue,
  CheckMissed,
  SeedOverlooked,
  PermitToSign,
  PermitSuspended,  // to everybody in the zone
  PermitDue,        // the guardian, a gas test or the end
  PermitExpired,    // while the work went on
  PermitToAccept,
  PermitRefused,   // to who applied
  IncidentOpened,  // to the duty of the place and the top of the chain, plan or none
  IncidentCard,    // to its post
  IncidentCardOverdue,
  IncidentEvacuation,  // to everybody who is to be found, and the posts of the zones
  IncidentReportDue,
  IncidentEnded,
  TrainingAssigned,
  TrainingOverdue,
  TrainingFailed,  // to who stands above
  DrillStarted,    // to those who are asked for something
  DrillEnded,
  DrillCutShort,  // by something real: to those, and whose place it is
  SelfTestFailed
};

// A trouble that alarms of a bundle belong to: the first-out of their group; of an alarm that stands alone, itself.
struct BundledCause {
  std::string condition;
  std::uint32_t alarms = 0;
  DAVY_FIELDS(condition, alarms)
};

// What one notice of a flood tells of (core/notice/flood_bundle.hpp).
struct Bundle {
  std::vector<AlarmId> alarms;       // each once
  std::vector<OrderId> orders;       // new ones
  std::vector<BundledCause> causes;  // those of the most alarms first, at most 10
  std::uint32_t causes_in_all = 0;
  std::uint32_t serious = 0;  // alarms by severity; a major one is never bundled
  std::uint32_t moderate = 0;
  std::uint32_t low = 0;
  std::uint32_t gone = 0;  // alarms that were no longer active when they were told of
  DAVY_FIELDS(alarms, orders, causes, causes_in_all, serious, moderate, low, gone)
};

struct NoticeIssued {
  static constexpr std::string_view kKind = "notice.issued";
  NoticeReason reason = NoticeReason::AlarmRaised;
  AlarmId alarm;  // none when it is about an order or a hazard only
  OrderId order;  // none when it is about an alarm or a hazard only
  std::string condition;
  std::string post;  // who is told; empty: only the person; of a golden drill nobody
  site::Severity severity = site::Severity::Moderate;
  std::uint32_t urgency = 0;          // grows with every reminder and escalation
  std::optional<Bundle> bundle = {};  // of a flood-bundle only; its condition is its first cause, its severity the worst
  HazardId hazard = {};               // none when it is about an alarm or an order
  std::string what =
      {};  // is wrong: the words of the hazard's report; the post that is not taken over, the id of a certificate, a device or its card
  std::string person = {};               // login of one who is told besides the post
  std::vector<std::string> people = {};  // logins who answered for the post when it was issued; none: whoever holds it
  CareId care = {};                      // none when it is about nothing of that
  CheckId check = {};                    // none when it is about something else; `what` is its measure's name
  PermitId permit = {};                  // none when it is about something else; `what` is its work, of a suspension why
  IncidentId incident = {};              // none when it is about something else; `what` begins with kDrillMark when it is a drill
  TrainingId training = {};              // none when it is about something else; `what` is the course's name
  DAVY_FIELDS(reason, alarm, order, condition, post, severity, urgency, bundle, hazard, what, person, people, care, check, permit, incident,
              training)
};

struct NoticeBundled {  // its post is flooded: told together with what else comes, in one notice
  static constexpr std::string_view kKind = "notice.bundled";
  NoticeReason reason = NoticeReason::AlarmRaised;  // or OrderIssued
  AlarmId alarm;
  OrderId order;  // none when it is about an alarm only
  std::string condition;
  std::string post;
  site::Severity severity = site::Severity::Moderate;
  DAVY_FIELDS(reason, alarm, order, condition, post, severity)
};

struct NoticeSent {  // handed to a channel
  static constexpr std::string_view kKind = "notice.sent";
  NoticeId notice;
  std::string channel;
  DAVY_FIELDS(notice, channel)
};

struct NoticeDropped {  // no longer true at the moment of sending
  static constexpr std::string_view kKind = "notice.dropped";
  NoticeId notice;
  std::string why;
  DAVY_FIELDS(notice, why)
};

struct NoticeFailed {
  static constexpr std::string_view kKind = "notice.failed";
  NoticeId notice;
  std::string channel;
  std::string why;
  DAVY_FIELDS(notice, channel, why)
};

struct NoticeSeen {  // on a screen in front of the actor
  static constexpr std::string_view kKind = "notice.seen";
  NoticeId notice;
  DAVY_FIELDS(notice)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::NoticeReason> =
    std::to_array<davy::EnumName<davy::core::NoticeReason>>({{davy::core::NoticeReason::AlarmRaised, "alarm-raised"},
                                                             {davy::core::NoticeReason::AlarmReannunciated, "alarm-reannunciated"},
                                                             {davy::core::NoticeReason::AlarmRegraded, "alarm-regraded"},
                                                             {davy::core::NoticeReason::EffectExhausted, "effect-exhausted"},
                                                             {davy::core::NoticeReason::OrderIssued, "order-issued"},
                                                             {davy::core::NoticeReason::OrderSubmitted, "order-submitted"},
                                                             {davy::core::NoticeReason::OrderRejected, "order-rejected"},
                                                             {davy::core::NoticeReason::OrderOverdue, "order-overdue"},
                                                             {davy::core::NoticeReason::OrderEscalated, "order-escalated"},
                                                             {davy::core::NoticeReason::FloodBundle, "flood-bundle"},
                                                             {davy::core::NoticeReason::HazardReported, "hazard-reported"},
                                                             {davy::core::NoticeReason::HazardGraded, "hazard-graded"},
                                                             {davy::core::NoticeReason::HazardRectified, "hazard-rectified"},
                                                             {davy::core::NoticeReason::HazardReviewed, "hazard-reviewed"},
                                                             {davy::core::NoticeReason::HazardReturned, "hazard-returned"},
                                                             {davy::core::NoticeReason::HazardDueSoon, "hazard-due-soon"},
                                                             {davy::core::NoticeReason::HazardOverdue, "hazard-overdue"},
                                                             {davy::core::NoticeReason::HazardSupervised, "hazard-supervised"},
                                                             {davy::core::NoticeReason::HazardExtensionAsked, "hazard-extension-asked"},
                                                             {davy::core::NoticeReason::HazardExtended, "hazard-extended"},
                                                             {davy::core::NoticeReason::HazardExtensionRefused, "hazard-extension-refused"},
                                                             {davy::core::NoticeReason::HazardClosed, "hazard-closed"},
                                                             {davy::core::NoticeReason::HazardMerged, "hazard-merged"},
                                                             {davy::core::NoticeReason::HazardDismissed, "hazard-dismissed"},
                                                             {davy::core::NoticeReason::HandoverOverdue, "handover-overdue"},
                                                             {davy::core::NoticeReason::QualificationDue, "qualification-due"},
                                                             {davy::core::NoticeReason::RecordDue, "record-due"},
                                                             {davy::core::NoticeReason::CareIssued, "care-issued"},
                                                             {davy::core::NoticeReason::CareOverdue, "care-overdue"},
                                                             {davy::core::NoticeReason::CareStillOpen, "care-still-open"},
                                                             {davy::core::NoticeReason::CheckOverdue, "check-overdue"},
                                                             {davy::core::NoticeReason::CheckMissed, "check-missed"},
                                                             {davy::core::NoticeReason::SeedOverlooked, "seed-overlooked"},
                                                             {davy::core::NoticeReason::PermitToSign, "permit-to-sign"},
                                                             {davy::core::NoticeReason::PermitSuspended, "permit-suspended"},
                                                             {davy::core::NoticeReason::PermitDue, "permit-due"},
                                                             {davy::core::NoticeReason::PermitExpired, "permit-expired"},
                                                             {davy::core::NoticeReason::PermitToAccept, "permit-to-accept"},
                                                             {davy::core::NoticeReason::PermitRefused, "permit-refused"},
                                                             {davy::core::NoticeReason::IncidentOpened, "incident-opened"},
                                                             {davy::core::NoticeReason::IncidentCard, "incident-card"},
                                                             {davy::core::NoticeReason::IncidentCardOverdue, "incident-card-overdue"},
                                                             {davy::core::NoticeReason::IncidentEvacuation, "incident-evacuation"},
                                                             {davy::core::NoticeReason::IncidentReportDue, "incident-report-due"},
                                                             {davy::core::NoticeReason::IncidentEnded, "incident-ended"},
                                                             {davy::core::NoticeReason::TrainingAssigned, "training-assigned"},
                                                             {davy::core::NoticeReason::TrainingOverdue, "training-overdue"},
                                                             {davy::core::NoticeReason::TrainingFailed, "training-failed"},
                                                             {davy::core::NoticeReason::DrillStarted, "drill-started"},
                                                             {davy::core::NoticeReason::DrillEnded, "drill-ended"},
                                                             {davy::core::NoticeReason::DrillCutShort, "drill-cut-short"},
                                                             {davy::core::NoticeReason::SelfTestFailed, "self-test-failed"}});
