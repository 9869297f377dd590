#include "store/journal/subject.hpp"

namespace davy::store {
namespace {

template <class Body>
concept AboutAlarm = requires(const Body& body) {
  body.alarm;
};
template <class Body>
concept AboutOrder = requires(const Body& body) {
  body.order;
};
template <class Body>
concept AboutHazard = requires(const Body& body) {
  body.hazard;
};
template <class Body>
concept AboutCare = requires(const Body& body) {
  body.care;
};
template <class Body>
concept AboutPermit = requires(const Body& body) {
  body.permit;
};
template <class Body>
concept AboutIncident = requires(const Body& body) {
  body.incident;
};
template <class Body>
concept AboutTraining = requires(const Body& body) {
  body.training;
};
template <class Body>
concept AboutConsent = requires(const Body& body) {
  body.consent;
};
template <class Body>
concept AboutDrill = requires(const Body& body) {
  body.drill;
};
template <class Body>
concept AboutNotice = requires(const Body& body) {
  body.notice;
};
template <class Body>
concept AboutRow = requires(const Body& body) {
  body.row;
};
template <class Body>
concept AboutCommand = requires(const Body& body) {
  body.command;
};

struct Subject {
  const core::Event& event;
  const std::function<std::string(const std::string& command)>& row_of;

  std::string own(const char* what) const { return what + std::to_string(event.seq); }

  // Those whose id is the event's own sequence.
  std::string operator()(const core::AlarmRaised&) const { return own("alarm:"); }
  std::string operator()(const core::OrderIssued&) const { return own("order:"); }
  std::string operator()(const core::HazardReported&) const { return own("hazard:"); }
  std::string operator()(const core::CareIssued&) const { return own("care:"); }
  std::string operator()(const core::PermitApplied&) const { return own("permit:"); }
  std::string operator()(const core::NoticeIssued&) const { return own("notice:"); }
  std::string operator()(const core::IncidentOpened&) const { return own("incident:"); }
  std::string operator()(const core::TrainingAssigned&) const { return own("training:"); }
  std::string operator()(const core::DrillStarted&) const { return own("drill:"); }
  std::string operator()(const core::NoticeBundled& body) const {
    return body.order.none() ? "alarm:" + std::to_string(body.alarm.get()) : "order:" + std::to_string(body.order.get());
  }

  std::string operator()(const core::SystemStarted&) const { return "system"; }
  std::string operator()(const core::SystemStopped&) const { return "system"; }
  std::string operator()(const core::ClockLeapt&) const { return "system"; }
  std::string operator()(const core::DevicePresence& body) const { return "device:" + body.device; }
  std::string operator()(const core::EvidenceExported& body) const {
    return std::string(name_of(body.matter.kind)) + ":" + std::to_string(body.matter.id);
  }
  std::string operator()(const core::AccountSaved& body) const { return "account:" + body.login; }

  std::string operator()(const core::MeritGiven& body) const { return "account:" + body.person; }

  std::string operator()(const core::SamplesThinned& body) const { return "retention:" + body.retention; }

  std::string operator()(const core::RecordSaved& body) const { return "record:" + body.kind + "/" + body.id; }
  std::string operator()(const core::RecordRemoved& body) const { return "record:" + body.kind + "/" + body.id; }

  std::string operator()(const core::FloodStarted& body) const { return "post:" + body.post; }
  std::string operator()(const core::FloodEnded& body) const { return "post:" + body.post; }

  std::string operator()(const core::ModeSet& body) const { return place(body.zone); }
  std::string operator()(const core::ModeEnded& body) const { return place(body.zone); }
  std::string operator()(const core::FactTold& body) const { return place(body.zone); }
  static std::string place(const std::string& zone) { return zone.empty() ? "site" : "zone:" + zone; }

  std::string operator()(const core::MeasureFailed& body) const { return "record:risk-measure/" + body.measure; }
  std::string operator()(const core::MeasureRestored& body) const { return "record:risk-measure/" + body.measure; }

