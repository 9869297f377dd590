#include "core/series/trend.hpp"

#include "core/series/median.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace davy::core {

namespace {

constexpr double kBelief = 0.99;
// A line through 12 values of pure noise changes by 0.92 of their deviation over them, one through 6 by 1.2: these are more than four times that.
constexpr double kChangeOverNoise = 4;
constexpr double kChangeOverNoiseNewer = 6;
constexpr double kMisfitOverNoise = 3;
constexpr std::uint32_t kNewest = 3;  // parts that say where the value is now

// How surely `rising` more pairs rise than fall for another reason than chance, of n values without ties (Mann 1945, Kendall 1975; normal
// approximation with correction for continuity, two-sided).
double mann_kendall(int rising, std::uint32_t n) {
  const double count = n;
  const double deviation = std::sqrt(count * (count - 1) * (2 * count + 5) / 18);
  const double distance = std::max(0.0, std::abs(rising) - 1.0) / deviation;
  return std::erf(distance / std::numbers::sqrt2);
}

}  // namespace

Trend::Trend(const TrendOptions& options)
    : lookback_(options.lookback),
      width_(options.lookback / kParts + Duration::from_ns(1)),
      known_share_min_(options.known_share_min),
      known_(options.lookback, options.stale_after) {}

void Trend::feed(const Sample& sample) {
  if (sample.source <= last_) return;
  last_ = sample.source;
  advance(sample.source);
  const Reading reading = reading_of(sample);
  known_.add(sample.source, reading);
  if (reading == Reading::Usable) middle_.add(sample.source, sample.value);
}

void Trend::advance(Instant now) {
  known_.advance(now);
  if (now < part_end_) return;
  end_part();
  // Parts lie on a grid, and what has left is judged by it, so that the trend does not depend on how often time was let pass.
  const Instant begin = Instant::from_unix_ns(now.unix_ns() / width_.ns() * width_.ns());
  part_end_ = begin + width_;
  while (parts_count_ > 0 && part(0).at < begin - width_ * kParts) ++parts_first_, --parts_count_;
  fit();
}

void Trend::end_part() {
  if (middle_.empty()) return;
  if (parts_count_ == kParts) ++parts_first_, --parts_count_;
  parts_[(parts_first_ + parts_count_) % kParts] = {middle_.at(), middle_.value()};
  ++parts_count_;
  middle_.clear();
}

void Trend::fit() {
  if (parts_count_ < kPartsMin) {
    line_ = Line();
    return;
  }
  const double noise = noise_of_parts();
  line_ = fitted(parts_count_, noise);
  if (parts_count_ >= 2 * kPartsMin) {
    const Line newer = fitted(kPartsMin, noise);
    const double misfit = misfit_of_newest(line_);
    if (newer.believed && misfit > kMisfitOverNoise * noise && misfit > 2 * misfit_of_newest(newer)) line_ = newer;
  }
  if (!line_.believed) line_.value = level();
}

Trend::Line Trend::fitted(std::uint32_t newest, double noise) const {
  const std::uint32_t begin = parts_count_ - newest;
  std::array<double, kParts*(kParts - 1) / 2> slopes;
  std::size_t pairs = 0;
  int rising = 0;
  for (std::uint32_t i = begin; i < parts_count_; ++i) {
    for (std::uint32_t j = i + 1; j < parts_count_; ++j) {
      const double slope = (part(j).value - part(i).value) / (part(j).at - part(i).at).seconds();
      slopes[pairs++] = slope;
      rising += (slope > 0) - (slope < 0);
    }
  }
  Line line;
  line.per_second = median({slopes.data(), pairs});
  line.at = part(parts_count_ - 1).at;
  std::array<double, kParts> rest;
  for (std::uint32_t i = begin; i < parts_count_; ++i) rest[i - begin] = part(i).value + line.per_second * (line.at - part(i).at).seconds();
  line.value = median({rest.data(), newest});
  for (std::uint32_t i = 0; i < newest; ++i) rest[i] = std::abs(rest[i] - line.value);
  const double scatter = std::max(noise, kDeviationsAMad * median({rest.data(), newest}));
  const double change = std::abs(line.per_second) * (line.at - part(begin).at).seconds();
  line.confidence = mann_kendall(rising, newest);
  line.believed = line.confidence >= kBelief && change >= (newest == kPartsMin ? kChangeOverNoiseNewer : kChangeOverNoise) * scatter;
  return line;
}

// The deviation of the parts' values about any smooth course: from their second differences, in which a ramp and a single bend do not show.
double Trend::noise_of_parts() const {
  std::array<double, kParts> bends;
  const std::uint32_t count = parts_count_ - 2;
  for (std::uint32_t i = 0; i < count; ++i) bends[i] = std::abs(part(i).value - 2 * part(i + 1).value + part(i + 2).value);
  return kDeviationsAMad * median({bends.data(), count}) / std::sqrt(6);
}

double Trend::misfit_of_newest(const Line& line) const {
  double misfit = 0;
  for (std::uint32_t i = parts_count_ - kNewest; i < parts_count_; ++i)
    misfit += std::abs(part(i).value + line.per_second * (line.at - part(i).at).seconds() - line.value);
  return misfit / kNewest;
}

double Trend::level() const {
  std::array<double, kNewest> newest;
  for (std::uint32_t i = 0; i < kNewest; ++i) newest[i] = part(parts_count_ - kNewest + i).value;
  return median(newest);
}

double Trend::value_after(Duration horizon) const {
  if (!line_.believed) return line_.value;
  return line_.value + line_.per_second * ((known_.now() - line_.at) + horizon).seconds();
}

std::optional<double> Trend::per_second() const { return decided() ? std::optional(line_.per_second) : std::nullopt; }

std::optional<double> Trend::forecast(Duration horizon) const {
  if (!decided() || horizon > lookback_ * kReach) return std::nullopt;
  return value_after(horizon);
}

std::optional<Duration> Trend::time_to(double limit, Crossing crossing) const {
  if (!decided()) return std::nullopt;
  const double up = crossing == Crossing::Upward ? 1 : -1;
  const double missing = up * (limit - value_after(Duration()));
  if (missing <= 0) return Duration();
  const double nearing_per_second = up * line_.per_second;
  if (!line_.believed || missing > nearing_per_second * (lookback_ * kReach).seconds()) return kNotInSight;
  return Duration::from_seconds(missing / nearing_per_second);
}

double Trend::confidence() const { return decided() ? line_.confidence : 0; }

}  // namespace davy::core
