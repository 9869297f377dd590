#pragma once
// PermitStory: the small plant with work under permits, told as a story. For tests only.
//
//   PermitStory story;
//   const PermitId id = story.open(story.hot_work());
//   story.gas("ch4-01", 12_lel);   // the permit's limit is 10
//   EXPECT_EQ(story.state(id), PermitState::Suspended);
//
// ch4-01 gates hot work and confined space at 10 %LEL, o2-01 confined space at 19.5 to 21. The plant works every day, and its night is from 22 to 6.
// people: wang is responsible, zhao guards, welder "w-1" works; li signs for the unit and the shift, chen for safety, root for all above.

#include "core/care/care_story.hpp"
#include "core/permit/permit_form.hpp"
#include "core/testing/plant_story.hpp"

#include <algorithm>

namespace davy::core {

inline site::Site make_permit_plant() {
  site::Site site = make_small_plant();
  PlantBuilder builder{std::move(site)};
  const auto on = [&](std::string_view name) {
    const auto at = std::ranges::find(builder.site.points, name, &site::Point::name);
    return site::PointIndex(static_cast<std::size_t>(at - builder.site.points.begin()));
  };
  const auto gate = [&](std::string_view point, site::ConditionKind kind, double limit, std::vector<PermitKind> kinds) {
    site::Condition& made = builder.add_condition(kind == site::ConditionKind::High ? "permit" : "permit-low",
                                                  {"作业票限值", "permit limit"}, kind, site::Severity::Serious);
    made.point = on(point);
    made.limit = limit;
    made.gates = std::move(kinds);
    made.rings = site::Rings::WithPermit;
  };
  builder.site.points[on("ch4-01").get()].kind = site::PointKind::CombustibleGas;
  builder.add_point("o2-01", {"氧", "Oxygen"});
  builder.site.points.back().unit = find_unit("%vol");
  builder.site.points.back().range_max = 25;
  builder.site.points.back().kind = site::PointKind::Oxygen;
  gate("ch4-01", site::ConditionKind::High, 10, {PermitKind::HotWork, PermitKind::ConfinedSpace});
  gate("o2-01", site::ConditionKind::High, 21, {PermitKind::ConfinedSpace});
  gate("o2-01", site::ConditionKind::Low, 19.5, {PermitKind::ConfinedSpace});
  std::ranges::stable_sort(builder.site.conditions, {}, &site::Condition::point);
  for (std::size_t i = 0; i < builder.site.conditions.size(); ++i)
    for (site::Actuator& actuator : builder.site.actuators)
      if (builder.site.conditions[i].point == actuator.feedback) actuator.fault = site::ConditionIndex(i);
  for (site::Row& row : builder.site.rows) {
    row.causes.clear();
    for (std::size_t i = 0; i < builder.site.conditions.size(); ++i)
      if (builder.site.conditions[i].suffix == "high-high") row.causes.emplace_back(i);
  }
  site::PermitRules& rules = builder.site.permits;
  rules.posts[static_cast<std::size_t>(PermitRole::Unit)] = site::PostIndex(1);  // shift-lead
  rules.posts[static_cast<std::size_t>(PermitRole::Shift)] = site::PostIndex(1);
  rules.posts[static_cast<std::size_t>(PermitRole::Safety)] = site::PostIndex(0);  // safety-officer
  rules.rest_days.clear();
  builder.site.facts.push_back({"permit-hot-work", {"动火", "Hot work"}, site::FactKind::Truth, {site::ZoneIndex(1)}, 24_h});
  return std::move(builder.site);
}

class PermitStory {
 public:
  explicit PermitStory(site::Site site = make_permit_plant()) : plant(std::move(site)) {
    for (const auto& [login, role, posts] :
         std::vector<std::tuple<std::string, Role, std::vector<std::string>>>{{"wang", Role::Worker, {"operator"}},
                                                                              {"zhao", Role::Worker, {}},
                                                                              {"li", Role::TeamLead, {"shift-lead"}},
                                                                              {"chen", Role::SafetyOfficer, {"safety-officer"}},
                                                                              {"root", Role::Administrator, {}}})
      ask("root", SaveAccount{login, login, role, posts});
    person("p-zhao", "zhao");
    person("p-wang", "wang");
    person("w-1", "");
    person("w-2", "");
    certificate("c-1", "p-zhao", "guardian");
    for (const char* category : {"welding", "work-at-height", "lifting", "low-voltage-electrician"})
      certificate(std::string("c-w-") + category, "w-1", category);
    calibrate();
    plant.reads("o2-01", 20.8);
    plant.after(5_s);
    plant.wrote();
  }

