#pragma once
// What is told of a place beside which work must not go on: a train that passes, what is let out, the weather (GB 30871-2022, FACTS §C.2 to C.4). Pure.
//
// A site that has a fact of one of these names tells it of its zones, or of itself, for a time (docs/formats/site.md). Not told, or out of its time, it says
// nothing: then it is the measure of the form that somebody confirms by name.

#include "base/text.hpp"
#include "core/mode/fact_book.hpp"
#include "core/permit/permit_events.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace davy::core {

struct SurroundingRule {
  std::string_view fact;  // its name in the site: "dangerous-train"
  std::string_view clause;
  PermitKind kind = PermitKind::HotWork;
  double within_m = 0;  // in plan, of the zone that it is told of; 0: the work lies in that zone
  std::string_view zh;
  std::string_view en;
  bool (*is_meant)(const PermitApplied& what) = nullptr;  // null: every work of the kind
};
std::span<const SurroundingRule> surrounding_rules();
bool is_surrounding(std::string_view fact);
Text words_of_surrounding(std::string_view fact);  // of the first rule with the name; both empty: there is none

// Those that are told now, so that they forbid the work; in the order of the rules.
std::vector<const SurroundingRule*> told_around(const FactBook& facts, const site::Directory& directory, const PermitApplied& what,
                                                Instant now);

}  // namespace davy::core
