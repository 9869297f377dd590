#include "core/series/stillness.hpp"

#include "base/ensure.hpp"

#include <algorithm>

namespace davy::core {

Stillness::Stillness(const StillnessOptions& options) : options_(options), known_(options.duration, options.stale_after) {
  ensure(options.resolution >= 0, "a resolution that is not negative");
}

void Stillness::feed(const Sample& sample) {
  if (sample.source <= last_) return;
  last_ = sample.source;
  const Reading reading = reading_of(sample);
  known_.add(sample.source, reading);
  if (reading == Reading::Unusable) {
    last_usable_ = Instant::before_all();
    return;
  }
  const double lowest = std::min(lowest_, sample.value), highest = std::max(highest_, sample.value);
  if (run_ == Run::None || highest - lowest > options_.resolution) {
    if (run_ == Run::Going) change_ = sample.source;
    run_ = Run::Going;
    lowest_ = highest_ = sample.value;
    seen_ = Duration();
  } else {
    lowest_ = lowest, highest_ = highest;
    if (sample.source - last_usable_ <= options_.stale_after) seen_ = seen_ + (sample.source - last_usable_);
  }
  last_usable_ = sample.source;
}

Truth Stillness::stuck() const {
  if (!known_.known()) return Truth::Unknown;
  if (seen_ >= options_.duration) return Truth::True;
  return changed_lately() ? Truth::False : Truth::Unknown;
}

Truth Stillness::changed() const {
  if (changed_lately()) return Truth::True;
  return known_.share() >= options_.known_share_min ? Truth::False : Truth::Unknown;
}

}  // namespace davy::core
