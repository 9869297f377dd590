#include "core/series/known_time.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace davy::core {
namespace {

RC_GTEST_PROP(KnownTime, IsExactUpToSixteenGapsAndNeverOverstatedBeyond, ()) {
  constexpr Duration kWindow = 60_s, kStaleAfter = 1_s;
  KnownTime known(kWindow, kStaleAfter);
  struct Heard {
    Instant at;
    Reading reading;
  };
  std::vector<Heard> all;
  const auto steps = *rc::gen::scale(6, rc::gen::container<std::vector<std::pair<int, int>>>(
                                            rc::gen::pair(rc::gen::inRange(1, 3'000), rc::gen::inRange(0, 5))));
  Instant now = story::second(0);
  for (const auto& [after_ms, kind] : steps) {
    now = now + Duration::from_ms(after_ms);
    if (kind == 0) {
      known.advance(now);
    } else {
      all.push_back({now, kind == 1 ? Reading::Unusable : Reading::Usable});
      known.add(now, all.back().reading);
    }
    Duration covered;
    int gaps = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].at <= now - kWindow - kWindow) continue;
      const Instant next = i + 1 < all.size() ? all[i + 1].at : now;
      if (all[i].reading == Reading::Unusable || next - all[i].at > kStaleAfter) ++gaps;
      if (all[i].reading == Reading::Unusable) continue;
      covered = covered + std::max(Duration(), std::min({next, all[i].at + kStaleAfter, now}) - std::max(all[i].at, now - kWindow));
    }
    RC_ASSERT(known.covered() >= Duration());
    RC_ASSERT(known.covered() <= covered);
    if (gaps <= 16) RC_ASSERT(known.covered() == covered);
  }
}

}  // namespace
}  // namespace davy::core
