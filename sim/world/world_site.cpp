#include "sim/world/world_site.hpp"

#include "base/ensure.hpp"
#include "site/expression/check.hpp"
#include "site/expression/program.hpp"

#include <memory>

namespace davy::sim {
namespace {

using site::ConditionKind;
using site::Severity;

constexpr site::ModeIndex kMaintenance(2);

class SiteBuilder {
 public:
  explicit SiteBuilder(Chance& chance) : chance_(chance) {}

  site::Site build() {
    add_places_and_people();
    std::vector<site::ConditionIndex> high_highs;
    std::vector<site::ConditionIndex> highs;
    site::ConditionIndex swells;
    for (const char* name : {"ch4-01", "ch4-02", "ch4-03"}) {
      add_point(name, site::PointKind::CombustibleGas, 0);
      site_.points.back().at = site::Metres{static_cast<double>(10 + 3 * high_highs.size()), 10};
      highs.push_back(add_limit("high", ConditionKind::High, 25, Severity::Moderate));
      site_.conditions.back().shelve_at_most = 2_min;
      site_.conditions.back().by_mode = {{kMaintenance, 15}};
      high_highs.push_back(add_limit("high-high", ConditionKind::High, 50, Severity::Serious));
      site_.conditions.back().latch = happens(chance_, 0.5) ? site::Latch::Yes : site::Latch::No;
      add_condition("stale", ConditionKind::Stale, Severity::Moderate);
      add_gate();
      if (highs.size() == 1) swells = add_asked("gas-swells", "max(6s) >= 35");
      if (highs.size() == 2) highs.push_back(add_expression("lasting", "min(4s) >= 20", Severity::Moderate));
    }
    add_process_points();
    site_.risks = {
        {"leak-spreads", {"泄漏扩散", "a leak spreads"}, highs, high_highs, site::Nearness::Zone, Severity::Major, {"仿真", "simulation"}},
        {"gas-swells",
         {"气体增多", "gas swells"},
         {highs.front()},
         {},
         site::Nearness::Zone,
         Severity::Serious,
         {"仿真", "simulation"},
         {swells}}};
    add_rows(highs, high_highs);
    translate_expressions();
    return std::move(site_);
  }

 private:
  void add_places_and_people() {
    site_.name = "world";
    site_.version = "world-1";
    site_.utc_offset = 8_h;
    site_.plan = {"", 100, 60};
    site_.zones = {{"plant", {"厂区", "Plant"}, {}, {}, {{0, 0}, {100, 0}, {100, 60}, {0, 60}}},
                   {"tank-farm", {"罐区", "Tank farm"}, {}, site::ZoneIndex(0), {{0, 0}, {40, 0}, {40, 30}, {0, 30}}}};
    site_.posts = {{"safety-officer", {"安全员", "Safety officer"}, {}},
                   {"shift-lead", {"班长", "Shift lead"}, site::PostIndex(0)},
                   {"operator", {"操作工", "Operator"}, site::PostIndex(1)}};
    site_.shifts = {{"all-day", {"全天", "All day"}, 0_h, 0_h}};
    site_.duties = {{site::PostIndex(2), site::ZoneIndex(1), site::ShiftIndex(0), {}, {}},
                    {site::PostIndex(1), site::ZoneIndex(0), site::ShiftIndex(0), {}, {}}};
    site_.devices = {{"rtu-gas", {"气体采集箱", "Gas unit"}, site::ZoneIndex(1)},
                     {"rtu-process", {"工艺采集箱", "Process unit"}, site::ZoneIndex(1)},
                     {"rtu-valves", {"阀门箱", "Valve unit"}, site::ZoneIndex(1)}};
    site_.modes = {{"running", {"运行", "running"}, {}},
                   {"start-up", {"开车", "start-up"}, {}},
                   {"maintenance", {"检修", "maintenance"}, 1_min}};
    site_.group_within = 30_s;
    site_.escalate_every = 30_s;
    site_.hazards = {60_s, 90_s, 60_s, 30_s, 60_s};
    site_.permits.posts[static_cast<std::size_t>(site::PermitRole::Unit)] = site::PostIndex(1);
    site_.permits.posts[static_cast<std::size_t>(site::PermitRole::Shift)] = site::PostIndex(1);
    site_.permits.posts[static_cast<std::size_t>(site::PermitRole::Safety)] = site::PostIndex(0);
    site_.permits.guardian_within = 20_s;
  }

