// IMS bearings: four bearings run until one fails. A warning is a stretch of strange readings that lasts until the end; one that passes is false.

#include "benches/evaluate/comparison.hpp"
#include "benches/evaluate/table.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace davy::evaluate {

namespace {

struct Test {
  std::vector<std::string> channels;  // "bearing3_a"
  std::vector<std::vector<double>> series;
  std::vector<Instant> times;
  std::string failed;  // names the failed bearings: "bearing3 (inner race), bearing4 …"
};

Result<Test> load_test(const std::filesystem::path& path, std::string failed) {
  const auto table = Table::load(path);
  if (!table) return table.error();
  Test test;
  test.failed = std::move(failed);
  test.channels.assign(table->columns().begin() + 1, table->columns().end());
  auto series = table->numbers(test.channels);
  if (!series) return series.error();
  test.series = *std::move(series);
  const auto times = table->words("time_local");
  if (!times) return times.error();
  for (const std::string& time : *times) {
    const auto at = parse_instant(time + "Z");  // local, but of one place
    if (!at) return at.error();
    test.times.push_back(*at);
  }
  return test;
}

// The bearings that a text names.
std::set<std::string> bearings(const std::string& text) {
  std::set<std::string> named;
  constexpr std::string_view kBearing = "bearing";
  for (std::size_t at = text.find(kBearing); at != std::string::npos; at = text.find(kBearing, at + 1))
    named.insert(text.substr(at, kBearing.size() + 1));
  return named;
}

struct Sum {
  double lead_h = 0;
  double false_episodes = 0;
  std::size_t failed = 0;
  std::size_t warned = 0;
  double days = 0;
};

void add(Sum& sum, const Test& test, const WatchOptions& options) {
  Watch watch(options, test.channels.size());
  std::vector<std::optional<Instant>> since(test.channels.size());
  std::vector<double> readings(test.channels.size());
  for (std::size_t row = 0; row < test.times.size(); ++row) {
    for (std::size_t i = 0; i < readings.size(); ++i) readings[i] = test.series[i][row];
    watch.feed(readings);
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (watch.strange(i) && !since[i]) since[i] = test.times[row];
      if (!watch.strange(i) && since[i]) ++sum.false_episodes, since[i].reset();
    }
  }
  const std::set<std::string> failed = bearings(test.failed);
  std::set<std::string> warned;
  double lead_h = 0;
  for (std::size_t i = 0; i < since.size(); ++i) {
    const std::string bearing = *bearings(test.channels[i]).begin();
    if (!since[i] || !failed.contains(bearing)) continue;
    warned.insert(bearing);
    lead_h = std::max(lead_h, (test.times.back() - *since[i]).seconds() / 3'600);
  }
  sum.lead_h += lead_h;
  sum.failed += failed.size();
  sum.warned += warned.size();
  sum.days += (test.times.back() - test.times.front()).seconds() / 86'400;
}

}  // namespace

Result<Comparison> evaluate_ims_bearing(const Setting& setting, const std::filesystem::path& data) {
  const auto truth = Table::load(data / "truth.csv");
  if (!truth) return truth.error();
  const auto files = truth->words("file");
  const auto failed = truth->words("failed_component");
  if (!files || !failed) return invalid("truth.csv: expected the columns file and failed_component");
  std::vector<Test> tests;
  for (std::size_t i = 0; i < files->size(); ++i) {
    auto test = load_test(data / (*files)[i], (*failed)[i]);
    if (!test) return test.error();
    if (std::any_of(test->channels.begin(), test->channels.end(), [](const std::string& channel) { return bearings(channel).empty(); }))
      return invalid((*files)[i] + ": expected only columns of bearings after the time");
    tests.push_back(*std::move(test));
  }
  return compare(setting, [&](const WatchOptions& options) {
    Sum sum;
    for (const Test& test : tests) add(sum, test, options);
    const double mean_lead_h = tests.empty() ? 0 : sum.lead_h / static_cast<double>(tests.size());
    return Figures{options.detector,
                   mean_lead_h - sum.false_episodes,
                   {{"lead_time_h", mean_lead_h},
                    {"failed_bearings_warned_of", static_cast<double>(sum.warned)},
                    {"failed_bearings", static_cast<double>(sum.failed)},
                    {"false_episodes", sum.false_episodes},
                    {"days", sum.days}}};
  });
}

}  // namespace davy::evaluate
