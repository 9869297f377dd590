#pragma once
// Exercise twins: stand-ins of points, conditions, rows and actuators, on which drills are held while the plant is judged as ever.
//
// For every point P of a scenario there is "drill/P" in the same zone, on a device of its own, with the same limits; for every row whose causes all
// have twins, "drill/ROW" with twins of its actuators, whose feedback is played. Names with a '/' cannot be written in a site: nothing real is called
// so. Twins stand behind all that is real, never fall silent, hold no permit, and their titles begin with the mark of a drill. The golden scenario
// has twins of its own, "drill/golden/…", whose alarm is low, opens no order and calls nobody.

#include "site/model.hpp"

#include <string>
#include <string_view>

namespace davy::site {

inline constexpr std::string_view kExercisePrefix = "drill/";
inline constexpr std::string_view kGoldenPrefix = "drill/golden/";
inline constexpr std::string_view kGoldenScenario = "golden";

// Of a point, device, condition, row or actuator.
constexpr bool is_exercise(std::string_view name) { return name.starts_with(kExercisePrefix); }
constexpr bool is_golden(std::string_view name) { return name.starts_with(kGoldenPrefix); }

std::size_t real_points(const Site& site);  // how many are not twins; those come first

// The site with the twins of its scenarios and the golden scenario, where it has a limit to try. Once: a site with twins stays as it is.
Site with_exercises(Site site);

}  // namespace davy::site