  void add_point(std::string name, site::PointKind kind, std::size_t device) {
    site::Point& point = site_.points.emplace_back();
    point.title = {name, name};
    point.name = std::move(name);
    point.kind = kind;
    point.purpose = site::Purpose::Safety;
    point.zone = site::ZoneIndex(1);
    point.device = site::DeviceIndex(device);
    point.unit = find_unit("%LEL");
    point.range_max = 100;
    point.period = 1_s;
    point.stale_after = Duration::from_ms(3'000 + 1'000 * static_cast<std::int64_t>(draw_below(chance_, 3)));
  }

  // On the point added last, like the next one.
  site::ConditionIndex add_condition(std::string suffix, ConditionKind kind, Severity severity) {
    site_.guidance.push_back({{suffix, suffix}, {}, {}, {"处置", "act"}, {"仿真", "simulation"}});
    site::Condition& made = site_.conditions.emplace_back();
    made.suffix = std::move(suffix);
    made.point = site::PointIndex(site_.points.size() - 1);
    made.kind = kind;
    made.severity = severity;
    made.respond_within = 60_s;
    made.guidance = site::GuidanceIndex(site_.guidance.size() - 1);
    return site::ConditionIndex(site_.conditions.size() - 1);
  }

  site::ConditionIndex add_limit(std::string suffix, ConditionKind kind, double limit, Severity severity) {
    const site::ConditionIndex index = add_condition(std::move(suffix), kind, severity);
    site::Condition& made = site_.conditions.back();
    made.limit = limit;
    made.deadband = static_cast<double>(draw_below(chance_, 4));
    if (happens(chance_, 0.4)) made.on_delay = Duration::from_ms(500 * static_cast<std::int64_t>(draw_below(chance_, 7)));
    if (happens(chance_, 0.4)) made.off_delay = Duration::from_ms(500 * static_cast<std::int64_t>(draw_below(chance_, 7)));
    return index;
  }

  site::ConditionIndex add_expression(std::string suffix, std::string text, Severity severity) {
    const site::ConditionIndex index = add_condition(std::move(suffix), ConditionKind::Expression, severity);
    site::Condition& made = site_.conditions.back();
    made.text = std::move(text);
    if (happens(chance_, 0.4)) made.on_delay = Duration::from_ms(500 * static_cast<std::int64_t>(draw_below(chance_, 5)));
    if (happens(chance_, 0.4)) made.off_delay = Duration::from_ms(500 * static_cast<std::int64_t>(draw_below(chance_, 5)));
    return index;
  }

  // What a risk asks of the point added last.
  site::ConditionIndex add_asked(std::string risk, std::string text) {
    const site::ConditionIndex index = add_condition(std::move(risk), ConditionKind::Expression, Severity::Low);
    site_.conditions.back().text = std::move(text);
    site_.conditions.back().rings = site::Rings::Never;
    return index;
  }

  // Once all that they may name is there.
  void translate_expressions() {
    const site::expression::Scope scope(site_);
    for (site::Condition& condition : site_.conditions) {
      if (condition.kind != ConditionKind::Expression) continue;
      auto read = site::expression::translate(condition.text, scope, condition.point);
      ensure(read.program.has_value(), "the expressions of a world are sound");
      condition.program = std::make_shared<const site::expression::Program>(std::move(*read.program));
    }
  }

