// Conflicts are the same both ways, wider works have no fewer of them, and all are what a slow reading of the clauses in whole metres and minutes says.

#include "core/permit/conflict.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace davy::core {
namespace {

// A work in whole metres and minutes, on a plan so small that works meet.
struct SmallWork {
  PermitId permit;
  PermitApplied what;
  int from_min = 0;
  int until_min = 0;

  Work work() const { return work_of(permit, what, Duration()); }
};

template <class T>
T any_one_of(std::vector<T> choices) {
  return *rc::gen::elementOf(std::move(choices));
}

SmallWork any_small_work(std::uint64_t permit) {
  SmallWork small;
  small.permit = PermitId(permit);
  PermitApplied& what = small.what;
  what.kind = *rc::gen::weightedElement<PermitKind>({{5, PermitKind::HotWork},
                                                     {2, PermitKind::ConfinedSpace},
                                                     {3, PermitKind::BlindPlate},
                                                     {3, PermitKind::Height},
                                                     {1, PermitKind::Lifting},
                                                     {1, PermitKind::Excavation}});
  what.grounds.hot_place = any_one_of<HotPlace>({HotPlace::TankDike, HotPlace::Elsewhere});
  what.zone = any_one_of<std::string>({"dike", "yard", "sump"});
  what.place = {.x_m = static_cast<double>(*rc::gen::resize(100, rc::gen::inRange(-20, 21))),
                .y_m = static_cast<double>(*rc::gen::resize(100, rc::gen::inRange(-20, 21))),
                .radius_m = static_cast<double>(*rc::gen::resize(100, rc::gen::inRange(0, 8))),
                .bottom_m = static_cast<double>(*rc::gen::inRange(0, 6)),
                .top_m = 0};
  what.place.top_m = what.place.bottom_m + *rc::gen::inRange(0, 4);
  for (const Activity activity : {Activity::GasVenting, Activity::LiquidDraining, Activity::SolventOrPainting, Activity::DustSweeping,
                                  Activity::DewateringOrSampling})
    if (any_one_of<int>({0, 1, 2}) == 0) what.activities.push_back(activity);
  what.coordinator = any_one_of<std::string>({"", "", "wang", "li"});
  if (any_one_of<int>({0, 1, 2}) == 0) what.related = {PermitId(1 + permit % 2)};
  if (any_one_of<int>({0, 1}) == 0) what.details.push_back({"pipe", any_one_of<std::string>({"", "p-1", "p-1", "p-2"})});
  if (any_one_of<int>({0, 1, 2}) == 0) what.details.push_back({"protective-layer", any_one_of<std::string>({"", "boards"})});
  small.from_min = *rc::gen::inRange(0, 60);
  small.until_min = small.from_min + *rc::gen::inRange(1, 60);
  what.from = Instant() + 1_min * small.from_min;
  what.until = Instant() + 1_min * small.until_min;
  return small;
}

std::vector<std::string> rule_names_of(const std::vector<Conflict>& found) {
  std::vector<std::string> names;
  for (const Conflict& conflict : found) names.emplace_back(conflict.rule->name);
  return names;
}

// The clauses once more, one by one, in whole numbers.
struct SlowReading {
  const SmallWork& one;
  const SmallWork& other;

  bool is_at_once() const {
    for (int minute = 0; minute < 200; ++minute)
      if (is_on(one, minute) && is_on(other, minute)) return true;
    return false;
  }
  static bool is_on(const SmallWork& work, int minute) { return work.from_min <= minute && minute < work.until_min; }

  bool is_within(double metres) const {
    const PermitPlace& a = one.what.place;
    const PermitPlace& b = other.what.place;
    const double reach = metres + a.radius_m + b.radius_m;
    return (a.x_m - b.x_m) * (a.x_m - b.x_m) + (a.y_m - b.y_m) * (a.y_m - b.y_m) <= reach * reach;  // whole numbers: exact
  }
  bool meet_in_height() const {
    for (int level = 0; level < 20; ++level)
      if (is_at(one, level) && is_at(other, level)) return true;
    return false;
  }
  static bool is_at(const SmallWork& work, int level) { return work.what.place.bottom_m <= level && level <= work.what.place.top_m; }

