#include "core/testing/small_plant.hpp"

namespace davy::core {

site::Site make_small_plant() {
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
  site::EmergencyPlan& leak = plant.site.emergency_plans.emplace_back();
  leak.name = "gas-leak";
  leak.title = {"罐区泄漏", "Leak in the tank farm"};
  leak.danger = "0026";
  leak.level = site::ResponseLevel::Second;
  leak.zones = {site::ZoneIndex(1)};
  leak.assembly = site::ZoneIndex(0);
  leak.cards = {{"shut", {"切断", "Shut off"}, site::PostIndex(2), {{"关阀", "Close the valve"}, {"撤离", "Leave"}}, 3_min},
                {"count", {"清点", "Count"}, site::PostIndex(1), {{"点名", "Call the names"}}, 5_min}};
  return std::move(plant.site);
}

site::Site make_related_plant() {
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
                       {"test", "test"}},
                      {"silent",
                       {"无数据", "no data"},
                       {named("ch4-02", "stale")},
                       {named("tt-101", "high"), named("ch4-02", "high")},
                       site::Reach::Equipment,
                       {},
                       {"test", "test"}}};
  return site;
}

site::Site make_risky_plant() {
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
                 {"test", "test"}},
                {"gas-and-pressure",
                 {"气体与超压", "gas and over-pressure"},
                 {gas_1, hot},
                 {gas_2, pressure},
                 site::Nearness::Neighbours,
                 site::Severity::Major,
                 {"test", "test"}}};
  return std::move(plant.site);
}

}  // namespace davy::core
