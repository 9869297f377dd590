#include "core/obligation/obligation.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {
namespace {

bool is_done_by(const Obligation& obligation, Instant as_of) {
  return obligation.answer == Answer::Done && obligation.done && obligation.done->at <= as_of;
}

// None: the step has no standard.
std::optional<Duration> standard_of(Step step, const site::AppraisalStandards& standards) {
  switch (step) {
    case Step::AcknowledgeAlarm: return standards.acknowledge;
    case Step::AcceptOrder:
    case Step::AcceptHazard: return standards.accept;
    case Step::ReviewOrder:
    case Step::ReviewHazard:
    case Step::ReviewHazardAgain:
    case Step::AcceptPermit: return standards.review;
    case Step::GradeHazard:
    case Step::DecideExtension: return standards.decide;
    case Step::SignPermit: return standards.sign;
    case Step::TakeOver: return standards.take_over;
    case Step::ReportHazard: return standards.report;
    case Step::RestoreData: return standards.restore;
    case Step::HandleOrder:
    case Step::CloseOrder:
    case Step::RectifyHazard:
    case Step::CloseHazard:
    case Step::DoCare:
    case Step::RecordCheck:
    case Step::TakeCard:
    case Step::DoCard:
    case Step::ReportIncident:
    case Step::PassTraining:
    case Step::GuardPermit:
    case Step::TestGas:
    case Step::AnswerSuspension: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

Verb verb_of(Step step) {
  switch (step) {
    case Step::AcknowledgeAlarm:
    case Step::TakeOver: return Verb::See;
    case Step::GradeHazard:
    case Step::DecideExtension:
    case Step::SignPermit: return Verb::Decide;
    case Step::ReviewOrder:
    case Step::ReviewHazard:
    case Step::ReviewHazardAgain:
    case Step::AcceptPermit:
    case Step::RecordCheck: return Verb::Check;
    case Step::AcceptOrder:
    case Step::HandleOrder:
    case Step::CloseOrder:
    case Step::AcceptHazard:
    case Step::RectifyHazard:
    case Step::CloseHazard:
    case Step::DoCare:
    case Step::TakeCard:
    case Step::DoCard:
    case Step::ReportIncident:
    case Step::PassTraining:
    case Step::ReportHazard:
    case Step::GuardPermit:
    case Step::TestGas:
    case Step::AnswerSuspension:
    case Step::RestoreData: return Verb::Act;
  }
  return Verb::Act;
}

Instant due_of(const Obligation& obligation, const site::AppraisalStandards& standards) {
  if (obligation.due) return *obligation.due;
  const std::optional<Duration> within = standard_of(obligation.step, standards);
  return within ? obligation.asked + *within : Instant::never();
}

Standing standing_of(const Obligation& obligation, const site::AppraisalStandards& standards, Instant as_of) {
  if (obligation.answer == Answer::Withdrawn) return Standing::Withdrawn;
  const Instant due = due_of(obligation, standards);
  if (is_done_by(obligation, as_of)) return obligation.done->at <= due ? Standing::OnTime : Standing::Late;
  return as_of > due ? Standing::Overdue : Standing::Pending;
}

Duration late_by(const Obligation& obligation, Standing standing, const site::AppraisalStandards& standards, Instant as_of) {
  if (standing == Standing::Late && obligation.done) return obligation.done->at - due_of(obligation, standards);
  if (standing == Standing::Overdue) return as_of - due_of(obligation, standards);
  return {};
}

std::vector<std::string> counts_for(const Obligation& obligation, Standing standing) {
  std::vector<std::string> logins;
  switch (standing) {
    case Standing::OnTime:
      if (obligation.done && obligation.done->by.starts_with("user:") && is_login(person_of(obligation.done->by)))
        logins.push_back(person_of(obligation.done->by));
      break;
    case Standing::Late:
    case Standing::Overdue: logins = obligation.people; break;
    case Standing::Pending:
    case Standing::Withdrawn: break;
  }
  std::ranges::sort(logins);
  logins.erase(std::unique(logins.begin(), logins.end()), logins.end());
  return logins;
}

}  // namespace davy::core
