#include "sim/world/fault_plan.hpp"

#include <algorithm>

namespace davy::sim {
namespace {

constexpr double kOften = 0.6;

class FaultDrawer {
 public:
  FaultDrawer(Chance& chance, const site::Site& site, Duration length) : chance_(chance), site_(site), length_(length) {}

  FaultPlan draw() {
    FaultPlan plan;
    if (maybe()) plan.to_davy = link();
    if (maybe()) plan.to_field = link();
    if (maybe()) draw_cuts(plan);
    if (maybe()) draw_store(plan);
    if (maybe()) draw_crashes(plan);
    if (happens(chance_, 0.25)) plan.jumps.push_back({when(), draw_between(chance_, -90_s, 90_s)});
    for (std::size_t i = 0; i < site_.devices.size(); ++i)
      plan.device_clocks.push_back(happens(chance_, 0.2) ? DeviceClock{draw_between(chance_, -2_s, 2_s), 0.002 * (chance_.uniform() - 0.5)}
                                                         : DeviceClock{});
    draw_plant(plan);
    if (happens(chance_, 0.3)) plan.manners = {0.3, 0.2};
    return plan;
  }

 private:
  bool maybe() { return happens(chance_, kOften); }
  Duration when() { return draw_between(chance_, length_ / 20, length_ - length_ / 10); }

  LinkFaults link() {
    return {0.1 * chance_.uniform(), 0.1 * chance_.uniform(), 0.05 * chance_.uniform(), draw_between(chance_, 10_ms, 800_ms)};
  }

  void draw_cuts(FaultPlan& plan) {
    for (std::size_t count = 1 + draw_below(chance_, 2); count > 0; --count) {
      const Duration from = when();
      plan.cuts.push_back({site::DeviceIndex(draw_below(chance_, site_.devices.size())), from,
                           from + draw_between(chance_, 1_s, length_ / 4), happens(chance_, 0.7) ? Backlog::Kept : Backlog::Forgotten});
    }
  }

  void draw_store(FaultPlan& plan) {
    for (std::size_t count = 1 + draw_below(chance_, 3); count > 0; --count) {
      const std::array moods{StoreMood::Slow, StoreMood::Slow, StoreMood::Failing, StoreMood::Full};
      const Duration from = when();
      plan.store.push_back({from, from + draw_between(chance_, 1_s, length_ / 6), moods[draw_below(chance_, moods.size())],
                            draw_between(chance_, 50_ms, 7_s)});
    }
  }

  void draw_crashes(FaultPlan& plan) {
    const std::array points{CrashPoint::BetweenSteps, CrashPoint::BeforeCommit, CrashPoint::InCommit, CrashPoint::BeforePublish,
                            CrashPoint::InOrder};
    for (std::size_t count = 1 + draw_below(chance_, 3); count > 0; --count)
      plan.crashes.push_back({when(), points[draw_below(chance_, points.size())], draw_between(chance_, 100_ms, 8_s)});
    std::ranges::sort(plan.crashes, {}, &Crash::after);
  }

  void draw_plant(FaultPlan& plan) {
    for (std::size_t count = 1 + draw_below(chance_, 2); count > 0; --count) add_leak(plan, when());
    if (maybe()) add_sensor_fault(plan);
    if (maybe()) add_actuator_fault(plan);
    if (happens(chance_, 0.3)) {
      const site::DeviceIndex device(draw_below(chance_, site_.devices.size()));
      const Duration off = when();
      plan.plant.push_back({off, DevicePower{device, Power::Off}});
      plan.plant.push_back({off + draw_between(chance_, 1_s, 20_s), DevicePower{device, Power::On}});
    }
    std::ranges::stable_sort(plan.plant, {}, &PlantTrouble::at);
  }

  void add_leak(FaultPlan& plan, Duration at) {
    Release leak;
    leak.name = "leak-" + std::to_string(plan.plant.size());
    leak.at = {10 + 8 * chance_.uniform(), 8 + 4 * chance_.uniform()};
    leak.strength = 20 + 80 * chance_.uniform();
    leak.rise = draw_between(chance_, 1_s, 6_s);
    leak.decay = draw_between(chance_, 2_s, 8_s);
    if (happens(chance_, 0.7)) leak.fed_by = site::ActuatorIndex(draw_below(chance_, 2));
    plan.plant.push_back({at, leak});
    plan.plant.push_back({at + draw_between(chance_, 5_s, length_ / 3), EndRelease{leak.name}});
  }

  void add_sensor_fault(FaultPlan& plan) {
    const std::array troubles{SensorTrouble::Stuck, SensorTrouble::Silent, SensorTrouble::Bad, SensorTrouble::Offset};
    SensorFault fault{site::PointIndex(draw_below(chance_, site_.points.size())), troubles[draw_below(chance_, troubles.size())],
                      -60 + 120 * chance_.uniform()};
    const Duration from = when();
    plan.plant.push_back({from, fault});
    fault.trouble = SensorTrouble::None;
    plan.plant.push_back({from + draw_between(chance_, 2_s, 30_s), fault});
  }

  void add_actuator_fault(FaultPlan& plan) {
    const std::array troubles{ActuatorTrouble::Stuck, ActuatorTrouble::Slow, ActuatorTrouble::Refusing};
    const site::ActuatorIndex actuator(draw_below(chance_, site_.actuators.size()));
    const Duration from = draw_between(chance_, 0_s, length_ / 2);
    plan.plant.push_back({from, ActuatorFault{actuator, troubles[draw_below(chance_, troubles.size())]}});
    plan.plant.push_back({from + draw_between(chance_, 10_s, length_ / 2), ActuatorFault{actuator, ActuatorTrouble::None}});
  }

  Chance& chance_;
  const site::Site& site_;
  Duration length_;
};

}  // namespace

FaultPlan draw_faults(Chance& chance, const site::Site& site, Duration length) { return FaultDrawer(chance, site, length).draw(); }

}  // namespace davy::sim
