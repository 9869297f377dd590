#include "analysis/replay/recording.hpp"

#include "analysis/replay/moved_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace davy::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

site::Site two_points() {
  site::Site site;
  for (const char* name : {"ch4-e", "ch4-w"}) {
    site.points.emplace_back();
    site.points.back().name = name;
  }
  return site;
}

class RecordingTest : public testing::Test {
 protected:
  ReplayMap map(const std::string& text) {
    const auto parsed = parse_replay_map(text, "map.yaml", directory_);
    EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().message);
    return parsed ? *parsed : ReplayMap{};
  }
  std::string complaint(const std::string& text) {
    const auto parsed = parse_replay_map(text, "map.yaml", directory_);
    return parsed ? "none" : parsed.error().message;
  }

  site::Site site_ = two_points();
  site::Directory directory_{site_};
};

TEST_F(RecordingTest, RowsBecomeSamplesAndEmptyCellsDoNot) {
  const ReplayMap m = map("time: {column: t, as: instant}\npoints:\n  \"CH4 east\": ch4-e\n  west: ch4-w\n");
  std::istringstream in("t,wind,west,CH4 east\n2022-05-09T00:01:00Z,3.1,1.8,2.5E+00\n2022-05-09T00:02:00Z,3,,-1\n");
  auto recording = Recording::create(in, m);
  ASSERT_TRUE(recording);
  EXPECT_THAT(recording->missing(), IsEmpty());
  std::vector<core::Sample> samples;
  const auto first = recording->next(samples);
  ASSERT_TRUE(first && *first);
  EXPECT_EQ(**first, *parse_instant("2022-05-09T00:01:00Z"));
  ASSERT_EQ(samples.size(), 2u);
  EXPECT_EQ(samples[0].point, *directory_.point("ch4-e"));
  EXPECT_EQ(samples[0].value, 2.5);
  EXPECT_EQ(samples[0].source, **first);
  EXPECT_EQ(samples[0].arrival, **first);
  EXPECT_EQ(samples[1].value, 1.8);
  samples.clear();
  ASSERT_TRUE(recording->next(samples));
  ASSERT_EQ(samples.size(), 1u);
  EXPECT_EQ(samples[0].value, -1);
  EXPECT_EQ(*recording->next(samples), std::nullopt);
}

TEST_F(RecordingTest, SecondsCountFromWhereTheMapSays) {
  const ReplayMap m = map("time: {column: Time, as: seconds, from: \"2009-06-01T00:00:00Z\"}\npoints: {s: ch4-e}\n");
  std::istringstream in("Time,s\n 61.,0\n1.5E+00,0\n");
  auto recording = Recording::create(in, m);
  std::vector<core::Sample> samples;
  EXPECT_EQ(*recording->next(samples), parse_instant("2009-06-01T00:01:01Z").value());
  EXPECT_EQ(*recording->next(samples), parse_instant("2009-06-01T00:00:01.5Z").value());
}

TEST_F(RecordingTest, SaysWhichColumnsARecordingLacks) {
  const ReplayMap m = map("time: {column: t, as: instant}\npoints: {east: ch4-e, west: ch4-w}\n");
  std::istringstream without_west("t,east\n"), without_time("tt,east\n");
  EXPECT_THAT(Recording::create(without_west, m)->missing(), ElementsAre("west"));
  EXPECT_THAT(Recording::create(without_time, m).error().message, HasSubstr("found no column 't' for the time; did you mean 'tt'?"));
}

TEST_F(RecordingTest, NamesTheCellThatIsWrong) {
  const ReplayMap m = map("time: {column: t, as: instant}\npoints: {east: ch4-e}\n");
  std::vector<core::Sample> samples;
  std::istringstream no_number("t,east\n2022-05-09T00:01:00Z,2 ppm\n"), no_time("t,east\nyesterday,2\n");
  EXPECT_EQ(Recording::create(no_number, m)->next(samples).error().message,
            "line 2, column 'east': found '2 ppm', expected a number or nothing");
  EXPECT_THAT(Recording::create(no_time, m)->next(samples).error().message, HasSubstr("line 2, column 't': "));
}

TEST_F(RecordingTest, WhatIsNotANumberIsNamedNotPassedOn) {
  const ReplayMap m = map("time: {column: t, as: instant}\npoints: {east: ch4-e, west: ch4-w}\n");
  for (const std::string cell : {"nan", "NaN", "-nan", "inf", "-inf", "infinity", "1e999"}) {
    std::vector<core::Sample> samples;
    std::istringstream in("t,east,west\n2022-05-09T00:01:00Z,1,2\n2022-05-09T00:02:00Z,3," + cell + "\n");
    auto recording = Recording::create(in, m);
    ASSERT_TRUE(recording->next(samples));
    const auto row = recording->next(samples);
    ASSERT_FALSE(row) << cell;
    EXPECT_EQ(row.error().message, "line 3, column 'west': found '" + cell + "', expected a number or nothing");
  }
}

TEST(MovedTime, KeepsTheStepsAndDividesThemByTheSpeed) {
  const Instant recorded = Instant::from_unix_ms(1'000'000), now = Instant::from_unix_ms(9'000'000'000);
  EXPECT_EQ(MovedTime(recorded, now, 1)(recorded + Duration::from_ms(61'000)), now + Duration::from_ms(61'000));
  EXPECT_EQ(MovedTime(recorded, now, 60)(recorded + Duration::from_ms(60'000)), now + Duration::from_ms(1'000));
  EXPECT_EQ(MovedTime(recorded, now, 0.5)(recorded), now);
}

TEST_F(RecordingTest, AMapSaysAllThatIsWrongWithIt) {
  const std::string said = complaint("time: {column: t, as: minutes}\npoint: {}\npoints:\n  east: ch4-a\n  west: ch4-w\n  south: ch4-w\n");
  EXPECT_THAT(said, HasSubstr("map.yaml:1:"));
  EXPECT_THAT(said, HasSubstr("minutes"));
  EXPECT_THAT(said, HasSubstr("map.yaml:2:"));
  EXPECT_THAT(said, HasSubstr("did you mean 'points'"));
  EXPECT_THAT(said, HasSubstr("map.yaml:4:"));
  EXPECT_THAT(said, HasSubstr("ch4-a"));
  EXPECT_THAT(said, HasSubstr("map.yaml:6:"));
  EXPECT_THAT(complaint("time: {column: t, as: seconds}\npoints: {a: ch4-e}\n"), HasSubstr("from"));
  EXPECT_THAT(complaint(""), HasSubstr("nothing"));
}

}  // namespace
}  // namespace davy::analysis
