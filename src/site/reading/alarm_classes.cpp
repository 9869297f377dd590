// The section `alarm-classes`: what alarms of one kind have in common: when an acknowledged one that stands rings again.
#include "site/reading/reading.hpp"

namespace davy::site {
namespace {

std::optional<std::optional<Duration>> time_or_never(Report& report, const YamlNode& node) {
  if (node.text == "never") return std::optional<Duration>();
  const auto time = read_duration(report, node, Sign::Positive);
  return time ? std::optional(std::optional(*time)) : std::nullopt;
}

void read_alarm_class(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 3> kKeys{"id", "severity", "realarm-after"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  if (item.kind != YamlNode::Kind::Mapping) return;
  const YamlNode* after = record.need("realarm-after", "the time after which it rings again, as 30min, or never");
  const auto realarm = after == nullptr ? std::nullopt : time_or_never(report, *after);
  const YamlNode* severity = record.find("severity");
  if (severity == nullptr) {
    read_id(reading, record, reading.alarm_classes, reading.realarm_of_class.size());
    reading.realarm_of_class.push_back(realarm.value_or(std::nullopt));
    return;
  }
  if (const YamlNode* id = record.find("id"))
    report.error(*id, "'id' beside 'severity'", "one of them: a class that conditions name, or all alarms of a severity");
  const auto of = read_enum<Severity>(report, *severity, "severity");
  if (of && !reading.realarm_of_severity.emplace(*of, realarm.value_or(std::nullopt)).second)
    report.error(*severity, "severity " + quoted(*severity) + " a second time", "each severity once");
}

}  // namespace

void read_alarm_classes(Reading& reading) {
  for (const YamlNode* item : reading.items("alarm-classes")) read_alarm_class(reading, *item);
}

}  // namespace davy::site
