#pragma once
// Novelty: how much a reading is unlike everything that its series has done before, once for each new thing.
//
// Four views of the series are each held against the range of their own past, in widths of that range (Envelope): the reading, the mean of the newest
// kShort, the mean distance of the newest kLong from what is usual at their hours of the week (WeekProfile), and how long the series
// has stood still, of which less than kShort readings are never new. The farthest view counts. What is new becomes part of the past kDelay readings later; until kQuiet readings have passed it is not told
// again, unless it has grown kGrowth times. The first kWarmUp readings are learnt and not judged.
//
// One setting for all series. Streaming, fixed room (about 6 kB), no allocation. Values are finite, time does not go back.

#include "core/anomaly/envelope.hpp"
#include "core/anomaly/week_profile.hpp"
#include "core/anomaly/window.hpp"

#include <array>
#include <cstdint>

namespace davy::core {

class Novelty {
 public:
  static constexpr std::size_t kShort = 12;
  static constexpr std::size_t kLong = 96;
  static constexpr std::size_t kDelay = 30;
  static constexpr std::uint64_t kWarmUp = 280;  // of each view
  static constexpr std::uint64_t kQuiet = 400;
  static constexpr double kGrowth = 10;
  static constexpr double kWorthTelling = 0.05;  // widths; what is less keeps nothing quiet

  Novelty();

  // The novelty in widths of the past; 0: nothing new, or told already.
  double feed(double value, Instant at);

 private:
  class View {
   public:
    double feed(double value);
    void learn(double value) { past_.learn(value); }

   private:
    Envelope past_;
    Window<kDelay> recent_;
    std::uint64_t count_ = 0;
  };
  double tell(double novelty);

  Window<kShort> short_;
  Window<kLong> unusual_;
  WeekProfile profile_;
  double last_ = 0;
  std::uint64_t still_ = 0;  // readings since the value changed
  std::array<View, 4> views_;
  std::uint64_t since_told_ = kQuiet;
  double told_ = 0;
};

}  // namespace davy::core
