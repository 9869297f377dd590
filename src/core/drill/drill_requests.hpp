#pragma once
// What people ask of drills (core/input.hpp lists all requests).

#include "core/drill/drill_events.hpp"

#include <string>
#include <vector>

namespace davy::core {

// One of the site, or "golden": Davy tries itself.
struct StartDrill {
  std::string scenario;
};
struct AbortDrill {
  DrillId drill;
  std::string reason;
};
enum class WeakPlaces { Noted, AsHazards };
struct AssessDrill {
  DrillId drill;
  std::string remark;
  std::vector<std::string> weak;
  WeakPlaces places = WeakPlaces::Noted;
};

}  // namespace davy::core
