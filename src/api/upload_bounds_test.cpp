#include "api/upload_bounds.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

constexpr std::uint64_t kHalf = kUploadBytesADay / 2;
const Instant kMorning = Instant::from_unix_ms(1'800'000'000'000);

TEST(UploadBounds, WhatIsSentInADayIsBoundedAndFreeAgainADayLater) {
  UploadBounds bounds;
  EXPECT_EQ(bounds.take("wang.qiang", kHalf, kMorning), std::nullopt);
  EXPECT_EQ(bounds.take("wang.qiang", kHalf, kMorning + 2_h), std::nullopt) << "to the last byte";
  EXPECT_EQ(bounds.take("wang.qiang", 1, kMorning + 3_h), 21_h) << "when what was sent first is a day old";
  EXPECT_EQ(bounds.take("wang.qiang", kHalf + 1, kMorning + 3_h), 23_h) << "so many only after the second";
  EXPECT_EQ(bounds.take("li.na", kHalf, kMorning + 3_h), std::nullopt) << "each by themself";
  EXPECT_EQ(bounds.take("wang.qiang", kHalf, kMorning + 24_h), std::nullopt);
  EXPECT_EQ(bounds.take("wang.qiang", 1, kMorning + 24_h), 2_h);
}

TEST(UploadBounds, WhatWasRefusedIsNotCounted) {
  UploadBounds bounds;
  EXPECT_EQ(bounds.take("wang.qiang", kUploadBytesADay + 1, kMorning), 24_h);
  EXPECT_EQ(bounds.take("wang.qiang", kUploadBytesADay, kMorning), std::nullopt);
}

TEST(UploadBounds, UploadsLeaveRoomForReadings) {
  constexpr std::uint64_t kGiB = 1024UL * 1024 * 1024;
  EXPECT_EQ(room_for(0, {100 * kGiB, kGiB, kGiB}), Room::Enough);
  EXPECT_EQ(room_for(1, {100 * kGiB, kGiB, kGiB}), Room::TooLittle);
  EXPECT_EQ(room_for(0, {100 * kGiB, kGiB, kGiB - 1}), Room::TooLittle) << "what only root may write does not count";
  EXPECT_EQ(room_for(100, {2'000, 200, 200}), Room::Enough) << "of a small disk a twentieth";
  EXPECT_EQ(room_for(101, {2'000, 200, 200}), Room::TooLittle);
}

}  // namespace
}  // namespace davy::api
