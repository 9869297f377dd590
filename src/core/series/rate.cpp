#include "core/series/rate.hpp"

namespace davy::core {

Rate::Rate(const WindowOptions& options)
    : known_share_min_(options.known_share_min),
      known_(options.window, options.stale_after),
      fold_(options.window, options.exact_samples) {}

void Rate::feed(const Sample& sample) {
  if (sample.source <= last_) return;
  last_ = sample.source;
  const Reading reading = reading_of(sample);
  known_.add(sample.source, reading);
  fold_.advance(sample.source);
  if (reading == Reading::Unusable) return;
  if (fold_.empty()) origin_ = sample.source;
  fold_.add(sample.source, LineFold::of(sample.source - origin_, sample.value));
}

void Rate::advance(Instant now) {
  known_.advance(now);
  fold_.advance(now);
}

std::optional<double> Rate::per_second() const {
  if (known_.share() < known_share_min_) return std::nullopt;
  const LineFold line = fold_.all();
  // One reading, or several so close that their distance is lost in the rounding of seconds, have no slope.
  if (line.count < 2 || line.squares_s <= 0) return std::nullopt;
  return line.products / line.squares_s;
}

}  // namespace davy::core
