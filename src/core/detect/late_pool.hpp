#pragma once
// LatePool: keeps late samples until their point has been quiet for a while, then judges them in the order of their source times.
//
// The findings depend on which samples were judged together, not on the order in which they came. Each judging starts undecided: it knows
// nothing of the live samples before and after, so a finding may overlap an occurrence that was already known live. Of samples with one source
// time the first to arrive counts; of those that arrived together the one of the best quality, then of the lowest value.
// Bounded: when it is full, all that it holds is judged before the next sample is taken, and an occurrence may then be found in two pieces.

#include "core/detect/edge.hpp"
#include "core/detect/rules.hpp"

#include <map>
#include <vector>

namespace davy::core {

class LatePool {
 public:
  struct Options {
    Duration settle;       // judged once no sample of the point has arrived for this long
    std::size_t capacity;  // samples, all points together; at least 1
  };

  // `rules` must outlive it.
  LatePool(const Rules& rules, Options options);

  void add(const Sample& sample, std::vector<LateFinding>& out);
  void settle(Instant now, std::vector<LateFinding>& out);

  std::size_t bytes() const;

 private:
  struct Backlog {
    std::vector<Sample> samples;
    Instant latest_arrival = Instant::before_all();
  };

  void judge_all(std::vector<LateFinding>& out);
  void judge(Backlog& backlog, std::vector<LateFinding>& out) const;

  const Rules& rules_;
  Options options_;
  std::size_t held_ = 0;
  std::map<site::PointIndex, Backlog> backlogs_;
};

}  // namespace davy::core
