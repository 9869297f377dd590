#pragma once
// Recent samples: what a start of Davy finds of each point, kept while a history is played, so that a start of then can be played too.
//
// As the store gives it (store/historian/recent.hpp): of every point the samples within its recent window (core/detect/recent_window.hpp), at most so many.
// One thread.

#include "core/sample.hpp"
#include "site/model.hpp"

#include <span>
#include <vector>

namespace davy::analysis {

class RecentSamples {
 public:
  explicit RecentSamples(const site::Site& site);

  void take(std::span<const core::Sample> samples);  // in the order of their arrival
  // In order of source time; later points after earlier ones.
  std::vector<core::Sample> all() const;

 private:
  struct OfPoint {
    Duration window;
    std::size_t samples_max = 0;
    Instant newest = Instant::before_all();
    std::size_t full = 16;  // what has grown to it is looked through for what is old
    std::vector<core::Sample> samples = {};

    void forget_old();
  };

  std::vector<OfPoint> points_;  // by PointIndex
};

}  // namespace davy::analysis
