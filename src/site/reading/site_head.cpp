// The section `site`: the site's name, its clock, its plan.
#include "site/reading/reading.hpp"

#include <algorithm>
#include <cmath>

namespace davy::site {
namespace {

std::optional<Anchor> read_anchor(Report& report, const YamlNode& node) {
  static constexpr std::array<std::string_view, 3> kKeys{"latitude", "longitude", "bearing"};
  const Record record(report, node, kKeys);
  const auto degrees = [&](std::string_view key, double most, Words expected) -> std::optional<double> {
    const YamlNode* value = record.need(key, expected);
    const auto number = value == nullptr ? std::nullopt : read_number(report, *value);
    if (!number || std::abs(*number) <= most) return number;
    report.error(*value, quoted(*value), said(expected));
    return std::nullopt;
  };
  const auto latitude = degrees("latitude", 90, {"度，-90 至 90，如 31.2304", "degrees, -90 to 90, as 31.2304"});
  const auto longitude = degrees("longitude", 180, {"度，-180 至 180，如 121.4737", "degrees, -180 to 180, as 121.4737"});
  const auto bearing =
      degrees("bearing", 360, {"自正北顺时针的度数，-360 至 360，如 12", "degrees clockwise from north, -360 to 360, as 12"});
  if (!latitude || !longitude || !bearing) return std::nullopt;
  return Anchor{*latitude, *longitude, *bearing};
}

void read_plan(Reading& reading, const YamlNode& node, const std::vector<std::string>& other_files) {
  static constexpr std::array<std::string_view, 4> kKeys{"svg", "width", "height", "anchor"};
  Report& report = reading.report;
  const Record record(report, node, kKeys);
  const auto length = [&](std::string_view key) -> double {
    const YamlNode* value = record.need(key, {"长度，如 240 m", "a length, as 240 m"});
    const auto quantity = value == nullptr ? std::nullopt : read_quantity(report, *value);
    const auto metres = quantity ? in_unit(report, *quantity, *find_unit("m"), Meaning::Level) : std::nullopt;
    if (metres && *metres <= 0) report.error(*value, quoted(*value), said({"大于零的长度", "a length above zero"}));
    return metres.value_or(0);
  };
  reading.site.plan.width_m = length("width");
  reading.site.plan.height_m = length("height");
  if (const YamlNode* anchor = record.find("anchor")) reading.site.plan.anchor = read_anchor(report, *anchor);
  const YamlNode* svg = record.need("svg", {"站点目录中的平面图文件", "the drawing's file in the site folder"});
  if (svg == nullptr) return;
  if (std::find(other_files.begin(), other_files.end(), svg->text) == other_files.end())
    report.unknown_name(*svg, {"文件", "file"}, said({"站点目录中的文件", "a file of the site folder"}), other_files);
  reading.site.plan.svg_path = svg->text;
}

}  // namespace

std::vector<const YamlNode*> Reading::items(std::string_view section) {
  std::vector<const YamlNode*> all;
  const auto found = sections.find(section);
  if (found == sections.end()) return all;
  for (const YamlNode* node : found->second)
    if (const auto list = read_list(report, *node, {"列表", "a list"})) all.insert(all.end(), list->begin(), list->end());
  return all;
}

void read_site_head(Reading& reading, const std::vector<std::string>& other_files) {
  static constexpr std::array<std::string_view, 6> kKeys{"id", "title", "utc-offset", "escalate-every", "group-within", "plan"};
  Report& report = reading.report;
  const auto section = reading.sections.find("site");
  if (section == reading.sections.end()) {
    if (report.complete())
      report.error_without_place("the site folder", said({"缺少 'site' 节", "no 'site' section"}),
                                 said({"在某个文件中写 site: {id: …, title: …, …}", "site: {id: …, title: …, …} in one of its files"}));
    return;
  }
  const std::vector<const YamlNode*>& places = section->second;
  for (std::size_t i = 1; i < places.size(); ++i)
    report.error(*places[i], said({"'site' 重复", "'site' a second time"}),
                 said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*places[0])));
  const Record record(report, *places[0], kKeys);
  Site& site = reading.site;
  if (const YamlNode* id = record.need("id", {"站点的名称", "the site's name"}))
    if (const auto name = read_name(report, *id)) site.name = *name;
  if (const YamlNode* title = record.need("title", {"站点的显示名称", "what people call the site"}))
    if (const auto words = read_title(report, *title)) site.title = to_text(*words);
  if (const YamlNode* offset = record.find("utc-offset"))
    if (const auto value = read_utc_offset(report, *offset)) site.utc_offset = *value;
  if (const YamlNode* every =
          record.need("escalate-every", {"超时工单在每个岗位停留多久，如 10min", "how long an overdue order waits at each post, as 10min"}))
    if (const auto value = read_duration(report, *every, Sign::Positive)) site.escalate_every = *value;
  if (const YamlNode* within = record.find("group-within")) site.group_within = read_duration(report, *within, Sign::Positive);
  if (const YamlNode* plan = record.need("plan", {"平面图，如 {svg: plan.svg, width: 240 m, height: 160 m}",
                                                  "the drawing, as {svg: plan.svg, width: 240 m, height: 160 m}"}))
    read_plan(reading, *plan, other_files);
}

}  // namespace davy::site