  // All detectors are of one device; empty: its card says no day.
  void calibrate(const std::string& until = "2050-01-01") {
    const RecordBook& records = plant.state().records;
    EXPECT_EQ(ask("chen", fixture::saved_record(records, "device-class", "gas", {{"drift-limit", "5"}})), "done");
    EXPECT_EQ(ask("chen",
                  fixture::saved_record(records, "device-card", "rtu", {{"device", "rtu-01"}, {"class", "gas"}, {"calibrate-by", until}})),
              "done");
  }
  void person(const std::string& id, const std::string& login) {
    SaveRecords save = fixture::saved_record(plant.state().records, "person", id, {});
    if (!login.empty()) save.records.front().unique.push_back({"login", login});
    EXPECT_EQ(plant.asks("chen", save), "done");
  }
  void certificate(const std::string& id, const std::string& person, const std::string& category, const std::string& until = "2030-01-01") {
    const SaveRecords save = fixture::saved_record(plant.state().records, "qualification", id,
                                                   {{"person", person}, {"category", category}, {"valid-until", until}});
    EXPECT_EQ(plant.asks("chen", save), "done");
  }

  // For eight hours from now, in the tank farm, of the first level.
  PermitApplied hot_work() const {
    PermitApplied what = work(PermitKind::HotWork);
    what.grounds.hot_place = HotPlace::ExplosionArea;
    return what;
  }
  PermitApplied confined_space() const { return work(PermitKind::ConfinedSpace); }
  PermitApplied work(PermitKind kind) const {
    PermitApplied what;
    what.kind = kind;
    what.zone = "tank-farm";
    what.place = {10, 10, 1, 0, 2};
    what.what = "work";
    what.unit = "maintenance";
    what.lead = "wang";
    what.guardian = "zhao";
    what.workers = {"w-1"};
    what.from = plant.now();
    what.until = plant.now() + 8_h;
    what.analysis = {{"weld", "fire", "keep water ready", site::Severity::Low}};
    if (gb30871::needs_isolation(kind, {}) != gb30871::IsolationNeed::No)
      what.isolations = {{kind == PermitKind::TemporaryPower ? IsolationKind::Electrical : IsolationKind::Blind, "inlet, flange F1"}};
    for (const gb30871::DetailField& field : gb30871::details(kind))
      if (field.needed) what.details.push_back({std::string(field.field), "as drawn"});
    what.grounds.height_m = 3;
    what.grounds.load_t = 10;
    what.grounds.depth_m = 1;
    return what;
  }

