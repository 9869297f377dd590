// Pictures made by the libraries that read them, and held against what is kept of them.
#include "api/photo_codec.hpp"

#include <gtest/gtest.h>
#include <png.h>
#include <turbojpeg.h>
#include <webp/encode.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace davy::api {
namespace {

constexpr std::size_t kAnySize = 10UL * 1024 * 1024;
using Bytes = std::vector<unsigned char>;

// Red on the left, blue on the right.
Bytes red_and_blue(int width, int height) {
  Bytes rgb;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x)
      for (const int each : {x < width / 2 ? 255 : 0, 0, x < width / 2 ? 0 : 255}) rgb.push_back(static_cast<unsigned char>(each));
  return rgb;
}

std::string jpeg_of(const Bytes& rgb, int width, int height) {
  const tjhandle turbo = tjInitCompress();
  unsigned char* out = nullptr;
  unsigned long size = 0;
  EXPECT_EQ(tjCompress2(turbo, rgb.data(), width, 0, height, TJPF_RGB, &out, &size, TJSAMP_444, 95, 0), 0);
  std::string bytes(reinterpret_cast<const char*>(out), size);
  tjFree(out);
  tjDestroy(turbo);
  return bytes;
}

std::string png_of(const Bytes& pixels, std::uint32_t width, std::uint32_t height, std::uint32_t format) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = width;
  image.height = height;
  image.format = format;
  std::string out(PNG_IMAGE_PNG_SIZE_MAX(image), '\0');
  png_alloc_size_t size = out.size();
  EXPECT_NE(png_image_write_to_memory(&image, out.data(), &size, 0, pixels.data(), 0, nullptr), 0);
  out.resize(size);
  return out;
}

Bytes pixels_of_png(const std::string& bytes, std::uint32_t format) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  EXPECT_NE(png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()), 0);
  image.format = format;
  Bytes pixels(PNG_IMAGE_SIZE(image));
  EXPECT_NE(png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr), 0);
  return pixels;
}

Bytes pixels_of_jpeg(const CleanPhoto& photo) {
  const tjhandle turbo = tjInitDecompress();
  Bytes rgb(std::size_t{photo.width} * photo.height * 3);
  EXPECT_EQ(tjDecompress2(turbo, reinterpret_cast<const unsigned char*>(photo.bytes.data()), photo.bytes.size(), rgb.data(),
                          static_cast<int>(photo.width), 0, static_cast<int>(photo.height), TJPF_RGB, 0),
            0);
  tjDestroy(turbo);
  return rgb;
}

// How far the worst of its values is from that of the other.
int farthest(const Bytes& one, const Bytes& other) {
  EXPECT_EQ(one.size(), other.size());
  int most = 0;
  for (std::size_t i = 0; i < std::min(one.size(), other.size()); ++i) most = std::max(most, std::abs(int{one[i]} - int{other[i]}));
  return most;
}

CleanPhoto clean(const std::string& bytes) {
  const auto photo = clean_photo(bytes);
  EXPECT_TRUE(photo.has_value());
  return photo.value_or(CleanPhoto{});
}

TEST(PhotoCodecTest, AJpegIsMadeAnewAndLooksTheSame) {
  const Bytes drawn = red_and_blue(64, 32);
  const std::string sent = jpeg_of(drawn, 64, 32);
  const std::string hidden = "\xFF\xE2" + std::string("\0\x20", 2) + std::string("ICC_PROFILE\0\x01\x01", 14) + "li.na at the gate";
  const std::string with_words = sent.substr(0, 2) + hidden.substr(0, 4 + 30) + sent.substr(2);
  const CleanPhoto walked = clean(with_words);
  ASSERT_NE(walked.bytes.find("li.na"), std::string::npos) << "what the walk alone would keep";
  const auto kept = encode_anew(walked, kAnySize);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->bytes.find("li.na"), std::string::npos);
  EXPECT_EQ(kept->type, PhotoType::Jpeg);
  EXPECT_EQ(kept->width, 64U);
  EXPECT_EQ(kept->height, 32U);
  EXPECT_LE(farthest(pixels_of_jpeg(*kept), drawn), 16);
  EXPECT_EQ(encode_anew(walked, kAnySize)->bytes, kept->bytes) << "the same gives the same";
}

TEST(PhotoCodecTest, AJpegStandsAsItWasHeld) {
  CleanPhoto photo = clean(jpeg_of(red_and_blue(64, 32), 64, 32));
  photo.orientation = 6;  // its left side is to be on top
  const auto kept = encode_anew(photo, kAnySize);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->width, 32U);
  EXPECT_EQ(kept->height, 64U);
  const Bytes pixels = pixels_of_jpeg(*kept);
  const auto red = [&](std::size_t row) { return pixels[row * 32 * 3 + 16 * 3]; };
  EXPECT_GT(red(4), 230);
  EXPECT_LT(red(60), 25);
  EXPECT_EQ(clean(kept->bytes).orientation, 1U);
}

