#include "core/detect/recent_window.hpp"

#include "site/expression/program.hpp"

#include <algorithm>

namespace davy::core {
namespace {

using site::expression::Input;
using site::expression::InputKind;

// How long before now a reading still counts.
Duration reach(const Input& input, Duration period) {
  constexpr std::int64_t kLearnt = 16;  // readings that make the usual band of a spike, and one
  constexpr std::int64_t kGrid = 6;     // parts of a trend lie on a grid: one may be cut off
  switch (input.kind) {
    case InputKind::Average:
    case InputKind::Minimum:
    case InputKind::Maximum:
    case InputKind::Sum:
    case InputKind::StandardDeviation:
    case InputKind::Count:
    case InputKind::Rate:
    case InputKind::Stuck:
    case InputKind::Changed:
    case InputKind::Sequence: return input.window;
    case InputKind::Forecast:
    case InputKind::TimeUp:
    case InputKind::TimeDown:
    case InputKind::Confidence: return input.lookback + input.lookback / kGrid;
    case InputKind::Spike: return input.window * 2 + period * kLearnt;
    case InputKind::Anomaly: return period * static_cast<std::int64_t>(kRecentSamplesMax);
    case InputKind::Value:
    case InputKind::Quality:
    case InputKind::Known:
    case InputKind::Stale:
    case InputKind::Deviation:
    case InputKind::Mode:
    case InputKind::Fact:
    case InputKind::OpenOrders:
    case InputKind::OpenHazards: break;
  }
  return {};
}

class Windows {
 public:
  explicit Windows(const site::Site& site) : site_(site), before_(site.points.size()), windowed_(site.points.size(), false) {
    for (const site::Condition& condition : site.conditions) {
      const Duration delay = std::max(condition.on_delay, condition.off_delay);
      stretch(condition.point, delay);
      if (condition.kind == site::ConditionKind::Expression && condition.program) read(condition, delay);
    }
  }

  std::vector<RecentWindow> all() const {
    std::vector<RecentWindow> all;
    all.reserve(before_.size());
    for (std::size_t i = 0; i < before_.size(); ++i) all.push_back({.length = site_.points[i].stale_after * 2 + before_[i]});
    const auto is_long = [&](std::size_t i) {
      const Duration period = std::max(site_.points[i].period, Duration::from_ms(1));
      return windowed_[i] && all[i].length / static_cast<std::int64_t>(kRecentSamplesMax) >= period;
    };
    std::size_t long_ones = 0;
    for (std::size_t i = 0; i < all.size(); ++i) long_ones += is_long(i) ? 1 : 0;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (is_long(i)) all[i].samples_max = std::max(kRecentSamplesMax, kRecentSamplesOfWindows / long_ones);
    return all;
  }

 private:
  void stretch(site::PointIndex point, Duration by) { before_[point.get()] = std::max(before_[point.get()], by); }

  void read(const site::Condition& condition, Duration delay) {
    const std::vector<Input>& inputs = condition.program->inputs;
    Duration sequence;  // follows truths, whatever points those read
    for (const Input& input : inputs)
      if (input.kind == InputKind::Sequence) sequence = std::max(sequence, input.window);
    for (const Input& input : inputs) {
      if (is_of_no_point(input.kind)) continue;
      const site::PointIndex point = input.point.value_or(condition.point);
      const Duration asked = std::min(kRecentLongest, std::max(sequence, reach(input, site_[point].period)));
      for (const auto& each : {std::optional(point), input.other}) {
        if (!each) continue;
        stretch(*each, delay + asked);
        windowed_[each->get()] = windowed_[each->get()] || asked > Duration();
      }
    }
  }

  const site::Site& site_;
  std::vector<Duration> before_;  // beside two stale_after
  std::vector<bool> windowed_;
};

}  // namespace

std::vector<RecentWindow> recent_windows(const site::Site& site) { return Windows(site).all(); }

}  // namespace davy::core
