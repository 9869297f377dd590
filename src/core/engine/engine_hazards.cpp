// Hazards that Davy reports by itself: measures that do not hold, materials, supplies.
#include "core/engine/engine.hpp"

namespace davy::core {

// A control measure that does not hold is a hazard by itself (GB/T 33000 §7.3.2), unless it is one already.
Bodies Engine::failed_measure(const Event& event) const {
  const auto* failed = get_if<MeasureFailed>(&event.body);
  if (failed == nullptr || !directory_->zone(failed->zone) || state_.hazards.is_open_about(failed->measure)) return {};
  ReportHazard report;
  report.zone = failed->zone;
  report.what = failed->name + "（" + failed->watch + "）";
  report.source = HazardSource::MeasureFailed;
  report.about.measure = failed->measure;
  return {hazard::reported(*directory_, std::move(report), event.time)};
}

// What failed under an earlier site or version, and of which no hazard is open.
Bodies Engine::measures_without_hazard(Instant now) const {
  Bodies bodies;
  for (const auto& [id, failed] : state_.prevention.failed) {
    const auto measure = state_.prevention.known.measures.find(id);
    ReportHazard report;
    report.zone = state_.prevention.known.zone_of_measure(id);
    if (measure == state_.prevention.known.measures.end() || !directory_->zone(report.zone) || state_.hazards.is_open_about(id)) continue;
    report.what = measure->second.name + "（" + failed.watch + "）";
    report.source = HazardSource::MeasureFailed;
    report.about.measure = id;
    bodies.push_back(hazard::reported(*directory_, std::move(report), now));
  }
  return bodies;
}

// One for each matter that is not open already.
Bodies Engine::material_hazards(const Event& event) const {
  Bodies bodies;
  for (material::Finding& finding : material::findings(state_.materials, *directory_, event)) {
    if (state_.hazards.is_open_about(finding.matter())) continue;
    ReportHazard report;
    report.zone = std::move(finding.zone);
    report.what = std::move(finding.what);
    report.source = HazardSource::Other;
    report.about.record = std::move(finding.record);
    report.about.part = std::move(finding.part);
    bodies.push_back(hazard::reported(*directory_, std::move(report), event.time));
  }
  return bodies;
}

// A supply of which there is less than there is to be, or that nobody may rely on any more, is a hazard of its place.
Bodies Engine::supply_hazards(const Event& event) const {
  const auto finding = supply::finding_of(state_.prevention.known, event);
  if (!finding || !directory_->zone(finding->zone) || state_.hazards.is_open_about(finding->record)) return {};
  ReportHazard report;
  report.zone = finding->zone;
  report.what = finding->what;
  report.source = HazardSource::Other;
  report.about.record = finding->record;
  return {hazard::reported(*directory_, std::move(report), event.time)};
}

}  // namespace davy::core
