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

TEST(CleanPhotoTest, HowItWasHeldIsSaidBesideIt) {
  const auto clean = clean_photo(kJpegStart + exif(6) + kFrame + kScan + kEnd);
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->orientation, 6U);
  EXPECT_EQ(clean->bytes, kJpegStart + kFrame + kScan + kEnd);
  EXPECT_EQ(clean_photo(kJpegStart + exif(9) + kFrame + kScan + kEnd)->orientation, 1U) << "there are eight";
  EXPECT_EQ(clean_photo(kJpegStart + kFrame + kScan + kEnd)->orientation, 1U);
}

// A lossless WebP of 1 × 1: the signature, 14 bits of width and height less one, no alpha, version 0 (RFC 9649 §3.4).
std::string riff(const std::string& chunks) {
  const std::size_t size = chunks.size() + 4;
  return "RIFF" + std::string{static_cast<char>(size & 255U), static_cast<char>(size >> 8U), '\0', '\0'} + "WEBP" + chunks;
}
std::string riff_chunk(const std::string& type, const std::string& data) {
  return type + std::string{static_cast<char>(data.size()), '\0', '\0', '\0'} + data + std::string(data.size() % 2, '\0');
}
const std::string kLossless = riff_chunk("VP8L", std::string("\x2F\0\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07\0", 15));

TEST(CleanPhotoTest, AJpegOfScansWithoutEndIsNone) {
  std::string scans;
  for (int i = 0; i < 64; ++i) scans += kScan;
  EXPECT_TRUE(clean_photo(kJpegStart + kFrame + scans + kEnd));
  EXPECT_FALSE(clean_photo(kJpegStart + kFrame + scans + kScan + kEnd)) << "few bytes, and each scan goes over all pixels";
}

TEST(CleanPhotoTest, AWebPIsKeptWithoutWhatItCarries) {
  const std::string place = exif(8).substr(4);  // without the marker and the length of a JPEG's segment
  const auto clean = clean_photo(riff(kLossless + riff_chunk("EXIF", place) + riff_chunk("XMP ", "li.na")) + "more");
  ASSERT_TRUE(clean);
  EXPECT_EQ(clean->type, PhotoType::WebP);
  EXPECT_EQ(clean->width, 1U);
  EXPECT_EQ(clean->height, 1U);
  EXPECT_EQ(clean->orientation, 8U);
  EXPECT_EQ(clean->bytes, riff(kLossless));
  EXPECT_FALSE(clean_photo(riff(kLossless + riff_chunk("ANIM", "000000")))) << "one that moves";
  EXPECT_FALSE(clean_photo(riff(kLossless).substr(0, 30))) << "cut off";
  EXPECT_FALSE(clean_photo(riff(riff_chunk("XMP ", "no picture"))));
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

TEST(CleanPhotoTest, DamagedPngsAreNoneAndVastOnesAreNotDecoded) {
  std::string flipped = kPng + kHeader + kData + kPngEnd;
  flipped[20] = static_cast<char>(flipped[20] ^ 1);
  EXPECT_FALSE(clean_photo(flipped)) << "its checksum does not hold";
  const auto vast = clean_photo(kPng + chunk("IHDR", std::string("\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0", 13)) + kData + kPngEnd);
  ASSERT_TRUE(vast);
  EXPECT_FALSE(may_be_decoded(*vast)) << "30,000 a side";
  EXPECT_TRUE(may_be_decoded({PhotoType::Jpeg, 8'000, 5'000, "", 1}));
  EXPECT_FALSE(may_be_decoded({PhotoType::Jpeg, 8'001, 5'000, "", 1}));
  EXPECT_FALSE(may_be_decoded({PhotoType::Jpeg, 20'001, 1, "", 1}));
  EXPECT_FALSE(clean_photo(kPng + kHeader + chunk("ABCD", "critical") + kData + kPngEnd));
}

}  // namespace
}  // namespace davy::api
