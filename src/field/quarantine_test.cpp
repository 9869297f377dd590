#include "field/quarantine.hpp"

#include <gtest/gtest.h>

namespace davy::field {
namespace {

constexpr Instant at(int seconds) { return Instant::from_unix_ms(1'000 * seconds); }

TEST(Quarantine, CountsEachReasonAndShowsTheNewestFirst) {
  Quarantine quarantine;
  quarantine.add(Malformed::NotJson, "davy/demo/gas-1/samples", "{", at(1));
  quarantine.add(Malformed::UnknownPoint, "davy/demo/gas-1/samples", "{\"samples\":[…]}", at(2));
  quarantine.add(Malformed::NotJson, "davy/demo/gas-2/samples", "", at(3));

  EXPECT_EQ(quarantine.count(Malformed::NotJson), 2u);
  EXPECT_EQ(quarantine.count(Malformed::UnknownPoint), 1u);
  EXPECT_EQ(quarantine.count(Malformed::BadTime), 0u);
  EXPECT_EQ(quarantine.total(), 3u);

  const auto entries = quarantine.newest_first();
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[0].when, at(3));
  EXPECT_EQ(entries[0].topic, "davy/demo/gas-2/samples");
  EXPECT_EQ(entries[2].excerpt, "{");
}

TEST(Quarantine, StaysBoundedWhateverADeviceSends) {
  Quarantine quarantine;
  const std::string endless(1'000'000, 'x');
  for (int i = 0; i < 1'000; ++i) quarantine.add(Malformed::TooLarge, endless, endless, at(i));

  const auto entries = quarantine.newest_first();
  ASSERT_EQ(entries.size(), 200u);
  EXPECT_EQ(entries.front().when, at(999));
  EXPECT_EQ(entries.back().when, at(800));
  EXPECT_EQ(entries[0].excerpt.size(), 512u);
  EXPECT_EQ(entries[0].topic.size(), 512u);
  EXPECT_EQ(quarantine.count(Malformed::TooLarge), 1'000u) << "what made room is still counted";
}

TEST(Quarantine, EveryReasonHasAName) {
  EXPECT_EQ(kEnumNames<Malformed>.size(), kMalformedReasons);
  EXPECT_EQ(name_of(Malformed::OthersPoint), "others-point");
}

}  // namespace
}  // namespace davy::field
