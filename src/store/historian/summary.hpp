#pragma once
// Summary: what a chunk says without being decoded, exact to the last sample.
//
// A sample counts as bad when its quality is Bad or its value is no number; the others make min, max, sum, first and last (in order of source time).

#include "store/historian/historian.hpp"

#include <span>
#include <string>

namespace davy::store {

struct Summary {
  std::uint64_t count = 0;      // not bad
  std::uint64_t uncertain = 0;  // of `count`
  std::uint64_t bad = 0;
  double min = 0;
  double max = 0;
  double sum = 0;
  Instant first_at;
  double first = 0;
  Instant last_at;
  double last = 0;

  void add(const Reading& reading);
  void add(const Summary& other);
};

// `since`: the same instant for both, near the samples, so that their times are short.
std::string encode_summary(const Summary& summary, Instant since);
Result<Summary> decode_summary(std::string_view bytes, Instant since);  // Corrupt

}  // namespace davy::store
