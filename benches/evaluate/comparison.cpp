#include "benches/evaluate/comparison.hpp"

#include <array>

namespace davy::evaluate {

namespace {

constexpr std::array<double, 14> kLadder = {1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100};

}  // namespace

Comparison compare(const Setting& setting, const Measure& measure) {
  Comparison comparison = {measure({Detector::Davy, setting.departure, 0})};
  for (const Detector detector : {Detector::Persistence, Detector::FixedLimit}) {
    Figures best;
    for (const double limit : kLadder) {
      Figures figures = measure({detector, setting.departure, limit});
      if (!best.figures.empty() && figures.merit <= best.merit) continue;
      figures.figures.push_back({"limit", limit});
      best = std::move(figures);
    }
    best.detector = detector;
    comparison.push_back(std::move(best));
  }
  return comparison;
}

Result<Comparison> evaluate_series(const Setting& setting, const std::filesystem::path& data) {
  switch (setting.measured) {
    case Measured::Alarms: break;
    case Measured::Nab: return evaluate_nab(setting, data);
    case Measured::Skab: return evaluate_skab(setting, data);
    case Measured::Tep: return evaluate_tep(setting, data);
    case Measured::ImsBearing: return evaluate_ims_bearing(setting, data);
    case Measured::Cmapss: return evaluate_cmapss(setting, data);
    case Measured::Hydraulic: return evaluate_hydraulic(setting, data);
  }
  return invalid("this set is measured by its alarms");
}

}  // namespace davy::evaluate
