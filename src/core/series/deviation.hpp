#pragma once
// Deviation: by how much one point differs from another that measures the same, at the same instant.
//
// The two speak at different times and with different periods. They are compared at the newest instant up to which both have been read:
// where the one that is behind has its last usable reading, the other is taken on the straight line between its readings before and after,
// when these are not further apart than its stale_after. So a ramp is no deviation, however slowly one of them speaks.
//
// Undecided while either cannot be seen (last reading Bad or older than its stale_after), and when the newest comparison is older than the
// longer stale_after. The last 8 usable readings of each are kept: when the one that is behind is so late that the other has spoken 8
// times since, there is no comparison at that instant.
//
// Samples of each in the order of their source times, a repeat is ignored; the two need no common order. Memory: fixed, no heap. O(1).

#include "core/sample.hpp"
#include "core/series/known_time.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace davy::core {

struct DeviationOptions {
  Duration stale_after_a;  // both longer than zero
  Duration stale_after_b;
};

class Deviation {
 public:
  explicit Deviation(const DeviationOptions& options);

  void feed_a(const Sample& sample) { feed(a_, sample); }
  void feed_b(const Sample& sample) { feed(b_, sample); }
  void advance(Instant now);

  // a less b, in the unit of the two.
  std::optional<double> difference() const;
  // Of the newest comparison; before_all() when there was none.
  Instant compared() const { return compared_; }

 private:
  static constexpr std::uint32_t kKept = 8;
  struct Point {
    Duration stale_after;
    Instant last = Instant::before_all();
    Reading reading = Reading::Unusable;
    std::uint32_t count = 0;
    std::array<Instant, kKept> times;  // usable readings; the newest is number count - 1, modulo kKept
    std::array<double, kKept> values{};

    void keep(Instant at, double value);
    Instant newest() const { return times[(count - 1) % kKept]; }
    std::optional<double> value_at(Instant at) const;
  };

  void feed(Point& point, const Sample& sample);
  void compare();
  bool seen(const Point& point) const { return point.reading == Reading::Usable && now_ - point.last <= point.stale_after; }

  Instant now_ = Instant::before_all();
  Instant compared_ = Instant::before_all();
  double difference_ = 0;
  Point a_, b_;
};

}  // namespace davy::core
