#pragma once
// Detector: turns samples into edges of conditions. The hot path of Davy.
//
// Idea: per point one cache line holds the last reading and the calm band, the interval of values in which no condition of the point can
// change. A sample inside it costs that line and nothing else, however many conditions the point has. Only outside it, or while a delay
// runs, are the conditions walked.
//
// Time. Conditions run on source time. A sample older than the point's last one, or older than its stale_after on arrival, is late: it is
// judged apart and gives LateFindings, whatever the order of arrival; it changes no live value. A repeat of an old reading (same source
// time) is not a reading. Silence counts from the last sample's source time or its arrival, whichever was earlier, so that a clock that
// runs ahead hides nothing.
//
// Truth. Everything begins Unknown, without an edge; the first decided truth, True or False, is an edge. Bad quality makes limits and range
// Unknown; silence beyond stale_after makes all but Stale Unknown; a failed sensor (value outside the valid over-range of NE 43, see
// rules.hpp) makes limits Unknown and OutOfRange True. Between the range and that over-range a value decides as any other. Uncertain
// quality is used. After Unknown the deadband still knows what was decided before.
//
// Delays. An on- or off-delay completes on a sample at or after its end, never on silence (Stale, whose evidence is silence, completes on a
// tick). A bad sample, a failed sensor or silence beyond stale_after, whether or not a tick came to see it, starts it anew; while it runs
// after Unknown the condition stays Unknown.
//
// Expressions: weighed when a sample of a point that they read arrives, and on ticks; see expressions.hpp. A point that an expression reads has
// no calm band: each of its samples walks.
//
// Modes: a live sample is judged by the mode that is now set for its zone, where none is by that of the hour of its source time; a late one by the mode
// of its source time, unknown where that is not known. A change of mode decides nothing by itself: the next sample of a point does, expressions on
// the next tick.
//
// ActuatorFault is decided by the interlock: here it stays Unknown.
//
// No allocation per live sample, clock, log or randomness. One thread. Same samples and ticks in the same order: same output, however the
// samples are cut into batches.

#include "core/detect/edge.hpp"
#include "core/detect/late_pool.hpp"
#include "core/detect/rules.hpp"
#include "core/detect/undecided.hpp"
#include "core/mode/circumstances.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace davy::core {

struct ConditionState;
class Expressions;

// Why a sample was not evaluated, in the order in which it is asked. Every sample has a fate: received = evaluated + late + the sum of the
// rejected.
enum class Rejection { NotANumber, ClockAhead, Repeat, Exercise };  // exercise: of a twin that only a drill feeds
inline constexpr std::size_t kRejections = 4;

struct Fates {
  std::uint64_t received = 0;
  std::uint64_t evaluated = 0;
  std::uint64_t late = 0;
  std::array<std::uint64_t, kRejections> rejected{};
  bool operator==(const Fates&) const = default;
  Fates& operator+=(const Fates& more);
  Fates& operator-=(const Fates& fewer);  // none of its counts is larger
};

struct Findings {
  std::vector<Edge> edges;
  std::vector<LateFinding> late;
  void clear() { edges.clear(), late.clear(); }
};

struct DetectorOptions {
  Duration clock_tolerance = kClockTolerance;
  Duration late_settle = Duration::from_ms(10'000);  // late data of a point is judged once none has arrived for this long
  std::size_t late_capacity = 65'536;                // late samples held before judging, all points together; see LatePool
  Duration silence_lasts;                            // silence is found once it has lasted for longer; what is shorter is none
};

class Detector {
 public:
  // `start` is the instant from which silence counts, until live_from() says better: nothing is stale before start + stale_after (our own restart is a
  // known cause).
  // The site is compiled, not kept; Rules::compile() says what it must hold.
  Detector(const site::Site& site, Instant start, DetectorOptions options = {});
  ~Detector();
  Detector(const Detector&) = delete;
  Detector& operator=(const Detector&) = delete;

  // Judges samples in the order given; appends to `out` (not cleared).
  void feed(std::span<const Sample> samples, Findings& out);

  // Takes the samples before the first one that is not plainly calm, and says how many those are. They give no finding.
  std::size_t feed_calm(std::span<const Sample> samples);

