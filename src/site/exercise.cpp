#include "site/exercise.hpp"

#include <algorithm>
#include <map>

namespace davy::site {
namespace {

constexpr Duration kNeverStale = Duration::from_ms(50LL * 365 * 24 * 3'600'000);  // a twin that nobody feeds is at rest, not silent
constexpr Duration kAcceptWithin = 2_s;
constexpr Duration kObserveWithin = 5_s;
constexpr Duration kGoldenLasts = 20_s;
constexpr Duration kGoldenFalls = Duration::from_ms(400);

Text marked(const Text& title) { return {"【演练】" + title.zh, "[DRILL] " + title.en}; }
std::string twin_name(const std::string& name) { return std::string(kExercisePrefix) + name; }

bool has_twin(const Condition& condition) { return condition.kind == ConditionKind::High || condition.kind == ConditionKind::Low; }

class TwinMaker {
 public:
  explicit TwinMaker(Site& site) : site_(site) {}

  void make() {
    const std::size_t conditions = site_.conditions.size();
    const std::size_t rows = site_.rows.size();
    for (DrillScenario& scenario : site_.drill_scenarios)
      for (DrillSeries& series : scenario.series) series.twin = point(series.point);
    for (const auto& [real, twin] : std::map(points_)) add_limits(real, twin, conditions);
    for (std::size_t i = 0; i < rows; ++i) add_row(i);
  }

 private:
  PointIndex point(PointIndex real) {
    if (const auto known = points_.find(real); known != points_.end()) return known->second;
    Point twin = site_[real];
    twin.name = twin_name(twin.name);
    twin.title = marked(twin.title);
    twin.purpose = Purpose::Process;  // nobody need see it
    twin.device = device(twin.device);
    twin.stale_after = kNeverStale;
    site_.points.push_back(std::move(twin));
    const PointIndex index(site_.points.size() - 1);
    points_.emplace(real, index);
    return index;
  }

  DeviceIndex device(DeviceIndex real) {
    if (const auto known = devices_.find(real); known != devices_.end()) return known->second;
    Device twin = site_[real];
    twin.name = twin_name(twin.name);
    twin.title = marked(twin.title);
    site_.devices.push_back(std::move(twin));
    const DeviceIndex index(site_.devices.size() - 1);
    devices_.emplace(real, index);
    return index;
  }

  ConditionIndex add_condition(Condition twin, PointIndex point) {
    Guidance words = site_[twin.guidance];
    words.title = marked(words.title);
    site_.guidance.push_back(std::move(words));
    twin.guidance = GuidanceIndex(site_.guidance.size() - 1);
    twin.point = point;
    twin.gates.clear();
    twin.upgrades.clear();
    twin.rings = Rings::Always;
    twin.shelve_at_most.reset();
    site_.conditions.push_back(std::move(twin));
    return ConditionIndex(site_.conditions.size() - 1);
  }

  void add_limits(PointIndex real, PointIndex twin, std::size_t until) {
    for (std::size_t i = 0; i < until; ++i)
      if (site_.conditions[i].point == real && has_twin(site_.conditions[i]))
        conditions_.emplace(ConditionIndex(i), add_condition(Condition(site_.conditions[i]), twin));
  }

  // Its feedback point has the one condition that says that a command is not proved.
  ActuatorIndex actuator(ActuatorIndex real) {
    if (const auto known = actuators_.find(real); known != actuators_.end()) return known->second;
    Actuator twin = site_[real];
    twin.name = twin_name(twin.name);
    twin.title = marked(twin.title);
    twin.device = device(twin.device);
    twin.feedback = feedback(twin.feedback);
    twin.fault = add_condition(Condition(site_[twin.fault]), twin.feedback);
    site_.actuators.push_back(std::move(twin));
    const ActuatorIndex index(site_.actuators.size() - 1);
    actuators_.emplace(real, index);
    return index;
  }

  // Of its own, even where a scenario feeds the real one: what is played follows the command.
  PointIndex feedback(PointIndex real) {
    Point twin = site_[real];
    twin.name = twin_name(twin.name + "/feedback");
    twin.title = marked(twin.title);
    twin.device = device(twin.device);
    twin.stale_after = kNeverStale;
    site_.points.push_back(std::move(twin));
    return PointIndex(site_.points.size() - 1);
  }

  std::vector<Effect> effects(const std::vector<Effect>& real) {
    std::vector<Effect> twins;
    for (const Effect& each : real) twins.push_back({actuator(each.actuator), each.state, effects(each.alternatives)});
    return twins;
  }

  void add_row(std::size_t real) {
    Row twin = site_.rows[real];
    for (ConditionIndex& cause : twin.causes) {
      const auto known = conditions_.find(cause);
      if (known == conditions_.end()) return;
      cause = known->second;
    }
    twin.name = twin_name(twin.name);
    twin.title = marked(twin.title);
    twin.on_unknown = OnUnknown::Hold;
    twin.effects = effects(twin.effects);
    site_.rows.push_back(std::move(twin));
  }

