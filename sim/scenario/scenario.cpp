#include "sim/scenario/scenario.hpp"

#include "site/reading/record.hpp"
#include "site/reading/scalars.hpp"

#include <algorithm>
#include <array>

namespace davy::sim {
namespace {

using site::Record;
using site::Report;
using site::YamlNode;

constexpr std::array<std::string_view, 4> kHeadKeys{"scenario", "title", "seed", "timeline"};
constexpr std::array<std::string_view, 7> kStepKeys{"at", "release", "end-release", "sensor", "actuator", "device", "hand"};
constexpr std::array<std::string_view, 8> kReleaseKeys{"name", "kind", "near", "at", "strength", "rise", "decay", "fed-by"};
constexpr std::array<std::string_view, 3> kSensorKeys{"point", "trouble", "amount"};
constexpr std::array<std::string_view, 2> kActuatorKeys{"actuator", "trouble"};
constexpr std::array<std::string_view, 2> kDeviceKeys{"device", "power"};
constexpr std::array<std::string_view, 2> kHandKeys{"actuator", "state"};

template <class Thing>
std::vector<std::string> names_of(const std::vector<Thing>& things) {
  std::vector<std::string> names;
  for (const Thing& thing : things) names.push_back(thing.name);
  return names;
}

class Reader {
 public:
  Reader(Report& report, const site::Directory& directory) : report_(report), directory_(directory), site_(directory.site()) {}

  // The one happening of a step; nothing (and a finding) when there is none, or more than one.
  std::optional<Happening> happening(const Record& step) {
    std::optional<Happening> found;
    std::size_t count = 0;
    for (const std::string_view key : kStepKeys) {
      if (key == "at") continue;
      if (const YamlNode* node = step.find(key)) {
        ++count;
        found = read(key, *node);
      }
    }
    if (count != 1)
      report_.error(step.node(), said({"一步中有 {} 个事件", "{} happenings in one step"}, count),
                    said({"release、end-release、sensor、actuator、device、hand 恰好之一",
                          "exactly one of release, end-release, sensor, actuator, device, hand"}));
    return count == 1 ? found : std::nullopt;
  }

 private:
  std::optional<Happening> read(std::string_view key, const YamlNode& node) {
    if (key == "release") return release(node);
    if (key == "end-release") {
      const auto name = site::read_name(report_, node);
      return name ? std::optional<Happening>(EndRelease{std::string(*name)}) : std::nullopt;
    }
    if (key == "sensor") return sensor(node);
    if (key == "actuator") return actuator(node);
    if (key == "device") return device(node);
    return hand(node);
  }

  template <class Index, class Thing>
  std::optional<Index> named(const YamlNode* node, std::optional<Index> (site::Directory::*find)(std::string_view) const, Words what,
                             const std::vector<Thing>& all) {
    if (node == nullptr) return std::nullopt;
    const auto index = (directory_.*find)(node->text);
    if (!index) report_.unknown_name(*node, what, said({"本站点的{}", "{} of this site"}, site::with_article(what)), names_of(all));
    return index;
  }

  std::optional<Happening> release(const YamlNode& node) {
    const Record record(report_, node, kReleaseKeys);
    Release release;
    const YamlNode* name = record.need("name", {"用于结束它的名称", "a name to end it by"});
    const YamlNode* strength = record.need("strength", {"泄漏处的读数", "the reading right at the leak"});
    if (name == nullptr || strength == nullptr) return std::nullopt;
    release.name = std::string(name->text);
    std::optional<site::PointIndex> near;
    if (const YamlNode* at = record.find("near")) {
      near = named(at, &site::Directory::point, {"测点", "point"}, site_.points);
      if (!near) return std::nullopt;
      release.reaches = site_[*near].kind;
      if (site_[*near].at) release.at = *site_[*near].at;
    }
    if (const YamlNode* kind = record.find("kind")) {
      const auto read = site::read_enum<site::PointKind>(report_, *kind, {"类型", "kind"});
      if (!read) return std::nullopt;
      release.reaches = *read;
    }
    if (const YamlNode* at = record.find("at")) {
      const auto place = site::read_place(report_, *at);
      if (!place) return std::nullopt;
      release.at = *place;
    } else if (!near) {
      report_.error(node, said({"没有位置的泄漏", "a release without a place"}),
                    said({"near：测点，或 at：[x, y]，单位米", "near: a point, or at: [x, y] in metres"}));
      return std::nullopt;
    }
    return finish(record, *strength, std::move(release));
  }

  std::optional<Happening> finish(const Record& record, const YamlNode& strength, Release release) {
    const auto quantity = site::read_quantity(report_, strength);
    if (!quantity) return std::nullopt;
    release.strength = quantity->value;
    if (const YamlNode* rise = record.find("rise"))
      release.rise = site::read_duration(report_, *rise, site::Sign::Positive).value_or(release.rise);
    if (const YamlNode* decay = record.find("decay"))
      release.decay = site::read_duration(report_, *decay, site::Sign::Positive).value_or(release.decay);
    if (const YamlNode* fed_by = record.find("fed-by")) {
      release.fed_by = named(fed_by, &site::Directory::actuator, {"执行机构", "actuator"}, site_.actuators);
      if (!release.fed_by) return std::nullopt;
    }
    return release;
  }

