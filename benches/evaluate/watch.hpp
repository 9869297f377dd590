#pragma once
// Watch: several series of one machine, judged reading by reading by Davy's Anomaly or by one of two baselines that anybody could build.
//
// Persistence expects the last value again; its score is the step in mean steps of the warm-up. FixedLimit knows the mean and standard deviation of
// the warm-up; its score is the distance in standard deviations. A baseline's series is strange while its score is above its limit.

#include "base/enum_names.hpp"
#include "core/anomaly/anomaly.hpp"

#include <span>
#include <vector>

namespace davy::evaluate {

enum class Detector { Davy, Persistence, FixedLimit };

struct WatchOptions {
  Detector detector = Detector::Davy;
  core::DepartureOptions departure;
  double limit = 0;  // of a baseline
};

// What a baseline makes of one series.
class Baseline {
 public:
  Baseline(Detector detector, std::size_t warm_up) : detector_(detector), warm_up_(warm_up) {}
  double feed(double value);  // 0 while warming up

 private:
  double usual() const;

  Detector detector_;
  std::size_t warm_up_;
  std::size_t count_ = 0;
  double last_ = 0;
  double steps_ = 0;  // sum of the warm-up
  double mean_ = 0;
  double spread_ = 0;  // sum of squared distances from the mean
};

class Watch {
 public:
  Watch(const WatchOptions& options, std::size_t series);

  // Takes a reading of every series; how many are strange now.
  std::size_t feed(std::span<const double> readings);
  bool strange(std::size_t series) const { return strange_[series]; }

 private:
  WatchOptions options_;
  std::vector<core::Anomaly> anomalies_;
  std::vector<Baseline> baselines_;
  std::vector<bool> strange_;
};

}  // namespace davy::evaluate

template <>
inline constexpr auto davy::kEnumNames<davy::evaluate::Detector> =
    std::to_array<davy::EnumName<davy::evaluate::Detector>>({{davy::evaluate::Detector::Davy, "davy"},
                                                             {davy::evaluate::Detector::Persistence, "persistence"},
                                                             {davy::evaluate::Detector::FixedLimit, "fixed_limit"}});
