#include "benches/evaluate/limit_baselines.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace davy::evaluate {

namespace {

constexpr std::array<double, 20> kPercentLadder = {0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50};

enum class Direction { Up, Down };

// A sensor that has a limit; which one does not matter.
struct Sensor {
  site::ConditionIndex condition;
  double range = 1;
  Direction direction = Direction::Up;
};

std::vector<std::optional<Sensor>> sensors_of(const site::Site& site) {
  std::vector<std::optional<Sensor>> sensors(site.points.size());
  for (std::size_t i = 0; i < site.conditions.size(); ++i) {
    const site::Condition& condition = site.conditions[i];
    const bool is_limit = condition.kind == site::ConditionKind::High || condition.kind == site::ConditionKind::Low;
    std::optional<Sensor>& sensor = sensors[condition.point.get()];
    if (!is_limit || sensor) continue;
    const site::Point& point = site[condition.point];
    sensor = Sensor{site::ConditionIndex(i), point.range_max - point.range_min,
                    condition.kind == site::ConditionKind::High ? Direction::Up : Direction::Down};
  }
  return sensors;
}

// One sensor through one recording.
class Ringer {
 public:
  // How far the reading is from what is expected, in hundredths of the range; none: nothing is expected yet.
  std::optional<double> score(const Sensor& sensor, Detector detector, double value) {
    const double first = first_.value_or(value);
    const double last = last_.value_or(value);
    const bool expects = last_.has_value();
    first_ = first;
    last_ = value;
    if (!expects) return std::nullopt;
    const double rise = sensor.direction == Direction::Up ? value - first : first - value;
    return 100 * (detector == Detector::Persistence ? std::abs(value - last) : rise) / sensor.range;
  }

  std::optional<std::size_t> rings;  // which occurrence

 private:
  std::optional<double> first_, last_;
};

struct Tried {
  Detector detector = Detector::Persistence;
  double limit_percent = 0;
};

std::vector<analysis::Occurrence> rung(const std::vector<std::optional<Sensor>>& sensors, const std::vector<core::Sample>& samples,
                                       const Tried& tried) {
  std::vector<analysis::Occurrence> occurrences;
  std::vector<Ringer> ringers(sensors.size());
  for (const core::Sample& sample : samples) {
    const std::optional<Sensor>& sensor = sensors[sample.point.get()];
    if (!sensor || sample.quality == core::Quality::Bad) continue;
    Ringer& ringer = ringers[sample.point.get()];
    const auto score = ringer.score(*sensor, tried.detector, sample.value);
    if (!score) continue;
    const bool is_strange = *score > tried.limit_percent;
    if (is_strange && !ringer.rings) {
      ringer.rings = occurrences.size();
      occurrences.push_back({.condition = sensor->condition,
                             .onset = sample.source,
                             .raised = sample.source,
                             .returned = std::nullopt,
                             .value = sample.value});
    } else if (!is_strange && ringer.rings) {
      occurrences[*ringer.rings].returned = sample.source;
      ringer.rings.reset();
    }
  }
  return occurrences;
}

double merit(const analysis::Score& score) {
  constexpr double kSecondsOfDay = 86'400;
  const auto delay = score.median_delay();
  return static_cast<double>(score.found()) - static_cast<double>(score.false_episodes) - (delay ? delay->seconds() / kSecondsOfDay : 0);
}

}  // namespace

std::vector<LimitBaseline> limit_baselines(const site::Site& site, std::span<const Recorded> recordings, analysis::ScoreRules rules) {
  const std::vector<std::optional<Sensor>> sensors = sensors_of(site);
  std::vector<LimitBaseline> baselines;
  for (const Detector detector : {Detector::Persistence, Detector::FixedLimit}) {
    std::optional<LimitBaseline> best;
    for (const double limit : kPercentLadder) {
      LimitBaseline tried{detector, limit, {}};
      for (const Recorded& recorded : recordings)
        tried.score.add(analysis::score(rung(sensors, recorded.samples, {detector, limit}), recorded.incidents, recorded.watched, rules));
      if (!best || merit(tried.score) > merit(best->score)) best = std::move(tried);
    }
    baselines.push_back(*std::move(best));
  }
  return baselines;
}

}  // namespace davy::evaluate
