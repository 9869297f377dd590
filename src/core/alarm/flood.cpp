#include "core/alarm/flood.hpp"

namespace davy::core {

void FloodGauge::rang(Instant at) {
  pass(at);
  recent_.push_back(at);
  if (!since_ && recent_.size() > kFloodStartsAbove) since_ = at;
}

void FloodGauge::pass(Instant now) {
  while (!recent_.empty() && recent_.front() + kFloodWindow <= now) {
    const Instant left = recent_.front() + kFloodWindow;
    recent_.pop_front();
    if (since_ && recent_.size() < kFloodEndsBelow) {
      ended_ = left;
      since_.reset();
    }
  }
}

}  // namespace davy::core
