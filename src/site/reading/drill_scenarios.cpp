// The section `drill-scenarios`: what twins of points read in a drill, and what people are expected to do about it.
#include "site/exercise.hpp"
#include "site/reading/reading.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr Duration kLastsLeast = 30_s;
constexpr Duration kLastsMost = 8_h;
constexpr std::size_t kReadingsMost = 200;
constexpr std::size_t kSeriesMost = 50;
constexpr std::size_t kExpectMost = 50;
constexpr std::size_t kPointsMost = 1'000;

std::optional<DrillReading> read_drill_reading(Report& report, const YamlNode& item, const Unit& unit) {
  static constexpr std::array<std::string_view, 3> kKeys{"after", "value", "shape"};
  const Record record(report, item, kKeys);
  const YamlNode* after = record.need("after", {"演练开始后多长时间，如 30s", "how long after the start of the drill, as 30s"});
  const YamlNode* value = record.need("value", {"届时的读数，如 30 %LEL", "what is read then, as 30 %LEL"});
  DrillReading reading;
  if (const YamlNode* shape = record.find("shape")) {
    if (shape->text == "ramp")
      reading.shape = DrillShape::Ramp;
    else if (shape->text != "step")
      report_wrong_word(report, *shape, {"形状", "shape"}, {"step", "ramp"});
  }
  const auto time = after == nullptr ? std::nullopt : read_duration(report, *after, Sign::NotNegative);
  const auto quantity = value == nullptr ? std::nullopt : read_quantity(report, *value);
  const auto number = quantity ? in_unit(report, *quantity, unit, Meaning::Level) : std::nullopt;
  if (!time || !number) return std::nullopt;
  reading.after = *time;
  reading.value = *number;
  return reading;
}

