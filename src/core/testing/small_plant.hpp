#pragma once
// A small plant built by hand, for tests of the core.
//
// A tank farm with two gas detectors, a pressure and a temperature; a shut-off valve xv-101, xv-102 behind it, and a siren. By day (08:00 to
// 20:00) the operator has duty there, by night the shift lead of the whole plant; above them the safety officer. Row gas-trip: the
// high-high of any detector closes xv-101, else xv-102, and sounds the siren. The plan gas-leak has a card for the operator and one for the shift lead.

#include "site/model.hpp"

namespace davy::core {

inline const Instant kEight = Instant::from_unix_ms(1'795'478'400'000);  // 08:00 in the plant

struct PlantBuilder {
  site::Site site;

  void add_people() {
    site.zones = {{"plant", {"厂区", "Plant"}, {}, {}, {}, {}}, {"tank-farm", {"罐区", "Tank farm"}, {}, site::ZoneIndex(0), {}, {}}};
    site.posts = {{"safety-officer", {"安全员", "Safety officer"}, {}},
                  {"shift-lead", {"班长", "Shift lead"}, site::PostIndex(0)},
                  {"operator", {"操作工", "Operator"}, site::PostIndex(1)}};
    site.shifts = {{"day", {"白班", "Day"}, 8_h, 20_h}, {"night", {"夜班", "Night"}, 20_h, 8_h}};
    site.duties = {{site::PostIndex(2), site::ZoneIndex(1), site::ShiftIndex(0)},
                   {site::PostIndex(1), site::ZoneIndex(0), site::ShiftIndex(1)}};
  }

  site::PointIndex add_point(std::string name, Text title) {
    site::Point& point = site.points.emplace_back();
    point.name = std::move(name);
    point.title = std::move(title);
    point.zone = site::ZoneIndex(1);
    point.unit = find_unit("%LEL");
    point.range_max = 100;
    point.period = 1_s;
    point.stale_after = 3_s;
    return site::PointIndex(site.points.size() - 1);
  }

  // On the point added last.
  site::Condition& add_condition(std::string suffix, Text title, site::ConditionKind kind, site::Severity severity) {
    site.guidance.push_back({std::move(title), {}, {}, {"处置", "act"}, {"test", "test"}});
    site::Condition& made = site.conditions.emplace_back();
    made.suffix = std::move(suffix);
    made.point = site::PointIndex(site.points.size() - 1);
    made.kind = kind;
    made.severity = severity;
    made.respond_within = 30_min;
    made.guidance = site::GuidanceIndex(site.guidance.size() - 1);
    return made;
  }

  site::Condition& add_limit(std::string suffix, double limit, site::Severity severity) {
    site::Condition& made = add_condition(std::move(suffix), {"高报", "too high"}, site::ConditionKind::High, severity);
    made.limit = limit;
    made.deadband = 1;
    return made;
  }

  // Returns its high-high.
  site::ConditionIndex add_gas(std::string name) {
    add_point(std::move(name), {"甲烷", "Methane"});
    add_limit("high", 25, site::Severity::Moderate).shelve_at_most = 1_h;
    add_limit("high-high", 50, site::Severity::Serious).latch = site::Latch::Yes;
    add_condition("stale", {"数据中断", "no data"}, site::ConditionKind::Stale, site::Severity::Moderate);
    return site::ConditionIndex(site.conditions.size() - 2);
  }

  // Its feedback reads 0 at rest and 1 in the safe state.
  site::ActuatorIndex add_actuator(std::string name, std::string rest, std::string safe) {
    const site::PointIndex feedback = add_point(name + "-fb", {"反馈", "Read-back"});
    add_condition("not-proved", {"未到位", "not proved"}, site::ConditionKind::ActuatorFault, site::Severity::Serious);
    site::Actuator& made = site.actuators.emplace_back();
    made.name = std::move(name);
    made.zone = site::ZoneIndex(1);
    made.states = {{std::move(rest), {}, 0}, {safe, {}, 1}};
    made.safe_state = std::move(safe);
    made.feedback = feedback;
    made.fault = site::ConditionIndex(site.conditions.size() - 1);
    made.feedback_tolerance = 0.1;
    made.accept_within = 2_s;
    made.observe_within = 10_s;
    return site::ActuatorIndex(site.actuators.size() - 1);
  }
};

site::Site make_small_plant();

// The small plant with rules between its alarms: high pressure is why the tank is warm; while it lasts, at most two hours, the first gas alarms are set
// aside; while ch4-02 is silent, the temperature's. What begins within 30 s in one place is one group.
site::Site make_related_plant();

// The related plant with a pump house beside the tank farm, modes and a permit: gas weighs more while the pump is hot, most while the tank is over
// pressure too; in maintenance ch4-01 rings at 40.
site::Site make_risky_plant();

}  // namespace davy::core
