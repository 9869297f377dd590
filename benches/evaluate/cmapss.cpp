// C-MAPSS: simulated engines that run until they fail, one row a cycle. The first warning should come before the end, but not while an engine is healthy:
// with more than 125 cycles left it is too early, the bound that is usual for this set.

#include "benches/evaluate/comparison.hpp"
#include "benches/evaluate/table.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace davy::evaluate {

namespace {

constexpr std::size_t kHealthy = 125;  // cycles left
constexpr std::size_t kSettings = 5;   // columns before the sensors: unit, cycle and three settings

struct Fleet {
  std::vector<double> unit;
  std::vector<std::vector<double>> sensors;
};

Result<Fleet> load_fleet(const std::filesystem::path& path) {
  const auto table = Table::load(path);
  if (!table) return table.error();
  if (table->columns().size() <= kSettings || table->rows() == 0) return invalid("train_FD001.csv: expected rows with sensors");
  auto unit = table->numbers("unit");
  if (!unit) return unit.error();
  auto sensors = table->numbers(std::vector<std::string>(table->columns().begin() + kSettings, table->columns().end()));
  if (!sensors) return sensors.error();
  return Fleet{*std::move(unit), *std::move(sensors)};
}

// Cycles left at the first warning of the engine in rows [from, until).
std::optional<std::size_t> first_warning(const Fleet& fleet, std::size_t from, std::size_t until, const WatchOptions& options,
                                         std::size_t votes) {
  Watch watch(options, fleet.sensors.size());
  std::vector<double> readings(fleet.sensors.size());
  for (std::size_t row = from; row < until; ++row) {
    for (std::size_t i = 0; i < readings.size(); ++i) readings[i] = fleet.sensors[i][row];
    if (watch.feed(readings) >= votes) return until - 1 - row;
  }
  return std::nullopt;
}

Figures measure(const Fleet& fleet, const WatchOptions& options, std::size_t votes) {
  std::vector<double> leads;
  std::size_t early = 0;
  std::size_t engines = 0;
  for (std::size_t from = 0; from < fleet.unit.size();) {
    std::size_t until = from;
    while (until < fleet.unit.size() && fleet.unit[until] == fleet.unit[from]) ++until;
    const auto left = first_warning(fleet, from, until, options, votes);
    if (left && *left > kHealthy) ++early;
    if (left && *left <= kHealthy) leads.push_back(static_cast<double>(*left));
    ++engines;
    from = until;
  }
  std::sort(leads.begin(), leads.end());
  const double found = static_cast<double>(leads.size());
  return {options.detector,
          found - static_cast<double>(early),
          {{"engines_warned_in_time", found},
           {"engines_warned_too_early", static_cast<double>(early)},
           {"engines", static_cast<double>(engines)},
           {"median_lead_cycles", leads.empty() ? std::numeric_limits<double>::quiet_NaN() : leads[leads.size() / 2]},
           {"least_lead_cycles", leads.empty() ? std::numeric_limits<double>::quiet_NaN() : leads.front()}}};
}

}  // namespace

Result<Comparison> evaluate_cmapss(const Setting& setting, const std::filesystem::path& data) {
  const auto fleet = load_fleet(data / "train_FD001.csv");
  if (!fleet) return fleet.error();
  return compare(setting, [&](const WatchOptions& options) { return measure(*fleet, options, setting.votes); });
}

}  // namespace davy::evaluate
