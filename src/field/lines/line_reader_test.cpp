#include "field/lines/line_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <charconv>

namespace davy::field {
namespace {

const Instant kNow = Instant::from_unix_ms(1'800'000'000'000);

site::Site plant() {
  site::Site site;
  site.devices.resize(2);
  site.points.resize(3);
  site.points[0].name = "ch4-01";
  site.points[1].name = "pump-7-pressure";
  site.points[2].name = "ch4-02";
  site.points[0].device = site.points[1].device = site::DeviceIndex(0);
  site.points[2].device = site::DeviceIndex(1);
  return site;
}

struct LineReaderTest : ::testing::Test {
  const site::Site site = plant();
  const LineReader reader{site};

  LinesRead read(std::string_view text, std::optional<site::DeviceIndex> device = {}) const {
    return reader.read(text, {.device = device, .precision = 1_ms, .arrival = kNow});
  }
  // "3:12 expected …, found …"
  std::string error_of(std::string_view text) const {
    const LinesRead found = read(text);
    if (found.errors.size() != 1) return std::to_string(found.errors.size()) + " errors";
    const LineError& error = found.errors.front();
    return std::to_string(error.line) + ":" + std::to_string(error.column) + " expected " + error.expected + ", found '" + error.found +
           "'";
  }
};

TEST_F(LineReaderTest, TheMeasurementNamesThePoint) {
  const LinesRead found = read("ch4-01 value=12.5 1799999999000\nch4-02,unit=lel value=7i 1799999998000\n");
  ASSERT_EQ(found.samples.size(), 2U);
  EXPECT_EQ(found.samples[0].point.get(), 0U);
  EXPECT_EQ(found.samples[0].value, 12.5);
  EXPECT_EQ(found.samples[0].source, kNow - 1_s);
  EXPECT_EQ(found.samples[0].arrival, kNow);
  EXPECT_EQ(found.samples[1].point.get(), 2U);
  EXPECT_EQ(found.samples[1].value, 7);
  EXPECT_EQ(found.refused, 0U);
}

TEST_F(LineReaderTest, ATagNamesThePointAndAFieldStandsBehindIt) {
  const LinesRead found = read("modbus,host=plc,point=ch4-01 value=1\npump_7 pressure=2.5\nmodbus,point=pump.7 pressure=3");
  ASSERT_EQ(found.samples.size(), 3U);
  EXPECT_EQ(found.samples[0].point.get(), 0U);
  EXPECT_EQ(found.samples[1].point.get(), 1U);
  EXPECT_EQ(found.samples[2].value, 3);
  EXPECT_EQ(found.samples[2].source, kNow);
}

TEST_F(LineReaderTest, ReadsEveryKindOfNumberAndQuality) {
  const LinesRead found = read(
      "ch4-01 value=-0.1\nch4-01 value=t\nch4-01 value=FALSE\nch4-01 value=1.5e3\nch4-01 value=18446744073709551615u\n"
      "ch4-01 quality=\"bad\",value=3\n# a comment\n\n  \r\nch4-01 value=12345678901234567890.5\r\n");
  ASSERT_EQ(found.samples.size(), 7U);
  const std::array<double, 7> values{-0.1, 1, 0, 1500, 18446744073709551615.0, 3, 12345678901234567890.5};
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_EQ(found.samples[i].value, values[i]);
  EXPECT_EQ(found.samples[5].quality, core::Quality::Bad);
  EXPECT_EQ(found.samples[6].quality, core::Quality::Good);
  EXPECT_TRUE(found.errors.empty());
}

TEST_F(LineReaderTest, NamesLineColumnAndWhatWasExpected) {
  EXPECT_EQ(error_of("ch4-01 value=1\nch4-01 value=x 5"), "2:14 expected a number, found 'x 5'");
  EXPECT_EQ(error_of("ch4-01"), "1:7 expected a space, then fields, found ''");
  EXPECT_EQ(error_of("ch4-01,a value=1"), "1:9 expected '=' after the tag's name, found ' value=1'");
  EXPECT_EQ(error_of("ch4-01 value=1 12:30"), "1:18 expected the end of the line, found ':30'");
  EXPECT_EQ(error_of("ch4-01 value=1 9223372036854775807"), "1:16 expected a time, as a whole number, found '9223372036854775807'");
  EXPECT_EQ(error_of("ch4-01 value=1;"), "1:15 expected ',' or a space after the value, found ';'");
  EXPECT_EQ(error_of("ch4-01 value=nan"), "1:14 expected a number, found 'nan'");
  EXPECT_EQ(error_of("ch4-01 value=1,quality=\"fine\""), "1:24 expected \"good\", \"uncertain\" or \"bad\", found 'fine'");
  EXPECT_EQ(error_of("ch4-01 value=1,quality=\"manual\""), "1:24 expected \"good\", \"uncertain\" or \"bad\", found 'manual'");
  EXPECT_EQ(error_of("ch4-99 value=1"), "1:8 expected a point of this site, found 'ch4-99'");
}

TEST_F(LineReaderTest, KeepsTheRestOfTheBatch) {
  const LinesRead found = read("ch4-01 value=1\nch4-99 value=1\nch4-01 value=\nch4-01 value=2,state=\"on\"\nch4-02 value=4");
  EXPECT_EQ(found.samples.size(), 3U);
  EXPECT_EQ(found.refused, 3U);
  EXPECT_EQ(found.errors.size(), 3U);
  EXPECT_EQ(found.errors[0].reason, Malformed::UnknownPoint);
}

TEST_F(LineReaderTest, ADeviceSpeaksForItsOwnPointsOnly) {
  const LinesRead found = read("ch4-01 value=1\nch4-02 value=2", site::DeviceIndex(0));
  ASSERT_EQ(found.samples.size(), 1U);
  EXPECT_EQ(found.samples[0].point.get(), 0U);
  EXPECT_EQ(found.errors.at(0).reason, Malformed::OthersPoint);
}

RC_GTEST_PROP(LineReaderProperty, ReadsEveryFiniteDoubleBitForBit, (std::uint64_t bits)) {
  const double value = std::bit_cast<double>(bits);
  RC_PRE(std::isfinite(value));
  const site::Site site = plant();
  std::array<char, 64> room{};
  const auto [end, error] = std::to_chars(room.data(), room.data() + room.size(), value);
  const std::string line = "ch4-01 value=" + std::string(room.data(), end);
  const LinesRead found = LineReader(site).read(line, {.device = {}, .precision = 1_ns, .arrival = kNow});
  RC_ASSERT(found.samples.size() == 1U);
  RC_ASSERT(std::bit_cast<std::uint64_t>(found.samples[0].value) == bits);
}

RC_GTEST_PROP(LineReaderProperty, ReadsDecimalsAsTheLibraryDoes, (std::int32_t whole, std::uint8_t decimals)) {
  std::string text = std::to_string(whole) + "." + std::to_string(decimals);
  double expected = 0;
  std::from_chars(text.data(), text.data() + text.size(), expected);
  const site::Site site = plant();
  const LinesRead found = LineReader(site).read("ch4-01 value=" + text, {.device = {}, .precision = 1_ns, .arrival = kNow});
  RC_ASSERT(found.samples.at(0).value == expected);
}

RC_GTEST_PROP(LineReaderProperty, EveryLineHasAFate, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ch4-01 value=.,\\\"\n#tfi 9")));
  const site::Site site = plant();
  const LinesRead found = LineReader(site).read(text, {.device = {}, .precision = 1_ns, .arrival = kNow});
  RC_ASSERT((found.refused > 0) == !found.errors.empty());
}

}  // namespace
}  // namespace davy::field
