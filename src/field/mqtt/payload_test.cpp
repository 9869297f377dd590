#include "field/mqtt/payload.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace davy::field {
namespace {

const Instant kNow = Instant::from_unix_ms(1'795'519'938'500);

// Two detectors, gas-1 with the points ch4-01 and ch4-02, gas-2 with h2s-01, and a valve.
site::Site small_site() {
  site::Site site;
  site.name = "demo";
  site.devices = {{"gas-1", {}, {}}, {"gas-2", {}, {}}};
  site.points.resize(3);
  site.points[0].name = "ch4-01";
  site.points[1].name = "ch4-02";
  site.points[2].name = "h2s-01";
  site.points[2].device = site::DeviceIndex(1);
  site.actuators.resize(1);
  site.actuators[0].name = "xv-101";
  return site;
}

class Payload : public testing::Test {
 protected:
  SamplesRead from_gas_1(std::string_view payload) { return reader_.samples(payload, site::DeviceIndex(0), kNow); }

  std::vector<Malformed> malformed(std::string_view element) {
    return from_gas_1(std::string(R"({"samples":[)") + std::string(element) + "]}").malformed;
  }

  const site::Site site_ = small_site();
  const site::Directory directory_{site_};
  PayloadReader reader_{directory_};
};

TEST_F(Payload, ReadsABatch) {
  const SamplesRead read = from_gas_1(R"({"samples":[
      {"point":"ch4-01","t":"2026-11-24T11:32:18.123Z","v":12.3,"q":"good"},
      {"point":"ch4-02","t":1795519938123,"v":7},
      {"point":"ch4-02","t":"2026-11-24T19:32:19+08:00","v":8.5,"q":"uncertain"}]})");
  EXPECT_TRUE(read.malformed.empty());
  ASSERT_EQ(read.samples.size(), 3u);
  EXPECT_EQ(read.samples[0].point, site::PointIndex(0));
  EXPECT_EQ(read.samples[0].value, 12.3);
  EXPECT_EQ(read.samples[0].quality, core::Quality::Good);
  EXPECT_EQ(to_text(read.samples[0].source), "2026-11-24T11:32:18.123Z");
  EXPECT_EQ(read.samples[0].arrival, kNow);
  EXPECT_EQ(read.samples[1].point, site::PointIndex(1));
  EXPECT_EQ(read.samples[1].source, Instant::from_unix_ms(1'795'519'938'123));
  EXPECT_EQ(read.samples[1].value, 7);
  EXPECT_EQ(read.samples[2].quality, core::Quality::Uncertain);
  EXPECT_EQ(to_text(read.samples[2].source), "2026-11-24T11:32:19Z");
}

TEST_F(Payload, ABadReadingNeedsNoValue) {
  const SamplesRead read = from_gas_1(
      R"({"samples":[{"point":"ch4-01","t":1,"v":null,"q":"bad"},{"point":"ch4-01","t":2,"q":"bad"},{"point":"ch4-01","t":3,"v":4,"q":"bad"}]})");
  ASSERT_EQ(read.samples.size(), 3u);
  EXPECT_TRUE(std::isnan(read.samples[0].value));
  EXPECT_TRUE(std::isnan(read.samples[1].value));
  EXPECT_EQ(read.samples[2].value, 4);
}

TEST_F(Payload, OneBadElementDoesNotLoseTheOthers) {
  const SamplesRead read =
      from_gas_1(R"({"samples":[{"point":"ch4-01","t":1,"v":1},{"point":"ch4-99","t":1,"v":1},42,{"point":"ch4-02","t":1,"v":2}]})");
  ASSERT_EQ(read.samples.size(), 2u);
  EXPECT_EQ(read.samples[1].point, site::PointIndex(1));
  EXPECT_EQ(read.malformed, (std::vector{Malformed::UnknownPoint, Malformed::NotAnObject}));
}

TEST_F(Payload, ADeviceSpeaksForItsOwnPointsOnly) {
  EXPECT_EQ(malformed(R"({"point":"h2s-01","t":1,"v":0})"), std::vector{Malformed::OthersPoint});
}

TEST_F(Payload, NamesWhatIsWrongWithAnElement) {
  EXPECT_EQ(malformed(R"({"t":1,"v":1})"), std::vector{Malformed::UnknownPoint});
  EXPECT_EQ(malformed(R"({"point":7,"t":1,"v":1})"), std::vector{Malformed::UnknownPoint});
  for (const char* t : {R"("yesterday")", "1.5", "null", "9223372036854775807", "-9223372036854775808", "[]", R"("2026-13-01T00:00:00Z")"})
    EXPECT_EQ(malformed(std::string(R"({"point":"ch4-01","v":1,"t":)") + t + "}"), std::vector{Malformed::BadTime}) << t;
  EXPECT_EQ(malformed(R"({"point":"ch4-01","v":1})"), std::vector{Malformed::BadTime});
  for (const char* v : {R"("12")", "true", "null", "{}"})
    EXPECT_EQ(malformed(std::string(R"({"point":"ch4-01","t":1,"v":)") + v + "}"), std::vector{Malformed::BadValue}) << v;
  EXPECT_EQ(malformed(R"({"point":"ch4-01","t":1})"), std::vector{Malformed::BadValue});
  for (const char* q : {R"("Good")", R"("manual")", R"("")", "1", "null"})
    EXPECT_EQ(malformed(std::string(R"({"point":"ch4-01","t":1,"v":1,"q":)") + q + "}"), std::vector{Malformed::BadQuality}) << q;
}