// 1 2 3
// 4 5 6
TEST(PhotoCodecTest, AllEightWaysToHoldIt) {
  const Bytes drawn{1, 2, 3, 4, 5, 6};
  const std::vector<Bytes> upright{{1, 2, 3, 4, 5, 6}, {3, 2, 1, 6, 5, 4}, {6, 5, 4, 3, 2, 1}, {4, 5, 6, 1, 2, 3},
                                   {1, 4, 2, 5, 3, 6}, {4, 1, 5, 2, 6, 3}, {6, 3, 5, 2, 4, 1}, {3, 6, 2, 5, 1, 4}};
  for (std::uint32_t orientation = 1; orientation <= 8; ++orientation) {
    CleanPhoto photo = clean(png_of(drawn, 3, 2, PNG_FORMAT_GRAY));
    photo.orientation = orientation;
    const auto kept = encode_anew(photo, kAnySize);
    ASSERT_TRUE(kept) << orientation;
    EXPECT_EQ(kept->width, orientation < 5 ? 3U : 2U) << orientation;
    EXPECT_EQ(pixels_of_png(kept->bytes, PNG_FORMAT_GRAY), upright[orientation - 1]) << orientation;
  }
}

TEST(PhotoCodecTest, APngStaysBitByBitWithItsTransparency) {
  Bytes drawn;
  for (int i = 0; i < 5 * 4 * 4; ++i) drawn.push_back(static_cast<unsigned char>(i * 3));
  const auto kept = encode_anew(clean(png_of(drawn, 5, 4, PNG_FORMAT_RGBA)), kAnySize);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->type, PhotoType::Png);
  EXPECT_EQ(pixels_of_png(kept->bytes, PNG_FORMAT_RGBA), drawn);
  EXPECT_EQ(encode_anew(clean(kept->bytes), kAnySize)->bytes, kept->bytes) << "sent once more it has the same name";
}

TEST(PhotoCodecTest, AWebPBecomesAJpegAndATransparentOneAPng) {
  const Bytes drawn = red_and_blue(64, 32);
  std::uint8_t* out = nullptr;
  std::size_t size = WebPEncodeLosslessRGB(drawn.data(), 64, 32, 64 * 3, &out);
  const auto opaque = encode_anew(clean({reinterpret_cast<const char*>(out), size}), kAnySize);
  WebPFree(out);
  ASSERT_TRUE(opaque);
  EXPECT_EQ(opaque->type, PhotoType::Jpeg);
  EXPECT_EQ(opaque->width, 64U);
  const Bytes pixels = pixels_of_jpeg(*opaque);
  EXPECT_GT(pixels[3 * 8], 230) << "red on the left";
  EXPECT_LT(pixels[3 * 56], 25);

  const Bytes clear{255, 0, 0, 128, 0, 0, 255, 255};
  out = nullptr;
  size = WebPEncodeLosslessRGBA(clear.data(), 2, 1, 8, &out);
  const auto kept = encode_anew(clean({reinterpret_cast<const char*>(out), size}), kAnySize);
  WebPFree(out);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->type, PhotoType::Png);
  EXPECT_EQ(pixels_of_png(kept->bytes, PNG_FORMAT_RGBA), clear);
}

TEST(PhotoCodecTest, WhatCannotBeDecodedWholeIsRefused) {
  const std::string sent = jpeg_of(red_and_blue(64, 32), 64, 32);
  CleanPhoto damaged = clean(sent.substr(0, sent.size() - 40) + "\xFF\xD9");
  EXPECT_EQ(encode_anew(damaged, kAnySize).error().code, ErrorCode::Invalid) << "half of its data is gone";
  CleanPhoto other = clean(sent);
  other.width = 63;
  EXPECT_EQ(encode_anew(other, kAnySize).error().code, ErrorCode::Invalid) << "larger than it was measured";
  EXPECT_EQ(encode_anew({PhotoType::Png, 4, 4, "\x89PNG\r\n\x1A\n and nothing", 1}, kAnySize).error().code, ErrorCode::Invalid);
  EXPECT_EQ(encode_anew({PhotoType::WebP, 4, 4, "RIFF and nothing", 1}, kAnySize).error().code, ErrorCode::Invalid);
}

TEST(PhotoCodecTest, WhatIsTooLargeAtTheBestQualityIsTriedAtLess) {
  Bytes noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 128 * 128 * 3; ++i) noise.push_back(static_cast<unsigned char>((state = state * 1'664'525 + 1'013'904'223) >> 24));
  const CleanPhoto photo = clean(jpeg_of(noise, 128, 128));
  const auto best = encode_anew(photo, kAnySize);
  ASSERT_TRUE(best);
  const auto less = encode_anew(photo, best->bytes.size() - 1);
  ASSERT_TRUE(less);
  EXPECT_LT(less->bytes.size(), best->bytes.size());
  EXPECT_EQ(encode_anew(photo, 100).error().code, ErrorCode::Full);
}

}  // namespace
}  // namespace davy::api
