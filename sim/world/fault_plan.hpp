#pragma once
// FaultPlan: what goes wrong in a world, as data. Drawn from a seed, or written by hand in a test. Times count from the world's begin.

#include "sim/plant/happening.hpp"
#include "sim/world/draw.hpp"

#include <array>
#include <vector>

namespace davy::sim {

// Of every message on its way, each way.
struct LinkFaults {
  double loss = 0;
  double twice = 0;
  double held_up = 0;  // arrives seconds late, so that others overtake it
  Duration delay_max = 20_ms;
};

// A device cannot be reached. Once it can, it delivers what it has kept, or has forgotten it.
enum class Backlog { Kept, Forgotten };
struct LinkCut {
  site::DeviceIndex device;
  Duration from;
  Duration until;
  Backlog backlog = Backlog::Kept;
};

enum class StoreMood { Well, Slow, Failing, Full };
struct StoreTrouble {
  Duration from;
  Duration until;
  StoreMood mood = StoreMood::Slow;
  Duration commit_takes;
};

// Where in its work the process ends. InCommit: the commit is durable or not, by chance. BeforePublish: it is durable, and nobody was told. InOrder: it is
// stopped, not killed.
enum class CrashPoint { BetweenSteps, BeforeCommit, InCommit, BeforePublish, InOrder };
struct Crash {
  Duration after;  // at the first such point from then on
  CrashPoint point = CrashPoint::BetweenSteps;
  Duration down = 1_s;
};

struct ClockJump {
  Duration at;
  Duration by;  // forward or back
};

struct DeviceClock {
  Duration ahead;    // of true time
  double drift = 0;  // seconds a second
};

struct PlantTrouble {
  Duration at;
  Happening what;
};

// What the unit of the actuators does besides moving them.
struct ActuatorManners {
  double replies_twice = 0;
  double silent = 0;  // acts, but never says so
};

struct FaultPlan {
  LinkFaults to_davy;
  LinkFaults to_field;
  std::vector<LinkCut> cuts;
  std::vector<StoreTrouble> store;
  std::vector<Crash> crashes;  // by time
  std::vector<ClockJump> jumps;
  std::vector<DeviceClock> device_clocks;  // by DeviceIndex; missing ones are right
  std::vector<PlantTrouble> plant;
  ActuatorManners manners;
};

// About a third of all plans are calm in any one respect.
FaultPlan draw_faults(Chance& chance, const site::Site& site, Duration length);

}  // namespace davy::sim
