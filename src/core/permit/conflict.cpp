// The rules are one table; each asks whether two works are what it speaks of and whether they are near enough. What is no number (a place without a figure)
// counts as near: a conflict that cannot be excluded is one.

#include "core/permit/conflict.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace davy::core {
namespace {

// Two works whose times overlap, with what is often asked of their places.
struct WorkPair {
  const PermitApplied& one;
  const PermitApplied& other;
  double apart_m = 0;
  bool touches() const { return apart_m <= 0; }
};

struct WorkRule {
  ConflictRule rule;
  double within_m = 0;  // the works conflict up to and at this distance; 0: it is `are_meant` that looks at the places
  bool (*are_meant)(const PermitApplied& one, const PermitApplied& other, const WorkPair& pair) = nullptr;  // asked in both orders
};

bool does_activity(const PermitApplied& work, Activity activity) {
  return std::ranges::find(work.activities, activity) != work.activities.end();
}

std::string_view detail_of_work(const PermitApplied& work, std::string_view field) {
  const auto found = std::ranges::find(work.details, field, &PermitDetail::field);
  return found == work.details.end() ? std::string_view() : trimmed(found->text);
}

bool are_in_one_zone(const PermitApplied& one, const PermitApplied& other) { return !one.zone.empty() && one.zone == other.zone; }

// Whichever way round it was given; all heights where one of them is no number.
struct HeightBand {
  explicit HeightBand(const PermitPlace& place) {
    if (std::isnan(place.bottom_m) || std::isnan(place.top_m)) return;
    low_m = std::min(place.bottom_m, place.top_m);
    high_m = std::max(place.bottom_m, place.top_m);
  }
  double low_m = -std::numeric_limits<double>::infinity();
  double high_m = std::numeric_limits<double>::infinity();
};

bool heights_meet(const PermitPlace& one, const PermitPlace& other) {
  const HeightBand band(one);
  const HeightBand band_of_other(other);
  return band.low_m <= band_of_other.high_m && band_of_other.low_m <= band.high_m;
}

// The whole of one at or above the top of the other; two that stand on the same floor are beside each other.
bool is_work_above(const PermitPlace& one, const PermitPlace& other) {
  const HeightBand band(one);
  const HeightBand band_of_other(other);
  return band.low_m >= band_of_other.high_m && band.low_m > band_of_other.low_m;
}

template <Activity kActivity>
bool is_fire_by(const PermitApplied& one, const PermitApplied& other, const WorkPair& /*pair*/) {
  return one.kind == PermitKind::HotWork && does_activity(other, kActivity);
}

// 5.2.8. The same dike is the same zone, or the same spot where a zone lies in another.
bool is_fire_in_sampled_dike(const PermitApplied& one, const PermitApplied& other, const WorkPair& pair) {
  return one.kind == PermitKind::HotWork && one.grounds.hot_place == HotPlace::TankDike &&
         does_activity(other, Activity::DewateringOrSampling) && (are_in_one_zone(one, other) || pair.touches());
}

// 6.7. Painters in a confined space have a permit for it; who has fire there has one for hot work.
bool is_fire_in_painted_space(const PermitApplied& one, const PermitApplied& other, const WorkPair& pair) {
  return one.kind == PermitKind::HotWork && other.kind == PermitKind::ConfinedSpace && does_activity(other, Activity::SolventOrPainting) &&
         (are_in_one_zone(one, other) || (pair.touches() && heights_meet(one.place, other.place)));
}

// 7.6 speaks of places with a danger of fire or explosion; that a plate's place is none, no permit says.
bool is_fire_by_plate(const PermitApplied& one, const PermitApplied& other, const WorkPair& /*pair*/) {
  return one.kind == PermitKind::HotWork && other.kind == PermitKind::BlindPlate;
}

// 7.10, wherever on the pipe.
bool are_plates_of_one_pipe(const PermitApplied& one, const PermitApplied& other, const WorkPair& /*pair*/) {
  if (one.kind != PermitKind::BlindPlate || other.kind != PermitKind::BlindPlate) return false;
  const std::string_view pipe = detail_of_work(one, "pipe");
  return !pipe.empty() && pipe == detail_of_work(other, "pipe");
}

// 8.2.8. That there is a layer between them, one of both permits says.
bool are_on_one_fall_line(const PermitApplied& one, const PermitApplied& other, const WorkPair& pair) {
  return one.kind == PermitKind::Height && other.kind == PermitKind::Height && pair.touches() && is_work_above(one.place, other.place) &&
         detail_of_work(one, "protective-layer").empty() && detail_of_work(other, "protective-layer").empty();
}

// 9.2.12, at whatever height: a load can come down.
bool is_within_lifting(const PermitApplied& one, const PermitApplied& /*other*/, const WorkPair& pair) {
  return one.kind == PermitKind::Lifting && pair.touches();
}

bool names_permit(const PermitApplied& work, PermitId permit) {
  return !permit.none() && std::ranges::find(work.related, permit) != work.related.end();
}

// 4.7
bool are_beside_each_other(const PermitApplied& one, const PermitApplied& other, const WorkPair& pair) {
  const bool is_coordinated = !one.coordinator.empty() && one.coordinator == other.coordinator;
  return !is_coordinated && pair.touches() && heights_meet(one.place, other.place);
}

// The distances are in plan (FACTS §C.4): heights do not matter to them, so that 10 m holds above and below, too. The forbidden first.
constexpr auto kWorkRules = std::to_array<WorkRule>({
    {{"hot-work-near-venting", "5.2.9", Clash::Forbidden}, 30, is_fire_by<Activity::GasVenting>},
    {{"hot-work-near-draining", "5.2.9", Clash::Forbidden}, 15, is_fire_by<Activity::LiquidDraining>},
    {{"hot-work-near-painting", "5.2.9", Clash::Forbidden}, 10, is_fire_by<Activity::SolventOrPainting>},
    {{"hot-work-near-dust", "5.2.9", Clash::Forbidden}, 10, is_fire_by<Activity::DustSweeping>},
    {{"hot-work-in-sampled-dike", "5.2.8", Clash::Forbidden}, 0, is_fire_in_sampled_dike},
    {{"hot-work-in-painted-space", "6.7", Clash::Forbidden}, 0, is_fire_in_painted_space},
    {{"hot-work-near-blind-plate", "7.6", Clash::Forbidden}, 30, is_fire_by_plate},
    {{"blind-plates-on-one-pipe", "7.10", Clash::Forbidden}, 0, are_plates_of_one_pipe},
    {{"height-work-above-another", "8.2.8", Clash::Forbidden}, 0, are_on_one_fall_line},
    {{"work-within-lifting", "9.2.12", Clash::Forbidden}, 0, is_within_lifting},
    {{"works-beside-each-other", "4.7", Clash::Coordinate}, 0, are_beside_each_other},
});

bool is_rule_broken(const WorkRule& rule, const WorkPair& pair) {
  if (rule.within_m > 0 && pair.apart_m > rule.within_m) return false;
  return rule.are_meant(pair.one, pair.other, pair) || rule.are_meant(pair.other, pair.one, pair);
}

}  // namespace

