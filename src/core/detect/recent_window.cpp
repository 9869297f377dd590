#include "core/detect/recent_window.hpp"

#include "site/expression/program.hpp"

#include <algorithm>
#include <limits>

namespace davy::core {
namespace {

using site::expression::InputKind;

// How long before now a reading still counts.
Duration reach(const site::expression::Input& input, Duration period) {
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
  explicit Windows(const site::Site& site)
      : site_(site), before_(site.points.size()), delay_(site.points.size()), windowed_(site.points.size(), false) {
    for (const site::Condition& condition : site.conditions) {
      const Duration delay = std::max(condition.on_delay, condition.off_delay);
      stretch(before_, condition.point, delay);
      stretch(delay_, condition.point, delay);
      if (condition.kind == site::ConditionKind::Expression && condition.program) read(condition, delay);
    }
  }

  std::vector<RecentWindow> all() const {
    std::vector<RecentWindow> all;
    all.reserve(before_.size());
    for (std::size_t i = 0; i < before_.size(); ++i) all.push_back({.length = site_.points[i].stale_after * 2 + before_[i]});
    const std::size_t share = fair_share(all);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!windowed_[i]) continue;
      // Twice the need: a point may speak faster than it says. Never less than silence and delays are judged by.
      const std::size_t least = std::min(kRecentSamplesMax, 2 * need(i, site_.points[i].stale_after * 2 + delay_[i]));
      all[i].samples_max = std::max(least, std::min(share, 2 * need(i, all[i].length)));
    }
    return all;
  }

 private:
  static void stretch(std::vector<Duration>& of, site::PointIndex point, Duration by) { of[point.get()] = std::max(of[point.get()], by); }

  // Samples of a point within so long.
  std::size_t need(std::size_t point, Duration length) const {
    const Duration period = std::max(site_.points[point].period, Duration::from_ms(1));
    return static_cast<std::size_t>(length.ns() / period.ns()) + 1;
  }

  // What the points that ask for most may have, so that all of them together have what they may.
  std::size_t fair_share(const std::vector<RecentWindow>& all) const {
    std::vector<std::size_t> needs;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (windowed_[i]) needs.push_back(need(i, all[i].length));
    std::ranges::sort(needs);
    std::size_t left = kRecentSamplesOfWindows;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const std::size_t share = left / (needs.size() - i);
      if (needs[i] > share) return share;
      left -= needs[i];
    }
    return std::numeric_limits<std::size_t>::max();  // all have all
  }

  void read(const site::Condition& condition, Duration delay) {
    const std::vector<site::expression::Input>& inputs = condition.program->inputs;
    Duration sequence;  // follows truths, whatever points those read
    for (const site::expression::Input& input : inputs)
      if (input.kind == InputKind::Sequence) sequence = std::max(sequence, input.window);
    for (const site::expression::Input& input : inputs) {
      if (is_of_no_point(input.kind)) continue;
      const site::PointIndex point = input.point.value_or(condition.point);
      const Duration asked = std::min(kRecentLongest, std::max(sequence, reach(input, site_[point].period)));
      for (const auto& each : {std::optional(point), input.other}) {
        if (!each) continue;
        stretch(before_, *each, delay + asked);
        stretch(delay_, *each, delay);
        windowed_[each->get()] = windowed_[each->get()] || asked > Duration();
      }
    }
  }

  const site::Site& site_;
  std::vector<Duration> before_;  // beside two stale_after
  std::vector<Duration> delay_;   // of those, for delays alone
  std::vector<bool> windowed_;
};

}  // namespace

std::vector<RecentWindow> recent_windows(const site::Site& site) { return Windows(site).all(); }

}  // namespace davy::core
