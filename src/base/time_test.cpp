#include "base/time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy {
namespace {

TEST(Instant, PrintsRfc3339WithTheDigitsItHas) {
  EXPECT_EQ(to_text(Instant::from_unix_ms(0)), "1970-01-01T00:00:00Z");
  EXPECT_EQ(to_text(Instant::from_unix_ms(1'795'519'938'123)), "2026-11-24T11:32:18.123Z");
  EXPECT_EQ(to_text(Instant::from_unix_ns(-1)), "1969-12-31T23:59:59.999999999Z");
}

TEST(Instant, ReadsOffsets) {
  EXPECT_EQ(*parse_instant("2026-11-24T19:32:18.123+08:00"), Instant::from_unix_ms(1'795'519'938'123));
  EXPECT_EQ(*parse_instant("2022-04-15 22:42:00+00:00"), *parse_instant("2022-04-15T22:42:00Z"));
}

TEST(Instant, RefusesWhatIsNoTime) {
  for (const char* text : {"", "2026-11-24", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-24T11:32:18", "2026-11-24T11:32:18.Z",
                           "2026-11-24T11:32:18Zx", "1795519938"})
    EXPECT_FALSE(parse_instant(text)) << text;
}

RC_GTEST_PROP(Instant, ParsesWhatItPrints, ()) {
  const auto at = Instant::from_unix_ns(*rc::gen::inRange<std::int64_t>(-9'000'000'000'000'000'000, 9'000'000'000'000'000'000));
  RC_ASSERT(*parse_instant(to_text(at)) == at);
}

TEST(Instant, ParsesTheWholeRangeAndNothingBeyond) {
  for (const std::int64_t ns : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::min() + 1, std::int64_t{-1},
                                std::numeric_limits<std::int64_t>::max()})
    EXPECT_EQ(*parse_instant(to_text(Instant::from_unix_ns(ns))), Instant::from_unix_ns(ns));
  EXPECT_EQ(*parse_instant(to_text(Instant::never())), Instant::never());
  EXPECT_FALSE(parse_instant("2262-04-11T23:47:16.854775808Z"));
  EXPECT_FALSE(parse_instant("1677-09-21T00:12:43.145224191Z"));
}

TEST(Duration, ReadsNumberAndUnit) {
  EXPECT_EQ(*parse_duration("200ms"), 200_ms);
  EXPECT_EQ(*parse_duration("1h30min"), 90_min);
  EXPECT_EQ(to_text(90_min), "1h30min");
}

TEST(Duration, RefusesABareNumber) {
  const auto bare = parse_duration("30");
  ASSERT_FALSE(bare);
  EXPECT_NE(bare.error().message.find("expected a whole number with its unit"), std::string::npos);
  EXPECT_TRUE(bare.error().in(Language::Zh).ends_with("；应为带单位的整数，如 200ms、30s、5min、1h 或 1d")) << bare.error().zh;
  EXPECT_EQ(parse_day("soon").error().in(Language::Zh), "日期 \"soon\"；应形如 2026-11-24");
  EXPECT_FALSE(parse_duration("99999999999999999999d"));
}

RC_GTEST_PROP(Duration, ParsesWhatItPrints, (std::int64_t ns)) {
  RC_PRE(ns != std::numeric_limits<std::int64_t>::min());
  RC_ASSERT(*parse_duration(to_text(Duration::from_ns(ns))) == Duration::from_ns(ns));
}

TEST(Day, IsThatOfTheClockOfThePlace) {
  const Instant evening = *parse_instant("2026-11-29T17:30:00Z");
  EXPECT_EQ(to_text(day_at(evening, 8_h)), "2026-11-30");
  EXPECT_EQ(to_text(day_at(evening, 0_h)), "2026-11-29");
  EXPECT_EQ(time_of_day(evening, 8_h), 90_min);
  EXPECT_EQ(to_text(start_of(*parse_day("2026-11-30"), 8_h)), "2026-11-29T16:00:00Z");
  EXPECT_EQ(to_text(day_at(Instant() - 1_ns, 0_h)), "1969-12-31");
}

TEST(Day, RefusesWhatIsNone) {
  for (const char* text : {"2026-02-29", "2026-13-01", "2026-1-01", "2026-01-01T00:00:00Z", "", "26-01-01", "2026-00-10"})
    EXPECT_FALSE(parse_day(text)) << text;
  EXPECT_TRUE(parse_day("2028-02-29"));
}

TEST(Day, MonthsAfterItIsTheSameDayOrTheLastOfAShorterMonth) {
  const auto after = [](const char* day, std::int64_t months) { return to_text(months_after(*parse_day(day), months)); };
  EXPECT_EQ(after("2026-11-30", 1), "2026-12-30");
  EXPECT_EQ(after("2026-11-30", 3), "2027-02-28");
  EXPECT_EQ(after("2027-11-30", 3), "2028-02-29");
  EXPECT_EQ(after("2026-12-31", 12), "2027-12-31");
  EXPECT_EQ(after("2026-01-31", -2), "2025-11-30");
  EXPECT_EQ(after("2026-01-31", 0), "2026-01-31");
}

RC_GTEST_PROP(Day, ParsesWhatItPrintsAndHoldsItsInstants, ()) {
  const Day day = Day::from_number(*rc::gen::inRange<std::int64_t>(-100'000, 100'000));
  RC_ASSERT(*parse_day(to_text(day)) == day);
  const Duration offset = 1_min * *rc::gen::inRange<std::int64_t>(-720, 841);
  const Duration within = Duration::from_ns(*rc::gen::inRange<std::int64_t>(0, (24_h).ns()));
  RC_ASSERT(day_at(start_of(day, offset) + within, offset) == day);
  RC_ASSERT(time_of_day(start_of(day, offset) + within, offset) == within);
}

}  // namespace
}  // namespace davy
