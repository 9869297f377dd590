#include "core/mode/shift_modes.hpp"

#include <algorithm>

namespace davy::core {

ShiftModes::ShiftModes(const site::Site& site) : utc_offset_(site.utc_offset) {
  for (std::size_t i = 0; i < site.modes.size(); ++i)
    if (const auto shift = site.modes[i].shift) following_.push_back({site::ModeIndex(i), site[*shift]});
}

site::ModeIndex ShiftModes::at(Instant at) const {
  const Duration time = time_of_day(at, utc_offset_);
  const auto found = std::ranges::find_if(following_, [&](const Following& each) { return holds(each.shift, time); });
  return found == following_.end() ? site::ModeIndex(0) : found->mode;
}

Instant ShiftModes::changes_after(Instant at) const {
  const Duration time = time_of_day(at, utc_offset_);
  Instant next = Instant::never();
  for (const Following& each : following_) {
    if (each.shift.from == each.shift.until) continue;  // the whole day
    for (const Duration edge : {each.shift.from, each.shift.until}) {
      const Duration ahead = edge - time;
      next = std::min(next, at + (ahead > Duration{} ? ahead : ahead + 24_h));
    }
  }
  return next;
}

}  // namespace davy::core
