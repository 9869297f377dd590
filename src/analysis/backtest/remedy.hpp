#pragma once
// Remedy: the dead-band or on-delay that would end the chatter of one condition, found by trial on the history of its own point.
//
// The condition as it is and every candidate ring side by side in one pass, judged by the same detection and engine as live samples. Where alarms chatter a
// dead-band comes first: it holds nothing back. A delay is for what is over sooner than anybody can act. Proposed is the smallest that ends the trouble and
// keeps each alarm that is known to have been real, and with a delay each that lasted longer than it. A cause of a row is never delayed: its valve
// would wait too, and no site declares how long it may; nor anything by as long as people have to respond. Modes and facts are as they were; nothing is set
// aside; one that rings with permits rings as PermitTimes says. One thread.

#include "analysis/backtest/permit_times.hpp"
#include "analysis/backtest/trial.hpp"
#include "analysis/backtest/truth.hpp"

#include <memory>
#include <variant>

namespace davy::analysis {

enum class RemedyKind { Deadband, Delay };

enum class NoRemedy {
  Gone,         // the site no longer has the condition
  OfSensor,     // it speaks of the sensor, or of an actuator: that is to be mended
  NoLimit,      // an expression
  Quiet,        // by the rules of now, the history rings without this trouble
  HoldsRow,     // only a delay might help, and a row would wait with it
  NoneHelps,    // none of those tried ends it
  LosesAlarms,  // those that end it lose an alarm that was real, or that lasted longer
  NoHistory     // the point's samples of that time are not there
};

struct Remedy {
  RemedyKind kind = RemedyKind::Deadband;
  double deadband = 0;  // in the point's unit; that of now when it is a delay
  Duration delay;       // likewise
  std::size_t rang_then = 0;
  std::size_t kept = 0;                  // of now's alarms: real, or longer than the delay
  std::optional<Duration> longest_kept;  // none: none was, or it stands
  std::optional<Duration> added;         // what the earliest of them is told later; none: there was none
};

// What the history rings by the rules of now, and what would end the trouble of it.
struct Tried {
  std::size_t rang = 0;
  std::size_t most_in_a_minute = 0;
  std::size_t fleeting = 0;
  std::variant<NoRemedy, Remedy> found = NoRemedy::NoHistory;
};

class RemedyTrial {
 public:
  // Why there is nothing to be tried, without a look at the history.
  static std::variant<NoRemedy, std::unique_ptr<RemedyTrial>> create(const site::Directory& directory, const std::string& condition,
                                                                     Instant begin, const Deeds& deeds = {});

  const std::string& point() const { return tries_.point; }
  // In the order of their arrival; all of the condition's point, whose index is 0.
  void play(std::span<const core::Sample> samples) { trial_.play(samples); }
  void pass(Instant until) { trial_.pass(until); }

  // Of what rang from `from` on; `real` are windows in which something is known to have happened.
  Tried judge(Instant from, std::span<const TruthWindow> real) const;

 private:
  enum class InRow { No, Votes };
  struct Candidate {
    RemedyKind kind = RemedyKind::Deadband;
    double deadband = 0;
    Duration delay;
  };
  struct Tries {
    std::string point;
    std::vector<Candidate> candidates;  // the first is the condition as it is
    InRow in_row = InRow::No;
    std::optional<PermitTimes> permits;  // of one that rings with them
  };
  RemedyTrial(site::Site site, Tries tries, Instant begin, Deeds deeds);
  static std::vector<Candidate> candidates_of(const site::Point& point, const site::Condition& condition, InRow in_row);
  static site::Site side_by_side(const site::Site& site, const site::Condition& condition, const std::vector<Candidate>& candidates);

  Tries tries_;
  Trial trial_;
};

}  // namespace davy::analysis

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::RemedyKind> = std::to_array<davy::EnumName<davy::analysis::RemedyKind>>(
    {{davy::analysis::RemedyKind::Deadband, "deadband"}, {davy::analysis::RemedyKind::Delay, "delay"}});

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::NoRemedy> =
    std::to_array<davy::EnumName<davy::analysis::NoRemedy>>({{davy::analysis::NoRemedy::Gone, "gone"},
                                                             {davy::analysis::NoRemedy::OfSensor, "of-sensor"},
                                                             {davy::analysis::NoRemedy::NoLimit, "no-limit"},
                                                             {davy::analysis::NoRemedy::Quiet, "quiet"},
                                                             {davy::analysis::NoRemedy::HoldsRow, "holds-row"},
                                                             {davy::analysis::NoRemedy::NoneHelps, "none-helps"},
                                                             {davy::analysis::NoRemedy::LosesAlarms, "loses-alarms"},
                                                             {davy::analysis::NoRemedy::NoHistory, "no-history"}});
