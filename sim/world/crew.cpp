#include "sim/world/crew.hpp"

#include "core/permit/permit_form.hpp"
#include "sim/world/people.hpp"

#include <array>

namespace davy::sim {
namespace {

using core::PermitState;

const std::string kPlace = "tank-farm";
const std::string kWelder = "w-1";

core::RecordDraft drafted(std::string kind, std::string id, std::vector<core::RecordMark> live) {
  core::RecordDraft draft;
  draft.kind = std::move(kind);
  draft.id = std::move(id);
  draft.body = "{}";
  draft.live = std::move(live);
  return draft;
}

// The welder, the guardian, and what each is allowed to do; until when the detectors are calibrated.
core::SaveRecords papers() {
  core::RecordDraft guardian = drafted("person", "p-zhao", {});
  guardian.unique = {{"login", "zhao"}};
  return {{drafted("person", kWelder, {}), std::move(guardian),
           drafted("qualification", "q-welder", {{"person", kWelder}, {"category", "welding"}, {"valid-until", "2030-01-01"}}),
           drafted("qualification", "q-guardian", {{"person", "p-zhao"}, {"category", "guardian"}, {"valid-until", "2030-01-01"}}),
           drafted("device-class", "gas", {{"drift-limit", "5"}}),
           drafted("device-card", "gas-unit", {{"device", "rtu-gas"}, {"class", "gas"}, {"calibrate-by", "2050-01-01"}})},
          "hired"};
}

// With what was measured for it, at the edge of what is allowed.
core::ConfirmMeasure confirmed(const core::Permit& permit, std::uint32_t measure) {
  core::ConfirmMeasure ask;
  ask.permit = permit.id;
  ask.measure = measure;
  for (const core::gb30871::Figure& each : core::gb30871::figures(permit.what.kind, measure))
    ask.figures.push_back({std::string(each.field), each.least.value_or(each.most.value_or(0))});
  return ask;
}

std::string signer(const core::Permit& permit) {
  const auto step = core::gb30871::signatures(permit.what.kind, permit.what.level).at(permit.signatures.size());
  if (step.role == site::PermitRole::Lead) return permit.what.lead;
  return step.role == site::PermitRole::Safety ? "chen" : "li";
}

}  // namespace

void Crew::begin(Davy& davy) {
  davy_ = &davy;
  ground_.after(600_ms, [this] { act(); });
}

void Crew::act() {
  if (gone_) return;
  Chance& chance = ground_.chance();
  ground_.after(draw_between(chance, 1_ms, settings_.work.between_steps * 2), [this] { act(); });
  const core::State* state = davy_->state();
  if (state == nullptr) return;
  const bool late = happens(chance, settings_.work.late_people / 4);
  const Duration in = late ? draw_between(chance, 1_s, 20_s) : draw_between(chance, 1_ms, 50_ms);
  for (Wish& wish : next(*state)) {
    if (happens(chance, settings_.work.double_clicks / 2)) ask(wish, in + draw_between(chance, Duration(), 300_ms));
    ask(std::move(wish), in);
  }
}

void Crew::ask(Wish wish, Duration in) {
  core::PersonRequest request{member(wish.who), std::move(wish.what), {"permit-" + std::to_string(++asked_), "print"}};
  ground_.after(in, [this, request = std::move(request)] { davy_->ask(request); });
}

std::vector<Crew::Wish> Crew::next(const core::State& state) {
  if (!state.records.records.contains(core::record_name("person", kWelder))) return {{"chen", papers()}};
  const auto& permits = state.permits.permits;
  if (permits.empty()) return {{"wang", core::ApplyForPermit{hot_work()}}};
  const core::Permit& permit = permits.rbegin()->second;
  if (happens(ground_.chance(), 0.06)) return {amiss(permit.id)};
  switch (permit.state) {
    case PermitState::Preparing: return prepare(permit);
    case PermitState::Signed:
      if (wants_guard(permit)) return {{"zhao", core::GuardPermit{permit.id, {kPlace, {}}}}};
      return {{"wang", core::StartPermit{permit.id}}};
    case PermitState::Open: return at_work(permit);
    case PermitState::Interrupted:
    case PermitState::Suspended: return go_on(permit);
    case PermitState::Finished: {
      const bool clean = happens(ground_.chance(), 0.7);
      return {{"zhou", core::AcceptPermit{permit.id, clean ? core::Verdict::Approved : core::Verdict::Returned, "looked at"}}};
    }
    case PermitState::Accepted: return {{"qian", core::ArchivePermit{permit.id}}};
  }
  return {};
}

core::PermitApplied Crew::hot_work() {
  Chance& chance = ground_.chance();
  const std::array lengths{15_s, 40_s, 8_h};
  core::PermitApplied what;
  what.kind = site::PermitKind::HotWork;
  what.grounds.hot_place = core::HotPlace::ExplosionArea;
  what.zone = kPlace;
  what.place = {10, 10, 1, 0, 2};
  what.what = "a flange is welded";
  what.unit = "maintenance";
  what.lead = "wang";
  what.guardian = "zhao";
  what.workers = {kWelder};
  what.from = ground_.clock().now();
  what.until = what.from + lengths[draw_below(chance, lengths.size())];
  what.analysis = {{"weld", "fire", "water is ready", site::Severity::Low}};
  for (const auto& field : core::gb30871::details(what.kind))
    if (field.needed) what.details.push_back({std::string(field.field), "as drawn"});
  return what;
}

core::TestGas Crew::test(core::PermitId permit) {
  core::TestGas test;
  test.permit = permit;
  test.taken = ground_.clock().now();
  const double value = happens(ground_.chance(), 0.15) ? 12 : 2;
  test.readings = {{core::GasClass::Combustible, "methane", core::VesselPart::Whole, value, "%LEL", {}, {}, false}};
  return test;
}

std::vector<Crew::Wish> Crew::prepare(const core::Permit& permit) {
  std::vector<Wish> wishes;
  for (std::uint32_t i = 1; i <= core::permit::count_measures(permit.what); ++i)
    if (!permit.measures.contains(i)) wishes.push_back({"wang", confirmed(permit, i)});
  if (!wishes.empty()) return wishes;
  if (!permit.test || !permit.test->good) return {{"zhao", test(permit.id)}};
  if (permit.briefed.empty()) return {{"wang", core::BriefWorkers{permit.id, permit.what.workers, {}, {}, {{kWelder, "signature"}}}}};
  const auto step = static_cast<std::uint32_t>(permit.signatures.size() + 1);
  return {{signer(permit), core::SignPermit{permit.id, step, "agreed", {kPlace, {}}}}};
}

std::vector<Crew::Wish> Crew::at_work(const core::Permit& permit) {
  switch (draw_below(ground_.chance(), 24)) {
    case 0: return {{"wang", core::InterruptPermit{permit.id, "a rest"}}};
    case 1: return {{"sun", core::SuspendPermit{permit.id, "sparks"}}};
    case 2: return {{"wang", core::FinishPermit{permit.id, "welded", {}}}};
    case 3: return {{"zhao", test(permit.id)}};
    case 4:
    case 5: return {{"zhao", core::GuardPermit{permit.id, {kPlace, {}}}}};
    default: return {};
  }
}

std::vector<Crew::Wish> Crew::go_on(const core::Permit& permit) {
  const bool untested = !permit.test || !permit.test->good || (permit.rests_since && permit.test->taken < *permit.rests_since);
  if (untested) return {{"zhao", test(permit.id)}};
  if (wants_guard(permit)) return {{"zhao", core::GuardPermit{permit.id, {kPlace, {}}}}};
  return {{permit.state == PermitState::Suspended ? "li" : "wang", core::ResumePermit{permit.id, "put right"}}};
}

// Whoever it is, whatever its state.
Crew::Wish Crew::amiss(core::PermitId permit) {
  Chance& chance = ground_.chance();
  const std::string who = one_of(chance, staff()).login;
  switch (draw_below(chance, 8)) {
    case 0: return {who, core::ResumePermit{permit, "let us go on"}};
    case 1: return {"wang", core::ResumePermit{permit, "let us go on"}};
    case 2: return {"li", core::ResumePermit{permit, "let us go on"}};
    case 3: return {who, core::GuardPermit{permit, {kPlace, {}}}};
    case 4: return {who, core::SignPermit{permit, 2, "agreed", {kPlace, {}}}};
    case 5: return {who, core::CancelPermit{permit, "another day"}};
    default: return {"wang", core::StartPermit{permit}};
  }
}

bool Crew::wants_guard(const core::Permit& permit) const {
  return ground_.clock().now() - permit.guarded >= settings_.directory.site().permits.guardian_within / 2;
}

}  // namespace davy::sim