  std::string operator()(const core::RosterSet& body) const { return "post:" + body.post; }
  std::string operator()(const core::RosterRemoved& body) const { return "post:" + body.post; }
  std::string operator()(const core::RosterDaySet& body) const { return "post:" + body.post; }
  std::string operator()(const core::RosterDayCleared& body) const { return "post:" + body.post; }
  std::string operator()(const core::AbsenceTold&) const { return own("absence:"); }
  std::string operator()(const core::AbsenceEnded& body) const { return "absence:" + std::to_string(body.absence.get()); }
  std::string operator()(const core::StandInAppointed&) const { return own("stand-in:"); }
  std::string operator()(const core::StandInEnded& body) const { return "stand-in:" + std::to_string(body.stand_in.get()); }
  std::string operator()(const core::QualificationDue& body) const { return "record:qualification/" + body.qualification; }
  std::string operator()(const core::RecordDue& body) const { return "record:" + body.record; }
  std::string operator()(const core::HandoverOffered&) const { return own("handover:"); }
  std::string operator()(const core::HandoverAccepted& body) const { return handover(body.handover); }
  std::string operator()(const core::HandoverRefused& body) const { return handover(body.handover); }
  std::string operator()(const core::HandoverWithdrawn& body) const { return handover(body.handover); }
  std::string operator()(const core::HandoverOverdue& body) const { return "post:" + body.post; }
  std::string operator()(const core::RequestDone& body) const { return "request:" + body.request; }
  static std::string handover(core::HandoverId id) { return "handover:" + std::to_string(id.get()); }

  std::string operator()(const core::DeviceCalibration& body) const { return "record:device-card/" + body.card; }
  std::string operator()(const core::CheckIssued&) const { return own("check:"); }
  std::string operator()(const core::CheckOverdue& body) const { return check(body.check); }
  std::string operator()(const core::CheckMissed& body) const { return check(body.check); }
  std::string operator()(const core::CheckWithdrawn& body) const { return check(body.check); }
  std::string operator()(const core::CheckRecorded& body) const { return check(body.check); }
  static std::string check(core::CheckId id) { return "check:" + std::to_string(id.get()); }
  std::string operator()(const core::SeedPlanted&) const { return own("seed:"); }
  std::string operator()(const core::SeedRemoved& body) const { return seed(body.seed); }
  std::string operator()(const core::SeedFound& body) const { return seed(body.seed); }
  std::string operator()(const core::SeedOverlooked& body) const { return seed(body.seed); }
  static std::string seed(core::SeedId id) { return "seed:" + std::to_string(id.get()); }

  std::string operator()(const core::ConsentAsked&) const { return own("consent:"); }
  std::string operator()(const core::TokenIssued& body) const { return "token:" + body.name; }
  std::string operator()(const core::TokenRevoked& body) const { return "token:" + body.name; }
  std::string operator()(const core::SecondFactorSet& body) const { return "account:" + body.login; }
  std::string operator()(const core::SecondFactorRemoved& body) const { return "account:" + body.login; }
  std::string operator()(const core::PersonalRead&) const { return "personal"; }
  std::string operator()(const core::DataKeyChanged&) const { return "data-key"; }
  std::string operator()(const core::SiteAccepted&) const { return "site"; }
  std::string operator()(const core::SiteHeld&) const { return "site"; }
  std::string operator()(const core::SiteWithdrawn&) const { return "site"; }

  template <class Body>
  std::string operator()(const Body& body) const {
    if constexpr (AboutOrder<Body>)
      return "order:" + std::to_string(body.order.get());
    else if constexpr (AboutAlarm<Body>)
      return "alarm:" + std::to_string(body.alarm.get());
    else if constexpr (AboutHazard<Body>)
      return "hazard:" + std::to_string(body.hazard.get());
    else if constexpr (AboutCare<Body>)
      return "care:" + std::to_string(body.care.get());
    else if constexpr (AboutPermit<Body>)
      return "permit:" + std::to_string(body.permit.get());
    else if constexpr (AboutIncident<Body>)
      return "incident:" + std::to_string(body.incident.get());
    else if constexpr (AboutTraining<Body>)
      return "training:" + std::to_string(body.training.get());
    else if constexpr (AboutConsent<Body>)
      return "consent:" + std::to_string(body.consent.get());
    else if constexpr (AboutDrill<Body>)
      return "drill:" + std::to_string(body.drill.get());
    else if constexpr (AboutNotice<Body>)
      return "notice:" + std::to_string(body.notice.get());
    else if constexpr (AboutRow<Body>)
      return "row:" + body.row;
    else if constexpr (AboutCommand<Body>)
      return "row:" + row_of(body.command);
    else
      return "condition:" + body.condition;
  }
};

}  // namespace

std::string subject_of(const core::Event& event, const std::function<std::string(const std::string& command)>& row_of) {
  return visit(Subject{event, row_of}, event.body);
}

}  // namespace davy::store
