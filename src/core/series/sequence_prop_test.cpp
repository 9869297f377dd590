// Sequence against a slow reading of its contract over all that was ever told.

#include "core/series/sequence.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

namespace davy::core {
namespace {

constexpr Duration kWithin = 5_s;

struct Told {
  Instant at;
  Truth truth;
};

bool rises(const std::vector<Told>& told, std::size_t i) {
  return i > 0 && told[i - 1].truth == Truth::False && told[i].truth == Truth::True;
}

// Whether it was Unknown at any instant from `from` to `to`.
bool unseen(const std::vector<Told>& told, Instant from, Instant to) {
  if (told.empty() || told[0].at > from) return true;
  for (std::size_t i = 0; i < told.size(); ++i) {
    const Instant end = i + 1 < told.size() ? told[i + 1].at : Instant::never();
    if (told[i].truth == Truth::Unknown && told[i].at <= to && end > from) return true;
  }
  return false;
}

Truth slow(const std::vector<Told>& a, const std::vector<Told>& b) {
  if (b.empty() || b.back().truth != Truth::True) return b.empty() ? Truth::Unknown : b.back().truth;
  std::size_t rose = b.size() - 1;
  while (rose > 0 && b[rose - 1].truth == Truth::True) --rose;
  if (!rises(b, rose)) return Truth::Unknown;
  const Instant at = b[rose].at;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (rises(a, i) && a[i].at <= at && at - a[i].at <= kWithin) return Truth::True;
  return unseen(a, at - kWithin, at) ? Truth::Unknown : Truth::False;
}

RC_GTEST_PROP(Sequence, IsWhatTheWholeStorySays, ()) {
  Sequence sequence(kWithin);
  std::vector<Told> a, b;
  Instant now = story::second(0);
  const auto truth = rc::gen::weightedElement<Truth>({{5, Truth::False}, {5, Truth::True}, {1, Truth::Unknown}});
  for (int i = 0; i < 60; ++i) {
    now = now + Duration::from_ms(500 * *rc::gen::inRange<std::int64_t>(1, 8));
    const Truth said = *truth;
    if (*rc::gen::arbitrary<bool>())
      a.push_back({now, said}), sequence.feed_a(now, said);
    else
      b.push_back({now, said}), sequence.feed_b(now, said);
    RC_ASSERT(sequence.holds() == slow(a, b));
  }
}

}  // namespace
}  // namespace davy::core
