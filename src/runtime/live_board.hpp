#pragma once
// LiveBoard: the newest live value of every point, the fates of all samples and the expressions that fail, as the engine last left them, for any thread to read.

#include "runtime/loop.hpp"

#include <mutex>
#include <vector>

namespace davy::runtime {

struct LiveValue {
  core::Sample last;  // source before_all(): never heard of
  bool stale = true;  // silent for longer than it may be, or from before the start: not a value of now
  core::CalibrationState calibration = core::CalibrationState::None;  // of its device
};

// Conditions whose expression ends in an error: they are unknown, and somebody is to mend them.
struct Failing {
  std::uint64_t evaluations = 0;  // that ended so, since the start
  std::vector<site::ConditionIndex> now;
};

class LiveBoard {
 public:
  explicit LiveBoard(std::size_t points) : values_(points) {}

  // Engine thread: after a turn, for the points that had samples in it.
  void update(const Loop& loop, const Samples& samples);
  // Engine thread: every point; also sees those that fell silent.
  void update_all(const Loop& loop);

  std::vector<LiveValue> values() const;
  core::Fates fates() const;
  Failing failing() const;

 private:
  mutable std::mutex mutex_;
  std::vector<LiveValue> values_;  // by PointIndex
  core::Fates fates_;
  Failing failing_;
};

}  // namespace davy::runtime
