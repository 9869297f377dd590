// The sections `zones` and `devices`: where things are and what speaks.
#include "site/reading/geometry.hpp"
#include "site/reading/reading.hpp"
#include "site/zones.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr std::array<std::string_view, 7> kZoneKeys{"id", "title", "scene", "parent", "outline", "inherent-risk", "neighbours"};
constexpr std::array<std::string_view, 3> kDeviceKeys{"id", "title", "zone"};
constexpr std::string_view kOwnUser = "davyd";  // at the broker, where devices are users, too

std::vector<Metres> read_outline(Report& report, const YamlNode& node) {
  const auto items = read_list(report, node,
                               {"区域各顶点，单位米，如 [[0, 0], [40, 0], [40, 25]]",
                                "the corners of the zone in metres, as [[0, 0], [40, 0], [40, 25]]"});
  std::vector<Metres> outline;
  if (!items) return outline;
  for (const YamlNode* item : *items) {
    const auto corner = read_place(report, *item);
    if (!corner) return {};
    outline.push_back(*corner);
  }
  if (const auto fault = fault_of(outline)) {
    report.error(node, said({"轮廓有误：{}", "an outline with {}"}, *fault),
                 said({"多边形：三个或更多顶点，各边不相交", "a polygon: three corners or more, sides that do not cross"}));
    return {};
  }
  return outline;
}

Zone read_zone(Reading& reading, const Record& record, std::size_t position) {
  Report& report = reading.report;
  Zone zone;
  zone.name = read_id(reading, record, reading.zones, position);
  zone.title = {zone.name, zone.name};
  if (const YamlNode* title = record.find("title"))
    if (const auto words = read_title(report, *title)) zone.title = to_text(*words);
  if (const YamlNode* scene = record.need("scene", {"production、warehouse、office、special-work 或 emergency",
                                                    "production, warehouse, office, special-work or emergency"}))
    zone.scene = read_enum<Scene>(report, *scene, {"场景", "scene"}).value_or(zone.scene);
  if (const YamlNode* risk = record.need("inherent-risk", {"经评估的区域固有风险：low、moderate、serious 或 major",
                                                           "the assessed risk of the zone: low, moderate, serious or major"}))
    zone.inherent_risk = read_enum<Severity>(report, *risk, {"级别", "severity"}).value_or(zone.inherent_risk);
  if (const YamlNode* outline = record.need("outline", {"区域各顶点，单位米", "the corners of the zone in metres"})) {
    zone.outline = read_outline(report, *outline);
    const Plan& plan = reading.site.plan;
    for (const Metres& corner : zone.outline)
      if (plan.width_m > 0 && (corner.x < 0 || corner.y < 0 || corner.x > plan.width_m || corner.y > plan.height_m))
        report.warning(*outline, said({"顶点 [{}, {}] 在平面图之外", "corner [{}, {}] outside the plan"}, shown(corner.x), shown(corner.y)),
                       said({"{} m × {} m 之内的顶点", "corners within {} m × {} m"}, shown(plan.width_m), shown(plan.height_m)));
  }
  return zone;
}

// Walks up from each zone; a zone met again closes a circle. Each circle is reported once and cut, so that later walks end.
void cut_parent_circles(Reading& reading, const std::vector<const YamlNode*>& parent_nodes) {
  std::vector<Zone>& zones = reading.site.zones;
  std::vector<std::size_t> walk_of(zones.size(), 0);
  for (std::size_t start = 0; start < zones.size(); ++start) {
    std::size_t at = start;
    while (walk_of[at] == 0 && zones[at].parent) {
      walk_of[at] = start + 1;
      at = zones[at].parent->get();
    }
    if (walk_of[at] != start + 1 || !zones[at].parent) continue;
    reading.report.error(*parent_nodes[at],
                         said({"区域 '{}' 经上级区域又位于自身之内", "zone '{}' inside itself, by way of its parents"}, zones[at].name),
                         said({"不成环的上级区域", "parents without a circle"}));
    zones[at].parent.reset();
  }
}

void join(Site& site, ZoneIndex one, ZoneIndex other) {
  for (const auto& [from, to] : {std::pair(one, other), std::pair(other, one)}) {
    std::vector<ZoneIndex>& list = site.zones[from.get()].neighbours;
    const auto at = std::lower_bound(list.begin(), list.end(), to);
    if (at == list.end() || *at != to) list.insert(at, to);
  }
}

void join_declared(Reading& reading, ZoneIndex zone, const YamlNode& node) {
  const auto items = read_list(reading.report, node, {"区域的列表", "a list of zones"});
  if (!items) return;
  for (const YamlNode* item : *items) {
    const auto other = reading.zones.find(reading.report, *item);
    if (!other) continue;
    if (in_line(reading.site, zone, *other))
      reading.report.error(*item,
                           said({"区域 {} 与其所在或所含的区域相邻", "zone {} as a neighbour of what it lies in or holds"}, quoted(*item)),
                           said({"与之相邻的另一区域", "a zone beside it"}));
    else
      join(reading.site, zone, *other);
  }
}

// Every two zones of which neither lies in the other, and whose outlines come close.
void join_adjacent(Site& site) {
  for (std::size_t i = 0; i < site.zones.size(); ++i)
    for (std::size_t j = i + 1; j < site.zones.size(); ++j) {
      const ZoneIndex a(i), b(j);
      if (!in_line(site, a, b) && adjacent(site.zones[i].outline, site.zones[j].outline)) join(site, a, b);
    }
}

}  // namespace

void read_zones(Reading& reading) {
  std::vector<const YamlNode*> parents;
  std::vector<const YamlNode*> neighbours;
  for (const YamlNode* item : reading.items("zones")) {
    const Record record(reading.report, *item, kZoneKeys);
    reading.site.zones.push_back(read_zone(reading, record, reading.site.zones.size()));
    parents.push_back(record.find("parent"));
    neighbours.push_back(record.find("neighbours"));
  }
  for (std::size_t i = 0; i < parents.size(); ++i)
    if (parents[i] != nullptr) reading.site.zones[i].parent = reading.zones.find(reading.report, *parents[i]);
  cut_parent_circles(reading, parents);
  for (std::size_t i = 0; i < neighbours.size(); ++i)
    if (neighbours[i] != nullptr) join_declared(reading, ZoneIndex(i), *neighbours[i]);
  join_adjacent(reading.site);
}

void read_devices(Reading& reading) {
  for (const YamlNode* item : reading.items("devices")) {
    const Record record(reading.report, *item, kDeviceKeys);
    Device device;
    device.name = read_id(reading, record, reading.devices, reading.site.devices.size());
    device.title = {device.name, device.name};
    if (device.name == kOwnUser)
      reading.report.error(*record.find("id"), said({"设备 '{}'", "device '{}'"}, device.name),
                           said({"其他名称：该名称为 Davy 自身在消息代理上的用户", "another name: this is Davy's own user at the broker"}));
    if (const YamlNode* title = record.find("title"))
      if (const auto words = read_title(reading.report, *title)) device.title = to_text(*words);
    device.zone = read_reference(reading, record, "zone", reading.zones).value_or(ZoneIndex());
    reading.site.devices.push_back(std::move(device));
  }
}

}  // namespace davy::site