  std::optional<Happening> sensor(const YamlNode& node) {
    const Record record(report_, node, kSensorKeys);
    const auto point =
        named(record.need("point", {"本站点的测点", "a point of this site"}), &site::Directory::point, {"测点", "point"}, site_.points);
    const YamlNode* trouble = record.need("trouble", {"其故障", "what is wrong with it"});
    const auto kind = trouble == nullptr ? std::nullopt : site::read_enum<SensorTrouble>(report_, *trouble, {"故障", "trouble"});
    if (!point || !kind) return std::nullopt;
    SensorFault fault{*point, *kind, 0};
    if (const YamlNode* amount = record.find("amount")) {
      const auto quantity = site::read_quantity(report_, *amount);
      if (!quantity) return std::nullopt;
      fault.amount = quantity->value;
    }
    return fault;
  }

  std::optional<Happening> actuator(const YamlNode& node) {
    const Record record(report_, node, kActuatorKeys);
    const auto index = named(record.need("actuator", {"本站点的执行机构", "an actuator of this site"}), &site::Directory::actuator,
                             {"执行机构", "actuator"}, site_.actuators);
    const YamlNode* trouble = record.need("trouble", {"其故障", "what is wrong with it"});
    const auto kind = trouble == nullptr ? std::nullopt : site::read_enum<ActuatorTrouble>(report_, *trouble, {"故障", "trouble"});
    return index && kind ? std::optional<Happening>(ActuatorFault{*index, *kind}) : std::nullopt;
  }

  std::optional<Happening> device(const YamlNode& node) {
    const Record record(report_, node, kDeviceKeys);
    const auto index = named(record.need("device", {"本站点的设备", "a device of this site"}), &site::Directory::device, {"设备", "device"},
                             site_.devices);
    const YamlNode* power = record.need("power", {"off 或 on（断电或通电）", "off or on"});
    const auto kind = power == nullptr ? std::nullopt : site::read_enum<Power>(report_, *power, {"供电", "power"});
    return index && kind ? std::optional<Happening>(DevicePower{*index, *kind}) : std::nullopt;
  }

  std::optional<Happening> hand(const YamlNode& node) {
    const Record record(report_, node, kHandKeys);
    const auto index = named(record.need("actuator", {"本站点的执行机构", "an actuator of this site"}), &site::Directory::actuator,
                             {"执行机构", "actuator"}, site_.actuators);
    const YamlNode* state = record.need("state", {"该执行机构的状态之一", "one of the actuator's states"});
    if (!index || state == nullptr) return std::nullopt;
    const auto names = names_of(site_[*index].states);
    if (std::find(names.begin(), names.end(), state->text) == names.end()) {
      report_.unknown_name(*state, {"状态", "state"}, said({"{} 的状态之一", "a state of {}"}, site_[*index].name), names);
      return std::nullopt;
    }
    return HandOperation{*index, std::string(state->text)};
  }

  Report& report_;
  const site::Directory& directory_;
  const site::Site& site_;
};

void read_timeline(Report& report, const site::Directory& directory, const YamlNode& node, Scenario& scenario) {
  const auto items = site::read_list(report, node, {"时间线", "timeline"});
  if (!items) return;
  for (const YamlNode* item : *items) {
    const Record step(report, *item, kStepKeys);
    const YamlNode* at = step.need("at", {"自开始起的时间，如 10s", "the time since the start, such as 10s"});
    const auto time = at == nullptr ? std::nullopt : site::read_duration(report, *at, site::Sign::NotNegative);
    auto happening = Reader(report, directory).happening(step);
    if (time && happening) scenario.steps.push_back({*time, std::move(*happening)});
  }
  std::stable_sort(scenario.steps.begin(), scenario.steps.end(), [](const Step& a, const Step& b) { return a.at < b.at; });
}

}  // namespace

ScenarioRead read_scenario(const site::Directory& directory, const std::string& file, std::string_view text) {
  Report report;
  site::YamlTree tree;
  const std::uint16_t number = report.add_file(file);
  const site::YamlTree::Read read = tree.read(number, text);
  Scenario scenario;
  if (read.fault) {
    report.fault(number, *read.fault);
  } else if (read.root == nullptr) {
    report.error_without_place(file, said({"空文件", "an empty file"}), said({"情景文件", "a scenario"}));
  } else {
    const Record head(report, *read.root, kHeadKeys);
    if (const YamlNode* name = head.need("scenario", {"情景的名称", "the scenario's name"})) scenario.name = std::string(name->text);
    if (const YamlNode* title = head.find("title"))
      if (const auto view = site::read_title(report, *title)) scenario.title = site::to_text(*view);
    if (const YamlNode* seed = head.find("seed")) scenario.seed = site::read_count(report, *seed).value_or(1);
    if (const YamlNode* timeline = head.find("timeline")) read_timeline(report, directory, *timeline, scenario);
  }
  const bool sound = !report.has_errors();
  return {sound ? std::optional(std::move(scenario)) : std::nullopt, report.take()};
}

HappeningRead read_happening(const site::Directory& directory, std::string_view line) {
  Report report;
  site::YamlTree tree;
  const std::uint16_t number = report.add_file("line");
  const site::YamlTree::Read read = tree.read(number, line);
  HappeningRead result;
  if (read.fault) {
    report.fault(number, *read.fault);
  } else if (read.root != nullptr) {
    const Record step(report, *read.root, kStepKeys);
    result.happening = Reader(report, directory).happening(step);
  }
  if (report.has_errors()) result.happening.reset();
  result.findings = report.take();
  return result;
}

}  // namespace davy::sim