  void add_gate() {
    add_limit("permit", ConditionKind::High, 10, Severity::Serious);
    site::Condition& made = site_.conditions.back();
    made.gates = {site::PermitKind::HotWork};
    if (happens(chance_, 0.5)) made.rings = site::Rings::WithPermit;
  }

  void add_process_points() {
    add_point("pt-101", site::PointKind::Pressure, 1);
    const site::ConditionIndex pressure = add_limit("high", ConditionKind::High, 90, Severity::Serious);
    add_limit("low", ConditionKind::Low, 10, Severity::Low);
    add_condition("stale", ConditionKind::Stale, Severity::Moderate);
    add_condition("bad", ConditionKind::BadQuality, Severity::Low);
    add_expression("service", "mode == 'maintenance' && max(5s) >= 50", Severity::Low);
    add_point("tt-101", site::PointKind::Temperature, 1);
    const site::ConditionIndex warm = add_limit("high", ConditionKind::High, 80, Severity::Low);
    site_.conditions.back().by_mode = {{kMaintenance, std::nullopt}};
    site_.conditions.back().work_order = site::WorkOrder::No;
    site_.conditions.back().realarm_after = 40_s;
    site_.conditions.back().shelve_at_most = 1_min;
    add_condition("out-of-range", ConditionKind::OutOfRange, Severity::Low);
    site_.inhibitions = {{"over-pressure",
                          {"超压", "over-pressure"},
                          {pressure},
                          {warm},
                          site::Reach::Zone,
                          Duration::from_ms(45'000),
                          {"仿真", "simulation"}}};
  }

  // Its read-back is 0 at rest and 1 in the safe state.
  site::ActuatorIndex add_actuator(std::string name, std::string rest, std::string safe) {
    add_point(name + "-fb", site::PointKind::State, 2);
    site_.points.back().purpose = site::Purpose::Process;
    const site::ConditionIndex fault = add_condition("not-proved", ConditionKind::ActuatorFault, Severity::Serious);
    site::Actuator& made = site_.actuators.emplace_back();
    made.title = {name, name};
    made.name = std::move(name);
    made.zone = site::ZoneIndex(1);
    made.device = site::DeviceIndex(2);
    made.states = {{std::move(rest), {}, 0}, {safe, {}, 1}};
    made.safe_state = std::move(safe);
    made.feedback = site::PointIndex(site_.points.size() - 1);
    made.fault = fault;
    made.feedback_tolerance = 0.1;
    made.accept_within = 2_s;
    made.observe_within = 8_s;
    made.at = site::Metres{12, 10};
    return site::ActuatorIndex(site_.actuators.size() - 1);
  }

  void add_rows(const std::vector<site::ConditionIndex>& highs, const std::vector<site::ConditionIndex>& high_highs) {
    const site::ActuatorIndex valve = add_actuator("xv-101", "open", "closed");
    const site::ActuatorIndex second = add_actuator("xv-102", "open", "closed");
    const site::ActuatorIndex fan = add_actuator("fan-101", "off", "on");
    const site::ActuatorIndex siren = add_actuator("siren-101", "off", "on");
    site::Row& trip = site_.rows.emplace_back();
    trip.name = "gas-trip";
    trip.causes = high_highs;
    trip.needed = 1 + draw_below(chance_, 2);
    trip.effects = {{valve, "closed", {{second, "closed", {}}}}, {fan, "on", {}}};
    trip.severity = Severity::Major;
    trip.bypass_at_most = 1_min;
    site::Row& any = site_.rows.emplace_back();
    any.name = "gas-any";
    any.causes = highs;
    any.needed = 1;
    any.effects = {{siren, "on", {}}};
    any.bypass_at_most = 1_min;
  }

  Chance& chance_;
  site::Site site_;
};

}  // namespace

site::Site make_world_site(Chance& chance) { return SiteBuilder(chance).build(); }

}  // namespace davy::sim
