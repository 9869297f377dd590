#pragma once
// World: a plant, its devices and links, its people and Davy itself under one seeded chance and one counted time; the production engine and writer run in it.
//
//   World world(World::drawn(7, Planted::None), disk, Trail::No);
//   const Outcome outcome = world.run();
//   if (outcome.finding) …   the law that was broken, when, how
//
// The same plan and seed give the same journal, byte for byte. One thread.

#include "sim/world/crew.hpp"
#include "sim/world/field_side.hpp"
#include "sim/world/people.hpp"

namespace davy::sim {

// Everything that makes a world.
struct WorldPlan {
  std::uint64_t seed = 0;
  site::Site site;
  Workload work;
  FaultPlan faults;
  Planted planted = Planted::None;
};
WorldPlan drawn_plan(std::uint64_t seed, Planted planted);

struct Finding {
  std::string checker;
  std::string law;
  std::string how;
  Duration at;  // of simulated time
};

struct Outcome {
  std::optional<Finding> finding;
  std::vector<std::string> broken;  // the names of all checkers that had something to say then
  std::string digest;               // of the journal
  Duration lived;                   // simulated
  int lives = 0;
  std::size_t events = 0;
  std::vector<std::string> trail;  // the latest steps, when asked for
};

class World {
 public:
  // `plan` and `disk` must outlive it.
  World(const WorldPlan& plan, Disk& disk, Trail trail);

  Outcome run();

 private:
  Outcome outcome(Disk& disk) const;

  const WorldPlan& plan_;
  Disk& disk_;
  const site::Directory directory_;
  const site::Site davys_site_;  // the same, but for a planted fault
  const site::Directory davys_directory_;
  Ground ground_;
  const Davy::Settings settings_;
  const Davy::Settings davys_settings_;
  FieldSide field_;
  Davy davy_;
  People people_;
  Crew crew_;
};

}  // namespace davy::sim
