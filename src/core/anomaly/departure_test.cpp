#include "core/anomaly/departure.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace davy::core {
namespace {

// A machine that hums between -1 and 1 about its level.
class Machine {
 public:
  void run(std::size_t readings, double level, double drift = 0) {
    for (std::size_t i = 0; i < readings; ++i) {
      departure_.feed(level + drift * static_cast<double>(i) + hum());
      if (departure_.away()) ++away_;
    }
  }
  // Readings since the last question that were away.
  std::size_t away() { return std::exchange(away_, 0); }

 private:
  double hum() {
    ++count_;
    return static_cast<double>(count_ * 7 % 11) / 5 - 1;
  }
  Departure departure_;
  std::size_t count_ = 0;
  std::size_t away_ = 0;
};

TEST(Departure, AStepIsAwayAsLongAsItLasts) {
  Machine machine;
  machine.run(600, 50);
  EXPECT_EQ(machine.away(), 0u);
  machine.run(400, 55);
  EXPECT_GE(machine.away(), 390u);
  machine.run(DepartureOptions().smooth, 50);
  machine.away();
  machine.run(400, 50);
  EXPECT_EQ(machine.away(), 0u);
}

TEST(Departure, SlowDriftIsFollowed) {
  Machine machine;
  machine.run(300, 50, 0.001);
  machine.run(5'000, 50.3, 0.001);
  EXPECT_EQ(machine.away(), 0u);
}

TEST(Departure, ComingBackMostOfTheWayEndsIt) {
  Machine machine;
  machine.run(600, 50);
  machine.run(100, 90);
  EXPECT_GT(machine.away(), 60u);
  machine.run(DepartureOptions().smooth, 54);
  machine.away();
  machine.run(400, 54);
  EXPECT_EQ(machine.away(), 0u);
}

TEST(Departure, WhatIsWrongFromTheStartIsNotSeen) {
  Machine machine;
  machine.run(DepartureOptions().warm_up / 2, 50);
  machine.run(DepartureOptions().warm_up / 2, 90);
  machine.run(400, 50);
  EXPECT_EQ(machine.away(), 0u);
}

}  // namespace
}  // namespace davy::core
