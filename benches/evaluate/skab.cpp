// SKAB: eight series of a water pump a file; every row is labelled. F1 over the rows of all files, as its leaderboard has it for outliers.

#include "analysis/benchmark/point_score.hpp"
#include "benches/evaluate/comparison.hpp"
#include "benches/evaluate/table.hpp"

namespace davy::evaluate {

namespace {

using Label = analysis::PointScore::Label;

struct Experiment {
  std::vector<std::vector<double>> series;
  std::vector<double> anomaly;  // empty: nothing happens in it
};

Result<Experiment> load_experiment(const std::filesystem::path& path) {
  const auto table = Table::load(path, ';');
  if (!table) return table.error();
  auto series = table->numbers(
      {"Accelerometer1RMS", "Accelerometer2RMS", "Current", "Pressure", "Temperature", "Thermocouple", "Voltage", "Volume Flow RateRMS"});
  if (!series) return series.error();
  Experiment experiment{*std::move(series), {}};
  const auto anomaly = table->numbers("anomaly");
  if (anomaly) experiment.anomaly = *anomaly;
  return experiment;
}

analysis::PointScore score(const std::vector<Experiment>& experiments, const WatchOptions& options, std::size_t votes) {
  analysis::PointScore score;
  for (const Experiment& experiment : experiments) {
    Watch watch(options, experiment.series.size());
    std::vector<double> readings(experiment.series.size());
    for (std::size_t row = 0; row < experiment.series[0].size(); ++row) {
      for (std::size_t i = 0; i < readings.size(); ++i) readings[i] = experiment.series[i][row];
      const bool truth = !experiment.anomaly.empty() && experiment.anomaly[row] > 0.5;
      score.add(truth ? Label::Strange : Label::Calm, watch.feed(readings) >= votes ? Label::Strange : Label::Calm);
    }
  }
  return score;
}

}  // namespace

Result<Comparison> evaluate_skab(const Setting& setting, const std::filesystem::path& data) {
  const auto truth = Table::load(data / "truth_windows.csv");
  if (!truth) return truth.error();
  const auto files = truth->words("file");
  if (!files) return files.error();
  std::vector<Experiment> labelled;
  for (const std::string& file : *files) {
    auto experiment = load_experiment(data / file);
    if (!experiment) return experiment.error();
    if (experiment->anomaly.empty()) return invalid(file + ": there is no column 'anomaly'");
    labelled.push_back(*std::move(experiment));
  }
  const auto calm = load_experiment(data / "anomaly-free" / "anomaly-free.csv");
  return compare(setting, [&](const WatchOptions& options) {
    const analysis::PointScore all = score(labelled, options, setting.votes);
    Figures figures{options.detector,
                    all.f1(),
                    {{"f1", all.f1()}, {"far_pct", 100 * all.false_alarm_rate()}, {"mar_pct", 100 * all.missed_rate()}}};
    if (calm) figures.figures.push_back({"anomaly_free_far_pct", 100 * score({*calm}, options, setting.votes).false_alarm_rate()});
    figures.figures.push_back({"files", static_cast<double>(labelled.size())});
    return figures;
  });
}

}  // namespace davy::evaluate
