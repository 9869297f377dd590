#include "core/series/window_stats.hpp"

#include <cmath>

namespace davy::core {

WindowStats::WindowStats(const WindowOptions& options)
    : known_share_min_(options.known_share_min),
      known_(options.window, options.stale_after),
      fold_(options.window, options.exact_samples) {}

void WindowStats::feed(const Sample& sample) {
  if (sample.source <= last_) return;
  last_ = sample.source;
  const Reading reading = reading_of(sample);
  known_.add(sample.source, reading);
  if (reading == Reading::Usable)
    fold_.add(sample.source, StatsFold::of(sample.value));
  else
    fold_.advance(sample.source);
}

void WindowStats::advance(Instant now) {
  known_.advance(now);
  fold_.advance(now);
}

std::optional<StatsFold> WindowStats::decided() const {
  if (known_.share() < known_share_min_) return std::nullopt;
  return fold_.all();
}

std::optional<double> WindowStats::count() const {
  const auto fold = decided();
  return fold ? std::optional(fold->count) : std::nullopt;
}

std::optional<double> WindowStats::avg() const {
  const auto fold = decided();
  return fold && fold->count > 0 ? std::optional(fold->sum / fold->count) : std::nullopt;
}

std::optional<double> WindowStats::min() const {
  const auto fold = decided();
  return fold && fold->count > 0 ? std::optional(fold->min) : std::nullopt;
}

std::optional<double> WindowStats::max() const {
  const auto fold = decided();
  return fold && fold->count > 0 ? std::optional(fold->max) : std::nullopt;
}

std::optional<double> WindowStats::sum() const {
  const auto fold = decided();
  return fold && fold->count > 0 ? std::optional(fold->sum) : std::nullopt;
}

std::optional<double> WindowStats::stddev() const {
  const auto fold = decided();
  return fold && fold->count > 0 ? std::optional(std::sqrt(fold->squares / fold->count)) : std::nullopt;
}

}  // namespace davy::core
