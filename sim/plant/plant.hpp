#pragma once
// Plant: a small physical model of a site: gas that spreads and thins, valves that move with delay, sensors that err.
//
// The model is plain on purpose. A release builds up with a first-order lag towards its strength while it is fed, decays when it is not, and is felt at
// distance d with the factor 1 / (1 + (d / 8 m)²). Everything else rests at its quiet value (inside all limits of the point), sways slowly and is
// read through a sensor with lag, noise and, when told, a fault. Time is an argument. Chance is each sensor's own, from the seed and the point's name: the same
// steps and readings of a point give the same values, whatever else is read. One thread.

#include "core/sample.hpp"
#include "sim/plant/chance.hpp"
#include "sim/plant/happening.hpp"
#include "site/directory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::sim {

struct CommandReply {
  bool accepted = false;
  std::string reason;
};

class Plant {
 public:
  // `site` must outlive it. Actuators begin in their working state: the first that is not the safe one.
  Plant(const site::Site& site, std::uint64_t seed, Instant start);

  void happen(const Happening& happening, Instant now);
  CommandReply command(site::ActuatorIndex actuator, const std::string& state, Instant now);
  void advance(Instant now);  // at most a second at a time keeps the model smooth

  // What the point's sensor says now; nothing when it is silent or its device has no power.
  std::optional<core::Sample> read(site::PointIndex point, Instant now);

  Instant now() const { return now_; }  // of the latest advance()
  bool powered(site::DeviceIndex device) const { return powered_[device.get()]; }
  const std::string& state_of(site::ActuatorIndex actuator) const { return actuators_[actuator.get()].state; }

 private:
  struct Cloud {
    Release release;
    double level = 0;  // 0 … 1 of its strength
    bool ended = false;
  };
  struct ActuatorModel {
    std::string state;
    std::string target;
    Instant moves_at = Instant::never();
    ActuatorTrouble trouble = ActuatorTrouble::None;
  };
  struct SensorModel {
    Chance chance;
    double quiet = 0;
    double shown = 0;  // behind the lag
    double sway_phase = 0;
    SensorTrouble trouble = SensorTrouble::None;
    double amount = 0;
    double held = 0;  // Stuck: the value it hangs at
    Instant troubled_since;
  };
  struct Apply;  // happen(), one alternative each

  double true_value(std::size_t point, Instant now) const;
  bool fed(const Cloud& cloud) const;
  bool ventilated(const Cloud& cloud) const;
  std::optional<double> feedback_of(std::size_t point) const;

  const site::Site& site_;
  Instant start_;
  Instant now_;
  std::vector<Cloud> clouds_;
  std::vector<ActuatorModel> actuators_;
  std::vector<SensorModel> sensors_;
  std::vector<bool> powered_;
  std::vector<std::optional<site::ActuatorIndex>> fed_back_by_;  // per point: the actuator that it is the feedback of
};

// A value of the point at which none of its limits holds: the resting place of its kind, moved inside the limits where needed.
double quiet_value(const site::Site& site, site::PointIndex point);

}  // namespace davy::sim
