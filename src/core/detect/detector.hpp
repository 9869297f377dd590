#pragma once
// Detector: turns samples into edges of conditions. The hot path of Davy.
//
// Idea: per point one cache line holds the last source time and the calm band, the interval of values in which no condition of the point can change;
// a sample inside it costs that line and nothing else, however many conditions the point has. Only outside it are the conditions walked.
//
// Rules: conditions run on source time. A sample not newer than the point's last one, or older than its stale_after on arrival, is late:
// it is judged apart and gives LateFindings, whatever the order of arrival. A repeat of an old reading (same source time) is not a reading. Bad
// quality, silence beyond stale_after and a failed sensor (outside NE 43's valid over-range) make limits Unknown, never true and never false. An
// on-delay needs evidence at both ends: it completes on a sample, never on silence. Values beyond the range but inside the over-range
// (−2.5 %…+6.25 % of span, NE 43: 3.6 mA and 21 mA on 4–20 mA) still decide the limits towards that side.
//
// No allocation per sample, clock, log or randomness. One thread. Same samples and ticks in the same order: same output.

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "core/detect/edge.hpp"

namespace davy::core {

// Why a sample was not evaluated. Every sample has a fate: received = evaluated + late + the sum of the rejected.
enum class Rejection { Repeat, ClockAhead, NotANumber };
inline constexpr std::size_t kRejections = 3;

struct Fates {
  std::uint64_t received = 0;
  std::uint64_t evaluated = 0;
  std::uint64_t late = 0;
  std::array<std::uint64_t, kRejections> rejected{};
};

struct Findings {
  std::vector<Edge> edges;
  std::vector<LateFinding> late;
  void clear() { edges.clear(), late.clear(); }
};

struct DetectorOptions {
  Duration clock_tolerance = Duration::from_ms(60'000);  // a source time further ahead of arrival is refused (FACTS §I.3)
  Duration late_settle = Duration::from_ms(10'000);      // late data of a point is judged once it has been quiet for this long
  std::size_t late_capacity = 65'536;                    // late samples held before judging, all points together
};

class Detector {
 public:
  // `start` is the instant from which silence counts: nothing is stale before start + stale_after (our own restart is a known cause).
  Detector(const site::Site& site, Instant start, DetectorOptions options = {});

  // Judges samples in the order given; appends to `out` (not cleared).
  void feed(std::span<const Sample> samples, Findings& out);

  // Lets time pass: finds silent points and judges settled late data. Call at least every second.
  void tick(Instant now, Findings& out);

  Truth truth(site::ConditionIndex condition) const;

  // The last live sample of a point; quality Bad and source before_all() when there is none.
  Sample last(site::PointIndex point) const;
  bool stale(site::PointIndex point) const;

  const Fates& fates() const { return fates_; }
  std::size_t bytes() const;  // of memory held, for bytes_per_condition

 private:
  struct PointState;
  struct ConditionState;
  Fates fates_;
};

}  // namespace davy::core
