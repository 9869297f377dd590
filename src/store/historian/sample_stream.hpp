#pragma once
// SampleStream: the samples of many points as they once arrived, over any length of time, in bounded memory.
//
// Order: by arrival, then source time, then point; that is the order in which live detection saw them, but for the samples of one batch. Chunks lie by point and
// source time: the stream goes through source time slice by slice, decodes each chunk once, and holds back what arrived later. A slice is one view of the data,
// so that a daemon may write and compact beside it. A sample whose clock ran ahead by more than a minute comes when it is met.
//
// Memory: a few slices, and `samples_held` samples of chunks that have been begun; what is above that is dropped and decoded again, so that very many
// points cost time, not memory. Damaged chunks are left out and named, and so is what was thinned. One thread.

#include "store/historian/answer.hpp"

#include <memory>
#include <span>

namespace davy::store {

struct StreamOptions {
  std::size_t samples_held = 8'000'000;  // of 32 bytes
  std::size_t slice = 400'000;           // samples that next() gives at a time, roughly
};

class SampleStream {
 public:
  // Samples that `points` measured in the range; PointIndex counts in `points`. A point that never spoke gives none.
  static Result<std::unique_ptr<SampleStream>> open(const std::string& data_folder, std::vector<std::string> points, Range range,
                                                    StreamOptions options = {});
  ~SampleStream();

  // The next ones; empty at the end. Valid until the next call.
  Result<std::span<const core::Sample>> next();

  Range covered() const;     // the range, cut to what the historian has of these points; empty when it has nothing
  Instant position() const;  // how far the stream is in it
  const std::vector<Damage>& missing() const;

 private:
  class Impl;
  explicit SampleStream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::store