  // Of either order: the first of the kind, the second with the activity.
  bool is_kind_by(PermitKind kind, Activity activity) const {
    return (one.what.kind == kind && does(other, activity)) || (other.what.kind == kind && does(one, activity));
  }
  static bool does(const SmallWork& work, Activity activity) {
    return std::count(work.what.activities.begin(), work.what.activities.end(), activity) > 0;
  }
  bool are(PermitKind a, PermitKind b) const {
    return (one.what.kind == a && other.what.kind == b) || (one.what.kind == b && other.what.kind == a);
  }
  static std::string detail(const SmallWork& work, std::string_view field) {
    for (const PermitDetail& detail : work.what.details)
      if (detail.field == field) return detail.text;
    return "";
  }
  static bool samples_dike_of(const SmallWork& fire, const SmallWork& sampling) {
    return fire.what.kind == PermitKind::HotWork && fire.what.grounds.hot_place == HotPlace::TankDike &&
           does(sampling, Activity::DewateringOrSampling);
  }
  static bool paints_space_of(const SmallWork& fire, const SmallWork& painters) {
    return fire.what.kind == PermitKind::HotWork && painters.what.kind == PermitKind::ConfinedSpace &&
           does(painters, Activity::SolventOrPainting);
  }
  bool is_one_above() const {
    const PermitPlace& a = one.what.place;
    const PermitPlace& b = other.what.place;
    return a.bottom_m != b.bottom_m && (a.bottom_m >= b.top_m || b.bottom_m >= a.top_m);
  }
  bool is_of_one_job() const {
    return std::count(one.what.related.begin(), one.what.related.end(), other.permit) > 0 ||
           std::count(other.what.related.begin(), other.what.related.end(), one.permit) > 0;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> found;
    const auto note = [&](bool is_so, const char* name) {
      if (is_so) found.emplace_back(name);
    };
    if (!is_at_once()) return found;
    const bool in_one_zone = one.what.zone == other.what.zone;
    const PermitKind fire = PermitKind::HotWork;
    note(is_kind_by(fire, Activity::GasVenting) && is_within(30), "hot-work-near-venting");
    note(is_kind_by(fire, Activity::LiquidDraining) && is_within(15), "hot-work-near-draining");
    note(is_kind_by(fire, Activity::SolventOrPainting) && is_within(10), "hot-work-near-painting");
    note(is_kind_by(fire, Activity::DustSweeping) && is_within(10), "hot-work-near-dust");
    note((samples_dike_of(one, other) || samples_dike_of(other, one)) && (in_one_zone || is_within(0)), "hot-work-in-sampled-dike");
    note((paints_space_of(one, other) || paints_space_of(other, one)) && (in_one_zone || (is_within(0) && meet_in_height())),
         "hot-work-in-painted-space");
    note(are(fire, PermitKind::BlindPlate) && is_within(30), "hot-work-near-blind-plate");
    note(are(PermitKind::BlindPlate, PermitKind::BlindPlate) && !detail(one, "pipe").empty() &&
             detail(one, "pipe") == detail(other, "pipe"),
         "blind-plates-on-one-pipe");
    note(are(PermitKind::Height, PermitKind::Height) && is_within(0) && is_one_above() && detail(one, "protective-layer").empty() &&
             detail(other, "protective-layer").empty(),
         "height-work-above-another");
    note((one.what.kind == PermitKind::Lifting || other.what.kind == PermitKind::Lifting) && is_within(0), "work-within-lifting");
    const bool is_coordinated = !one.what.coordinator.empty() && one.what.coordinator == other.what.coordinator;
    note(is_within(0) && meet_in_height() && !is_coordinated && !is_of_one_job(), "works-beside-each-other");
    return found;
  }
};

RC_GTEST_PROP(ConflictProp, AreWhatASlowReadingSays, ()) {
  const SmallWork one = any_small_work(1);
  const SmallWork other = any_small_work(2);
  const auto found = rule_names_of(conflicts(one.work(), other.work()));
  RC_CLASSIFY(found.empty(), "none");
  RC_CLASSIFY(found.size() > 1, "several");
  RC_ASSERT(found == (SlowReading{one, other}.names()));
}

RC_GTEST_PROP(ConflictProp, AreTheSameBothWays, ()) {
  const SmallWork one = any_small_work(1);
  const SmallWork other = any_small_work(2);
  const auto found = conflicts(one.work(), other.work());
  const auto other_way = conflicts(other.work(), one.work());
  RC_ASSERT(rule_names_of(found) == rule_names_of(other_way));
  for (std::size_t i = 0; i < found.size(); ++i) {
    RC_ASSERT(found[i].with == other.permit);
    RC_ASSERT(other_way[i].with == one.permit);
    RC_ASSERT(found[i].distance_m == other_way[i].distance_m);
    RC_ASSERT(found[i].needed_m == other_way[i].needed_m);
  }
}

// Not of whole metres: the last bit is the same both ways, too.
RC_GTEST_PROP(ConflictProp, DistanceIsTheSameBothWaysAndNeverGrowsWithARadius, ()) {
  const auto place = [] {
    const auto metres = [](int most) { return *rc::gen::inRange(0, most) / 7.0; };
    return PermitPlace{.x_m = metres(900), .y_m = metres(900), .radius_m = metres(90)};
  };
  const PermitPlace one = place();
  const PermitPlace other = place();
  RC_ASSERT(distance_m(one, other) == distance_m(other, one));
  PermitPlace wider = one;
  wider.radius_m += *rc::gen::inRange(0, 100) / 9.0;
  RC_ASSERT(distance_m(wider, other) <= distance_m(one, other));
}

RC_GTEST_PROP(ConflictProp, WiderOrLongerRemovesNone, ()) {
  const SmallWork one = any_small_work(1);
  const SmallWork other = any_small_work(2);
  SmallWork more = one;
  more.what.place.radius_m += *rc::gen::inRange(0, 10);
  more.what.from = one.what.from - 1_min * *rc::gen::inRange(0, 30);
  more.what.until = one.what.until + 1_min * *rc::gen::inRange(0, 30);
  const Work widened = work_of(more.permit, more.what, 1_min * *rc::gen::inRange(0, 30));
  const auto before = rule_names_of(conflicts(one.work(), other.work()));
  const auto after = rule_names_of(conflicts(widened, other.work()));
  const std::set<std::string> held(after.begin(), after.end());
  for (const std::string& name : before) RC_ASSERT(held.contains(name));
}

RC_GTEST_PROP(ConflictProp, TheForbiddenComeFirst, ()) {
  const auto found = conflicts(any_small_work(1).work(), any_small_work(2).work());
  RC_ASSERT(std::is_sorted(found.begin(), found.end(), [](const Conflict& a, const Conflict& b) { return a.rule->clash < b.rule->clash; }));
}

}  // namespace
}  // namespace davy::core
