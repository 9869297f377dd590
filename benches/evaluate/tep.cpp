// TEP: a simulated chemical plant of 52 variables. The normal run is the past, then each fault's recording follows; its fault begins at a known row.

#include "benches/evaluate/comparison.hpp"
#include "benches/evaluate/table.hpp"

#include <cmath>
#include <limits>
#include <optional>

namespace davy::evaluate {

namespace {

constexpr double kMinutesOfRow = 3;

using Run = std::vector<std::vector<double>>;  // by variable

struct Fault {
  std::string number;
  std::size_t from;  // row, from 0
  Run run;
};

struct Plant {
  Run past;
  std::optional<Run> normal;  // a second normal run, where the data has one
  std::vector<Fault> faults;
};

Result<Run> load_run(const std::filesystem::path& path) {
  const auto table = Table::load(path);
  if (!table) return table.error();
  return table->numbers(std::vector<std::string>(table->columns().begin() + 1, table->columns().end()));
}

Result<Plant> load_plant(const std::filesystem::path& data) {
  auto past = load_run(data / "normal_train.csv");
  if (!past) return past.error();
  Plant plant{*std::move(past), std::nullopt, {}};
  if (std::filesystem::exists(data / "normal_test.csv")) {
    auto normal = load_run(data / "normal_test.csv");
    if (!normal) return normal.error();
    plant.normal = *std::move(normal);
  }
  const auto truth = Table::load(data / "truth_windows.csv");
  if (!truth) return truth.error();
  const auto files = truth->words("file");
  const auto numbers = truth->words("fault");
  const auto from = truth->numbers("fault_from_row");
  if (!files || !numbers || !from) return invalid("truth_windows.csv: expected the columns file, fault and fault_from_row");
  for (std::size_t i = 0; i < files->size(); ++i) {
    auto run = load_run(data / (*files)[i]);
    if (!run) return run.error();
    plant.faults.push_back({(*numbers)[i], static_cast<std::size_t>((*from)[i]) - 1, *std::move(run)});
  }
  return plant;
}

struct Counts {
  std::size_t rows = 0;
  std::size_t strange = 0;
  std::optional<std::size_t> first;  // row of the first that was strange

  void add(bool is_strange) {
    if (is_strange && !first) first = rows;
    ++rows;
    strange += is_strange ? 1 : 0;
  }
  double share() const { return rows == 0 ? 0 : static_cast<double>(strange) / static_cast<double>(rows); }
};

struct Seen {
  Counts before;
  Counts after;
};

// What is seen of `run` before and from row `from`, with the normal run as its past.
Seen see(const Plant& plant, const Run& run, std::size_t from, const WatchOptions& options, std::size_t votes) {
  Watch watch(options, plant.past.size());
  std::vector<double> readings(plant.past.size());
  const auto feed = [&](const Run& of, std::size_t row) {
    for (std::size_t i = 0; i < readings.size(); ++i) readings[i] = of[i][row];
    return watch.feed(readings) >= votes;
  };
  for (std::size_t row = 0; row < plant.past[0].size(); ++row) feed(plant.past, row);
  Seen seen;
  for (std::size_t row = 0; row < run[0].size(); ++row) (row < from ? seen.before : seen.after).add(feed(run, row));
  return seen;
}

}  // namespace

Result<Comparison> evaluate_tep(const Setting& setting, const std::filesystem::path& data) {
  const auto plant = load_plant(data);
  if (!plant) return plant.error();
  return compare(setting, [&](const WatchOptions& options) {
    Counts calm;
    double rates = 0;
    std::vector<Figure> by_fault;
    for (const Fault& fault : plant->faults) {
      const Seen seen = see(*plant, fault.run, fault.from, options, setting.votes);
      calm.rows += seen.before.rows;
      calm.strange += seen.before.strange;
      rates += seen.after.share();
      by_fault.push_back({"fault_" + fault.number + "_detection_pct", 100 * seen.after.share()});
      by_fault.push_back({"fault_" + fault.number + "_delay_min", seen.after.first ? static_cast<double>(*seen.after.first) * kMinutesOfRow
                                                                                   : std::numeric_limits<double>::quiet_NaN()});
    }
    if (plant->normal) {
      const Seen seen = see(*plant, *plant->normal, plant->normal->front().size(), options, setting.votes);
      calm.rows += seen.before.rows;
      calm.strange += seen.before.strange;
    }
    const double mean = plant->faults.empty() ? 0 : rates / static_cast<double>(plant->faults.size());
    Figures figures{options.detector, mean - calm.share(), {{"mean_detection_pct", 100 * mean}, {"false_alarm_pct", 100 * calm.share()}}};
    figures.figures.insert(figures.figures.end(), by_fault.begin(), by_fault.end());
    return figures;
  });
}

}  // namespace davy::evaluate
