#include "benches/evaluate/watch.hpp"

#include <algorithm>
#include <cmath>

namespace davy::evaluate {

double Baseline::feed(double value) {
  const double step = count_ == 0 ? 0 : std::abs(value - last_);
  last_ = value;
  if (count_ >= warm_up_) {
    const double distance = detector_ == Detector::Persistence ? step : std::abs(value - mean_);
    return distance == 0 ? 0 : std::min(core::Envelope::kFarthest, distance / usual());
  }
  ++count_;
  steps_ += step;
  const double from_mean = value - mean_;
  mean_ += from_mean / static_cast<double>(count_);
  spread_ += from_mean * (value - mean_);
  return 0;
}

double Baseline::usual() const {
  const double count = static_cast<double>(std::max<std::size_t>(count_, 1));
  return detector_ == Detector::Persistence ? steps_ / count : std::sqrt(spread_ / count);
}

Watch::Watch(const WatchOptions& options, std::size_t series) : options_(options), strange_(series) {
  if (options.detector == Detector::Davy)
    anomalies_.assign(series, core::Anomaly(options.departure));
  else
    baselines_.assign(series, Baseline(options.detector, options.departure.warm_up));
}

std::size_t Watch::feed(std::span<const double> readings) {
  for (std::size_t i = 0; i < strange_.size(); ++i) {
    if (options_.detector == Detector::Davy) {
      anomalies_[i].feed(readings[i]);
      strange_[i] = anomalies_[i].present();
    } else {
      strange_[i] = baselines_[i].feed(readings[i]) > options_.limit;
    }
  }
  return static_cast<std::size_t>(std::count(strange_.begin(), strange_.end(), true));
}

}  // namespace davy::evaluate
