// NAB: one univariate series a file, labelled windows, scored by NAB's own function at the best threshold for the whole set.

#include "analysis/benchmark/nab_score.hpp"
#include "benches/evaluate/comparison.hpp"
#include "benches/evaluate/table.hpp"
#include "core/anomaly/novelty.hpp"

#include <algorithm>
#include <map>
#include <memory>

namespace davy::evaluate {

namespace {

struct Series {
  std::vector<Instant> times;
  std::vector<double> values;
  std::vector<analysis::NabWindow> windows;
};

// "2013-07-04 00:00:00", UTC.
Result<std::vector<Instant>> instants(const Table& table, std::string_view column) {
  auto words = table.words(column);
  if (!words) return words.error();
  std::vector<Instant> all;
  for (std::string& word : *words) {
    std::replace(word.begin(), word.end(), ' ', 'T');
    const auto at = parse_instant(word + "Z");
    if (!at) return at.error();
    all.push_back(*at);
  }
  return all;
}

Result<Series> load_series(const std::filesystem::path& path) {
  const auto table = Table::load(path);
  if (!table) return table.error();
  auto times = instants(*table, "timestamp");
  if (!times) return times.error();
  auto values = table->numbers("value");
  if (!values) return values.error();
  return Series{*std::move(times), *std::move(values), {}};
}

Result<std::vector<Series>> load_corpus(const std::filesystem::path& data) {
  const auto truth = Table::load(data / "truth_windows.csv");
  if (!truth) return truth.error();
  const auto files = truth->words("file");
  if (!files) return files.error();
  const auto starts = instants(*truth, "start");
  if (!starts) return starts.error();
  const auto ends = instants(*truth, "end");
  if (!ends) return ends.error();
  std::map<std::string, Series> corpus;
  for (std::size_t i = 0; i < files->size(); ++i) {
    if (!corpus.contains((*files)[i])) {
      auto series = load_series(data / (*files)[i]);
      if (!series) return series.error();
      corpus[(*files)[i]] = *std::move(series);
    }
    Series& series = corpus[(*files)[i]];
    const auto first = std::lower_bound(series.times.begin(), series.times.end(), (*starts)[i]);
    const auto after = std::upper_bound(series.times.begin(), series.times.end(), (*ends)[i]);
    if (first >= after) return invalid("truth_windows.csv: a window of " + (*files)[i] + " has no rows");
    series.windows.push_back(
        {static_cast<std::size_t>(first - series.times.begin()), static_cast<std::size_t>(after - series.times.begin()) - 1});
  }
  std::vector<Series> all;
  for (auto& [file, series] : corpus) all.push_back(std::move(series));
  return all;
}

std::vector<double> scores(const Series& series, Detector detector) {
  const auto novelty = std::make_unique<core::Novelty>();
  Baseline baseline(detector, core::Novelty::kWarmUp);
  std::vector<double> all;
  for (std::size_t i = 0; i < series.values.size(); ++i)
    all.push_back(detector == Detector::Davy ? novelty->feed(series.values[i], series.times[i]) : baseline.feed(series.values[i]));
  return all;
}

}  // namespace

Result<Comparison> evaluate_nab(const Setting&, const std::filesystem::path& data) {
  const auto corpus = load_corpus(data);
  if (!corpus) return corpus.error();
  Comparison comparison;
  for (const Detector detector : {Detector::Davy, Detector::Persistence, Detector::FixedLimit}) {
    std::vector<analysis::NabSeries> scored;
    for (const Series& series : *corpus) scored.push_back({scores(series, detector), series.windows});
    const analysis::NabScore standard = analysis::best_nab_score(scored, analysis::kNabStandard);
    comparison.push_back({detector,
                          standard.normalised,
                          {{"nab_standard", standard.normalised},
                           {"nab_reward_low_fp", analysis::best_nab_score(scored, analysis::kNabFewFalsePositives).normalised},
                           {"nab_reward_low_fn", analysis::best_nab_score(scored, analysis::kNabFewMissed).normalised},
                           {"series", static_cast<double>(scored.size())},
                           {"windows_found", static_cast<double>(standard.found)},
                           {"windows", static_cast<double>(standard.windows)},
                           {"false_positive_rows", static_cast<double>(standard.false_positives)},
                           {"threshold", standard.threshold}}});
  }
  return comparison;
}

}  // namespace davy::evaluate
