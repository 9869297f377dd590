// Voice notes built by hand, part by part.
#include "api/clean_voice.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace davy::api {
namespace {

const std::string kPlace = "31.2304 N 121.4737 E";

std::string element(const std::string& id, const std::string& data) { return id + static_cast<char>(0x80U | data.size()) + data; }

const std::string kEbmlHead = element("\x1A\x45\xDF\xA3", element("\x42\x82", "webm"));
const std::string kOfUnknownLength = std::string("\x01") + std::string(7, '\xFF');
const std::string kSegmentHead = "\x18\x53\x80\x67" + kOfUnknownLength;
const std::string kClusterHead = "\x1F\x43\xB6\x75" + kOfUnknownLength;
const std::string kBlock = element("\xA3", "sound");

std::string box(const std::string& type, const std::string& body) {
  const std::size_t size = body.size() + 8;
  return std::string{'\0', '\0', static_cast<char>(size >> 8U), static_cast<char>(size & 255U)} + type + body;
}

// The sum is that of the test below, not looked at otherwise.
std::string ogg_page(char flags, const std::string& body, const std::string& sum = std::string(4, '\0')) {
  return "OggS" + std::string(1, '\0') + flags + std::string(16, '\0') + sum + '\x01' + static_cast<char>(body.size()) + body;
}

TEST(CleanVoiceTest, AWebMLosesItsTagsAndKeepsItsSound) {
  const std::string tags = element("\x12\x54\xC3\x67", kPlace);
  const std::string info = element("\x15\x49\xA9\x66", element("\x44\x61", "8 bytes.") + element("\x4D\x80", "muxer"));
  const std::string sent = kEbmlHead + kSegmentHead + info + kClusterHead + kBlock + tags + kClusterHead + kBlock;
  const auto kept = clean_voice(sent);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->type, VoiceType::WebM);
  EXPECT_EQ(kept->bytes.find(kPlace), std::string::npos);
  EXPECT_EQ(kept->bytes.find("8 bytes."), std::string::npos) << "the date";
  const std::string nothing = "\xEC" + std::string(1, static_cast<char>(0x80U | (tags.size() - 2))) + std::string(tags.size() - 2, '\0');
  EXPECT_EQ(kept->bytes.substr(kept->bytes.size() - nothing.size() - kClusterHead.size() - kBlock.size()), nothing + kClusterHead + kBlock);
  EXPECT_EQ(kept->bytes.size(), sent.size()) << "everything stands where it stood";
  EXPECT_NE(kept->bytes.find("muxer"), std::string::npos);
}

TEST(CleanVoiceTest, LongTagsBecomeALongVoid) {
  const std::string body(300, 'x');
  const std::string tags = std::string("\x12\x54\xC3\x67\x41\x2C") + body;  // 0x4000 | 300
  const auto kept = clean_voice(kEbmlHead + kSegmentHead + tags + kBlock);
  ASSERT_TRUE(kept);
  const std::size_t left = tags.size() - 9;
  const std::string nothing = std::string("\xEC\x01\0\0\0\0\0\x01", 8) + static_cast<char>(left & 255U) + std::string(left, '\0');
  ASSERT_EQ(left >> 8U, 1U);
  EXPECT_EQ(kept->bytes, kEbmlHead + kSegmentHead + nothing + kBlock);
}

TEST(CleanVoiceTest, AnMp4LosesWhatIsSaidOfIt) {
  const std::string head = box("ftyp", "M4A isom");
  const std::string sent = head + box("moov", box("mvhd", "header") + box("udta", kPlace)) + box("mdat", "sound") + box("uuid", kPlace);
  const auto kept = clean_voice(sent);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->type, VoiceType::Mp4);
  const std::string nothing(kPlace.size(), '\0');
  EXPECT_EQ(kept->bytes, head + box("moov", box("mvhd", "header") + box("free", nothing)) + box("mdat", "sound") + box("free", nothing));
}

