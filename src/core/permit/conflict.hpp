#pragma once
// Conflicts (交叉作业): which two works must not meet, by kind, distance in plan and height, and time (FACTS §C.4). Pure.

#include "core/permit/permit_events.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

enum class Clash {
  Forbidden,   // never at the same time
  Coordinate,  // only with one named coordinator of both (4.7)
};

struct ConflictRule {
  std::string_view name;    // "hot-work-near-venting"
  std::string_view clause;  // "5.2.9"
  Clash clash = Clash::Forbidden;
};

// A work as conflicts see it; `permit` none: it is not applied for yet.
struct Work {
  PermitId permit;
  const PermitApplied* what = nullptr;
  Instant from;  // with preparation and clean-up
  Instant until;
};

struct Conflict {
  PermitId with;
  const ConflictRule* rule = nullptr;
  double distance_m = 0;  // in the plan, between the edges of both places; 0: they touch
  double needed_m = 0;    // 0: the rule knows no distance
};

Work work_of(PermitId permit, const PermitApplied& what, Duration around);

// All of one work with another, the forbidden first. Symmetric: of both orders the same rules.
std::vector<Conflict> conflicts(const Work& one, const Work& other);

// Between the edges of two circles on the plan, in metres; 0: they touch.
double distance_m(const PermitPlace& one, const PermitPlace& other);

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Clash> = std::to_array<davy::EnumName<davy::core::Clash>>(
    {{davy::core::Clash::Forbidden, "forbidden"}, {davy::core::Clash::Coordinate, "coordinate"}});
