#include "core/obligation/kpi.hpp"

#include <algorithm>

namespace davy::core {
namespace {

std::vector<std::string> named(const std::string& name) { return name.empty() ? std::vector<std::string>() : std::vector{name}; }

std::vector<std::string> names_of(const Obligation& obligation, Standing standing, KpiBy by) {
  switch (by) {
    case KpiBy::Person: return counts_for(obligation, standing);
    case KpiBy::Post: return named(obligation.post);
    case KpiBy::Zone: return named(obligation.zone);
  }
  return {};
}

// Whose first attempt it was.
std::vector<std::string> judged_of(const Obligation& obligation, KpiBy by) {
  switch (by) {
    case KpiBy::Person: return named(obligation.judged);
    case KpiBy::Post: return named(obligation.judged_post);
    case KpiBy::Zone: return named(obligation.zone);
  }
  return {};
}

bool is_first_review(const Obligation& obligation) {
  const Step step = obligation.step;
  const bool reviews = step == Step::ReviewOrder || step == Step::ReviewHazard || step == Step::AcceptPermit;
  return reviews && obligation.round == 1;
}

// Of a whole matter; nobody's by name.
std::optional<Metric> closed(Step step) {
  if (step == Step::CloseOrder) return Metric::OrdersClosed;
  if (step == Step::CloseHazard) return Metric::HazardsClosed;
  return std::nullopt;
}

// Nobody's by name: who finds a measure that does not hold has done well.
bool looks_at_measure(const Obligation& obligation) { return obligation.step == Step::RecordCheck; }

// Nobody's by name: that data are there again Davy sees by itself, whoever mended the point.
bool restores_data(const Obligation& obligation) { return obligation.step == Step::RestoreData; }

bool counts(Standing standing) { return standing != Standing::Pending && standing != Standing::Withdrawn; }

// Of whom it is asked and not due yet.
std::vector<std::string> awaited_of(const Obligation& obligation, KpiBy by) {
  return by == KpiBy::Person ? counts_for(obligation, Standing::Overdue) : names_of(obligation, Standing::Pending, by);
}

}  // namespace

std::optional<Metric> timely(Step step) {
  switch (step) {
    case Step::AcknowledgeAlarm:
    case Step::AcceptOrder:
    case Step::HandleOrder: return Metric::WarningTimeliness;
    case Step::ReviewOrder:
    case Step::GradeHazard:
    case Step::DecideExtension:
    case Step::ReviewHazard:
    case Step::ReviewHazardAgain:
    case Step::SignPermit:
    case Step::AcceptPermit: return Metric::ReviewTimeliness;
    case Step::RectifyHazard: return Metric::RectifiedOnTime;
    case Step::RecordCheck: return Metric::ChecksDone;
    case Step::DoCare: return Metric::CareOnTime;
    case Step::TakeOver: return Metric::HandoverOnTime;
    case Step::TakeCard:
    case Step::DoCard:
    case Step::ReportIncident: return Metric::EmergencyResponse;
    case Step::PassTraining: return Metric::TrainingOnTime;
    case Step::ReportHazard: return Metric::ReportedOnTime;
    case Step::CloseOrder:
    case Step::AcceptHazard:
    case Step::CloseHazard:
    case Step::GuardPermit:
    case Step::TestGas:
    case Step::AnswerSuspension:
    case Step::RestoreData: return std::nullopt;
  }
  return std::nullopt;
}

bool is_about(const Obligation& obligation, Standing standing, Metric metric) {
  if (metric == Metric::MeasuresInPlace) return looks_at_measure(obligation);
  if (metric == Metric::DataQuality) return restores_data(obligation);
  if (metric != Metric::FirstPass) return timely(obligation.step) == metric || closed(obligation.step) == metric;
  return is_first_review(obligation) && (standing == Standing::OnTime || standing == Standing::Late);
}

std::vector<Counted> counted(const Obligation& obligation, Standing standing, KpiBy by) {
  std::vector<Counted> found;
  if (!counts(standing)) return found;
  if (const auto metric = timely(obligation.step))
    for (std::string& name : names_of(obligation, standing, by)) found.push_back({*metric, std::move(name), standing == Standing::OnTime});
  if (const auto metric = closed(obligation.step); metric && by != KpiBy::Person)
    for (std::string& name : names_of(obligation, standing, by)) found.push_back({*metric, std::move(name), standing != Standing::Overdue});
  if (looks_at_measure(obligation) && by != KpiBy::Person)
    for (std::string& name : names_of(obligation, standing, by))
      found.push_back(
          {Metric::MeasuresInPlace, std::move(name), standing == Standing::OnTime && obligation.judgement == Judgement::Approved});
  if (restores_data(obligation) && by != KpiBy::Person)
    for (std::string& name : names_of(obligation, standing, by))
      found.push_back({Metric::DataQuality, std::move(name), standing == Standing::OnTime});
  if (is_first_review(obligation) && standing != Standing::Overdue)
    for (std::string& name : judged_of(obligation, by))
      found.push_back({Metric::FirstPass, std::move(name), obligation.judgement == Judgement::Approved});
  return found;
}

KpiRow& KpiFold::row(const std::string& name) {
  KpiRow& row = rows_[name];
  row.name = name;
  return row;
}

void KpiFold::add(const Obligation& obligation) {
  const Standing standing = standing_of(obligation, standards_, as_of_);
  for (const Counted& each : counted(obligation, standing, by_)) {
    Share& share = row(each.name).shares[static_cast<std::size_t>(each.metric)];
    ++share.of;
    if (each.good) ++share.good;
  }
  const bool is_of_no_person = closed(obligation.step).has_value() || restores_data(obligation);
  const bool is_awaited = standing == Standing::Pending && (timely(obligation.step) || (is_of_no_person && by_ != KpiBy::Person));
  if (is_awaited)
    for (const std::string& name : awaited_of(obligation, by_)) ++row(name).pending;
  if ((standing != Standing::Late && standing != Standing::Overdue) || !timely(obligation.step)) return;
  const Duration late = late_by(obligation, standing, standards_, as_of_);
  for (const std::string& name : names_of(obligation, standing, by_)) row(name).longest_late = std::max(row(name).longest_late, late);
}

std::vector<KpiRow> KpiFold::rows() const {
  std::vector<KpiRow> rows;
  for (const auto& [name, row] : rows_) rows.push_back(row);
  return rows;
}

std::vector<KpiRow> kpi_of(const std::vector<Obligation>& obligations, const site::AppraisalStandards& standards, Instant as_of, KpiBy by) {
  KpiFold fold(standards, as_of, by);
  for (const Obligation& obligation : obligations) fold.add(obligation);
  return fold.rows();
}

}  // namespace davy::core
