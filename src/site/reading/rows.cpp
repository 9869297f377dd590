// The section `rows`: the cause-and-effect table.
#include "site/reading/condition_names.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr std::array<std::string_view, 4> kRowPlaceKeys{"id", "template", "causes", "effects"};

constexpr auto kRowKeys = [] {
  std::array<std::string_view, kRowPlaceKeys.size() + kRowDraftKeys.size()> keys{};
  std::copy(kRowDraftKeys.begin(), kRowDraftKeys.end(), std::copy(kRowPlaceKeys.begin(), kRowPlaceKeys.end(), keys.begin()));
  return keys;
}();

std::vector<ConditionIndex> read_causes(Reading& reading, const YamlNode& node) {
  Report& report = reading.report;
  std::vector<ConditionIndex> causes;
  const auto items = read_list(report, node,
                               {"原因的列表，如 [\"ch4-01:high-high\", \"ch4-02:high-high\"]",
                                "a list of causes, as [\"ch4-01:high-high\", \"ch4-02:high-high\"]"});
  if (!items) return causes;
  for (const YamlNode* item : *items) {
    const auto cause = find_condition(reading, *item, {"原因", "cause"});
    if (!cause) continue;
    if (reading.site[*cause].kind == ConditionKind::ActuatorFault)
      report.error(*item, said({"原因 {}", "cause {}"}, quoted(*item)),
                   said({"读数的条件：命令未证实之后的动作写在 'else' 中",
                         "a condition of a reading: what follows a command that is not proved is said in 'else'"}));
    if (std::find(causes.begin(), causes.end(), *cause) != causes.end())
      report.error(*item, said({"原因 {} 重复", "cause {} a second time"}, quoted(*item)), said({"每个原因只写一次", "each cause once"}));
    causes.push_back(*cause);
  }
  if (items->empty()) report.error(node, said({"空的原因列表", "an empty list of causes"}), said({"一个或多个原因", "one cause or more"}));
  return causes;
}

enum class Place { First, Alternative };

std::vector<Effect> read_effects(Reading& reading, const YamlNode& node, Place place);

std::optional<Effect> read_effect(Reading& reading, const YamlNode& node, Place place) {
  static constexpr std::array<std::string_view, 3> kKeys{"actuator", "state", "else"};
  Report& report = reading.report;
  const Record record(report, node, kKeys);
  const auto actuator = read_reference(reading, record, "actuator", reading.actuators);
  const YamlNode* state = record.need("state", {"该执行机构的状态之一", "one of the actuator's states"});
  Effect effect;
  if (const YamlNode* alternatives = record.find("else")) {
    if (place == Place::Alternative)
      report.error(*alternatives, said({"'else' 之内的 'else'", "'else' inside an 'else'"}),
                   said({"全部备选动作写在一个列表中，依次尝试", "all alternatives in one list, tried in order"}));
    else
      effect.alternatives = read_effects(reading, *alternatives, Place::Alternative);
  }
  if (!actuator || state == nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const ActuatorState& known : reading.site[*actuator].states) names.push_back(known.name);
  if (!names.empty() && std::find(names.begin(), names.end(), state->text) == names.end())
    report.unknown_name(*state, {"状态", "state"},
                        said({"执行机构 '{}' 的状态之一", "a state of actuator '{}'"}, reading.site[*actuator].name), names);
  effect.actuator = *actuator;
  effect.state = state->text;
  return effect;
}

std::vector<Effect> read_effects(Reading& reading, const YamlNode& node, Place place) {
  std::vector<Effect> effects;
  const auto items =
      read_list(reading.report, node,
                {"动作的列表，如 [{actuator: xv-101, state: closed}]", "a list of effects, as [{actuator: xv-101, state: closed}]"});
  if (!items) return effects;
  if (items->empty())
    reading.report.error(node, said({"空的动作列表", "an empty list of effects"}), said({"一个或多个动作", "one effect or more"}));
  for (const YamlNode* item : *items) {
    auto effect = read_effect(reading, *item, place);
    if (!effect) continue;
    for (const Effect& other : effects)
      if (other.actuator == effect->actuator)
        reading.report.error(*item,
                             said({"执行机构 '{}' 在同一列表中重复", "actuator '{}' a second time in one list"},
                                  reading.site[effect->actuator].name),
                             said({"每个执行机构只写一次", "each actuator once"}));
    effects.push_back(std::move(*effect));
  }
  return effects;
}

template <class T>
T needed(Report& report, const RowDraft& draft, const std::optional<T>& field, std::string_view key, Words expected) {
  if (!field && draft.soundness == Soundness::Sound)
    report.error(*draft.at, said({"缺少 '{}'", "no '{}'"}, key), said({"{}，写在此处或模板中", "{}, here or in a template"}, expected));
  return field.value_or(T());
}

void read_row(Reading& reading, const YamlNode& item) {
  Report& report = reading.report;
  const Record record(report, item, kRowKeys);
  Row row;
  row.name = read_id(reading, record, reading.rows, reading.site.rows.size());
  RowDraft draft = read_row_draft(report, record);
  if (const YamlNode* from = record.find("template")) {
    if (const RowDraft* lower = reading.templates.rows.find(report, *from))
      draft = overlay(*lower, draft);
    else
      draft.soundness = Soundness::Broken;
  }
  row.title = draft.title ? to_text(*draft.title) : Text{row.name, row.name};
  row.needed = needed(report, draft, draft.needed, "needed", {"多少个原因成立即触发联锁", "how many of the causes trip the row"});
  row.severity = needed(report, draft, draft.severity, "severity",
                        {"low、moderate、serious 或 major（低、一般、较大、重大）", "low, moderate, serious or major"});
  row.bypass_at_most = needed(report, draft, draft.bypass_at_most, "bypass-at-most",
                              {"允许旁路联锁的最长时间，如 8h", "the longest time that a person may bypass the row, as 8h"});
  row.on_unknown = draft.on_unknown.value_or(OnUnknown::Hold);
  row.basis = draft.basis ? to_text(*draft.basis) : Text();
  if (row.basis.zh.empty())
    report.warning(item, said({"缺少 'basis'（依据）", "no 'basis'"}),
                   said({"要求设此联锁的标准及条款，或论证", "the standard and clause, or the study that asks for this row"}));
  if (const YamlNode* causes =
          record.need("causes", {"参与表决的条件，如 [\"ch4-01:high-high\"]", "the conditions that vote, as [\"ch4-01:high-high\"]"})) {
    row.causes = read_causes(reading, *causes);
    const auto count = static_cast<std::size_t>(std::distance(causes->begin(), causes->end()));
    if (count > 0 && causes->kind == YamlNode::Kind::Sequence && row.needed > count)
      report.error(*draft.needed_at, said({"{1} 个原因中须 {0} 个成立", "{} needed of {} causes"}, row.needed, count),
                   said({"不多于原因的个数", "at most as many as there are causes"}));
  }
  if (const YamlNode* effects = record.need("effects", {"要动作的执行机构，如 [{actuator: xv-101, state: closed}]",
                                                        "what is moved, as [{actuator: xv-101, state: closed}]"}))
    row.effects = read_effects(reading, *effects, Place::First);
  reading.site.rows.push_back(std::move(row));
}

}  // namespace

void read_rows(Reading& reading) {
  for (const YamlNode* item : reading.items("rows")) read_row(reading, *item);
}

}  // namespace davy::site
