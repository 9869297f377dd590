#include "analysis/benchmark/point_score.hpp"

namespace davy::analysis {

namespace {

double share(std::size_t part, std::size_t rest) {
  return part + rest == 0 ? 0 : static_cast<double>(part) / static_cast<double>(part + rest);
}

}  // namespace

void PointScore::add(Label truth, Label said) {
  std::size_t& count = truth == Label::Strange ? (said == Label::Strange ? hits : missed) : (said == Label::Strange ? false_alarms : quiet);
  ++count;
}

double PointScore::f1() const { return share(2 * hits, false_alarms + missed); }
double PointScore::false_alarm_rate() const { return share(false_alarms, quiet); }
double PointScore::missed_rate() const { return share(missed, hits); }

}  // namespace davy::analysis