TEST_F(Payload, NamesWhatIsWrongWithTheWhole) {
  for (const char* payload :
       {"", "{", "hello", R"({"samples":[{"point":"ch4-01","t":1,"v":1}])", "\xff\xfe\x00", R"({"samples":[{"v":NaN}]})"})
    EXPECT_EQ(from_gas_1(payload).malformed, std::vector{Malformed::NotJson}) << payload;
  for (const char* payload : {"[]", "7", "{}", R"({"samples":{}})", R"({"Samples":[]})", "null"})
    EXPECT_EQ(from_gas_1(payload).malformed, std::vector{Malformed::NoSamples}) << payload;
  EXPECT_EQ(from_gas_1(std::string(kPayloadBytesMax + 1, ' ')).malformed, std::vector{Malformed::TooLarge});
  EXPECT_EQ(from_gas_1(std::string(10'000, '[')).malformed, std::vector{Malformed::NotJson}) << "depth is bounded";
  EXPECT_TRUE(from_gas_1(R"({"samples":[]})").malformed.empty());
}

TEST_F(Payload, ReadsReplies) {
  const auto accepted = reader_.reply(R"({"command":"18-105","status":"accepted"})");
  ASSERT_TRUE(std::holds_alternative<Reply>(accepted));
  EXPECT_EQ(std::get<Reply>(accepted).command, "18-105");
  EXPECT_EQ(std::get<Reply>(accepted).stage, core::CommandStage::Accepted);

  const auto refused = reader_.reply(R"({"command":"18-105","status":"refused","reason":"local control"})");
  ASSERT_TRUE(std::holds_alternative<Reply>(refused));
  EXPECT_EQ(std::get<Reply>(refused).stage, core::CommandStage::Refused);
  EXPECT_EQ(std::get<Reply>(refused).reason, "local control");

  for (const char* payload :
       {"{}", R"({"command":"18-105"})", R"({"command":"18-105","status":"done"})", R"({"command":18,"status":"accepted"})"})
    EXPECT_EQ(std::get<Malformed>(reader_.reply(payload)), Malformed::BadReply) << payload;
  EXPECT_EQ(std::get<Malformed>(reader_.reply("nonsense")), Malformed::NotJson);
}

TEST_F(Payload, ReadsStatus) {
  EXPECT_EQ(std::get<core::Presence>(reader_.status(R"({"online":true})")), core::Presence::Online);
  EXPECT_EQ(std::get<core::Presence>(reader_.status(R"({"online":false})")), core::Presence::Offline);
  EXPECT_EQ(std::get<Malformed>(reader_.status(R"({"online":"yes"})")), Malformed::BadStatus);
  EXPECT_EQ(std::get<Malformed>(reader_.status("")), Malformed::NotJson);
}

TEST_F(Payload, WritesACommandThatAnyJsonReaderUnderstands) {
  const runtime::FieldCommand command{"18-105", site::ActuatorIndex(0), "closed", Instant::from_unix_ms(1'795'519'948'000),
                                      "row \"leak\": ch4-01\\high\n"};
  EXPECT_EQ(command_payload(command, directory_),
            R"({"command":"18-105","actuator":"xv-101","state":"closed","expires":"2026-11-24T11:32:28Z",)"
            R"("reason":"row \"leak\": ch4-01\\high\u000a"})");
}

TEST_F(Payload, ReadsTheSamplesThatItWrites) {
  const std::vector<core::Sample> written = {{site::PointIndex(0), core::Quality::Good, 0.1 + 0.2,
                                              Instant::from_unix_ns(1'795'519'938'123'456'789), kNow},
                                             {site::PointIndex(1), core::Quality::Uncertain, -1e-300,
                                              Instant::from_unix_ms(1'795'519'938'123), kNow},
                                             {site::PointIndex(1), core::Quality::Bad, 7, Instant::from_unix_ms(1'795'519'939'000), kNow}};
  const SamplesRead read = from_gas_1(samples_payload(written, site_));
  EXPECT_TRUE(read.malformed.empty());
  ASSERT_EQ(read.samples.size(), written.size());
  for (std::size_t i = 0; i < written.size(); ++i) {
    EXPECT_EQ(read.samples[i].point, written[i].point);
    EXPECT_EQ(read.samples[i].quality, written[i].quality);
    EXPECT_EQ(read.samples[i].source, written[i].source);
    if (written[i].quality != core::Quality::Bad) {
      EXPECT_EQ(read.samples[i].value, written[i].value);
    }
  }
}

TEST(MqttTopic, NamesDeviceAndLeaf) {
  const auto topic = parse_topic("davy/demo/gas-1/samples", "demo");
  ASSERT_TRUE(topic.has_value());
  EXPECT_EQ(topic->device, "gas-1");
  EXPECT_EQ(topic->leaf, Leaf::Samples);
  EXPECT_EQ(topic_of("demo", "valves", Leaf::Command), "davy/demo/valves/command");
  for (const char* other : {"", "davy", "davy/demo", "davy/demo/gas-1", "davy/other/gas-1/samples", "davy/demo2/gas-1/samples",
                            "davy/demo/gas-1/samples/x", "davy/demo/gas-1/noise", "mine/demo/gas-1/samples"})
    EXPECT_FALSE(parse_topic(other, "demo").has_value()) << other;
}

}  // namespace
}  // namespace davy::field
