// The sections `consequences` and `inhibitions`: what follows from what, and what sets aside what.
#include "site/reading/condition_names.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr Duration kConsequenceWithin = 10_min;

void read_consequence(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 3> kKeys{"cause", "effects", "within"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  Consequence made{{}, {}, kConsequenceWithin};
  const YamlNode* cause = record.need("cause", {"条件，如 \"pt-101:high-high\"", "a condition, as \"pt-101:high-high\""});
  const auto found = cause == nullptr ? std::nullopt : find_condition(reading, *cause, {"原因", "cause"});
  if (const YamlNode* effects = record.need("effects", {"由其引起的条件", "the conditions that follow from it"}))
    made.effects = read_conditions(reading, *effects, {"后果", "effect"});
  if (const YamlNode* within = record.find("within"))
    made.within = read_duration(report, *within, Sign::Positive).value_or(kConsequenceWithin);
  if (!found) return;
  made.cause = found.value_or(ConditionIndex());
  if (std::binary_search(made.effects.begin(), made.effects.end(), made.cause))
    report.error(*cause, said({"原因 {} 列在自身的后果之中", "cause {} among its own effects"}, quoted(*cause)),
                 said({"由其引起的条件", "what follows from it"}));
  reading.site.consequences.push_back(std::move(made));
}

// What may never be set aside by a rule.
void check_targets(Reading& reading, const YamlNode& at, const std::vector<ConditionIndex>& targets) {
  for (const ConditionIndex target : targets) {
    const Condition& condition = reading.site[target];
    const std::string name = "'" + reading.site[condition.point].name + ":" + condition.suffix + "'";
    if (condition.severity == Severity::Major)
      reading.report.error(at, said({"级别为重大的条件 {}", "condition {} of severity major"}, name),
                           said({"非重大的条件：重大报警任何情况下都须显示",
                                 "what is not major: that is shown whatever else is the matter"}));
    if (condition.kind == ConditionKind::ActuatorFault)
      reading.report.error(at, said({"条件 {}，为执行机构故障", "condition {}, an actuator's fault"}, name),
                           said({"读数的条件：联锁从不被抑制", "conditions of readings: interlocks are never set aside"}));
  }
}

void read_inhibition(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 7> kKeys{"id", "while", "set-aside", "within", "reason", "at-most", "basis"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  Inhibition made;
  made.name = read_id(reading, record, reading.inhibitions, reading.site.inhibitions.size());
  if (const YamlNode* inhibitors =
          record.need("while", {"起抑制作用的条件，如 [\"pump-1:off\"]", "the conditions that inhibit, as [\"pump-1:off\"]"}))
    made.inhibitors = read_conditions(reading, *inhibitors, {"抑制条件", "inhibitor"});
  if (const YamlNode* targets = record.need("set-aside", {"被抑制的条件，如 [\"*:low\"]", "the conditions set aside, as [\"*:low\"]"})) {
    made.targets = read_conditions(reading, *targets, {"条件", "condition"});
    check_targets(reading, *targets, made.targets);
  }
  if (const YamlNode* within = record.need("within", {"作用范围：zone、equipment 或 site", "how far it reaches: zone, equipment or site"}))
    made.reach = read_enum<Reach>(report, *within, {"作用范围", "reach"}).value_or(Reach::Zone);
  if (const YamlNode* reason = record.need("reason", {"告知人员的说明，如 {zh: …, en: …}", "what people are told, as {zh: …, en: …}"}))
    if (const auto words = read_title(report, *reason)) made.reason = to_text(*words);
  if (const YamlNode* at_most = record.find("at-most")) made.at_most = read_duration(report, *at_most, Sign::Positive);
  if (const YamlNode* basis = record.find("basis"))
    made.basis = to_text(read_basis(report, *basis).value_or(TextView()));
  else
    report.warning(item, said({"缺少 'basis'（依据）", "no 'basis'"}),
                   said({"允许抑制这些报警的论证", "the study that allows to set these alarms aside"}));
  reading.site.inhibitions.push_back(std::move(made));
}

bool share_any(const std::vector<ConditionIndex>& some, const std::vector<ConditionIndex>& others) {
  return std::any_of(some.begin(), some.end(), [&](ConditionIndex each) { return std::binary_search(others.begin(), others.end(), each); });
}

// Two rules that set aside each other's inhibitors would leave nothing to be seen. The reach is not weighed: a circle is refused wherever it might close.
void check_circles(Reading& reading, const std::vector<const YamlNode*>& items) {
  const std::vector<Inhibition>& rules = reading.site.inhibitions;
  std::vector<std::vector<char>> leads(rules.size(), std::vector<char>(rules.size(), 0));
  for (std::size_t a = 0; a < rules.size(); ++a)
    for (std::size_t b = 0; b < rules.size(); ++b) leads[a][b] = share_any(rules[a].targets, rules[b].inhibitors) ? 1 : 0;
  for (std::size_t via = 0; via < rules.size(); ++via)
    for (std::size_t a = 0; a < rules.size(); ++a)
      for (std::size_t b = 0; b < rules.size() && leads[a][via] != 0; ++b) leads[a][b] |= leads[via][b];
  for (std::size_t a = 0; a < rules.size(); ++a)
    if (leads[a][a] != 0)
      reading.report.error(*items[a],
                           said({"抑制规则 '{}' 抑制了自身的抑制条件", "inhibition '{}' that sets aside what inhibits for it"},
                                rules[a].name),
                           said({"不成环：否则两者都无人看见", "no circle: then nobody would see either"}));
}

}  // namespace

void read_consequences(Reading& reading) {
  for (const YamlNode* item : reading.items("consequences")) read_consequence(reading, *item);
}

void read_inhibitions(Reading& reading) {
  const std::vector<const YamlNode*> items = reading.items("inhibitions");
  for (const YamlNode* item : items) read_inhibition(reading, *item);
  if (!reading.report.has_errors()) check_circles(reading, items);
}

}  // namespace davy::site
