#pragma once
// ExercisePlayer: plays the plant of a drill: what the twins of its scenario read, and what their actuators do.
//
// The only source of samples of twins and the only end of their commands: nothing of a drill enters or leaves through the field. What is read is a
// function of the scenario and of the start of the drill: a sample at each of its readings and at each whole second between them. A twin actuator takes
// its command at once and has moved after a quarter of the time that the real one is given, at most three seconds. One thread.

#include "core/drill/drill_book.hpp"
#include "runtime/ports.hpp"

#include <optional>
#include <vector>

namespace davy::runtime {

class ExercisePlayer {
 public:
  explicit ExercisePlayer(const site::Directory& directory);

  bool is_twin(site::PointIndex point) const { return point >= first_twin_; }
  bool is_twin(site::ActuatorIndex actuator) const;
  std::vector<site::PointIndex> twins() const;

  void take(const FieldCommand& command, Instant now);

  struct Played {
    std::vector<core::Sample> samples;         // in order of source time per point
    std::vector<core::CommandReport> reports;  // before the samples
  };
  // What has happened since the last call; nothing while no drill runs.
  Played play(const std::optional<core::Drill>& running, Instant now);

  // The drill is over, or another begins: what was commanded does not happen any more.
  void rest();

 private:
  struct Move {
    Instant done;
    site::PointIndex feedback;
    double value;
  };
  const site::DrillScenario* scenario_of(const core::Drill& drill) const;
  void play_series(const site::DrillSeries& series, const core::Drill& drill, Instant now, Played& played) const;

  const site::Directory& directory_;
  site::PointIndex first_twin_;  // of the points: twins stand behind all that is real
  std::vector<core::CommandReport> reports_;
  std::vector<Move> moves_;
  std::optional<core::DrillId> drill_;  // that is played
  Instant played_until_;
};

// What the series reads `after` the start of the drill; none: nothing yet.
std::optional<double> value_at(const site::DrillSeries& series, Duration after);

}  // namespace davy::runtime