TEST(CleanVoiceTest, BoxesWithinBoxesWithoutEndAreNone) {
  std::string deep = box("mdat", "sound");
  for (int i = 0; i < 50; ++i) deep = box("moov", deep);
  EXPECT_FALSE(clean_voice(box("ftyp", "M4A isom") + deep));
}

TEST(CleanVoiceTest, AnOggHasNoCommentsAndARightSum) {
  const std::string first = ogg_page('\x02', "OpusHead");
  const std::string sound = ogg_page('\0', "sound");
  const auto kept = clean_voice(first + ogg_page('\0', "OpusTags" + kPlace) + sound);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->type, VoiceType::Ogg);
  EXPECT_EQ(kept->bytes.find(kPlace), std::string::npos);
  EXPECT_TRUE(kept->bytes.starts_with(first));
  EXPECT_TRUE(kept->bytes.ends_with(sound));
  const std::size_t at = first.size() + 22;
  EXPECT_NE(kept->bytes.substr(at, 4), std::string(4, '\0'));
  const auto again = clean_voice(kept->bytes);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->bytes, kept->bytes);
}

TEST(CleanVoiceTest, TheSumIsThatOfOgg) {
  const auto kept = clean_voice(ogg_page('\0', "OpusTags" + std::string(8, '\0')));
  ASSERT_TRUE(kept);
  std::uint32_t sum = 0;
  for (int i = 3; i >= 0; --i) sum = sum << 8U | static_cast<unsigned char>(kept->bytes[22 + static_cast<std::size_t>(i)]);
  EXPECT_EQ(sum, 0xB3443A41U) << "worked out apart from this code";
}

TEST(CleanVoiceTest, TagsOverTwoPagesGoWhole) {
  const auto kept = clean_voice(ogg_page('\0', "OpusTags" + kPlace) + ogg_page('\x01', kPlace) + ogg_page('\0', kPlace));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->bytes.find(kPlace), kept->bytes.size() - kPlace.size()) << "only where it is sound";
}

// Vorbis I §4.2: the setup behind the comments, on the same page, is what the sound is decoded with.
TEST(CleanVoiceTest, WhatStandsBehindTheTagsOnTheirPageStays) {
  const std::string tags = "\x03vorbis" + std::string(260, 'x') + kPlace;
  const std::string setup = "\x05vorbis the books";
  std::string lacing{'\xFF', static_cast<char>(tags.size() - 255), static_cast<char>(setup.size())};
  const std::string head = "OggS" + std::string(22, '\0') + static_cast<char>(lacing.size()) + lacing;
  const auto kept = clean_voice(head + tags + setup);
  ASSERT_TRUE(kept);
  std::string nothing = "\x03vorbis" + std::string(tags.size() - 7, '\0');
  nothing[15] = '\x01';  // the framing bit, behind two numbers that are zero
  EXPECT_EQ(kept->bytes.substr(head.size()), nothing + setup);
  EXPECT_NE(kept->bytes.substr(22, 4), std::string(4, '\0'));
}

TEST(CleanVoiceTest, WhatIsNotWholeIsNone) {
  const std::string webm = kEbmlHead + kSegmentHead + kClusterHead + kBlock;
  const std::string mp4 = box("ftyp", "M4A isom") + box("mdat", "sound");
  EXPECT_TRUE(clean_voice(webm));
  EXPECT_TRUE(clean_voice(mp4));
  EXPECT_FALSE(clean_voice(webm.substr(0, webm.size() - 1)));
  EXPECT_FALSE(clean_voice(mp4.substr(0, mp4.size() - 1)));
  EXPECT_FALSE(clean_voice(ogg_page('\0', "sound") + "more"));
  EXPECT_FALSE(clean_voice("OggS"));
  EXPECT_FALSE(clean_voice(""));
  EXPECT_FALSE(clean_voice("<script>"));
}

}  // namespace
}  // namespace davy::api
