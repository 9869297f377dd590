#include "core/detect/recent_window.hpp"

#include <algorithm>

namespace davy::core {

std::vector<Duration> recent_windows(const site::Site& site) {
  std::vector<Duration> delays(site.points.size());
  for (const site::Condition& condition : site.conditions) {
    Duration& delay = delays[condition.point.get()];
    delay = std::max({delay, condition.on_delay, condition.off_delay});
  }
  std::vector<Duration> windows;
  windows.reserve(delays.size());
  for (std::size_t i = 0; i < delays.size(); ++i) windows.push_back(site.points[i].stale_after * 2 + delays[i]);
  return windows;
}

}  // namespace davy::core
