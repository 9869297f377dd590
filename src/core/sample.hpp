#pragma once
// Sample: one reading of one point, with the time at its source, the time it arrived and its quality.

#include "base/enum_names.hpp"
#include "base/time.hpp"
#include "site/model.hpp"

namespace davy::core {

// As the severity bits of an OPC UA StatusCode: a Bad value is never used, an Uncertain one is used and marked (FACTS §I.1). Manual: read and told by a
// person, OPC UA's Good_LocalOverride; used as Good is. No device may say it.
enum class Quality : unsigned char { Good, Uncertain, Bad, Manual };

struct Sample {
  site::PointIndex point;
  Quality quality = Quality::Good;
  double value = 0;  // in the point's unit
  Instant source;    // when it was measured
  Instant arrival;   // when Davy had it
};

// A source time further ahead of the arrival is a wrong clock: detection refuses it, and neither history nor a start goes by it (FACTS §I.3).
inline constexpr Duration kClockTolerance = Duration::from_ms(60'000);

static_assert(sizeof(Sample) == 32, "the hot path reads two samples a cache line");

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Quality> =
    std::to_array<davy::EnumName<davy::core::Quality>>({{davy::core::Quality::Good, "good"},
                                                        {davy::core::Quality::Uncertain, "uncertain"},
                                                        {davy::core::Quality::Bad, "bad"},
                                                        {davy::core::Quality::Manual, "manual"}});
