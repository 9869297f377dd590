#pragma once
// ClosedLoop: the daemon's own loop and the fake plant in one virtual time, without broker, disk or thread.
//
// What the plant's sensors show goes in, what the loop commands moves the plant. The same scenario gives the same events, every time. One thread.

#include "runtime/loop.hpp"
#include "sim/plant/plant.hpp"
#include "sim/scenario/scenario.hpp"

#include <memory>
#include <vector>

namespace davy::sim {

class ClosedLoop {
 public:
  // `directory` must outlive it. Time begins at `start`.
  ClosedLoop(const site::Directory& directory, Scenario scenario, Instant start);
  ~ClosedLoop();

  void advance(Duration duration);  // in steps of 100 ms
  void happen(const Happening& happening);

  Instant now() const { return now_; }
  const std::vector<core::Event>& events() const { return events_; }
  const core::State& state() const { return loop_->state(); }

 private:
  struct PlantField;
  struct Nobody;
  void step();
  void turn(std::vector<runtime::Message> messages);

  const site::Directory& directory_;
  const Scenario scenario_;
  const Instant start_;
  Instant now_;
  Plant plant_;
  std::size_t next_ = 0;
  std::vector<Instant> due_;  // by point
  std::unique_ptr<PlantField> field_;
  std::unique_ptr<Nobody> nobody_;
  std::unique_ptr<runtime::Loop> loop_;
  std::vector<core::Event> events_;
};

}  // namespace davy::sim