Work work_of(PermitId permit, const PermitApplied& what, Duration around) {
  const bool ends = what.until < Instant::never() - around;
  return {permit, &what, what.from - around, ends ? what.until + around : Instant::never()};
}

std::vector<Conflict> conflicts(const Work& one, const Work& other) {
  // 1. A work does not meet itself, nor one at another time.
  if (!one.permit.none() && one.permit == other.permit) return {};
  if (one.from >= other.until || other.from >= one.until) return {};
  // 2. Every rule that they break. Those of one job (4.6) know of each other: nobody else needs to bring them together.
  const WorkPair pair{*one.what, *other.what, distance_m(one.what->place, other.what->place)};
  const bool is_one_job = names_permit(*one.what, other.permit) || names_permit(*other.what, one.permit);
  std::vector<Conflict> found;
  for (const WorkRule& rule : kWorkRules) {
    if (is_one_job && rule.rule.clash == Clash::Coordinate) continue;
    if (is_rule_broken(rule, pair)) found.push_back({other.permit, &rule.rule, pair.apart_m, rule.within_m});
  }
  return found;
}

double distance_m(const PermitPlace& one, const PermitPlace& other) {
  const double between = std::hypot(one.x_m - other.x_m, one.y_m - other.y_m);
  const auto radius_m = [](const PermitPlace& place) { return place.radius_m < 0 ? 0 : place.radius_m; };
  const double gap = between - (radius_m(one) + radius_m(other));  // in this order it is the same both ways, to the last bit
  return gap > 0 ? gap : 0;
}

}  // namespace davy::core
