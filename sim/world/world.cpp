#include "sim/world/world.hpp"

#include "sim/world/canonical.hpp"
#include "sim/world/world_site.hpp"

#include <atomic>

namespace davy::sim {
namespace {

// For a planted fault: what no seed decides.
std::uint64_t unseeded() {
  static std::atomic<std::uint64_t> worlds{0};
  return ++worlds;
}

// For a planted fault: rules by which nothing gates a permit.
site::Site ungated(site::Site site) {
  for (site::Condition& condition : site.conditions) condition.gates.clear();
  return site;
}

// Likewise: rules by which no alarm is worse for ringing beside another.
site::Site unrelated(site::Site site) {
  site.risks.clear();
  return site;
}

site::Site as_davy_has_it(const site::Site& site, Planted planted) {
  if (planted == Planted::OpenUngated) return ungated(site);
  return planted == Planted::IgnoreRisks ? unrelated(site) : site;
}

constexpr std::uint64_t kPlanStream = 0x5eed;  // so that a plan and its world do not draw the same numbers
constexpr Duration kRestAtMost = Duration::from_ms(30'000);

}  // namespace

WorldPlan drawn_plan(std::uint64_t seed, Planted planted) {
  Chance chance(seed ^ kPlanStream);
  WorldPlan plan;
  plan.seed = seed;
  plan.site = make_world_site(chance);
  plan.work = draw_workload(chance);
  plan.faults = draw_faults(chance, plan.site, plan.work.length);
  plan.planted = planted;
  return plan;
}

World::World(const WorldPlan& plan, Disk& disk, Trail trail)
    : plan_(plan),
      disk_(disk),
      directory_(plan.site),
      davys_site_(as_davy_has_it(plan.site, plan.planted)),
      davys_directory_(davys_site_),
      ground_(directory_, plan.planted == Planted::UnseededChance ? plan.seed + unseeded() : plan.seed, plan.work.tick, trail),
      settings_{directory_, plan_.work, plan_.faults, plan_.planted},
      davys_settings_{davys_directory_, plan_.work, plan_.faults, plan_.planted},
      field_(ground_, settings_, plan.seed),
      davy_(ground_, davys_settings_, disk, {[this](const runtime::FieldCommand& command) { field_.take(command); }}),
      people_(ground_, settings_),
      crew_(ground_, settings_) {}

Outcome World::run() {
  const auto never = [] { return false; };
  for (const ClockJump& jump : plan_.faults.jumps) ground_.at(kWorldBegin + jump.at, [this, by = jump.by] { ground_.set_clock(by); });
  davy_.begin();
  field_.begin(davy_);
  people_.begin(davy_);
  crew_.begin(davy_);
  ground_.pass_until(kWorldBegin + plan_.work.length, never);
  davy_.end_faults();
  field_.end_faults();
  people_.go_home();
  crew_.go_home();
  ground_.pass_until(ground_.now() + plan_.work.settle, never);
  bool rests = davy_.settle();
  for (Duration waited; !rests && !ground_.broken() && waited < kRestAtMost; waited = waited + 100_ms) {
    ground_.pass_until(ground_.now() + 100_ms, never);
    rests = davy_.settle();
  }
  if (!ground_.broken()) {
    ensure(rests, "a world without faults comes to rest");
    const std::vector<core::Event> events = disk_.events();
    const std::vector<core::Sample> samples = disk_.samples();
    ground_.tell_end({*davy_.state(), events, samples});
  }
  return outcome(disk_);
}

Outcome World::outcome(Disk& disk) const {
  Outcome outcome;
  const std::vector<core::Event> events = disk.events();
  outcome.digest = digest_of(events);
  outcome.events = events.size();
  outcome.lived = ground_.age();
  outcome.lives = davy_.lives();
  outcome.trail.assign(ground_.trail().begin(), ground_.trail().end());
  for (const auto& checker : ground_.checkers())
    if (checker->broken()) outcome.broken.push_back(checker->name());
  if (const Checker* law = ground_.broken_law())
    outcome.finding = Finding{law->name(), law->law(), *law->broken(), ground_.broken_at() - kWorldBegin};
  return outcome;
}

}  // namespace davy::sim
