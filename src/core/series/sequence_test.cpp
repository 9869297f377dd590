#include "core/series/sequence.hpp"

#include "core/series/series_story.hpp"

#include <gtest/gtest.h>

namespace davy::core {
namespace {

using story::second;

Sequence seen_false() {
  Sequence sequence(5_s);
  sequence.feed_a(second(0), Truth::False);
  sequence.feed_b(second(0), Truth::False);
  return sequence;
}

TEST(Sequence, HoldsWhenBFollowsAInTimeAndUntilBFalls) {
  Sequence sequence = seen_false();
  EXPECT_EQ(sequence.holds(), Truth::False);
  sequence.feed_a(second(10), Truth::True);
  EXPECT_EQ(sequence.holds(), Truth::False);
  sequence.feed_b(second(15), Truth::True);
  EXPECT_EQ(sequence.holds(), Truth::True);
  sequence.feed_a(second(20), Truth::False);
  EXPECT_EQ(sequence.holds(), Truth::True);
  sequence.feed_b(second(30), Truth::False);
  EXPECT_EQ(sequence.holds(), Truth::False);
}

TEST(Sequence, DoesNotHoldWhenBIsTooLateOrFirst) {
  Sequence late = seen_false();
  late.feed_a(second(10), Truth::True);
  late.feed_b(second(15.1), Truth::True);
  EXPECT_EQ(late.holds(), Truth::False);
  Sequence first = seen_false();
  first.feed_b(second(10), Truth::True);
  first.feed_a(second(11), Truth::True);
  EXPECT_EQ(first.holds(), Truth::False);
}

TEST(Sequence, AtOneInstantTheOrderOfTellingDoesNotMatter) {
  Sequence sequence = seen_false();
  sequence.feed_b(second(10), Truth::True);
  sequence.feed_a(second(10), Truth::True);
  EXPECT_EQ(sequence.holds(), Truth::True);
}

TEST(Sequence, WhatWasNotSeenLeavesItUnknown) {
  Sequence blind_a = seen_false();
  blind_a.feed_a(second(8), Truth::Unknown);
  blind_a.feed_a(second(9), Truth::True);
  blind_a.feed_b(second(10), Truth::True);
  EXPECT_EQ(blind_a.holds(), Truth::Unknown);
  Sequence blind_b = seen_false();
  blind_b.feed_a(second(9), Truth::True);
  blind_b.feed_b(second(9), Truth::Unknown);
  EXPECT_EQ(blind_b.holds(), Truth::Unknown);
  blind_b.feed_b(second(10), Truth::True);
  EXPECT_EQ(blind_b.holds(), Truth::Unknown);
}

}  // namespace
}  // namespace davy::core
