// The section `retention`: how long the samples of a class of points stay, and what stays of them then.
#include "site/retention.hpp"

#include "site/reading/reading.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr Duration kDay = 24_h;
constexpr Duration kShortestInterval = 10_s;

std::vector<PointKind> read_kinds(Reading& reading, const YamlNode& node) {
  std::vector<PointKind> kinds;
  const auto items = read_list(reading.report, node,
                               {"测点类型的列表，如 [temperature, humidity]", "a list of kinds of points, as [temperature, humidity]"});
  if (!items) return kinds;
  if (items->empty())
    reading.report.error(node, said({"空列表", "an empty list"}),
                         said({"一种或多种；不写 'kinds' 则为全部", "one kind or more; without 'kinds' all are meant"}));
  for (const YamlNode* item : *items)
    if (const auto kind = read_enum<PointKind>(reading.report, *item, {"类型", "kind"})) kinds.push_back(*kind);
  return kinds;
}

// None: for ever, or not readable.
std::optional<Duration> read_days(Report& report, const YamlNode& node) {
  if (node.kind == YamlNode::Kind::Scalar && node.text == "forever") return std::nullopt;
  const auto span = read_duration(report, node, Sign::Positive);
  if (span && span->ns() % kDay.ns() != 0)
    report.error(node, quoted(node), said({"整天数，如 90d，或 forever", "whole days, as 90d, or forever"}));
  return span;
}

Duration read_interval(Report& report, const YamlNode& node) {
  const Duration interval = read_duration(report, node, Sign::Positive).value_or(kDay);
  if (interval < kShortestInterval || kDay.ns() % interval.ns() != 0)
    report.error(node, quoted(node),
                 said({"10s 或更长，且能整除一天，如 1min、10min 或 1h",
                       "10s or more, and so that a day is a multiple of it, as 1min, 10min or 1h"}));
  return interval;
}

void read_class(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 6> kKeys{"id", "kinds", "purpose", "raw", "interval", "summaries"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  Retention made;
  made.name = read_id(reading, record, reading.retention, reading.site.retention.size());
  if (const YamlNode* kinds = record.find("kinds")) made.kinds = read_kinds(reading, *kinds);
  if (const YamlNode* purpose = record.find("purpose")) made.purpose = read_enum<Purpose>(report, *purpose, {"用途", "purpose"});
  if (const YamlNode* raw =
          record.need("raw", {"每个样本保留多长时间，如 400d，或 forever", "how long every sample stays, as 400d, or forever"}))
    made.raw_for = read_days(report, *raw);
  const YamlNode* interval = record.find("interval");
  const YamlNode* summaries = record.find("summaries");
  if (interval != nullptr) made.interval = read_interval(report, *interval);
  if (summaries != nullptr) made.summaries_for = read_days(report, *summaries);
  if (made.raw_for && interval == nullptr)
    report.error(item, said({"缺少 'interval'（统计间隔）", "no 'interval'"}),
                 said({"此后保留的统计值的间隔，如 10min", "what the figures are of that stay then, as 10min"}));
  if (!made.raw_for && summaries != nullptr)
    report.error(*summaries, said({"永久保留的样本写有 'summaries'", "'summaries' of samples that stay for ever"}),
                 said({"两者都不写，或 raw: 90d", "neither, or raw: 90d"}));
  if (made.raw_for && made.summaries_for && *made.summaries_for <= *made.raw_for)
    report.error(*summaries, quoted(*summaries), said({"长于 raw，或 forever", "more than raw, or forever"}));
  reading.site.retention.push_back(std::move(made));
}

// A class that covers nothing is not what its writer meant.
void check_covers(Reading& reading, const YamlNode& item, const Retention& retention) {
  const Site& site = reading.site;
  const bool used = std::ranges::any_of(site.points, [&](const Point& point) { return retention_of(site, point) == &retention; });
  if (!used)
    reading.report.warning(item,
                           said({"数据保留类别 '{}' 不适用于任何测点", "class of retention '{}' that holds for no point"}, retention.name),
                           said({"这些类型中未被前面类别包含的测点", "a point of these kinds that no class before it covers"}));
}

}  // namespace

void read_retention(Reading& reading) {
  const std::vector<const YamlNode*> items = reading.items("retention");
  for (const YamlNode* item : items) read_class(reading, *item);
  if (reading.report.has_errors()) return;
  for (std::size_t i = 0; i < items.size(); ++i) check_covers(reading, *items[i], reading.site.retention[i]);
}

}  // namespace davy::site
