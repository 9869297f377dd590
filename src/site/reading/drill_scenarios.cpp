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
  const YamlNode* after = record.need("after", "how long after the start of the drill, as 30s");
  const YamlNode* value = record.need("value", "what is read then, as 30 %LEL");
  DrillReading reading;
  if (const YamlNode* shape = record.find("shape")) {
    if (shape->text == "ramp")
      reading.shape = DrillShape::Ramp;
    else if (shape->text != "step")
      report_wrong_word(report, *shape, "shape", {"step", "ramp"});
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
  const YamlNode* node = record.need("series", "what it reads, as [{after: 5s, value: 30 %LEL}]");
  const auto items = node == nullptr ? std::nullopt : read_list(report, *node, "a list of readings");
  if (!point || !items || reading.site[*point].unit == nullptr) return;
  if (std::ranges::find(scenario.series, *point, &DrillSeries::point) != scenario.series.end())
    report.error(item, "point '" + reading.site[*point].name + "' a second time", "each point once in a scenario");
  if (items->empty() || items->size() > kReadingsMost)
    report.error(*node, std::to_string(items->size()) + " readings", "1 to " + std::to_string(kReadingsMost) + " readings");
  DrillSeries series{*point, {}, {}};
  for (const YamlNode* each : *items) {
    const auto read = read_drill_reading(report, *each, *reading.site[*point].unit);
    if (!read) continue;
    if (!series.readings.empty() && read->after <= series.readings.back().after)
      report.error(*each, "a reading that is not later than the one before", "readings in order of time");
    series.readings.push_back(*read);
  }
  scenario.series.push_back(std::move(series));
}

void read_drill_expectation(Reading& reading, const YamlNode& item, DrillScenario& scenario) {
  static constexpr std::array<std::string_view, 4> kKeys{"what", "post", "within", "points"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  DrillExpectation expected;
  const YamlNode* what = record.need("what", "acknowledge, accept, submit, approve, call or take-card");
  const auto asks = what == nullptr ? std::nullopt : read_enum<DrillAsks>(report, *what, "response");
  if (const YamlNode* post = record.find("post")) expected.post = reading.posts.find(report, *post);
  const YamlNode* within = record.need("within", "how long after the first alarm of the drill, as 2min");
  const auto time = within == nullptr ? std::nullopt : read_duration(report, *within, Sign::Positive);
  const YamlNode* points = record.need("points", "what it counts, from 1");
  const auto count = points == nullptr ? std::nullopt : read_count(report, *points);
  if (count && *count > kPointsMost) report.error(*points, std::to_string(*count) + " points", "1 to " + std::to_string(kPointsMost));
  if (!asks || !time || !count) return;
  if (*time >= scenario.lasts && scenario.lasts > Duration())
    report.error(*within, quoted(*within), "less than the drill lasts, " + to_text(scenario.lasts));
  expected.what = *asks;
  expected.within = *time;
  expected.points = static_cast<std::uint32_t>(*count);
  scenario.expect.push_back(expected);
}

// A list of 1 to `most` items, each read by `read`.
template <class Read>
void read_items(Report& report, const Record& record, std::string_view key, std::size_t most, Read read) {
  const YamlNode* node = record.need(key, "one or more");
  const auto items = node == nullptr ? std::nullopt : read_list(report, *node, "a list");
  if (!items) return;
  if (items->empty() || items->size() > most)
    report.error(*node, std::to_string(items->size()) + " of '" + std::string(key) + "'", "1 to " + std::to_string(most));
  for (const YamlNode* item : *items) read(*item);
}

std::string read_drill_name(Reading& reading, const Record& record) {
  const YamlNode* id = record.need("id", "a name of its own");
  if (id == nullptr || !read_name(reading.report, *id)) return {};
  if (id->text == kGoldenScenario) reading.report.error(*id, "the name 'golden'", "another one: that is Davy's own scenario");
  if (std::ranges::find(reading.site.drill_scenarios, id->text, &DrillScenario::name) != reading.site.drill_scenarios.end())
    reading.report.error(*id, "drill scenario " + quoted(*id) + " a second time", "a name of its own");
  return std::string(id->text);
}

Duration read_lasts(Report& report, const Record& record) {
  const YamlNode* node = record.need("lasts", "how long it lasts at most, as 10min");
  const auto read = node == nullptr ? std::nullopt : read_duration(report, *node, Sign::Positive);
  if (!read) return {};
  if (*read < kLastsLeast || *read > kLastsMost) report.error(*node, quoted(*node), "30s to 8h, as 10min");
  return *read;
}

void read_scenario(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 8> kKeys{"id", "title", "zone", "plan", "lasts", "pass-percent", "readings", "expect"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  DrillScenario scenario;
  scenario.name = read_drill_name(reading, record);
  if (const YamlNode* title = record.need("title", "what people call it, in both languages"))
    if (const auto words = read_title(report, *title)) scenario.title = to_text(*words);
  const auto zone = read_reference(reading, record, "zone", reading.zones);
  if (zone) scenario.zone = *zone;
  if (const YamlNode* plan = record.find("plan")) {
    scenario.plan = plan->text;
    std::vector<std::string> known;
    for (const EmergencyPlan& each : reading.site.emergency_plans) known.push_back(each.name);
    if (std::ranges::find(known, scenario.plan) == known.end())
      report.unknown_name(*plan, "emergency plan", "an emergency plan of this site", known);
  }
  scenario.lasts = read_lasts(report, record);
  if (const YamlNode* pass = record.find("pass-percent"))
    if (const auto percent = read_count(report, *pass)) {
      if (*percent > 100) report.error(*pass, quoted(*pass), "1 to 100");
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
