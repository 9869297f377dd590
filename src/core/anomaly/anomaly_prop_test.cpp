// What must hold of the anomaly scores for every series.

#include "core/anomaly/anomaly.hpp"

#include "core/anomaly/novelty.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <memory>
#include <type_traits>

namespace davy::core {
namespace {

// Nothing of them lives elsewhere: no sample can allocate, and the room is bounded.
static_assert(std::is_trivially_copyable_v<Anomaly> && sizeof(Anomaly) < 4'096);
static_assert(std::is_trivially_copyable_v<Novelty> && sizeof(Novelty) < 8'192);

// A series in which steps, spikes and stillness occur.
rc::Gen<std::vector<double>> any_series() {
  const auto piece = rc::gen::pair(rc::gen::inRange(1, 200), rc::gen::inRange(-1'000, 1'000));
  return rc::gen::map(rc::gen::container<std::vector<std::pair<int, int>>>(12, piece), [](const std::vector<std::pair<int, int>>& pieces) {
    std::vector<double> series;
    for (const auto& [length, level] : pieces)
      for (int i = 0; i < length; ++i) series.push_back(level + (level % 3 == 0 ? 0 : i * 7 % 11));
    return series;
  });
}

std::vector<double> novelties(const std::vector<double>& series) {
  const auto novelty = std::make_unique<Novelty>();
  std::vector<double> told;
  Instant at;
  for (const double value : series) told.push_back(novelty->feed(value, at = at + Duration::from_ms(600'000)));
  return told;
}

std::vector<double> distances(const std::vector<double>& series) {
  Anomaly anomaly;
  std::vector<double> all;
  for (const double value : series) all.push_back(anomaly.feed(value));
  return all;
}

std::vector<double> times(std::vector<double> series, double factor) {
  for (double& value : series) value *= factor;
  return series;
}

RC_GTEST_PROP(Anomaly, TheSameSeriesHasTheSameScores, ()) {
  const auto series = *any_series();
  RC_ASSERT(novelties(series) == novelties(series));
  RC_ASSERT(distances(series) == distances(series));
}

RC_GTEST_PROP(Anomaly, TheUnitDoesNotMatter, ()) {
  const auto series = *any_series();
  RC_ASSERT(novelties(series) == novelties(times(series, 1'024)));
  RC_ASSERT(distances(series) == distances(times(series, -0.25)));
}

RC_GTEST_PROP(Anomaly, NothingLooksAhead, ()) {
  auto series = *any_series();
  const auto whole_novelties = novelties(series);
  const auto whole_distances = distances(series);
  const auto kept = *rc::gen::inRange<std::size_t>(0, series.size());
  series.resize(kept);
  const auto some_novelties = novelties(series);
  const auto some_distances = distances(series);
  RC_ASSERT(std::equal(some_novelties.begin(), some_novelties.end(), whole_novelties.begin()));
  RC_ASSERT(std::equal(some_distances.begin(), some_distances.end(), whole_distances.begin()));
}

RC_GTEST_PROP(Anomaly, AScoreIsANumberFromZeroToTheFarthest, ()) {
  const auto series = *any_series();
  for (const auto& scores : {novelties(series), distances(series)})
    for (const double score : scores) RC_ASSERT(score >= 0 && score <= Envelope::kFarthest / Departure::kAway);
}

}  // namespace
}  // namespace davy::core
