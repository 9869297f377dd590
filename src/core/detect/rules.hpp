#pragma once
// Rules: the conditions of a site as detection evaluates them, compiled once at load.
//
// Idea: a condition on the value is true at or outside one band of values and false again only inside a narrower one, the difference being
// its deadband. High has no lower bound, Low no upper one, OutOfRange both. So one comparison serves all kinds, and how far a value is from
// changing anything can be told.

#include "core/sample.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace davy::core {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

// What a sample says about a condition. Neither: inside the deadband, it stays as it was. None: it cannot tell, so nobody knows.
enum class Evidence : unsigned char { For, Against, Neither, None };

// An open interval of values.
struct Band {
  double above;
  double below;
  bool contains(double value) const { return value > above && value < below; }
  Band within(Band other) const { return {std::max(above, other.above), std::min(below, other.below)}; }
  static Band everything();
  static Band nothing();
};

struct ConditionRule {
  Band outside;  // true outside of it
  Band inside;   // false again inside of it
  Duration on_delay;
  Duration off_delay;
  site::ConditionKind kind;

  bool has_limit() const { return kind == site::ConditionKind::High || kind == site::ConditionKind::Low; }
  double beyond(double value) const;  // how far outside; negative within
};

struct PointRule {
  // The valid over-range of the sensor; outside of it the sensor has failed. −2.5 % and +6.25 % of span, NE 43: 3.6 mA and 21 mA of 4–20
  // mA.
  Band working;
  Duration stale_after;
  std::uint32_t first_condition = 0;  // its conditions stand together
  std::uint32_t conditions = 0;
};

// A limit in one mode; none: nothing is asked, so it is false.
struct ModeBands {
  site::ModeIndex mode;
  Band outside;
  Band inside;
};

// A condition whose limit depends on the mode of its point's zone.
struct MovedCondition {
  std::uint32_t condition = 0;
  site::PointIndex point;
  site::ZoneIndex zone;
  ModeBands normal;
  std::vector<ModeBands> by_mode;
};

struct Rules {
  std::vector<PointRule> points;          // by PointIndex
  std::vector<ConditionRule> conditions;  // by ConditionIndex; those that were moved stand as the present mode has them
  std::vector<MovedCondition> moved;      // by condition

  // Ends the process when a point has no range or no time to be stale after, or its conditions are scattered: load_site() refuses such
  // sites.
  static Rules compile(const site::Site& site);

  Evidence weigh(const ConditionRule& rule, const Sample& sample) const;

  const MovedCondition* moved_of(std::size_t condition) const;  // null when it is the same in every mode
  static ConditionRule in_mode(ConditionRule rule, const MovedCondition& moved, site::ModeIndex mode);
  std::size_t bytes() const;
};

}  // namespace davy::core
