#include "apps/davy/reading_pages.hpp"

#include <algorithm>

namespace davy::apps {
namespace {

void add_missing(std::vector<store::Damage>& all, const std::vector<store::Damage>& missing) {
  for (const store::Damage& damage : missing)
    if (std::ranges::find(all, damage.what, &store::Damage::what) == all.end()) all.push_back(damage);
}

}  // namespace

// The next page begins at a source time, so what has the time of the first that no longer fits is left to it as a whole.
Result<ReadingsLeft> for_all_readings(store::Range range, ReadingPages pages, const ReadReadings& read,
                                      const std::function<void(const Readings&)>& take) {
  ReadingsLeft left;
  std::size_t taken = 0;
  std::size_t page = pages.page;
  for (bool is_first = true;; is_first = false) {
    const std::size_t wanted = pages.limit ? std::min(page, *pages.limit - taken) : page;
    Result<store::Answer<Readings>> answer = read(range, wanted + 1);
    if (!answer) return answer.error();
    add_missing(left.missing, answer->missing);
    if (is_first) left.thinned = std::move(answer->thinned);  // of all that was asked for
    Readings& found = answer->found;
    const bool is_last = found.size() <= wanted;
    const bool is_limit = pages.limit && taken + wanted == *pages.limit;
    if (!is_last) {
      const Instant next = found.back().source;
      found.pop_back();
      if (is_limit) left.next = next;
      if (!is_limit) std::erase_if(found, [&](const store::Reading& reading) { return reading.source == next; });
      range.from = next;
    }
    taken += found.size();
    if (is_first || !found.empty()) take(found);
    if (is_last || is_limit) return left;
    page = found.empty() ? page * 2 : pages.page;
  }
}

}  // namespace davy::apps
