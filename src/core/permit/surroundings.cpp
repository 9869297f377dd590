#include "core/permit/surroundings.hpp"

#include "site/reading/geometry.hpp"
#include "site/zones.hpp"

#include <algorithm>

namespace davy::core {
namespace {

bool is_outdoors(const PermitApplied& what) { return what.outdoors; }
bool is_in_dike(const PermitApplied& what) { return what.grounds.hot_place == HotPlace::TankDike; }

constexpr auto kSurroundingRules = std::to_array<SurroundingRule>({
    {"dangerous-train", "5.2.10", PermitKind::HotWork, 25, "有危险品列车经过", "a train with dangerous goods passes", nullptr},
    {"gas-venting", "5.2.9", PermitKind::HotWork, 30, "正在排放可燃气体", "combustible gas is vented", nullptr},
    {"liquid-draining", "5.2.9", PermitKind::HotWork, 15, "正在排放可燃液体", "flammable liquid is drained", nullptr},
    {"solvent-or-painting", "5.2.9", PermitKind::HotWork, 10, "正在使用溶剂或喷漆", "solvents or paints are used", nullptr},
    {"dust-sweeping", "5.2.9", PermitKind::HotWork, 10, "正在清扫可燃粉尘", "combustible dust is swept", nullptr},
    {"dewatering-or-sampling", "5.2.8", PermitKind::HotWork, 0, "堤内正在切水或取样", "water is drained or samples are taken in the dike",
     is_in_dike},
    {"dense-fog", "8.2.6", PermitKind::Height, 0, "有浓雾", "there is dense fog", is_outdoors},
    {"thunderstorm", "8.2.6", PermitKind::Height, 0, "有雷雨", "there is a thunderstorm", is_outdoors},
    {"heavy-snow", "8.2.6", PermitKind::Height, 0, "有大雪", "it snows heavily", is_outdoors},
    {"dense-fog", "9.2.4", PermitKind::Lifting, 0, "有浓雾", "there is dense fog", is_outdoors},
    {"heavy-rain", "9.2.4", PermitKind::Lifting, 0, "有大雨", "it rains heavily", is_outdoors},
    {"thunderstorm", "9.2.4", PermitKind::Lifting, 0, "有雷雨", "there is a thunderstorm", is_outdoors},
    {"heavy-snow", "9.2.4", PermitKind::Lifting, 0, "有大雪", "it snows heavily", is_outdoors},
});

bool is_so(const ToldFact& told, Instant now) { return now < told.until && told.value != 0; }

// Whether what is told of `zone` is near enough. Of a part of the work's own zone the plan says whether the work reaches it; without an
// outline nobody can say that it does not. Else an outline that is not there parts nothing from what does not lie inside.
bool reaches(const site::Site& site, const PermitApplied& what, site::ZoneIndex zone, double within_m, std::optional<site::ZoneIndex> own) {
  if (site::lies_in(site, own, zone)) return true;
  const auto& outline = site[zone].outline;
  const bool is_part = own && site::lies_in(site, zone, *own);
  if (outline.empty()) return is_part;
  if (within_m <= 0 && !is_part) return false;
  return site::distance_m(outline, {what.place.x_m, what.place.y_m}) - std::max(what.place.radius_m, 0.0) <= within_m;
}

bool is_told(const SurroundingRule& rule, const FactBook& facts, const site::Directory& directory, const PermitApplied& what, Instant now) {
  if (rule.kind != what.kind || (rule.is_meant != nullptr && !rule.is_meant(what))) return false;
  const auto of_fact = facts.facts.find(rule.fact);
  if (of_fact == facts.facts.end()) return false;
  const auto own = directory.zone(what.zone);
  return std::ranges::any_of(of_fact->second, [&](const auto& told) {
    if (!is_so(told.second, now)) return false;
    if (told.first.empty()) return true;  // of the whole site
    const auto zone = directory.zone(told.first);
    return zone && reaches(directory.site(), what, *zone, rule.within_m, own);
  });
}

}  // namespace

std::span<const SurroundingRule> surrounding_rules() { return kSurroundingRules; }

bool is_surrounding(std::string_view fact) {
  return std::ranges::find(kSurroundingRules, fact, &SurroundingRule::fact) != kSurroundingRules.end();
}

Text words_of_surrounding(std::string_view fact) {
  const auto* const rule = std::ranges::find(kSurroundingRules, fact, &SurroundingRule::fact);
  return rule == kSurroundingRules.end() ? Text{} : Text{std::string(rule->zh), std::string(rule->en)};
}

std::vector<const SurroundingRule*> told_around(const FactBook& facts, const site::Directory& directory, const PermitApplied& what,
                                                Instant now) {
  std::vector<const SurroundingRule*> found;
  for (const SurroundingRule& rule : kSurroundingRules)
    if (is_told(rule, facts, directory, what, now)) found.push_back(&rule);
  return found;
}

}  // namespace davy::core