  // What else is known of the plant, whenever it has changed.
  void know(const ModeBook& book);
  void know(const FactBook& book) { circumstances_.know(book); }
  void know_open_orders(const std::vector<std::int64_t>& by_zone) { circumstances_.know_open_orders(by_zone); }
  void know_open_hazards(const std::vector<std::int64_t>& by_zone) { circumstances_.know_open_hazards(by_zone); }

  // Lets time pass: finds silent points and judges settled late data. Call at least every second.
  void tick(Instant now, Findings& out);

  // All that was fed until now was measured before the start: it is evidence as ever, and no value of now.
  void end_past();
  // What it decides is acted upon from `now` on; silence counts from here, however long the start took.
  void live_from(Instant now);

  // Nothing has ever been read there, and nothing is decided of it: the twins of a drill that is over.
  void forget(site::PointIndex point);
  // Samples that were not fed because nobody outside may speak for their point.
  void reject_foreign(std::uint64_t samples);

  // The clock by which samples arrive was set back by so much, to `now`: what was last heard, and delays that run, are taken as of the new clock, so that the next sample
  // of each point is its newest, and silence is seen as soon as ever. What windows held is forgotten, what was late is judged.
  void clock_set_back(Duration by, Instant now, Findings& out);

  Truth truth(site::ConditionIndex condition) const;

  // The last live sample of a point; quality Bad and source before_all() when there is none. The value is the last one that was not Bad.
  Sample last(site::PointIndex point) const;
  bool stale(site::PointIndex point) const;
  bool feeds_expressions(site::PointIndex point) const;
  bool past(site::PointIndex point) const;  // its last sample is from before the start, and none has come since

  const Fates& fates() const { return fates_; }
  // Evaluations that ended in an error, as a division by zero: their condition was unknown.
  std::uint64_t expression_failures() const;
  // The conditions of which the latest evaluation did.
  std::vector<site::ConditionIndex> failing() const;
  // The expressions of a point of which nobody can say now whether they are true, as of the latest evaluation of each.
  std::vector<Undecided> undecided(site::PointIndex point) const;
  std::size_t bytes() const;  // of memory held, for bytes_per_condition

 private:
  struct PointState;
  enum class Seen { Steadily, AfterGap };
  enum class Hour {
    ChangesNothing,
    BringsModes
  };  // told apart once a batch: a calm sample of a site without shift modes is not asked for it

  template <Hour kHour>
  bool is_calm(const Sample& sample, const PointState& point) const;
  void take(std::span<const Sample> samples, Findings& out);
  template <Hour kHour>
  void take_all(std::span<const Sample> samples, Findings& out);
  template <Hour kHour>
  std::size_t take_calm(std::span<const Sample> samples);
  void expect(std::span<const Sample> samples, std::size_t next) const;
  void judge(const Sample& sample, Findings& out);
  void walk(const Sample& sample, PointState& point, Findings& out);
  void find_silent(Instant now, Findings& out);
  void weigh_readers(const Sample& sample, Seen seen, Findings& out);
  void step(std::size_t condition, Evidence evidence, Instant since, Instant at, double value, Findings& out);
  Instant silent_after(std::size_t point) const;
  Instant follow_shift(std::size_t condition, Instant at);
  void reject(Rejection why) { ++fates_.rejected[static_cast<std::size_t>(why)]; }

  Rules rules_;
  Circumstances circumstances_;
  Instant start_;
  DetectorOptions options_;
  std::vector<PointState> points_;            // by PointIndex
  std::vector<ConditionState> conditions_;    // by ConditionIndex
  std::unique_ptr<Expressions> expressions_;  // null when no condition is one
  LatePool late_;
  Instant next_silence_;  // no tick before this instant finds anything newly silent
  Fates fates_;
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Rejection> =
    std::to_array<davy::EnumName<davy::core::Rejection>>({{davy::core::Rejection::NotANumber, "not-a-number"},
                                                          {davy::core::Rejection::ClockAhead, "clock-ahead"},
                                                          {davy::core::Rejection::Repeat, "repeat"},
                                                          {davy::core::Rejection::Exercise, "exercise"}});
