#pragma once
// LatePool: keeps late samples until their point has been quiet for a while, then judges them in the order of their source times.
//
// The findings depend on which samples were judged together, not on the order in which they came. Each judging starts undecided: it knows
// nothing of the live samples before and after, so a finding may overlap an occurrence that was already known live. Of samples with one source
// time the first to arrive counts; of those that arrived together the one of the best quality, then of the lowest value.
//
// Expressions are judged over the late samples of all points that share them, once all of these have been quiet for a while, or after kPatience of that
// while; what a point that is not late read then is not known here. A finding of an expression has no limit to be beyond: its peak is the own
// point's value at the onset, zero when that is not known.
//
// Bounded: when it is full, all that it holds is judged before the next sample is taken, and an occurrence may then be found in two pieces.

#include "core/detect/edge.hpp"
#include "core/detect/rules.hpp"
#include "core/mode/circumstances.hpp"

#include <map>
#include <vector>

namespace davy::core {

class Expressions;

class LatePool {
 public:
  struct Options {
    Duration settle;       // judged once no sample of the point has arrived for this long
    std::size_t capacity;  // samples, all points together; at least 1
  };

  static constexpr std::int64_t kPatience = 6;

  // What it is given must outlive it; `expressions` may be null.
  LatePool(const Rules& rules, const Circumstances& circumstances, Options options, const Expressions* expressions = nullptr);

  void add(const Sample& sample, std::vector<LateFinding>& out);
  void settle(Instant now, std::vector<LateFinding>& out);

  std::size_t bytes() const;

 private:
  struct Backlog {
    std::vector<Sample> samples;
    Instant first_arrival = Instant::never();
    Instant latest_arrival = Instant::before_all();
  };
  // By group of Expressions: the samples of its settled points.
  using Settled = std::map<std::uint32_t, Backlog>;

  void judge_all(std::vector<LateFinding>& out);
  void judge(Backlog& backlog, Settled& settled, std::vector<LateFinding>& out) const;
  void judge_expressions(Settled& settled, std::vector<LateFinding>& out) const;
  std::map<std::uint32_t, Instant> latest_of_groups() const;

  const Rules& rules_;
  const Circumstances& circumstances_;
  Options options_;
  const Expressions* expressions_;
  std::size_t held_ = 0;
  std::map<site::PointIndex, Backlog> backlogs_;
};

}  // namespace davy::core
