#pragma once
// StoryPlant: the points and devices of a site, as a story tells them.
//
// A point that no series speaks of yet reads its calm value: between the limits nearest to each other, or at the lower end of its range when it is a
// state or has no limit; a feedback point reads what its actuator is in, at first not its safe state. A commanded actuator accepts at once and its
// feedback follows, unless the story says otherwise. The same story gives the same samples. One thread.

#include "analysis/rule_stories/story.hpp"
#include "runtime/loop.hpp"

#include <vector>

namespace davy::analysis {

class StoryPlant final : public runtime::Field {
 public:
  // The references must outlive it.
  StoryPlant(const site::Site& site, const Story& story);

  // Called by the loop within a turn.
  void send(const runtime::FieldCommand& command) override;

  // Time has come to `offset` of the story: what devices say of commands, then the samples that are due. `offset` grows.
  std::vector<runtime::Message> advance(Duration offset);

 private:
  struct PointPlay {
    const Series* series = nullptr;
    Duration due;
    std::size_t next_reading = 0;
    const Piece* piece = nullptr;
    double value = 0;  // what it reads while no piece speaks
  };
  struct Move {
    Duration at;
    site::PointIndex feedback;
    double value = 0;
  };

  double calm_value(site::PointIndex point) const;
  Behaviour manner_of(site::ActuatorIndex actuator) const;
  void read(site::PointIndex point, Duration offset, runtime::Samples& samples);
  void read_csv(site::PointIndex point, Duration offset, runtime::Samples& samples);

  const site::Site& site_;
  const Story& story_;
  Duration now_;
  std::vector<PointPlay> points_;  // by PointIndex
  std::vector<Move> moves_;
  std::vector<runtime::Message> reports_;
};

}  // namespace davy::analysis
