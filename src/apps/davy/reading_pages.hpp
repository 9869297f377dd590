#pragma once
// Every reading of a stretch, a page at a time, however many there are.

#include "base/result.hpp"
#include "store/historian/answer.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace davy::apps {

using Readings = std::vector<store::Reading>;
// At most `limit` of the stretch, the oldest, in order of source time.
using ReadReadings = std::function<Result<store::Answer<Readings>>(store::Range range, std::size_t limit)>;

struct ReadingPages {
  std::size_t page = 100'000;        // held in memory at once, but where more have one source time
  std::optional<std::size_t> limit;  // none: all
};

// Beside what was taken.
struct ReadingsLeft {
  std::vector<store::Damage> missing;  // each once
  std::vector<store::Thinned> thinned;
  std::optional<Instant> next;  // of the first that was not taken; none: that was all
};

Result<ReadingsLeft> for_all_readings(store::Range range, ReadingPages pages, const ReadReadings& read,
                                      const std::function<void(const Readings&)>& take);

}  // namespace davy::apps
