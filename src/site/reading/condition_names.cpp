#include "site/reading/condition_names.hpp"

#include <algorithm>

namespace davy::site {

std::optional<ConditionIndex> find_condition(Reading& reading, const YamlNode& node, Words what) {
  Report& report = reading.report;
  const std::size_t colon = node.text.rfind(':');
  if (colon == std::string_view::npos) {
    report.error(node, said({"{} {}", "{} {}"}, what, quoted(node)),
                 said({"测点及其条件，如 \"ch4-01:high-high\"", "a point and its condition, as \"ch4-01:high-high\""}));
    return std::nullopt;
  }
  const auto point = reading.points.find(node.text.substr(0, colon));
  if (!point) {
    const std::string near = report.near(node.text.substr(0, colon), reading.points.names());
    report.unknown_name(node, what, said({"本站点某个测点的条件", "a condition of a point of this site"}),
                        near.empty() ? near : near + std::string(node.text.substr(colon)));
    return std::nullopt;
  }
  if (reading.point_parts[point->get()].soundness == Soundness::Broken) return std::nullopt;
  const std::string_view suffix = node.text.substr(colon + 1);
  if (reading.broken_conditions.contains(suffix)) return std::nullopt;
  std::vector<std::string> names;
  const auto [first, count] = reading.conditions_of[point->get()];
  for (std::size_t i = first; i < first + count; ++i) {
    if (reading.site.conditions[i].rings == Rings::Never) continue;
    if (reading.site.conditions[i].suffix == suffix) return ConditionIndex(i);
    names.push_back(reading.site.points[point->get()].name + ":" + reading.site.conditions[i].suffix);
  }
  report.unknown_name(node, what,
                      said({"测点 '{}' 未停用的条件", "a condition of point '{}' that is not disabled"},
                           reading.site.points[point->get()].name),
                      names);
  return std::nullopt;
}

std::vector<ConditionIndex> find_conditions(Reading& reading, const YamlNode& node, Words what) {
  std::vector<ConditionIndex> all;
  if (!node.text.starts_with("*:")) {
    if (const auto one = find_condition(reading, node, what)) all.push_back(*one);
    return all;
  }
  const std::string_view suffix = node.text.substr(2);
  const std::vector<Condition>& conditions = reading.site.conditions;
  for (std::size_t i = 0; i < conditions.size(); ++i)
    if (conditions[i].suffix == suffix && conditions[i].rings != Rings::Never) all.emplace_back(i);
  if (all.empty() && !reading.report.has_errors())
    reading.report.error(node, said({"{} {}", "{} {}"}, what, quoted(node)),
                         said({"本站点某个测点具有的条件", "a condition that some point of this site has"}));
  return all;
}

std::vector<ConditionIndex> read_conditions(Reading& reading, const YamlNode& node, Words what) {
  std::vector<ConditionIndex> all;
  const auto items =
      read_list(reading.report, node,
                {"条件的列表，如 [\"ch4-01:high\", \"*:stale\"]", "a list of conditions, as [\"ch4-01:high\", \"*:stale\"]"});
  if (!items) return all;
  if (items->empty()) reading.report.error(node, said({"空列表", "an empty list"}), said({"一个或多个条件", "one condition or more"}));
  for (const YamlNode* item : *items)
    for (const ConditionIndex each : find_conditions(reading, *item, what)) all.push_back(each);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

}  // namespace davy::site
