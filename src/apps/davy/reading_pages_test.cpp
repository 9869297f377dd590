#include "apps/davy/reading_pages.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace davy::apps {
namespace {

Instant at(std::int64_t second) { return Instant::from_unix_ms(1'800'000'000'000 + second * 1'000); }

// A historian that holds readings of these seconds, valued by their places.
class Held {
 public:
  explicit Held(const std::vector<std::int64_t>& seconds) {
    for (const std::int64_t second : seconds)
      readings_.push_back({at(second), at(second), core::Quality::Good, static_cast<double>(readings_.size())});
  }
  Result<store::Answer<Readings>> read(store::Range range, std::size_t limit) {
    longest = std::max(longest, limit);
    store::Answer<Readings> answer;
    answer.missing = {{at(0), at(1), "chunk 7"}};
    if (range.from <= at(0)) answer.thinned = {{at(0), at(1), std::nullopt, 3}};
    for (const store::Reading& each : readings_)
      if (each.source >= range.from && each.source < range.until && answer.found.size() < limit) answer.found.push_back(each);
    return answer;
  }
  std::size_t longest = 0;

 private:
  Readings readings_;
};

struct Told {
  std::vector<double> values;
  ReadingsLeft left;
};

Told ask(Held& held, ReadingPages pages) {
  Told told;
  const auto left = for_all_readings(
      {Instant::before_all(), Instant::never()}, pages, [&](store::Range range, std::size_t limit) { return held.read(range, limit); },
      [&](const Readings& readings) {
        for (const store::Reading& each : readings) told.values.push_back(each.value);
      });
  EXPECT_TRUE(left);
  if (left) told.left = *left;
  return told;
}

TEST(ReadingPages, AllComeOnceInOrderHoweverSmallThePages) {
  const std::vector<double> all{0, 1, 2, 3, 4, 5, 6};
  for (const std::size_t page : {1U, 2U, 3U, 7U, 100U}) {
    Held held({0, 1, 1, 1, 2, 3, 4});
    const Told told = ask(held, {page, {}});
    EXPECT_EQ(told.values, all) << page;
    EXPECT_EQ(told.left.next, std::nullopt);
    EXPECT_EQ(told.left.missing.size(), 1U) << "each damage is named once";
    EXPECT_EQ(told.left.thinned.size(), 1U);
    EXPECT_LE(held.longest, page * 4 + 1) << "no more is held than need be";
  }
}

TEST(ReadingPages, AtALimitItIsSaidWhereItGoesOn) {
  Held held({0, 1, 2, 3, 4});
  const Told some = ask(held, {2, 3});
  EXPECT_EQ(some.values, (std::vector<double>{0, 1, 2}));
  EXPECT_EQ(some.left.next, at(3));
  const Told exactly = ask(held, {2, 5});
  EXPECT_EQ(exactly.values.size(), 5U);
  EXPECT_EQ(exactly.left.next, std::nullopt) << "there are no more";
}

TEST(ReadingPages, OfNothingThereIsOneEmptyPage) {
  Held held({});
  int pages = 0;
  ASSERT_TRUE(for_all_readings(
      {Instant::before_all(), Instant::never()}, {}, [&](store::Range range, std::size_t limit) { return held.read(range, limit); },
      [&](const Readings&) { ++pages; }));
  EXPECT_EQ(pages, 1) << "so that the headings are printed";
}

}  // namespace
}  // namespace davy::apps
