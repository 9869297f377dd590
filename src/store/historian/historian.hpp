#pragma once
// Historian: every sample of every point, compressed, bit-exact, with source time, arrival time and quality.
//
// Chunks of one point (up to 4,096 samples): times delta-of-delta, values as decimal-scaled integers where lossless else XOR, then zstd, each with a checksum and a
// summary so that long ranges need not decode; the newest samples durable in a tail of raw batches. Format: docs/formats/historian.md.
// Points are keyed by name, so that a changed site keeps its history.

#include "core/sample.hpp"
#include "site/directory.hpp"

#include <cstdint>
#include <memory>
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

// Of the samples in [from, from + width) that are not Bad.
struct Interval {
  Instant from;
  std::uint64_t count = 0;
  std::uint64_t bad = 0;
  double min = 0;
  double max = 0;
  double sum = 0;
  double first = 0;
  double last = 0;
};

struct Range {
  Instant from;
  Instant until;  // exclusive
};

class Historian {
 public:
  // Read-only, on the same folder as the store; one object per thread.
  static Result<std::unique_ptr<Historian>> open(const std::string& data_folder);
  ~Historian();

  // In order of source time; at most `limit`, from the oldest.
  Result<std::vector<Reading>> raw(const std::string& point, Range range, std::size_t limit);
  // Intervals of `width` that hold samples, in order. A peak is never hidden: min and max are exact.
  Result<std::vector<Interval>> intervals(const std::string& point, Range range, Duration width);
  Result<std::optional<Reading>> last(const std::string& point);

 private:
  class Impl;
  explicit Historian(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::store
