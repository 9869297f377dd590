#pragma once
// Judge: what is true of each limit, silence and vote, from the samples that were delivered, by the words of the rules. The oracle of a world.
//
// It has no bands, cache lines or look-ahead: every sample is held against every condition of its point. It follows these words. A sample is live
// when it is the newest of its point by source time, came within stale_after of that time and not more than a minute before it. A limit is true at or
// beyond its value, false again inside its deadband, each once it has been so for its delay, by samples, without a gap; a bad or failed reading and
// silence make it unknown; its value is that of the mode of its zone, and where a mode has none it is false. An expression is weighed when a sample of its point
// is live and, once a second, by ticks, which decide only what time alone has changed (window_judge.hpp). Silence counts from the last live sample's source or arrival,
// whichever was earlier, and from the going of the process: until then nobody listened. What a start recovers counts as delivered then. Actuator faults are not
// its business. One thread.

#include "core/detect/detector.hpp"
#include "sim/world/window_judge.hpp"
#include "site/directory.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace davy::sim {

class Judge {
 public:
  Judge(const site::Directory& directory, Duration tick);

  using Modes = std::map<std::string, std::string>;  // what is set, by zone; "" is the site
  void know(Modes modes) { modes_ = std::move(modes); }

  void start(std::span<const core::Sample> recovered, Instant now);
  void go(Instant now);  // the start is durable
  void take(std::span<const core::Sample> samples);
  void end_turn(Instant now);  // lets time pass when a tick is due
  void begin_turn();           // what has acted is forgotten

  core::Truth truth(site::ConditionIndex condition) const { return cases_[condition.get()].truth; }
  Instant onset(site::ConditionIndex condition) const { return cases_[condition.get()].onset; }
  bool judges(site::ConditionIndex condition) const;
  bool votes(site::RowIndex row) const;                               // enough causes are true now
  bool acted(site::RowIndex row) const { return acted_[row.get()]; }  // or were at any moment of this turn
  const core::Sample* last(site::PointIndex point) const;             // the live one; null: none in this life
  const core::Fates& fates() const { return fates_; }                 // since the start
  bool ticked() const { return ticked_; }                             // in the turn that ended last
  // Whether one that was taken in this turn is live.
  bool was_live(const core::Sample& sample) const;

 private:
  enum class Says { Yes, No, Between, Nothing };
  struct Case {
    core::Truth truth = core::Truth::Unknown;
    bool decided = false;
    std::optional<Instant> turning_since;
    Instant onset = Instant::before_all();
  };

  // One condition over a window.
  struct Expression {
    std::size_t condition = 0;
    WindowJudge window;
    Instant at = Instant::before_all();
    Says says = Says::Nothing;
    bool by_time = false;  // it was a tick that changed what it says
  };

  void take_live(const core::Sample& sample);
  void take_window(const core::Sample& sample);
  void tick_windows(Instant now);
  Says weigh(Expression& expression, Instant at);
  std::string mode_of(site::PointIndex point) const;
  std::optional<double> limit_of(const site::Condition& condition) const;
  bool works(const core::Sample& sample) const;  // its sensor does
  void hold(std::size_t condition, Says says, Instant since, Instant at);
  Says says(const site::Condition& condition, const core::Sample& sample) const;
  Instant silent_after(std::size_t point) const;
  void tick(Instant now);
  void vote();

  const site::Directory& directory_;
  const Duration tick_;
  Instant start_;
  Instant next_tick_;
  bool ticked_ = false;
  std::vector<std::optional<core::Sample>> last_;  // by PointIndex
  std::vector<Case> cases_;                        // by ConditionIndex
  std::vector<Expression> expressions_;
  Instant next_weighing_;
  Modes modes_;
  std::vector<bool> acted_;         // by RowIndex
  std::vector<core::Sample> live_;  // of this turn
  core::Fates fates_;
};

}  // namespace davy::sim
