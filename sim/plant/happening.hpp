#pragma once
// What can happen to the plant: by a scenario's timeline or a line on standard input.

#include "base/enum_names.hpp"
#include "base/time.hpp"
#include "site/model.hpp"

#include <optional>
#include <string>
#include <variant>

namespace davy::sim {

// Gas (or heat, or smoke) enters at a place. A leak that is fed through a valve stops when the valve is in its safe state.
struct Release {
  std::string name;
  site::PointKind reaches = site::PointKind::CombustibleGas;  // the kind of detector that feels it
  site::Metres at;
  double strength = 0;  // reading right at the leak once it is fully developed, in the detectors' unit, above the quiet value
  Duration rise = Duration::from_ms(4'000);   // time constant while it is fed
  Duration decay = Duration::from_ms(8'000);  // and once it is not; a running fan within reach makes it three times faster
  std::optional<site::ActuatorIndex> fed_by;
};

struct EndRelease {
  std::string name;
};

enum class SensorTrouble { None, Stuck, Silent, Drifting, Bad, Offset };

struct SensorFault {
  site::PointIndex point;
  SensorTrouble trouble = SensorTrouble::None;
  double amount = 0;  // Drifting: units an hour; Offset: units
};

enum class ActuatorTrouble { None, Stuck, Slow, Refusing };

struct ActuatorFault {
  site::ActuatorIndex actuator;
  ActuatorTrouble trouble = ActuatorTrouble::None;
};

enum class Power { Off, On };

struct DevicePower {
  site::DeviceIndex device;
  Power power = Power::Off;
};

// Somebody on the spot puts an actuator into a state by hand.
struct HandOperation {
  site::ActuatorIndex actuator;
  std::string state;
};

using Happening = std::variant<Release, EndRelease, SensorFault, ActuatorFault, DevicePower, HandOperation>;

}  // namespace davy::sim

template <>
inline constexpr auto davy::kEnumNames<davy::sim::SensorTrouble> =
    std::to_array<davy::EnumName<davy::sim::SensorTrouble>>({{davy::sim::SensorTrouble::None, "none"},
                                                             {davy::sim::SensorTrouble::Stuck, "stuck"},
                                                             {davy::sim::SensorTrouble::Silent, "silent"},
                                                             {davy::sim::SensorTrouble::Drifting, "drifting"},
                                                             {davy::sim::SensorTrouble::Bad, "bad"},
                                                             {davy::sim::SensorTrouble::Offset, "offset"}});

template <>
inline constexpr auto davy::kEnumNames<davy::sim::ActuatorTrouble> =
    std::to_array<davy::EnumName<davy::sim::ActuatorTrouble>>({{davy::sim::ActuatorTrouble::None, "none"},
                                                               {davy::sim::ActuatorTrouble::Stuck, "stuck"},
                                                               {davy::sim::ActuatorTrouble::Slow, "slow"},
                                                               {davy::sim::ActuatorTrouble::Refusing, "refusing"}});

template <>
inline constexpr auto davy::kEnumNames<davy::sim::Power> = std::to_array<davy::EnumName<davy::sim::Power>>({{davy::sim::Power::Off, "off"},
                                                                                                            {davy::sim::Power::On, "on"}});
