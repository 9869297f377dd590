#pragma once
// ShiftModes: which mode a place has by the hour, where nobody set one: one that follows a shift while the shift is on, else the normal one.
//
// Known of every time, past and to come, from the site alone: nothing of it is journaled, and a replay finds the same. Cheap to copy; never changes.

#include "site/directory.hpp"

#include <vector>

namespace davy::core {

class ShiftModes {
 public:
  explicit ShiftModes(const site::Site& site);

  bool any() const { return !following_.empty(); }
  // Of modes whose shifts are on together, the first in the site's order.
  site::ModeIndex at(Instant at) const;
  Instant changes_after(Instant at) const;  // when it may next be another; never(): it is not

 private:
  struct Following {
    site::ModeIndex mode;
    site::Shift shift;
  };
  std::vector<Following> following_;
  Duration utc_offset_;
};

}  // namespace davy::core
