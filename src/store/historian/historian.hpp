#pragma once
// Historian: every sample of every point, compressed, bit-exact, with source time, arrival time and quality.
//
// Chunks of one point: times and values as small whole numbers where that is lossless, then zstd, each with a checksum and a summary so that
// long ranges need not decode; the newest samples durable in a tail of raw batches. Format: docs/formats/historian.md.
// Points are keyed by name, so that a changed site keeps its history; of a point that never spoke every answer is empty.
//
// What is damaged is left out of an answer and named in it, the rest is there. An Error means that nothing can be read.

#include "store/historian/answer.hpp"

#include <memory>

namespace davy::store {

class Historian {
 public:
  // Read-only, on the same folder as the store; one object per thread.
  static Result<std::unique_ptr<Historian>> open(const std::string& data_folder);
  ~Historian();

  Result<bool> knows(const std::string& point);
  Result<std::vector<std::string>> points();  // that ever spoke, by name

  // In order of source time; at most `limit`, from the oldest.
  Result<Answer<std::vector<Reading>>> raw(const std::string& point, Range range, std::size_t limit);

  // Intervals of `width` that hold samples, in order. A peak is never hidden: min and max are exact. Decoded answers the same without the
  // summaries of chunks. Invalid: no width.
  Result<Answer<std::vector<Interval>>> intervals(const std::string& point, Range range, Duration width, Use use = Use::Summaries);

  // Of all samples, whatever their quality.
  Result<Answer<std::optional<Reading>>> last(const std::string& point);

  // The newest known sample with a source time at or before `at`.
  Result<Answer<std::optional<Reading>>> last_known(const std::string& point, Instant at);

  // Stretches of the range longer than `longest` without a known sample, in order; the ends of the range count as samples. Where samples could
  // not be read there may have been none: see what is missing. Invalid: a negative length.
  Result<Answer<std::vector<Range>>> gaps(const std::string& point, Range range, Duration longest);

 private:
  class Impl;
  explicit Historian(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::store
