#include "analysis/backtest/recent_samples.hpp"

#include <algorithm>

namespace davy::analysis {
namespace {

constexpr std::size_t kRecentMax = 2'048;                    // per point
constexpr Duration kClockAhead = Duration::from_ms(60'000);  // a source time further ahead of arrival is none

}  // namespace

RecentSamples::RecentSamples(const site::Site& site) {
  for (const site::Point& point : site.points) points_.push_back({point.stale_after * 2});
  std::vector<Duration> delays(site.points.size());
  for (const site::Condition& condition : site.conditions) {
    Duration& delay = delays[condition.point.get()];
    delay = std::max({delay, condition.on_delay, condition.off_delay});
  }
  for (std::size_t i = 0; i < points_.size(); ++i) points_[i].window = points_[i].window + delays[i];
}

void RecentSamples::take(std::span<const core::Sample> samples) {
  for (const core::Sample& sample : samples) {
    if (sample.source > sample.arrival + kClockAhead) continue;
    OfPoint& point = points_[sample.point.get()];
    point.newest = std::max(point.newest, sample.source);
    point.samples.push_back(sample);
    if (point.samples.size() >= point.full) point.forget_old();
  }
}

void RecentSamples::OfPoint::forget_old() {
  std::erase_if(samples, [&](const core::Sample& sample) { return sample.source < newest - window; });
  if (samples.size() > kRecentMax) samples.erase(samples.begin(), samples.end() - kRecentMax);
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