void read_drill_series(Reading& reading, const YamlNode& item, DrillScenario& scenario) {
  static constexpr std::array<std::string_view, 2> kKeys{"point", "series"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  const auto point = read_reference(reading, record, "point", reading.points);
  const YamlNode* node =
      record.need("series", {"读数序列，如 [{after: 5s, value: 30 %LEL}]", "what it reads, as [{after: 5s, value: 30 %LEL}]"});
  const auto items = node == nullptr ? std::nullopt : read_list(report, *node, {"读数的列表", "a list of readings"});
  if (!point || !items || reading.site[*point].unit == nullptr) return;
  if (std::ranges::find(scenario.series, *point, &DrillSeries::point) != scenario.series.end())
    report.error(item, said({"测点 '{}' 重复", "point '{}' a second time"}, reading.site[*point].name),
                 said({"同一演练方案中每个测点只写一次", "each point once in a scenario"}));
  if (items->empty() || items->size() > kReadingsMost)
    report.error(*node, said({"{} 个读数", "{} readings"}, items->size()), said({"1 至 {} 个读数", "1 to {} readings"}, kReadingsMost));
  DrillSeries series{*point, {}, {}};
  for (const YamlNode* each : *items) {
    const auto read = read_drill_reading(report, *each, *reading.site[*point].unit);
    if (!read) continue;
    if (!series.readings.empty() && read->after <= series.readings.back().after)
      report.error(*each, said({"不晚于前一个的读数", "a reading that is not later than the one before"}),
                   said({"按时间先后排列的读数", "readings in order of time"}));
    series.readings.push_back(*read);
  }
  scenario.series.push_back(std::move(series));
}

void read_drill_expectation(Reading& reading, const YamlNode& item, DrillScenario& scenario) {
  static constexpr std::array<std::string_view, 4> kKeys{"what", "post", "within", "points"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  DrillExpectation expected;
  const YamlNode* what = record.need("what", {"acknowledge、accept、submit、approve、call 或 take-card",
                                              "acknowledge, accept, submit, approve, call or take-card"});
  const auto asks = what == nullptr ? std::nullopt : read_enum<DrillAsks>(report, *what, {"响应", "response"});
  if (const YamlNode* post = record.find("post")) expected.post = reading.posts.find(report, *post);
  const YamlNode* within =
      record.need("within", {"演练首个报警后多长时间，如 2min", "how long after the first alarm of the drill, as 2min"});
  const auto time = within == nullptr ? std::nullopt : read_duration(report, *within, Sign::Positive);
  const YamlNode* points = record.need("points", {"其分值，从 1 起", "what it counts, from 1"});
  const auto count = points == nullptr ? std::nullopt : read_count(report, *points);
  if (count && *count > kPointsMost)
    report.error(*points, said({"{} 个测点", "{} points"}, *count), said({"1 至 {}", "1 to {}"}, kPointsMost));
  if (!asks || !time || !count) return;
  if (*time >= scenario.lasts && scenario.lasts > Duration())
    report.error(*within, quoted(*within), said({"短于演练时长 {}", "less than the drill lasts, {}"}, to_text(scenario.lasts)));
  expected.what = *asks;
  expected.within = *time;
  expected.points = static_cast<std::uint32_t>(*count);
  scenario.expect.push_back(expected);
}

// A list of 1 to `most` items, each read by `read`.
template <class Read>
void read_items(Report& report, const Record& record, std::string_view key, std::size_t most, Read read) {
  const YamlNode* node = record.need(key, {"一个或多个", "one or more"});
  const auto items = node == nullptr ? std::nullopt : read_list(report, *node, {"列表", "a list"});
  if (!items) return;
  if (items->empty() || items->size() > most)
    report.error(*node, said({"{} 个 '{}'", "{} of '{}'"}, items->size(), key), said({"1 至 {}", "1 to {}"}, most));
  for (const YamlNode* item : *items) read(*item);
}

std::string read_drill_name(Reading& reading, const Record& record) {
  const YamlNode* id = record.need("id", {"不与其他重复的名称", "a name of its own"});
  if (id == nullptr || !read_name(reading.report, *id)) return {};
  if (id->text == kGoldenScenario)
    reading.report.error(*id, said({"名称 'golden'", "the name 'golden'"}),
                         said({"其他名称：该名称为 Davy 自检所用", "another one: that is Davy's own scenario"}));
  if (std::ranges::find(reading.site.drill_scenarios, id->text, &DrillScenario::name) != reading.site.drill_scenarios.end())
    reading.report.error(*id, said({"演练方案 {} 重复", "drill scenario {} a second time"}, quoted(*id)),
                         said({"不与其他重复的名称", "a name of its own"}));
  return std::string(id->text);
}

Duration read_lasts(Report& report, const Record& record) {
  const YamlNode* node = record.need("lasts", {"最长持续时间，如 10min", "how long it lasts at most, as 10min"});
  const auto read = node == nullptr ? std::nullopt : read_duration(report, *node, Sign::Positive);
  if (!read) return {};
  if (*read < kLastsLeast || *read > kLastsMost) report.error(*node, quoted(*node), said({"30s 至 8h，如 10min", "30s to 8h, as 10min"}));
  return *read;
}

void read_scenario(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 8> kKeys{"id", "title", "zone", "plan", "lasts", "pass-percent", "readings", "expect"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  DrillScenario scenario;
  scenario.name = read_drill_name(reading, record);
  if (const YamlNode* title = record.need("title", {"显示名称，中英文齐全", "what people call it, in both languages"}))
    if (const auto words = read_title(report, *title)) scenario.title = to_text(*words);
  const auto zone = read_reference(reading, record, "zone", reading.zones);
  if (zone) scenario.zone = *zone;
  if (const YamlNode* plan = record.find("plan")) {
    scenario.plan = plan->text;
    std::vector<std::string> known;
    for (const EmergencyPlan& each : reading.site.emergency_plans) known.push_back(each.name);
    if (std::ranges::find(known, scenario.plan) == known.end())
      report.unknown_name(*plan, {"应急预案", "emergency plan"}, said({"本站点的应急预案", "an emergency plan of this site"}), known);
  }
  scenario.lasts = read_lasts(report, record);
  if (const YamlNode* pass = record.find("pass-percent"))
    if (const auto percent = read_count(report, *pass)) {
      if (*percent > 100) report.error(*pass, quoted(*pass), said({"1 至 100", "1 to 100"}));
      scenario.pass_percent = static_cast<std::uint32_t>(*percent);
    }
  read_items(report, record, "readings", kSeriesMost, [&](const YamlNode& each) { read_drill_series(reading, each, scenario); });
  read_items(report, record, "expect", kExpectMost, [&](const YamlNode& each) { read_drill_expectation(reading, each, scenario); });
  reading.site.drill_scenarios.push_back(std::move(scenario));
}

}  // namespace

void read_drill_scenarios(Reading& reading) {
  for (const YamlNode* item : reading.items("drill-scenarios")) read_scenario(reading, *item);
}

}  // namespace davy::site
