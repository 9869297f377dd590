#pragma once
// simulate(): one seed from its plan to its verdict; twice, when asked, to see that the same seed gives the same bytes.

#include "sim/world/world.hpp"

namespace davy::sim {

struct SimulateOptions {
  Planted planted = Planted::None;
  enum class Runs { Once, Twice } runs = Runs::Twice;
  Trail trail = Trail::No;
  std::optional<Duration> length;  // in place of the drawn one
  // A fresh disk; none: in memory.
  std::function<std::unique_ptr<Disk>(const site::Directory&)> make_disk;
};

// Of the first run, with what was found in any.
Outcome simulate(std::uint64_t seed, const SimulateOptions& options);

}  // namespace davy::sim
