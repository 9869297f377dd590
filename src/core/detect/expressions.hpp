#pragma once
// Expressions: the conditions of a site that are expressions, what they read of the plant, and what that says of them.
//
// Event time. An expression is weighed when a live sample of a point that it reads arrives, as of the sample's source time, and on ticks, once a
// second at most; its own time never runs backwards. A value is known while its point's last reading is usable, its sensor works and it is not
// silent (stale_after, of the point); else it is unknown. Late samples are not weighed here: an expression has no late findings.
//
// Delays complete as those of other conditions: on a sample. What only the passing of time has changed (a window that emptied, silence)
// completes on ticks, as silence does.
//
// Operators of one point and window are shared. Memory is taken at construction; no allocation after it. One thread.

#include "core/detect/rules.hpp"
#include "core/expression/machine.hpp"
#include "core/series/rate.hpp"
#include "core/series/trend.hpp"
#include "core/series/window_stats.hpp"

#include <memory>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace davy::core {

class Expressions {
 public:
  // `rules` must outlive it; the programs of the site's conditions are shared.
  Expressions(const site::Site& site, const Rules& rules, Instant start);

  bool empty() const { return watches_.empty(); }
  // Whether an expression reads the point.
  bool reads(site::PointIndex point) const { return !readers_[point.get()].empty(); }

  // The live samples of points that are read, in the order of their source times.
  void take(const Sample& sample);

  struct Weighed {
    std::size_t condition;
    Evidence evidence;
    Instant at;
    double value;  // the own point's last usable one
  };

  // The expressions that read a point, by number; all are 0 to count() - 1.
  std::span<const std::uint32_t> readers(site::PointIndex point) const { return readers_[point.get()]; }
  std::size_t count() const { return watches_.size(); }
  std::size_t condition(std::uint32_t expression) const { return watches_[expression].condition; }

  // After a sample of the source time `at`.
  Weighed weigh(std::uint32_t expression, Instant at);
  // On a tick; none when time alone has changed nothing.
  std::optional<Weighed> weigh_on_tick(std::uint32_t expression, Instant now);
  // Whether it is time for a tick to weigh; a tick that does is remembered.
  bool due(Instant now);

  std::uint64_t failures() const { return failures_; }  // evaluations that ended in an error of CEL
  std::size_t bytes() const;

 private:
  using Operator = std::variant<WindowStats, Rate, Trend>;
  struct Watched {
    Sample last;
    double usable = 0;
    bool seen = false;
    std::vector<std::uint32_t> operators;
  };
  struct Source {
    site::expression::Input input;
    site::PointIndex point;
    std::uint32_t operation = 0;  // of a time function
  };
  struct Watch {
    std::size_t condition;
    site::PointIndex own;
    std::shared_ptr<const site::expression::Program> program;
    std::vector<Source> sources;
    Instant at = Instant::before_all();
    Outcome outcome = Outcome::Unknown;
    bool by_time = false;  // the outcome was last changed by a tick
    bool asks_silence = false;
  };
  struct Shared {
    site::PointIndex point;
    std::size_t which;  // alternative of Operator
    Duration window;
  };

  std::uint32_t operator_for(const site::Site& site, site::PointIndex point, const site::expression::Input& input);
  Outcome run(Watch& watch, Instant at);
  site::expression::Value value_of(const Source& source, Instant at);
  site::expression::Value answer_of(const Source& source, Instant at);
  bool silent(site::PointIndex point, Instant at, Duration for_longer_than) const;
  bool known(site::PointIndex point, Instant at) const;
  Weighed weighed(const Watch& watch) const;

  const Rules& rules_;
  Instant start_;
  std::vector<Watch> watches_;
  std::vector<std::vector<std::uint32_t>> readers_;  // by PointIndex
  std::vector<Watched> points_;                      // by PointIndex
  std::vector<Operator> operators_;
  std::vector<Shared> shared_;  // by operator
  std::vector<site::expression::Value> values_;
  Machine machine_{1};
  Instant next_tick_ = Instant::before_all();
  std::uint64_t failures_ = 0;
};

}  // namespace davy::core
