#pragma once
// A small plant built by hand, for tests of the core.
//
// A tank farm with two gas detectors, a pressure and a temperature; a shut-off valve xv-101, xv-102 behind it, and a siren. By day (08:00 to
// 20:00) the operator has duty there, by night the shift lead of the whole plant; above them the safety officer. Row gas-trip: the
// high-high of any detector closes xv-101, else xv-102, and sounds the siren.

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
    site.guidance.push_back({std::move(title), {}, {}, {"处置", "act"}, "test"});
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

inline site::Site make_small_plant() {
  PlantBuilder plant;
  plant.site.version = "rules-1";
  plant.site.escalate_every = 10_min;
  plant.add_people();
  plant.site.devices = {{"rtu-01", {"采集箱", "Remote unit"}, site::ZoneIndex(1)}};
  const site::ConditionIndex gas_1 = plant.add_gas("ch4-01");
  const site::ConditionIndex gas_2 = plant.add_gas("ch4-02");

  plant.add_point("pt-101", {"罐压", "Tank pressure"});
  plant.add_limit("high-high", 90, site::Severity::Major).answered_by = site::PostIndex(1);

  plant.add_point("tt-101", {"罐温", "Tank temperature"});
  site::Condition& warm = plant.add_limit("high", 80, site::Severity::Low);
  warm.work_order = site::WorkOrder::No;
  warm.realarm_after = 20_min;
  warm.shelve_at_most = 8_h;

  const site::ActuatorIndex valve = plant.add_actuator("xv-101", "open", "closed");
  const site::ActuatorIndex second_valve = plant.add_actuator("xv-102", "open", "closed");
  const site::ActuatorIndex siren = plant.add_actuator("siren-101", "off", "on");
  site::Row& trip = plant.site.rows.emplace_back();
  trip.name = "gas-trip";
  trip.causes = {gas_1, gas_2};
  trip.effects = {{valve, "closed", {{second_valve, "closed", {}}}}, {siren, "on", {}}};
  trip.severity = site::Severity::Major;
  trip.bypass_at_most = 8_h;
  return std::move(plant.site);
}

// The small plant with rules between its alarms: high pressure is why the tank is warm; while it lasts, at most two hours, the first gas alarms are set
// aside; while ch4-02 is silent, the temperature's. What begins within 30 s in one place is one group.
inline site::Site make_related_plant() {
  site::Site site = make_small_plant();
  const auto named = [&](std::string_view point, std::string_view suffix) {
    std::size_t i = 0;
    while (site[site.conditions[i].point].name != point || site.conditions[i].suffix != suffix) ++i;
    return site::ConditionIndex(i);
  };
  site.group_within = 30_s;
  site.consequences = {{named("pt-101", "high-high"), {named("tt-101", "high")}, 10_min}};
  site.inhibitions = {{"over-pressure",
                       {"超压", "over-pressure"},
                       {named("pt-101", "high-high")},
                       {named("ch4-01", "high"), named("ch4-02", "high")},
                       site::Reach::Zone,
                       2_h,
                       "test"},
                      {"silent",
                       {"无数据", "no data"},
                       {named("ch4-02", "stale")},
                       {named("tt-101", "high"), named("ch4-02", "high")},
                       site::Reach::Equipment,
                       {},
                       "test"}};
  return site;
}

// The related plant with a pump house beside the tank farm, modes and a permit: gas weighs more while the pump is hot, most while the tank is over
// pressure too; in maintenance ch4-01 rings at 40.
inline site::Site make_risky_plant() {
  PlantBuilder plant{make_related_plant()};
  site::Site& site = plant.site;
  site.zones.push_back({"pump-house", {"泵房", "Pump house"}, {}, site::ZoneIndex(0), {}, {}, {site::ZoneIndex(1)}});
  site.zones[1].neighbours = {site::ZoneIndex(2)};
  site.devices.push_back({"rtu-02", {"泵房采集箱", "Pump house unit"}, site::ZoneIndex(2)});
  plant.add_point("tt-201", {"泵轴承温度", "Pump bearing temperature"});
  site.points.back().zone = site::ZoneIndex(2);
  site.points.back().device = site::DeviceIndex(1);
  plant.add_limit("high", 70, site::Severity::Low);
  site.modes = {{"running", {"运行", "Running"}, {}},
                {"maintenance", {"检修", "Maintenance"}, 8_h},
                {"start-up", {"开车", "Start-up"}, {}}};
  site.conditions[0].by_mode = {{site::ModeIndex(1), 40.0}, {site::ModeIndex(2), {}}};
  site.facts = {{"permit-hot-work", {"动火票", "Hot work permit"}, site::FactKind::Truth, {site::ZoneIndex(1)}, 8_h}};
  const site::ConditionIndex gas_1(0), gas_2(3), pressure(6), hot(site.conditions.size() - 1);
  site.risks = {{"gas-beside-heat",
                 {"可燃气体旁有热源", "gas beside heat"},
                 {gas_1, gas_2},
                 {hot},
                 site::Nearness::Neighbours,
                 site::Severity::Serious,
                 "test"},
                {"gas-and-pressure",
                 {"气体与超压", "gas and over-pressure"},
                 {gas_1, hot},
                 {gas_2, pressure},
                 site::Nearness::Neighbours,
                 site::Severity::Major,
                 "test"}};
  return std::move(plant.site);
}

}  // namespace davy::core
