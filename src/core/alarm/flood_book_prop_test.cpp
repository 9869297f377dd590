#include "core/alarm/flood_book.hpp"

#include "core/testing/flood_gauge.hpp"
#include "core/testing/plant_story.hpp"

#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

RC_GTEST_PROP(FloodBookProperty, SaysWhatTheGaugeSaysOfTheWholeHistory, ()) {
  AlarmBook alarms;
  FloodBook book;
  FloodGauge gauge;
  Instant now = kEight;
  std::uint64_t seq = 0;
  const auto happens = [&](EventBody body) {
    const Event event{++seq, now, "system", std::move(body)};
    alarm::evolve(alarms, event);
    flood::evolve(book, alarms, event);
    for (const EventBody& next : flood::react(book, alarms, event)) flood::evolve(book, alarms, {++seq, now, "system", next});
  };
  for (const int gap_s : *rc::gen::container<std::vector<int>>(rc::gen::element(0, 1, 10, 30, 40, 60, 90, 200, 700))) {
    now = now + 1_s * gap_s;
    for (const EventBody& body : flood::on_time(book, now)) happens(body);
    happens(AlarmRaised{"gas:high", "tank-farm", site::Severity::Low, now, 1, "v", "operator"});
    gauge.rang(now);
    RC_ASSERT(book.posts.at("operator").since.has_value() == gauge.flooded());
  }
}

TEST(FloodBook, WhatNobodyIsToldOfDoesNotFlood) {
  PlantStory plant(make_related_plant());
  plant.reads("pt-101", 95);
  plant.after(2_s);
  for (int i = 0; i < 12; ++i) {
    plant.gas("ch4-01", 30_lel);
    plant.after(2_s);
    plant.gas("ch4-01", 0_lel);
    plant.after(2_s);
  }
  EXPECT_TRUE(plant.wrote("flood.").empty());
}

TEST(FloodBook, WhatIsNoLongerSetAsideRings) {
  PlantStory plant;
  for (int i = 0; i < 10; ++i) {
    plant.gas("ch4-01", 30_lel);
    plant.after(2_s);
    plant.gas("ch4-01", 0_lel);
    plant.after(2_s);
  }
  EXPECT_EQ(plant.asks("li", ShelveAlarm{"ch4-02:high", 5_min, "calibration"}), "done");
  plant.gas("ch4-02", 30_lel);
  plant.after(2_s);
  EXPECT_TRUE(plant.wrote("flood.").empty());
  EXPECT_EQ(plant.asks("li", UnshelveAlarm{"ch4-02:high"}), "done");
  EXPECT_EQ(plant.wrote("flood."), std::vector<std::string>{"flood.started operator"});
}

TEST(FloodBook, AFloodIsWrittenDownWhenItBeginsAndWhenItEnds) {
  PlantStory plant;
  for (int i = 0; i < 11; ++i) {
    plant.gas("ch4-01", 30_lel);
    plant.after(2_s);
    plant.gas("ch4-01", 0_lel);
    plant.after(2_s);
  }
  EXPECT_EQ(plant.wrote("flood."), std::vector<std::string>{"flood.started operator"});
  EXPECT_TRUE(plant.state().floods.posts.at("operator").since.has_value());
  plant.only_timers(11_min);
  EXPECT_EQ(plant.wrote("flood."), std::vector<std::string>{"flood.ended operator"});
}

}  // namespace
}  // namespace davy::core
