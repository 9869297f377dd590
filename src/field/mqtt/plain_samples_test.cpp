#include "field/mqtt/plain_samples.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <simdjson.h>

#include <bit>
#include <cmath>
#include <string>

namespace davy::field {
namespace {

Plain plain(std::string_view payload) {
  std::vector<PlainSample> samples;
  return read_plain(payload, samples);
}

std::string with_value(std::string_view value) {
  return R"({"samples":[{"point":"ch4-01","t":1795519938123,"v":)" + std::string(value) + "}]}";
}

TEST(PlainSamples, AreReadAsTheyAreWritten) {
  std::vector<PlainSample> samples;
  ASSERT_EQ(read_plain(R"({"samples":[{"point":"ch4-01","t":1795519938123,"v":-12.25},{"point":"h2s","t":-5,"v":7,"q":"bad"}]})", samples),
            Plain::Yes);
  ASSERT_EQ(samples.size(), 2u);
  EXPECT_EQ(samples[0].point, "ch4-01");
  EXPECT_EQ(samples[0].source, Instant::from_unix_ms(1'795'519'938'123));
  EXPECT_EQ(samples[0].value, -12.25);
  EXPECT_EQ(samples[0].quality, "");
  EXPECT_EQ(samples[1].source, Instant::from_unix_ms(-5));
  EXPECT_EQ(samples[1].quality, "bad");
}

TEST(PlainSamples, OfOneMomentAndOfOthersHaveTheirOwnTimes) {
  std::vector<PlainSample> samples;
  ASSERT_EQ(
      read_plain(
          R"({"samples":[{"point":"a","t":12,"v":1},{"point":"b","t":12,"v":1},{"point":"c","t":123,"v":1},{"point":"d","t":-12,"v":1},)"
          R"({"point":"e","t":12,"v":1}]})",
          samples),
      Plain::Yes);
  const std::vector<std::int64_t> expected{12, 12, 123, -12, 12};
  ASSERT_EQ(samples.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(samples[i].source, Instant::from_unix_ms(expected[i])) << i;
}

TEST(PlainSamples, TakeNoSignForATime) {
  for (const char* time : {"", "-", "x", "\"", "1x", "--1"})
    EXPECT_EQ(plain(R"({"samples":[{"point":"a","t":)" + std::string(time) + R"(,"v":1},{"point":"a","t":)" + time + R"(,"v":1}]})"),
              Plain::No)
        << time;
}

// At every place of the eight bytes that are looked at together.
TEST(PlainSamples, ANameEndsAtItsQuoteAndHoldsNothingThatTheParserMustSee) {
  std::vector<PlainSample> samples;
  for (std::size_t length = 0; length < 20; ++length) {
    const std::string name(length, 'n');
    const auto batch_of = [](const std::string& point) { return R"({"samples":[{"point":")" + point + R"(","t":1,"v":1}]})"; };
    const std::string batch = batch_of(name);  // the samples are views into it
    ASSERT_EQ(read_plain(batch, samples), Plain::Yes) << length;
    EXPECT_EQ(samples.front().point, name);
    for (const std::string special : {"\\", "\x1f", "\x01", "\n", "\x80", "\xff", "\xc3\xa9"})
      EXPECT_EQ(plain(batch_of(name + special + name)), Plain::No) << length << " before " << int(special[0]);
    for (const char last : {'!', ' ', '#', '[', ']', '\x7f', '0'})
      EXPECT_EQ(plain(batch_of(name + last + name)), Plain::Yes) << length << last;
  }
}

TEST(PlainSamples, WhatDiffersIsLeftToTheParser) {
  for (const char* text : {
           R"({"samples":[]})",
           R"({"samples":[{"point":"a","t":1,"v":1}]} )",
           R"({"samples":[{"point":"a","t":1,"v":1},]})",
           R"({"samples":[{"point":"a","t":1,"v":1}])",
           R"({"samples":[{"point":"a","t":1,"v":1,"q":""}]})",
           R"({"samples":[{"point":"a","t":"2026-11-24T11:32:18Z","v":1}]})",
           R"({"samples":[{"t":1,"point":"a","v":1}]})",
           R"({"samples":[{"point":"a\u0041","t":1,"v":1}]})",
           R"({"samples":[{"point":"é","t":1,"v":1}]})",
           R"({"samples":[{"point":"a","t":01,"v":1}]})",
           R"({"samples":[{"point":"a","t":1.5,"v":1}]})",
           R"({"samples":[{"point":"a","t":9000000000001,"v":1}]})",
           R"({"samples":[{"point":"a","t":1,"v":null}]})",
           "",
       })
    EXPECT_EQ(plain(text), Plain::No) << text;
}

TEST(PlainSamples, ANumberThatJsonHasNotIsNone) {
  for (const char* value : {"", "-", "01", "-01", "1.", ".5", "+1", "1.2.3", "0x1", "NaN", "1 ", "12345678901234567890", "1e5"})
    EXPECT_EQ(plain(with_value(value)), Plain::No) << value;
}

std::uint64_t bits_by_parser(const std::string& payload) {
  simdjson::dom::parser parser;
  return std::bit_cast<std::uint64_t>(double(parser.parse(payload).at_pointer("/samples/0/v")));
}

std::uint64_t bits_read(const std::string& payload) {
  std::vector<PlainSample> samples;
  RC_ASSERT(read_plain(payload, samples) == Plain::Yes);
  return std::bit_cast<std::uint64_t>(samples.at(0).value);
}

TEST(PlainSamples, ZeroHasASignWhereTheParserSeesOne) {
  for (const char* value : {"0", "-0", "0.0", "-0.0", "-0.000"})
    EXPECT_EQ(bits_read(with_value(value)), bits_by_parser(with_value(value))) << value;
}

std::string digits(const std::vector<int>& some) {
  std::string text;
  for (const int digit : some) text += static_cast<char>('0' + digit);
  return text;
}

// To the last bit what the parser makes of it, with few digits and with more than a double has.
RC_GTEST_PROP(PlainSamples, AValueIsTheNearestDouble, ()) {
  const auto digit = rc::gen::inRange(0, 10);
  std::string whole = digits(*rc::gen::resize(18, rc::gen::container<std::vector<int>>(digit)));
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  if (whole.size() > 18) whole.resize(18);
  if (whole.empty()) whole = "0";
  const std::string fraction = digits(*rc::gen::resize(30, rc::gen::container<std::vector<int>>(digit)));
  const std::string value = (*rc::gen::arbitrary<bool>() ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
  RC_ASSERT(bits_read(with_value(value)) == bits_by_parser(with_value(value)));
}

// A byte changed anywhere: what is still taken for plain is JSON to the parser, with as many samples.
RC_GTEST_PROP(PlainSamples, WhatIsTakenIsJson, ()) {
  std::string payload =
      R"({"samples":[{"point":"ch4-01","t":1795519938123,"v":12.5},{"point":"ch4-02","t":1795519938124,"v":3,"q":"bad"}]})";
  payload[*rc::gen::inRange<std::size_t>(0, payload.size())] = *rc::gen::arbitrary<char>();
  std::vector<PlainSample> samples;
  if (read_plain(payload, samples) == Plain::No) return;
  simdjson::dom::parser parser;
  simdjson::dom::array list;
  RC_ASSERT(parser.parse(payload).at_pointer("/samples").get(list) == simdjson::SUCCESS);
  RC_ASSERT(list.size() == samples.size());
}

}  // namespace
}  // namespace davy::field
