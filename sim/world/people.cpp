#include "sim/world/people.hpp"

#include <algorithm>

namespace davy::sim {
namespace {

const std::string kPhoto = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

core::SaveAccount account_of(const core::Actor& actor) { return {actor.login, actor.login, actor.role, actor.posts}; }

}  // namespace

const std::vector<core::Actor>& staff() {
  static const std::vector<core::Actor> kStaff{{"wang", core::Role::Worker, {"operator"}},
                                               {"zhao", core::Role::Worker, {"operator"}},
                                               {"sun", core::Role::Worker, {}},
                                               {"li", core::Role::TeamLead, {"shift-lead"}},
                                               {"zhou", core::Role::TeamLead, {"shift-lead"}},
                                               {"chen", core::Role::SafetyOfficer, {"safety-officer"}},
                                               {"qian", core::Role::SafetyOfficer, {"safety-officer"}},
                                               {"root", core::Role::Administrator, {}}};
  return kStaff;
}

const core::Actor& member(std::string_view login) { return *std::ranges::find(staff(), login, &core::Actor::login); }

People::People(Ground& ground, const Davy::Settings& settings) : ground_(ground), settings_(settings) {}

void People::begin(Davy& davy) {
  davy_ = &davy;
  for (const core::Actor& actor : staff()) ask({staff().back(), account_of(actor)}, 300_ms);
  ground_.after(1_s, [this] { ask_next(); });
}

void People::ask_next() {
  if (gone_) return;
  Chance& chance = ground_.chance();
  ground_.after(draw_between(chance, Duration(), settings_.work.between_requests * 2), [this] { ask_next(); });
  const core::State* state = davy_->state();
  if (state == nullptr) return;
  const std::optional<core::Request> wished = wish(*state);
  if (!wished) return;
  const core::Actor& who = one_of(chance, staff());
  const bool late = happens(chance, settings_.work.late_people);
  const Duration in = late ? draw_between(chance, 1_s, 20_s) : draw_between(chance, 1_ms, 100_ms);
  const core::PersonRequest request{who, *wished, {"key-" + std::to_string(++asked_), "print"}};
  if (happens(chance, settings_.work.double_clicks)) ask(request, in + draw_between(chance, Duration(), 300_ms));
  ask(request, in);
}

void People::ask(core::PersonRequest request, Duration in) {
  ground_.after(in, [this, request = std::move(request)] { davy_->ask(request); });
}

std::optional<core::Request> People::wish(const core::State& state) {
  switch (draw_below(ground_.chance(), 11)) {
    case 0:
    case 1:
    case 2: return about_alarms(state);
    case 3: return about_rows();
    case 4:
    case 5:
    case 6: return about_orders(state);
    case 7: return about_modes();
    default: return about_hazards(state);
  }
}

std::optional<core::Request> People::about_alarms(const core::State& state) {
  Chance& chance = ground_.chance();
  const site::Site& site = settings_.directory.site();
  const std::string condition = settings_.directory.name_of(site::ConditionIndex(draw_below(chance, site.conditions.size())));
  std::vector<core::AlarmId> ids;
  for (const auto& [name, alarm] : state.alarms.alarms)
    if (!alarm.id.none()) ids.push_back(alarm.id);
  const core::AlarmId id = ids.empty() ? core::AlarmId(1) : one_of(chance, ids);
  switch (draw_below(chance, 9)) {
    case 0: return core::ShelveAlarm{condition, draw_between(chance, 1_s, 70_s), "calibration"};
    case 1: return core::UnshelveAlarm{condition};
    case 2: return core::TakeOutOfService{condition, "renewal"};
    case 3: return core::ReturnToService{condition};
    case 4: return core::ResetAlarm{id};
    case 5: {
      if (state.notices.waiting.empty()) return std::nullopt;
      return core::SeeNotice{state.notices.waiting.begin()->first};
    }
    default: return core::AcknowledgeAlarm{id, "seen"};
  }
}

std::optional<core::Request> People::about_rows() {
  Chance& chance = ground_.chance();
  const std::string& row = one_of(chance, settings_.directory.site().rows).name;
  switch (draw_below(chance, 4)) {
    case 0: return core::BypassRow{row, draw_between(chance, 1_s, 50_s), "proof test"};
    case 1: return core::EndBypass{row};
    default: return core::ResetRow{row};
  }
}

core::Request People::about_modes() {
  Chance& chance = ground_.chance();
  const std::vector<std::string> places{"", "plant", "tank-farm"};
  const std::string& place = one_of(chance, places);
  if (happens(chance, 0.3)) return core::EndMode{place};
  const std::string& mode = one_of(chance, settings_.directory.site().modes).name;
  const bool ends = mode == "maintenance" || happens(chance, 0.5);
  return core::SetMode{place, mode, "the pump is serviced", ends ? std::optional(draw_between(chance, 2_s, 30_s)) : std::nullopt};
}

std::optional<core::Request> People::about_orders(const core::State& state) {
  if (state.orders.orders.empty()) return std::nullopt;
  Chance& chance = ground_.chance();
  std::vector<const core::Order*> orders;
  for (const auto& [id, order] : state.orders.orders) orders.push_back(&order);
  const core::Order& order = *one_of(chance, orders);
  const bool off_script = happens(chance, 0.15);
  const std::size_t step = off_script                                   ? draw_below(chance, 4)
                           : order.state == core::OrderState::Issued    ? 0
                           : order.state == core::OrderState::Submitted ? 2 + draw_below(chance, 2)
                                                                        : 1;
  switch (step) {
    case 0: return core::AcceptOrder{order.id};
    case 1: return core::SubmitOrder{order.id, "mended", {kPhoto}};
    case 2: return core::ApproveOrder{order.id, "as it should be"};
    default: return core::RejectOrder{order.id, "not yet"};
  }
}

std::optional<core::Request> People::about_hazards(const core::State& state) {
  Chance& chance = ground_.chance();
  if (state.hazards.hazards.empty() || (state.hazards.hazards.size() < 6 && happens(chance, 0.15))) {
    core::ReportHazard report;
    report.zone = "tank-farm";
    report.what = "a loose guard";
    if (happens(chance, 0.2)) report.reporter = core::Reporter::Anonymous;
    return report;
  }
  std::vector<const core::Hazard*> hazards;
  for (const auto& [id, hazard] : state.hazards.hazards) hazards.push_back(&hazard);
  return about(*one_of(chance, hazards));
}

core::GradeHazard People::grade(const core::Hazard& hazard) {
  Chance& chance = ground_.chance();
  core::GradeHazard grade;
  grade.hazard = hazard.id;
  if (happens(chance, 0.3)) {
    grade.grade = core::HazardGrade::Major;
    grade.handling = core::HazardHandling::ByDeadline;
    grade.deadline = ground_.clock().now() + 60_s;
    grade.plan = {"who", "what", "funds", "plan", "meanwhile"};
  }
  return grade;
}

core::Request People::about(const core::Hazard& hazard) {
  Chance& chance = ground_.chance();
  const core::Verdict verdict = happens(chance, 0.7) ? core::Verdict::Approved : core::Verdict::Returned;
  const core::RectifyHazard mend{hazard.id, "mended", {kPhoto}};
  if (happens(chance, 0.1)) return core::ReviewHazard{hazard.id, verdict, "looked at"};
  switch (hazard.state) {
    case core::HazardState::Reported:
      if (happens(chance, 0.1)) return core::DismissHazard{hazard.id, "it is none"};
      return grade(hazard);
    case core::HazardState::Graded: return happens(chance, 0.7) ? core::Request(core::AcceptHazard{hazard.id}) : core::Request(mend);
    case core::HazardState::Accepted:
    case core::HazardState::Returned: return mend;
    case core::HazardState::Rectified: return core::ReviewHazard{hazard.id, verdict, "looked at"};
    case core::HazardState::Reviewed: return core::ReviewHazardAgain{hazard.id, verdict, "looked at again"};
  }
  return mend;
}

}  // namespace davy::sim