  std::string ask(const std::string& who, Request request) { return plant.asks(who, std::move(request)); }
  PermitId apply(const PermitApplied& what, const std::string& who = "wang") {
    EXPECT_EQ(ask(who, ApplyForPermit{what}), "done");
    return plant.state().permits.permits.empty() ? PermitId() : plant.state().permits.permits.rbegin()->first;
  }
  TestGas test_of(PermitId id, double lel = 2) const {
    TestGas test;
    test.permit = id;
    test.taken = plant.now();
    test.readings = {{GasClass::Combustible, "methane", VesselPart::Whole, lel, "%LEL", {}, {}, false}};
    if (permit(id).what.kind == PermitKind::ConfinedSpace) {
      test.readings.push_back({GasClass::Oxygen, "", VesselPart::Whole, 20.5, "%vol", {}, {}, false});
      test.readings.push_back({GasClass::Toxic, "hydrogen-sulphide", VesselPart::Whole, 1, "mg/m3", {}, {}, false});
    }
    return test;
  }
  // With all its figures, at the edge of what is allowed.
  ConfirmMeasure measure_of(PermitId id, std::uint32_t measure) const {
    ConfirmMeasure ask;
    ask.permit = id;
    ask.measure = measure;
    for (const gb30871::Figure& each : gb30871::figures(permit(id).what.kind, measure))
      ask.figures.push_back({std::string(each.field), each.least.value_or(each.most.value_or(0))});
    return ask;
  }
  // One isolation, in a person's hands.
  std::string isolate(const std::string& who, PermitId id, std::uint32_t number, IsolationDeed deed, const std::string& note = "",
                      PermitId for_permit = {}) {
    HandleIsolation ask;
    ask.permit = id;
    ask.isolation = number;
    ask.deed = deed;
    ask.lock = "L-" + std::to_string(id.get()) + "-" + std::to_string(number);
    ask.place = {is_here(id) ? permit(id).what.zone : std::string(), {}};
    ask.note = note;
    ask.for_permit = for_permit;
    return this->ask(who, ask);
  }
  void lock(PermitId id, std::uint32_t number) {
    EXPECT_EQ(isolate("wang", id, number, IsolationDeed::Set), "done");
    EXPECT_EQ(isolate("zhao", id, number, IsolationDeed::Verified), "done");
  }
  void unlock_all(PermitId id) {
    for (std::uint32_t i = 1; i <= permit(id).what.isolations.size(); ++i)
      EXPECT_EQ(isolate("wang", id, i, IsolationDeed::Removed), "done");
  }
  void prepare(PermitId id) {
    for (std::uint32_t i = 1; i <= permit::count_measures(permit(id).what); ++i) EXPECT_EQ(ask("wang", measure_of(id, i)), "done");
    for (std::uint32_t i = 1; i <= permit(id).what.isolations.size(); ++i) lock(id, i);
    if (gb30871::asks_for_gas_test(permit(id).what)) {
      EXPECT_EQ(ask("zhao", test_of(id)), "done");
    }
    EXPECT_EQ(ask("wang", briefing_of(id)), "done");
  }
  // Of all workers, each of whom signs for it on the phone of wang.
  BriefWorkers briefing_of(PermitId id) const {
    BriefWorkers brief;
    brief.permit = id;
    brief.receivers = permit(id).what.workers;
    for (const std::string& worker : brief.receivers) brief.receipts.push_back({worker, "signature-of-" + worker});
    return brief;
  }
  // Whoever holds the post of the next step, at the place.
  std::string sign(PermitId id) {
    const Permit& of = permit(id);
    const auto step = gb30871::signatures(of.what.kind, of.what.level)[of.signatures.size()];
    const std::string post = permit::post_for(plant.engine().directory(), step.role);
    const std::string who = step.role == PermitRole::Lead ? of.what.lead : post == "shift-lead" ? "li" : "chen";
    return ask(who, SignPermit{id, static_cast<std::uint32_t>(of.signatures.size() + 1), "agreed", {of.what.zone, {}}});
  }
  void sign_all(PermitId id) {
    while (permit(id).state == PermitState::Preparing && !::testing::Test::HasFailure()) EXPECT_EQ(sign(id), "done");
  }
  std::string guard(PermitId id) { return ask(permit(id).what.guardian, GuardPermit{id, {permit(id).what.zone, {}}}); }
  PermitId signed_permit(const PermitApplied& what) {
    const PermitId id = apply(what);
    prepare(id);
    sign_all(id);
    return id;
  }
  PermitId open(const PermitApplied& what) {
    const PermitId id = signed_permit(what);
    EXPECT_EQ(guard(id), "done");
    EXPECT_EQ(ask("wang", StartPermit{id}), "done");
    return id;
  }
  void gas(std::string_view point, Lel value) {
    plant.gas(point, value);
    plant.after(1_s);
  }
  // Hour after hour, with the guardian heard of.
  void guarded_for(PermitId id, Duration time) {
    for (const Instant end = plant.now() + time; plant.now() < end;) {
      plant.after(std::min(15_min, end - plant.now()));
      if (is_here(id)) guard(id);
    }
  }

  const Permit& permit(PermitId id) const { return plant.state().permits.permits.at(id); }
  bool is_here(PermitId id) const { return plant.state().permits.find(id) != nullptr; }
  PermitState state(PermitId id) const { return permit(id).state; }
  std::vector<Fault> faults(PermitId id) const { return permit::faults(sources(), permit(id), plant.now()); }
  permit::Sources sources() const {
    const State& state = plant.state();
    return {state.permits,   state.alarms, state.care, state.qualifications, state.records, state.accounts, plant.engine().directory(),
            state.trainings, state.facts};
  }
  std::optional<StopCause> stopped(PermitId id) const { return permit(id).stopped; }

  PlantStory plant;
};

}  // namespace davy::core
