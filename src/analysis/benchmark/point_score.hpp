#pragma once
// Point score: every row is either strange or not, by the labels and by the detector; what came of holding them against each other.
//
// The measure of the Skoltech Anomaly Benchmark for outliers: F1 over the rows of all recordings together, with the share of false alarms
// among the rows that are not strange and the share of missed ones among those that are.

#include <cstddef>

namespace davy::analysis {

struct PointScore {
  std::size_t hits = 0;          // strange, and said so
  std::size_t false_alarms = 0;  // not strange, but said so
  std::size_t missed = 0;        // strange, but not said so
  std::size_t quiet = 0;         // neither

  enum class Label { Calm, Strange };
  void add(Label truth, Label said);

  double f1() const;                // 0 when nothing was hit
  double false_alarm_rate() const;  // 0 when no row is calm
  double missed_rate() const;       // 0 when no row is strange
};

}  // namespace davy::analysis
