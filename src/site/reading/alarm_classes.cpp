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
  const YamlNode* after =
      record.need("realarm-after", {"再次响铃的间隔，如 30min，或 never", "the time after which it rings again, as 30min, or never"});
  const auto realarm = after == nullptr ? std::nullopt : time_or_never(report, *after);
  const YamlNode* severity = record.find("severity");
  if (severity == nullptr) {
    read_id(reading, record, reading.alarm_classes, reading.realarm_of_class.size());
    reading.realarm_of_class.push_back(realarm.value_or(std::nullopt));
    return;
  }
  if (const YamlNode* id = record.find("id"))
    report.error(*id, said({"'id' 与 'severity' 并存", "'id' beside 'severity'"}),
                 said({"两者取一：供条件引用的类别，或某一级别的全部报警",
                       "one of them: a class that conditions name, or all alarms of a severity"}));
  const auto of = read_enum<Severity>(report, *severity, {"级别", "severity"});
  if (of && !reading.realarm_of_severity.emplace(*of, realarm.value_or(std::nullopt)).second)
    report.error(*severity, said({"级别 {} 重复", "severity {} a second time"}, quoted(*severity)),
                 said({"每个级别只写一次", "each severity once"}));
}

}  // namespace

void read_alarm_classes(Reading& reading) {
  for (const YamlNode* item : reading.items("alarm-classes")) read_alarm_class(reading, *item);
}

}  // namespace davy::site
