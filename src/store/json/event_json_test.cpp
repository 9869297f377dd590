#include "store/json/event_json.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace davy::store {
namespace {

TEST(EventJson, IsCanonical) {
  const core::AlarmRaised raised{
      "ch4-01:high-high", "tank-farm", site::Severity::Serious, Instant::from_unix_ms(1'800'000'000'123), 26, "r1"};
  EXPECT_EQ(
      body_json(raised),
      R"({"condition":"ch4-01:high-high","duty":"","onset":"2027-01-15T08:00:00.123Z","rule_version":"r1","severity":"serious","value":26.0,"zone":"tank-farm"})");
}

TEST(EventJson, WritesNumbersThatJsonDoesNotHave) {
  const auto value_of = [](double value) { return body_json(core::CommandObserved{"1-2", value, Instant()}); };
  EXPECT_EQ(value_of(std::numeric_limits<double>::quiet_NaN()), R"({"at":"1970-01-01T00:00:00Z","command":"1-2","value":"NaN"})");
  EXPECT_EQ(value_of(-std::numeric_limits<double>::infinity()), R"({"at":"1970-01-01T00:00:00Z","command":"1-2","value":"-Infinity"})");
}

TEST(EventJson, MendsTextThatIsNotUtf8) {
  EXPECT_EQ(body_json(core::SystemStopped{"\xff!"}), "{\"asked_by\":\"\",\"reason\":\"\xef\xbf\xbd!\"}");
}

TEST(EventJson, ReadsAnEventOfAnEarlierVersionWithAFieldLess) {
  const auto body = body_from_json("alarm.returned", R"({"alarm":7,"at":"2027-01-15T08:00:00Z","value":1.5})");
  ASSERT_TRUE(body);
  EXPECT_EQ(get<core::AlarmReturned>(*body).alarm, core::AlarmId(7));
  EXPECT_FALSE(get<core::AlarmReturned>(*body).latched);
}

TEST(EventJson, SaysWhereAnEventIsUnreadable) {
  const auto why = [](std::string_view kind, std::string_view json) { return body_from_json(kind, json).error().message; };
  EXPECT_EQ(why("alarm.bent", "{}"), "found kind \"alarm.bent\", which this version does not know");
  EXPECT_EQ(why("alarm.reset", "{"), "not JSON");
  EXPECT_EQ(why("alarm.reset", "[]"), "found [], expected an object");
  EXPECT_EQ(why("alarm.reset", R"({"alarm":-1})"), "alarm: found -1, expected a whole number that fits");
  EXPECT_EQ(why("alarm.reset", R"({"alarm":1,"by":"x"})"), "found a field that this version does not know");
  EXPECT_EQ(why("order.submitted", R"({"photos":["a",7]})"), "photos.1: found 7, expected text");
  EXPECT_EQ(why("alarm.raised", R"({"severity":"dire"})"), "severity: found \"dire\", expected a name that this version knows");
}

TEST(EventJson, GivesBackWhatAPermitSaysToTheLastField) {
  core::PermitApplied applied;
  applied.kind = core::PermitKind::Height;
  applied.level = core::PermitLevel::Fourth;
  applied.grounds.factors = {core::HeightFactor::NearLive, core::HeightFactor::Rescue};
  applied.related = {core::PermitId(7), core::PermitId(9)};
  applied.activities = {core::Activity::DustSweeping};
  applied.analysis = {{"weld", "sparks", "a blanket"}};
  applied.details = {{"method", "arc"}};
  const std::string json = body_json(applied);
  EXPECT_NE(json.find(R"("related":[7,9])"), std::string::npos);
  EXPECT_NE(json.find(R"("factors":["near-live","rescue"])"), std::string::npos);
  const auto back = body_from_json("permit.applied", json);
  ASSERT_TRUE(back);
  EXPECT_EQ(body_json(*back), json);
  EXPECT_EQ(get<core::PermitApplied>(*back).analysis.at(0).danger, "sparks");
}

TEST(EventJson, RefusesAStateThatIsNotWhole) { EXPECT_EQ(state_from_json(R"({"last_seq":1})").error().message, "start_seq: missing"); }

}  // namespace
}  // namespace davy::store
