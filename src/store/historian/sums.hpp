#pragma once
// Sums: the figures of the intervals of one question, as samples and summaries of chunks come.

#include "store/historian/chunk_codec.hpp"
#include "store/historian/summary.hpp"

#include <map>

namespace davy::store {

class Sums {
 public:
  // What is added lies in the range; `width` is more than nothing.
  Sums(Range range, Duration width) : from_(range.from), width_(width) {}

  void add(const Reading& reading);
  // What of a chunk lies in the range; its samples in order.
  void add(const PlainChunk& chunk, Range range);
  // Of samples from first to last; they must lie in one interval.
  void add(const Summary& whole, Instant first);
  bool in_one_interval(Instant first, Instant last) const { return number_of(first) == number_of(last); }

  std::vector<Interval> intervals() const;

 private:
  // Unsigned: a range may begin before all time.
  std::uint64_t number_of(Instant at) const {
    return (static_cast<std::uint64_t>(at.unix_ns()) - static_cast<std::uint64_t>(from_.unix_ns())) /
           static_cast<std::uint64_t>(width_.ns());
  }

  Instant from_;
  Duration width_;
  std::map<std::uint64_t, Summary> intervals_;
};

}  // namespace davy::store
