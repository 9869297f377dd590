#include "sim/world/simulate.hpp"

#include "sim/world/memory_disk.hpp"

namespace davy::sim {
namespace {

Outcome run_once(const WorldPlan& plan, const SimulateOptions& options) {
  const site::Directory directory(plan.site);
  std::unique_ptr<Disk> disk =
      options.make_disk ? options.make_disk(directory)
                        : std::make_unique<MemoryDisk>(plan.site, plan.planted == Planted::LoseLastGroup ? MemoryDisk::Sync::Later
                                                                                                         : MemoryDisk::Sync::BeforeAnswer);
  Outcome outcome = World(plan, *disk, options.trail).run();
  if (outcome.finding) return outcome;
  if (const std::optional<Disk::Fault> fault = disk->fault()) {
    outcome.finding = Finding{fault->checker, fault->law, fault->what, outcome.lived};
    outcome.broken = {fault->checker};
  }
  return outcome;
}

}  // namespace

Outcome simulate(std::uint64_t seed, const SimulateOptions& options) {
  WorldPlan plan = drawn_plan(seed, options.planted);
  if (options.length) plan.work.length = *options.length;
  Outcome first = run_once(plan, options);
  if (first.finding || options.runs == SimulateOptions::Runs::Once) return first;
  const Outcome second = run_once(plan, options);
  if (second.digest == first.digest) return first;
  first.finding = Finding{"same-seed-same-bytes", "The same seed gives the same journal, byte for byte.",
                          "the journals' digests are " + first.digest + " and " + second.digest, first.lived};
  first.broken = {"same-seed-same-bytes"};
  return first;
}

}  // namespace davy::sim
