#pragma once
// Arrival order: brings many samples into the order of arrival, source time, point, in about two passes.
//
// Samples come nearly sorted per point, and arrivals spread over time: they are dealt into narrow stretches of arrival, each sorted by itself.

#include "core/sample.hpp"

#include <vector>

namespace davy::store {

// A source time that runs further ahead of the arrival is a wrong clock: detection refuses such a sample as well.
inline constexpr Duration kClockAhead = core::kClockTolerance;

// `spare` lends its memory.
void sort_by_arrival(std::vector<core::Sample>& samples, std::vector<core::Sample>& spare);

}  // namespace davy::store
