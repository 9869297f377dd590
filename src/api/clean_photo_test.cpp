// Pictures built by hand, segment by segment.
#include "api/clean_photo.hpp"

#include <gtest/gtest.h>
#include <zlib.h>

namespace davy::api {
namespace {

std::string segment(unsigned char marker, const std::string& payload) {
  const std::size_t length = payload.size() + 2;
  return std::string{'\xFF', static_cast<char>(marker), static_cast<char>(length >> 8U), static_cast<char>(length & 255U)} + payload;
}

const std::string kJpegStart = "\xFF\xD8";
const std::string kEnd = "\xFF\xD9";
const std::string kJfif = segment(0xE0, std::string("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", 14));
const std::string kFrame = segment(0xC0, std::string("\x08\0\x10\0\x20\x01\x01\x11\0", 9));  // 32 × 16
const std::string kScan = segment(0xDA, std::string("\x01\x01\0\0\x3F\0", 6)) + std::string(
                                                                                    "ab\xFF\0c\xFF\xD0"
                                                                                    "d",
                                                                                    8);

// EXIF with an orientation and, behind it, a position in plain text.
std::string exif(char orientation) {
  std::string tiff("II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18);
  tiff += orientation;
  tiff += std::string("\0\0\0\0\0\0\0", 7);
  return segment(0xE1, std::string("Exif\0\0", 6) + tiff + "GPS 31.2304 N 121.4737 E");
}

std::string chunk(const std::string& type, const std::string& data) {
  const auto big = [](std::uint32_t n) {
    return std::string{static_cast<char>(n >> 24U), static_cast<char>(n >> 16U), static_cast<char>(n >> 8U), static_cast<char>(n)};
  };
  const std::string checked = type + data;
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
  return big(static_cast<std::uint32_t>(data.size())) + checked + big(static_cast<std::uint32_t>(crc));
}

const std::string kPng = std::string("\x89PNG\r\n\x1A\n", 8);
const std::string kHeader = chunk("IHDR", std::string("\0\0\0\x04\0\0\0\x03\x08\x02\0\0\0", 13));
const std::string kData = chunk("IDAT", "not looked into");
const std::string kPngEnd = chunk("IEND", "");

TEST(CleanPhotoTest, AJpegWithoutAdditionsStaysAsItIs) {
  const std::string plain = kJpegStart + kJfif + kFrame + kScan + kEnd;
  const auto clean = clean_photo(plain);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->bytes, plain);
  EXPECT_EQ(clean->width, 32U);
  EXPECT_EQ(clean->height, 16U);
}

TEST(CleanPhotoTest, PositionCommentsAndWhatFollowsAreGone) {
  const std::string full = kJpegStart + kJfif + exif(1) + segment(0xE1, "http://ns.adobe.com/xap/1.0/") + segment(0xED, "Photoshop") +
                           segment(0xFE, "by li.na") + kFrame + kScan + kEnd + "a film behind the picture";
  const auto clean = clean_photo(full);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->bytes, kJpegStart + kJfif + kFrame + kScan + kEnd);
}

TEST(CleanPhotoTest, HowItWasHeldStays) {
  const auto clean = clean_photo(kJpegStart + exif(6) + kFrame + kScan + kEnd);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->bytes.find("GPS"), std::string::npos);
  EXPECT_NE(clean->bytes.find("Exif"), std::string::npos);
  const auto again = clean_photo(clean->bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->bytes, clean->bytes);
}

TEST(CleanPhotoTest, APngKeepsWhatItIsShownWith) {
  const std::string colours = chunk("gAMA", std::string("\0\0\xB1\x8F", 4));
  const auto clean =
      clean_photo(kPng + kHeader + colours + chunk("tEXt", "Author\0li.na") + chunk("eXIf", "GPS") + kData + kPngEnd + "more");
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->bytes, kPng + kHeader + colours + kData + kPngEnd);
  EXPECT_EQ(clean->type, PhotoType::Png);
  EXPECT_EQ(clean->width, 4U);
}

TEST(CleanPhotoTest, WhatOnlyBeginsLikeAPictureIsNone) {
  const std::string jpeg = kJpegStart + kJfif + kFrame + kScan + kEnd;
  const std::string png = kPng + kHeader + kData + kPngEnd;
  for (const std::string& whole : {jpeg, png})
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(clean_photo(whole.substr(0, size))) << size;
  EXPECT_FALSE(clean_photo(std::string("\xFF\xD8\xFF<script>alert(1)</script>")));
  EXPECT_FALSE(clean_photo("GIF89a"));
  EXPECT_FALSE(clean_photo(kJpegStart + kJfif + kScan + kEnd)) << "a scan without a frame";
}

TEST(CleanPhotoTest, DamagedOrVastPngsAreNone) {
  std::string flipped = kPng + kHeader + kData + kPngEnd;
  flipped[20] = static_cast<char>(flipped[20] ^ 1);
  EXPECT_FALSE(clean_photo(flipped)) << "its checksum does not hold";
  EXPECT_FALSE(clean_photo(kPng + chunk("IHDR", std::string("\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0", 13)) + kData + kPngEnd));
  EXPECT_FALSE(clean_photo(kPng + kHeader + chunk("ABCD", "critical") + kData + kPngEnd));
}

}  // namespace
}  // namespace davy::api
