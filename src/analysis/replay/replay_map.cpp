#include "analysis/replay/replay_map.hpp"

#include "site/reading/record.hpp"
#include "site/reading/scalars.hpp"

#include <charconv>
#include <cmath>
#include <map>

namespace davy::analysis {

namespace {

using site::Record;
using site::Report;
using site::YamlNode;

constexpr std::array<std::string_view, 2> kKeys = {"time", "points"};
constexpr std::array<std::string_view, 3> kTimeKeys = {"column", "as", "from"};

void read_time(Report& report, const YamlNode& node, TimeColumn& time) {
  const Record record(report, node, kTimeKeys);
  if (const YamlNode* column = record.need("column", {"时间所在列的名称", "the name of the column that holds the time"}))
    if (const auto name = site::read_word(report, *column, {"列名", "a column name"})) time.name = *name;
  if (const YamlNode* as = record.need("as", {"'instant' 或 'seconds'", "'instant' or 'seconds'"}))
    if (const auto form = site::read_enum<TimeColumn::As>(report, *as, {"时间的形式", "a form of time"})) time.as = *form;
  if (time.as == TimeColumn::As::Instant) {
    if (const YamlNode* from = record.find("from"))
      report.error(*from, said({"有 'from'", "'from'"}),
                   said({"不写 'from'：'as: instant' 的行已含完整时间", "no 'from' beside 'as: instant': its rows tell the whole time"}));
    return;
  }
  const YamlNode* from = record.need("from", {"秒数起算的时刻", "the instant at which the seconds begin"});
  if (from == nullptr) return;
  const auto at = parse_instant(from->text);
  if (at)
    time.from = *at;
  else
    report.error(*from, site::quoted(*from), said({"时刻，如 \"2026-11-24T11:32:18Z\"", "an instant like \"2026-11-24T11:32:18Z\""}));
}

void read_points(Report& report, const YamlNode& node, const site::Directory& directory, std::vector<ReplayMap::Column>& columns) {
  if (node.kind != YamlNode::Kind::Mapping)
    return report.error(node, site::quoted(node), said({"各列及其测点", "columns with their points"}));
  std::map<std::string_view, const YamlNode*> by_column, by_point;
  for (const YamlNode& key : node) {
    const auto point = site::read_word(report, *key.value, {"测点的名称", "the name of a point"});
    if (!point) continue;
    if (const auto [first, is_new] = by_column.emplace(key.text, &key); !is_new)
      report.error(key, site::quoted(key),
                   said({"每列只写一次，首次在 {}", "every column once; first at {}"}, report.place(*first->second)));
    if (const auto [first, is_new] = by_point.emplace(*point, key.value); !is_new)
      report.error(*key.value, site::quoted(*key.value),
                   said({"每个测点只写一次，首次在 {}", "every point once; first at {}"}, report.place(*first->second)));
    if (const auto index = directory.point(*point)) {
      columns.push_back({std::string(key.text), *index});
      continue;
    }
    std::vector<std::string> names;
    for (const site::Point& each : directory.site().points) names.push_back(each.name);
    report.unknown_name(*key.value, {"测点", "point"}, said({"本站点的测点", "a point of this site"}), names);
  }
  if (columns.empty() && !report.has_errors())
    report.error(node, said({"没有列", "no columns"}), said({"至少一列及其测点", "at least one column with its point"}));
}

std::string all_of(std::vector<site::Finding> findings) {
  std::string text;
  for (const site::Finding& finding : findings) text += (text.empty() ? "" : "\n") + site::to_text(finding);
  return text;
}

}  // namespace

Result<Instant> TimeColumn::read(std::string_view cell) const {
  if (as == As::Instant) return parse_instant(cell);
  double seconds = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), seconds);
  // A century is more than any recording, and far from what an Instant cannot hold.
  if (error == std::errc() && end == cell.data() + cell.size() && std::abs(seconds) < 3.2e9) return from + Duration::from_seconds(seconds);
  return invalid("found '" + std::string(cell) + "', expected seconds after " + to_text(from));
}

Result<ReplayMap> parse_replay_map(std::string_view text, const std::string& file, const site::Directory& directory) {
  Report report;
  site::YamlTree tree;
  const std::uint16_t number = report.add_file(file);
  const auto read = tree.read(number, text);
  ReplayMap map;
  if (read.fault)
    report.fault(number, *read.fault);
  else if (read.root == nullptr)
    report.error_without_place(file, said({"空文件", "nothing"}), said({"'time' 和 'points'", "'time' and 'points'"}));
  else {
    const Record record(report, *read.root, kKeys);
    if (const YamlNode* time = record.need("time", {"各行如何表示时间", "how rows tell the time"})) read_time(report, *time, map.time);
    if (const YamlNode* points = record.need("points", {"各列及其测点", "columns with their points"}))
      read_points(report, *points, directory, map.columns);
  }
  if (report.has_errors()) return invalid(all_of(report.take()));
  return map;
}

}  // namespace davy::analysis
