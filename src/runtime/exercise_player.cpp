#include "runtime/exercise_player.hpp"

#include "site/exercise.hpp"

#include <algorithm>
#include <set>

namespace davy::runtime {
namespace {

constexpr Duration kSecond = Duration::from_ms(1'000);
constexpr Duration kTravelMost = Duration::from_ms(3'000);
constexpr Duration kGoldenTravel = Duration::from_ms(50);

Duration travel_of(const site::Actuator& actuator) {
  if (site::is_golden(actuator.name)) return kGoldenTravel;
  return std::min(Duration::from_ns(actuator.observe_within.ns() / 4), kTravelMost);
}

}  // namespace

ExercisePlayer::ExercisePlayer(const site::Directory& directory)
    : directory_(directory), first_twin_(site::real_points(directory.site())) {}

bool ExercisePlayer::is_twin(site::ActuatorIndex actuator) const { return site::is_exercise(directory_.site()[actuator].name); }

std::vector<site::PointIndex> ExercisePlayer::twins() const {
  std::vector<site::PointIndex> twins;
  for (std::size_t i = first_twin_.get(); i < directory_.site().points.size(); ++i) twins.emplace_back(i);
  return twins;
}

void ExercisePlayer::take(const FieldCommand& command, Instant now) {
  const site::Actuator& actuator = directory_.site()[command.actuator];
  reports_.push_back({command.command, core::CommandStage::Sent, ""});
  reports_.push_back({command.command, core::CommandStage::Accepted, ""});
  const auto state = std::ranges::find(actuator.states, command.state, &site::ActuatorState::name);
  if (state != actuator.states.end()) moves_.push_back({now + travel_of(actuator), actuator.feedback, state->feedback_value});
}

ExercisePlayer::Played ExercisePlayer::play(const std::optional<core::Drill>& running, Instant now) {
  Played played;
  if (!running) return played;
  if (drill_ != running->id) {
    drill_ = running->id;
    played_until_ = running->started - Duration::from_ns(1);
  }
  played.reports = std::exchange(reports_, {});
  if (const site::DrillScenario* scenario = scenario_of(*running))
    for (const site::DrillSeries& series : scenario->series) play_series(series, *running, now, played);
  played_until_ = std::max(played_until_, now);
  for (const Move& move : moves_)
    if (move.done <= now) played.samples.push_back({move.feedback, core::Quality::Good, move.value, move.done, now});
  std::erase_if(moves_, [&](const Move& move) { return move.done <= now; });
  return played;
}

void ExercisePlayer::rest() {
  reports_.clear();
  moves_.clear();
  drill_.reset();
}

const site::DrillScenario* ExercisePlayer::scenario_of(const core::Drill& drill) const {
  const auto& all = directory_.site().drill_scenarios;
  const auto found = std::ranges::find(all, drill.what.scenario, &site::DrillScenario::name);
  return found == all.end() ? nullptr : &*found;
}

void ExercisePlayer::play_series(const site::DrillSeries& series, const core::Drill& drill, Instant now, Played& played) const {
  if (!series.twin) return;
  std::set<Instant> times;
  for (const site::DrillReading& reading : series.readings) times.insert(drill.started + reading.after);
  const std::int64_t seconds = std::max<std::int64_t>(0, (played_until_ - drill.started).ns() / kSecond.ns());
  for (Instant at = drill.started + Duration::from_ns(seconds * kSecond.ns()); at <= now; at = at + kSecond) times.insert(at);
  for (const Instant at : times) {
    if (at <= played_until_ || at > now) continue;
    if (const auto value = value_at(series, at - drill.started))
      played.samples.push_back({*series.twin, core::Quality::Good, *value, at, now});
  }
}

std::optional<double> value_at(const site::DrillSeries& series, Duration after) {
  const auto next = std::ranges::find_if(series.readings, [&](const site::DrillReading& each) { return each.after > after; });
  if (next == series.readings.begin()) return std::nullopt;
  const site::DrillReading& before = *std::prev(next);
  if (next == series.readings.end() || next->shape == site::DrillShape::Step) return before.value;
  const double share = static_cast<double>((after - before.after).ns()) / static_cast<double>((next->after - before.after).ns());
  return before.value + (next->value - before.value) * share;
}

}  // namespace davy::runtime
