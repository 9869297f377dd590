// Hydraulic rig: a row a cycle of a minute, with the state of its parts. A change of state is found when a group of series becomes strange within
// 30 cycles; a group that becomes strange at another time is a false start (which may be another part's doing: all are worn in turn).

#include "benches/evaluate/comparison.hpp"
#include "benches/evaluate/table.hpp"

#include <algorithm>

namespace davy::evaluate {

namespace {

constexpr std::size_t kSoon = 30;  // cycles

// A part, the series that speak of it, and the cycles at which its state changed.
struct Part {
  std::string name;
  std::string label;
  std::vector<std::string> columns;
  std::vector<std::vector<double>> series;
  std::vector<std::size_t> changes;
};

Result<Part> load_part(const Table& table, Part part) {
  auto series = table.numbers(part.columns);
  if (!series) return series.error();
  part.series = *std::move(series);
  const auto label = table.words(part.label);
  if (!label) return label.error();
  for (std::size_t row = 1; row < label->size(); ++row)
    if ((*label)[row] != (*label)[row - 1]) part.changes.push_back(row);
  return part;
}

struct Finds {
  double found = 0;
  double false_starts = 0;
};

Finds watch_part(const Part& part, const WatchOptions& options) {
  Watch watch(options, part.series.size());
  std::vector<double> readings(part.series.size());
  std::vector<bool> found(part.changes.size());
  std::vector<bool> before(part.series.size());
  Finds result;
  for (std::size_t row = 0; row < part.series[0].size(); ++row) {
    for (std::size_t i = 0; i < readings.size(); ++i) readings[i] = part.series[i][row];
    watch.feed(readings);
    bool starts = false;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      starts = starts || (watch.strange(i) && !before[i]);
      before[i] = watch.strange(i);
    }
    if (!starts) continue;
    const auto after = std::upper_bound(part.changes.begin(), part.changes.end(), row);
    if (after != part.changes.begin() && row - *(after - 1) <= kSoon)
      found[static_cast<std::size_t>(after - part.changes.begin()) - 1] = true;
    else
      ++result.false_starts;
  }
  result.found = static_cast<double>(std::count(found.begin(), found.end(), true));
  return result;
}

}  // namespace

Result<Comparison> evaluate_hydraulic(const Setting& setting, const std::filesystem::path& data) {
  const auto table = Table::load(data / "cycle_means.csv");
  if (!table) return table.error();
  std::vector<Part> parts = {{"cooler", "cooler_pct", {"TS1_mean", "TS2_mean", "TS3_mean", "TS4_mean", "CE_mean", "CP_mean"}, {}, {}},
                             {"pump", "pump_leakage", {"SE_mean", "VS1_mean"}, {}, {}}};
  for (Part& part : parts) {
    auto loaded = load_part(*table, std::move(part));
    if (!loaded) return loaded.error();
    part = *std::move(loaded);
  }
  return compare(setting, [&](const WatchOptions& options) {
    Figures figures{options.detector, 0, {}};
    for (const Part& part : parts) {
      const Finds result = watch_part(part, options);
      figures.merit += result.found - result.false_starts;
      figures.figures.push_back({part.name + "_changes_found", result.found});
      figures.figures.push_back({part.name + "_changes", static_cast<double>(part.changes.size())});
      figures.figures.push_back({part.name + "_false_starts", result.false_starts});
    }
    return figures;
  });
}

}  // namespace davy::evaluate
