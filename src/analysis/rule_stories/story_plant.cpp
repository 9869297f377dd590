#include "analysis/rule_stories/story_plant.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace davy::analysis {
namespace {

// An even number between -1 and 1, by SplitMix64: the same on every machine.
double chance(std::uint64_t seed, std::uint64_t salt) {
  std::uint64_t z = seed * 0x9E3779B97F4A7C15ULL + salt;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  z ^= z >> 31;
  return static_cast<double>(z >> 11) * 0x1.0p-52 - 1.0;
}

double value_of(const Piece& piece, Duration since) {
  switch (piece.shape) {
    case Shape::Ramp: {
      const double share = std::min(1.0, since.seconds() / piece.over.seconds());
      return piece.value + (piece.target - piece.value) * share;
    }
    case Shape::Steps: {
      const auto step = static_cast<std::size_t>(since.ns() / piece.every.ns());
      return piece.steps[std::min(step, piece.steps.size() - 1)];
    }
    case Shape::Constant:
    case Shape::Csv:
    case Shape::Silent: return piece.value;
  }
  return piece.value;
}

bool is_two_valued(site::PointKind kind) {
  using site::PointKind;
  return kind == PointKind::Smoke || kind == PointKind::Flame || kind == PointKind::Door || kind == PointKind::State;
}

double resting_feedback(const site::Actuator& actuator) {
  for (const site::ActuatorState& state : actuator.states)
    if (state.name != actuator.safe_state) return state.feedback_value;
  return 0;
}

}  // namespace

StoryPlant::StoryPlant(const site::Site& site, const Story& story) : site_(site), story_(story), points_(site.points.size()) {
  for (std::size_t i = 0; i < points_.size(); ++i) points_[i].value = calm_value(site::PointIndex(i));
  for (const site::Actuator& actuator : site.actuators) points_[actuator.feedback.get()].value = resting_feedback(actuator);
  for (const Series& series : story.series)
    for (const site::PointIndex point : series.points) points_[point.get()].series = &series;
}

void StoryPlant::send(const runtime::FieldCommand& command) {
  const site::Actuator& actuator = site_[command.actuator];
  const Behaviour behaviour = manner_of(command.actuator);
  reports_.emplace_back(core::CommandReport{command.command, core::CommandStage::Sent, {}});
  if (behaviour.manner == Manner::Mute) return;
  const bool refuses = behaviour.manner == Manner::Refuses;
  reports_.emplace_back(core::CommandReport{command.command, refuses ? core::CommandStage::Refused : core::CommandStage::Accepted,
                                            refuses ? "the story has it refuse" : ""});
  if (behaviour.manner != Manner::Obeys) return;
  for (const site::ActuatorState& state : actuator.states)
    if (state.name == command.state)
      moves_.push_back({now_ + behaviour.moves_in.value_or(actuator.observe_within / 4), actuator.feedback, state.feedback_value});
}

std::vector<runtime::Message> StoryPlant::advance(Duration offset) {
  now_ = offset;
  for (const Move& move : moves_)
    if (move.at <= offset) points_[move.feedback.get()].value = move.value;
  std::erase_if(moves_, [&](const Move& move) { return move.at <= offset; });
  std::vector<runtime::Message> messages = std::exchange(reports_, {});
  runtime::Samples samples;
  for (std::size_t i = 0; i < points_.size(); ++i) read(site::PointIndex(i), offset, samples);
  messages.emplace_back(std::move(samples));
  return messages;
}

double StoryPlant::calm_value(site::PointIndex point) const {
  const site::Point& p = site_[point];
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  for (const site::Condition& condition : site_.conditions) {
    if (condition.point != point) continue;
    if (condition.kind == site::ConditionKind::High) high = std::min(high, condition.limit);
    if (condition.kind == site::ConditionKind::Low) low = std::max(low, condition.limit);
  }
  const bool has_low = std::isfinite(low);
  const bool has_high = std::isfinite(high);
  if (!has_low && (!has_high || is_two_valued(p.kind))) return p.range_min;
  if (!has_high && is_two_valued(p.kind)) return p.range_max;
  return (std::max(low, p.range_min) + std::min(high, p.range_max)) / 2;
}

Behaviour StoryPlant::manner_of(site::ActuatorIndex actuator) const {
  Behaviour found{{}, actuator, Manner::Obeys, {}};
  for (const Behaviour& behaviour : story_.behaviours)
    if (behaviour.actuator == actuator && behaviour.from <= now_) found = behaviour;
  return found;
}

void StoryPlant::read(site::PointIndex point, Duration offset, runtime::Samples& samples) {
  PointPlay& play = points_[point.get()];
  if (play.series != nullptr) {
    const auto& pieces = play.series->pieces;
    const auto after = std::ranges::upper_bound(pieces, offset, {}, &Piece::from);
    const Piece* piece = after == pieces.begin() ? nullptr : &*std::prev(after);
    if (std::exchange(play.piece, piece) != piece) play.next_reading = 0;
    if (piece != nullptr && piece->shape == Shape::Csv) return read_csv(point, offset, samples);
  }
  if (offset < play.due) return;
  play.due = play.due + site_[point].period;
  if (play.due <= offset) play.due = offset + site_[point].period;  // after a recording
  const Instant at = story_.start + offset;
  if (play.piece == nullptr) {
    samples.push_back({point, core::Quality::Good, play.value, at, at});
  } else if (play.piece->shape != Shape::Silent) {
    const Piece& piece = *play.piece;
    const double noise = piece.noise == 0 ? 0 : piece.noise * chance(piece.seed + point.get(), static_cast<std::uint64_t>(offset.ns()));
    samples.push_back({point, piece.quality, value_of(piece, offset - piece.from) + noise, at, at});
  }
}

void StoryPlant::read_csv(site::PointIndex point, Duration offset, runtime::Samples& samples) {
  PointPlay& play = points_[point.get()];
  const auto& readings = play.piece->readings;
  for (; play.next_reading < readings.size() && readings[play.next_reading].at <= offset; ++play.next_reading) {
    const Reading& reading = readings[play.next_reading];
    samples.push_back({point, reading.quality, reading.value, story_.start + reading.at, story_.start + offset});
  }
  play.due = offset;
}

}  // namespace davy::analysis
