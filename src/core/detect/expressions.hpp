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
// A sequence follows its two truths at every weighing. Operators of one point and window are shared. Memory is taken at construction; no
// allocation after it. One thread.

#include "core/detect/operators.hpp"
#include "core/detect/rules.hpp"
#include "core/detect/undecided.hpp"
#include "core/expression/machine.hpp"
#include "core/mode/circumstances.hpp"
#include "core/series/sequence.hpp"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace davy::core {

class Expressions {
 public:
  // `rules` and `circumstances` must outlive it; the programs of the site's conditions are shared.
  Expressions(const site::Site& site, const Rules& rules, const Circumstances& circumstances, Instant start);

  bool empty() const { return watches_.empty(); }
  // Whether an expression reads the point.
  bool reads(site::PointIndex point) const { return slots_[point.get()] != kUnread; }

  // The live samples of points that are read, in the order of their source times.
  void take(const Sample& sample);

  struct Weighed {
    std::size_t condition;
    Evidence evidence;
    Instant at;
    double value;  // the own point's last usable one
  };

  // The expressions that read a point, by number; all are 0 to count() - 1.
  std::span<const std::uint32_t> readers(site::PointIndex point) const;
  std::size_t count() const { return watches_.size(); }
  std::size_t condition(std::uint32_t expression) const { return watches_[expression].condition; }

  // After a sample of the source time `at`; `decided` is what the condition is taken for, False or True, which a deadband needs to know.
  Weighed weigh(std::uint32_t expression, Instant at, Truth decided);
  // On a tick; none when time alone has changed nothing.
  std::optional<Weighed> weigh_on_tick(std::uint32_t expression, Instant now, Truth decided);
  // What the next sample of the point will touch, ahead of it: in this order, each with time between.
  void expect(site::PointIndex point) const;
  void expect_operators(site::PointIndex point) const;
  void expect_cells(site::PointIndex point) const;

  // Whether it is time for a tick to weigh; a tick that does is remembered.
  bool due(Instant now);

  std::uint64_t failures() const { return failures_; }                                      // evaluations that ended in an error of CEL
  bool is_failing(std::uint32_t expression) const { return watches_[expression].failing; }  // the latest one did

  // Those of a point whose latest evaluation decided nothing.
  std::vector<Undecided> undecided(site::PointIndex own) const;

  // Which points share expressions, directly or by way of others: the same number. None for a point that is not read.
  std::optional<std::uint32_t> group(site::PointIndex point) const;
  // Some of the expressions with nothing behind them, as at a start: for what is judged apart.
  Expressions afresh(std::span<const std::uint32_t> expressions, Instant start) const;

  // With nothing behind them, as at a start; the numbers stay.
  void begin_again(Instant start);
  // Silence counts from `now`, or from what came since.
  void live_from(Instant now) { start_ = now; }

  std::size_t bytes() const;

 private:
  static constexpr std::uint32_t kUnread = ~std::uint32_t{0};
  struct Asked {
    std::size_t condition;
    site::PointIndex own;
    std::shared_ptr<const site::expression::Program> program;
  };
  struct Feed {
    Operators::Number operation;
    Operators::Side side;
    bool operator==(const Feed&) const = default;
  };
  // Some of a list that all share.
  struct Some {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  struct alignas(64) Watched {
    Sample last;
    double usable = 0;
    Some feeds;
    Some readers;
    std::uint32_t group = 0;
    bool seen = false;
  };
  // Small, as all of a plant's go through the caches once a period.
  struct Source {
    const site::expression::Input* input;  // of its program
    site::PointIndex point;
    Operators::Number number;  // of a time function, of a sequence
  };
  struct Watch {
    const site::expression::Program* program;
    Instant at = Instant::before_all();
    std::uint32_t condition;
    site::PointIndex own;
    Some sources;
    Evidence evidence = Evidence::None;
    bool failing = false;
    bool by_time = false;  // the evidence was last changed by a tick
    bool asks_silence = false;
  };

  // By watched point, while the lists are made.
  struct Lists {
    std::vector<std::vector<Feed>> feeds;
    std::vector<std::vector<std::uint32_t>> readers;
  };

  static std::vector<Asked> asked_of(const site::Site& site);
  Asked asked_by(std::size_t watch) const { return {watches_[watch].condition, watches_[watch].own, programs_[watch]}; }
  Expressions(const Rules& rules, const Circumstances& circumstances, const std::vector<Asked>& asked, Instant start, Tense tense);
  void watch(const Asked& asked, Lists& lists);
  Source source_of(const site::expression::Input& input, site::PointIndex own, Lists& lists);
  std::uint32_t slot_of(site::PointIndex point, Lists& lists);
  void lay_out(const Lists& lists);
  const Watched& watched(site::PointIndex point) const { return points_[slots_[point.get()]]; }
  void join_groups();
  std::span<const Source> sources(const Watch& watch) const { return part(sources_, watch.sources); }
  template <class Each>
  static std::span<const Each> part(const std::vector<Each>& of, Some some) {
    return std::span(of).subspan(some.first, some.count);
  }
  Evidence run(Watch& watch, Instant at, Truth decided);
  site::expression::Value value_of(const Watch& watch, const Source& source, std::span<const site::expression::Value> before);
  site::expression::Value followed(const Watch& watch, const Source& source, std::span<const site::expression::Value> before);
  site::expression::Value circumstance(const site::expression::Input& input, Instant at) const;
  bool silent(site::PointIndex point, Instant at, Duration for_longer_than) const;
  bool known(site::PointIndex point, Instant at) const;
  Weighed weighed(const Watch& watch) const;

  const Rules& rules_;
  const Circumstances& circumstances_;
  Instant start_;
  Tense tense_;
  std::vector<Watch> watches_;                                              // in the order of their conditions
  std::vector<std::shared_ptr<const site::expression::Program>> programs_;  // by watch
  std::vector<std::uint32_t> slots_;                                        // by PointIndex: where in points_, or kUnread
  std::vector<Watched> points_;
  std::vector<Feed> feeds_;             // by watched point
  std::vector<std::uint32_t> readers_;  // likewise: their numbers
  std::vector<Source> sources_;         // by watch
  Operators operators_;
  std::vector<Sequence> sequences_;
  std::vector<site::expression::Value> values_;
  Machine machine_{1};
  Instant next_tick_ = Instant::before_all();
  std::uint64_t failures_ = 0;
};

}  // namespace davy::core
