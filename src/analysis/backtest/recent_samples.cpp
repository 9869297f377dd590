#include "analysis/backtest/recent_samples.hpp"

#include "core/detect/recent_window.hpp"

#include <algorithm>

namespace davy::analysis {

RecentSamples::RecentSamples(const site::Site& site) {
  for (const core::RecentWindow& window : core::recent_windows(site)) points_.push_back({window.length, window.samples_max});
}

void RecentSamples::take(std::span<const core::Sample> samples) {
  for (const core::Sample& sample : samples) {
    if (sample.source > sample.arrival + core::kClockTolerance) continue;
    OfPoint& point = points_[sample.point.get()];
    point.newest = std::max(point.newest, sample.source);
    point.samples.push_back(sample);
    if (point.samples.size() >= point.full) point.forget_old();
  }
}

void RecentSamples::OfPoint::forget_old() {
  std::erase_if(samples, [&](const core::Sample& sample) { return sample.source < newest - window; });
  if (samples.size() > samples_max) samples.erase(samples.begin(), samples.end() - static_cast<std::ptrdiff_t>(samples_max));
  full = std::max<std::size_t>(16, 2 * samples.size());
}

std::vector<core::Sample> RecentSamples::all() const {
  std::vector<core::Sample> all;
  for (OfPoint point : points_) {
    if (point.samples.empty()) continue;
    point.forget_old();
    std::ranges::stable_sort(point.samples, {}, &core::Sample::source);
    all.insert(all.end(), point.samples.begin(), point.samples.end());
  }
  return all;
}

}  // namespace davy::analysis
