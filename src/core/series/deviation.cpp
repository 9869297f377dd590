#include "core/series/deviation.hpp"

#include "base/ensure.hpp"

#include <algorithm>

namespace davy::core {

Deviation::Deviation(const DeviationOptions& options) {
  ensure(options.stale_after_a > Duration() && options.stale_after_b > Duration(), "a stale_after longer than zero");
  a_.stale_after = options.stale_after_a;
  b_.stale_after = options.stale_after_b;
}

void Deviation::feed(Point& point, const Sample& sample) {
  if (sample.source <= point.last) return;
  point.last = sample.source;
  point.reading = reading_of(sample);
  advance(sample.source);
  if (point.reading == Reading::Unusable) return;
  point.keep(sample.source, sample.value);
  compare();
}

void Deviation::advance(Instant now) { now_ = std::max(now_, now); }

void Deviation::compare() {
  if (a_.count == 0 || b_.count == 0) return;
  const Instant at = std::min(a_.newest(), b_.newest());
  if (at <= compared_) return;
  const auto a = a_.value_at(at), b = b_.value_at(at);
  if (!a || !b) return;
  difference_ = *a - *b;
  compared_ = at;
}

std::optional<double> Deviation::difference() const {
  if (!seen(a_) || !seen(b_)) return std::nullopt;
  if (now_ - compared_ > std::max(a_.stale_after, b_.stale_after)) return std::nullopt;
  return difference_;
}

void Deviation::Point::keep(Instant at, double value) {
  times[count % kKept] = at;
  values[count % kKept] = value;
  ++count;
  if (count == 2 * kKept) count = kKept;  // the same places, and it never runs over
}

std::optional<double> Deviation::Point::value_at(Instant at) const {
  const std::uint32_t kept = std::min(count, kKept);
  for (std::uint32_t back = 1; back <= kept; ++back) {
    const std::size_t i = (count - back) % kKept;
    if (times[i] == at) return values[i];
    if (times[i] > at) continue;
    if (back == 1) return std::nullopt;
    const std::size_t after = (i + 1) % kKept;
    const Duration gap = times[after] - times[i];
    if (gap > stale_after) return std::nullopt;
    const double share = static_cast<double>((at - times[i]).ns()) / static_cast<double>(gap.ns());
    return values[i] + (values[after] - values[i]) * share;
  }
  return std::nullopt;
}

}  // namespace davy::core