  Site& site_;
  std::map<PointIndex, PointIndex> points_;
  std::map<DeviceIndex, DeviceIndex> devices_;
  std::map<ConditionIndex, ConditionIndex> conditions_;
  std::map<ActuatorIndex, ActuatorIndex> actuators_;
};

// The limit that is tried: of the first row whose cause is one, else the first that the site has.
std::optional<ConditionIndex> limit_to_try(const Site& site) {
  for (const Row& row : site.rows)
    for (const ConditionIndex cause : row.causes)
      if (has_twin(site[cause])) return cause;
  for (std::size_t i = 0; i < site.conditions.size(); ++i)
    if (has_twin(site.conditions[i])) return ConditionIndex(i);
  return std::nullopt;
}

class GoldenMaker {
 public:
  GoldenMaker(Site& site, const Condition& tried) : site_(site), tried_(tried) {}

  void make() {
    site_.devices.push_back({own("davy"), {"【演练】Davy 自检", "[DRILL] Davy's self-test"}, site_[tried_.point].zone});
    device_ = DeviceIndex(site_.devices.size() - 1);
    const PointIndex probe = add_point("probe", {"【演练】自检读数", "[DRILL] Self-test reading"});
    const ConditionIndex limit = add_condition(probe, tried_.kind == ConditionKind::Low ? "low" : "high", tried_.kind,
                                               {"【演练】自检报警", "[DRILL] Self-test alarm"});
    const ActuatorIndex valve = add_valve();
    Row& row = site_.rows.emplace_back();
    row.name = own("trip");
    row.title = {"【演练】自检联锁", "[DRILL] Self-test row"};
    row.causes = {limit};
    row.effects = {{valve, "closed", {}}};
    row.severity = Severity::Low;
    row.basis = {"Davy", "Davy"};
    add_scenario(probe);
  }

 private:
  static std::string own(const char* name) { return std::string(kGoldenPrefix) + name; }

  PointIndex add_point(const char* name, Text title) {
    Point point = site_[tried_.point];
    point.name = own(name);
    point.title = std::move(title);
    point.purpose = Purpose::Process;
    point.device = device_;
    point.stale_after = kNeverStale;
    point.at.reset();
    site_.points.push_back(std::move(point));
    return PointIndex(site_.points.size() - 1);
  }

  ConditionIndex add_condition(PointIndex point, const char* suffix, ConditionKind kind, Text title) {
    const Text response{"无需处理：Davy 在试自己", "Nothing to do: Davy is trying itself"};
    site_.guidance.push_back({std::move(title), {}, {}, response, {"Davy", "Davy"}});
    Condition made;
    made.suffix = suffix;
    made.point = point;
    made.kind = kind;
    made.limit = tried_.limit;
    made.deadband = tried_.deadband;
    made.severity = Severity::Low;
    made.work_order = WorkOrder::No;
    made.respond_within = tried_.respond_within;
    made.guidance = GuidanceIndex(site_.guidance.size() - 1);
    site_.conditions.push_back(std::move(made));
    return ConditionIndex(site_.conditions.size() - 1);
  }

  ActuatorIndex add_valve() {
    const PointIndex feedback = add_point("valve-state", {"【演练】自检阀反馈", "[DRILL] Self-test valve feedback"});
    site_.points.back().unit = find_unit("state");
    site_.points.back().kind = PointKind::State;
    site_.points.back().range_min = 0;
    site_.points.back().range_max = 1;
    const ConditionIndex fault =
        add_condition(feedback, "not-proved", ConditionKind::ActuatorFault, {"【演练】自检阀未到位", "[DRILL] Self-test valve not proved"});
    Actuator& valve = site_.actuators.emplace_back();
    valve.name = own("valve");
    valve.title = {"【演练】自检阀", "[DRILL] Self-test valve"};
    valve.zone = site_[tried_.point].zone;
    valve.device = device_;
    valve.states = {{"open", {"开", "Open"}, 1}, {"closed", {"关", "Closed"}, 0}};
    valve.safe_state = "closed";
    valve.feedback = feedback;
    valve.fault = fault;
    valve.feedback_tolerance = 0.1;
    valve.accept_within = kAcceptWithin;
    valve.observe_within = kObserveWithin;
    return ActuatorIndex(site_.actuators.size() - 1);
  }

  void add_scenario(PointIndex probe) {
    const double away = 2 * tried_.deadband + 1;
    const double quiet = tried_.kind == ConditionKind::Low ? tried_.limit + away : tried_.limit - away;
    DrillScenario& golden = site_.drill_scenarios.emplace_back();
    golden.name = kGoldenScenario;
    golden.title = {"自检：从读数到通知", "Self-test: from a reading to a notice"};
    golden.kind = DrillKind::Golden;
    golden.zone = site_[tried_.point].zone;
    golden.lasts = kGoldenLasts;
    golden.series = {{probe, {{Duration(), tried_.limit}, {kGoldenFalls, quiet}}, probe}};
    golden.pass_percent = 100;
  }

  Site& site_;
  const Condition tried_;
  DeviceIndex device_;
};

}  // namespace

std::size_t real_points(const Site& site) {
  const auto first = std::ranges::find_if(site.points, [](const Point& point) { return is_exercise(point.name); });
  return static_cast<std::size_t>(first - site.points.begin());
}

Site with_exercises(Site site) {
  for (const DrillScenario& scenario : site.drill_scenarios)
    if (scenario.kind == DrillKind::Golden) return site;
  const auto tried = limit_to_try(site);
  TwinMaker(site).make();
  if (tried) GoldenMaker(site, Condition(site[*tried])).make();
  return site;
}

}  // namespace davy::site
