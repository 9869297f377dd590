#pragma once
// Answer: what a question to the historian found, and what it could not read.

#include "core/sample.hpp"

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

struct Reading {
  Instant source;
  Instant arrival;
  core::Quality quality = core::Quality::Good;
  double value = 0;
};

// Neither Bad nor without a number: what counts in figures.
inline bool is_known(const Reading& reading) { return reading.quality != core::Quality::Bad && !std::isnan(reading.value); }

struct Range {
  Instant from;
  Instant until;  // exclusive
};

// Of the samples in [from, from + width) that are known.
struct Interval {
  Instant from;
  std::uint64_t count = 0;
  std::uint64_t uncertain = 0;  // of `count`
  std::uint64_t bad = 0;        // beside `count`
  double min = 0;
  double max = 0;
  double sum = 0;
  double first = 0;
  double last = 0;

  double mean() const { return sum / static_cast<double>(count); }  // only where `count` is not 0
  // Of all samples, how many are good; 0 to 1.
  double good_share() const { return static_cast<double>(count - uncertain) / static_cast<double>(count + bad); }
};

// A chunk, or a row of the newest samples, that is not what was written. Whether such a row held samples of the point asked for cannot be known.
struct Damage {
  Instant first_source;
  Instant last_source;
  std::string what;  // names it, with its span
};

// A stretch whose samples are no longer there one by one, as the site's retention says. Samples that stayed, around alarms, may lie in it.
struct Thinned {
  Instant from;
  Instant until;                     // exclusive
  std::optional<Duration> interval;  // figures of each stand in their place; none: nothing does
  std::uint64_t samples = 0;         // that went; 0 where nothing tells it any more
};

template <class T>
struct Answer {
  T found{};
  std::vector<Damage> missing;
  std::vector<Thinned> thinned;  // in order, where the question touches it
};

// Whether whole chunks may answer by their summary.
enum class Use { Summaries, Samples };

}  // namespace davy::store
