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
  const auto items = read_list(report, node, "a list of causes, as [\"ch4-01:high-high\", \"ch4-02:high-high\"]");
  if (!items) return causes;
  for (const YamlNode* item : *items) {
    const auto cause = find_condition(reading, *item, "cause");
    if (!cause) continue;
    if (reading.site[*cause].kind == ConditionKind::ActuatorFault)
      report.error(*item, "cause " + quoted(*item),
                   "a condition of a reading: what follows a command that is not proved is said in 'else'");
    if (std::find(causes.begin(), causes.end(), *cause) != causes.end())
      report.error(*item, "cause " + quoted(*item) + " a second time", "each cause once");
    causes.push_back(*cause);
  }
  if (items->empty()) report.error(node, "an empty list of causes", "one cause or more");
  return causes;
}

enum class Place { First, Alternative };

std::vector<Effect> read_effects(Reading& reading, const YamlNode& node, Place place);

std::optional<Effect> read_effect(Reading& reading, const YamlNode& node, Place place) {
  static constexpr std::array<std::string_view, 3> kKeys{"actuator", "state", "else"};
  Report& report = reading.report;
  const Record record(report, node, kKeys);
  const auto actuator = read_reference(reading, record, "actuator", reading.actuators);
  const YamlNode* state = record.need("state", "one of the actuator's states");
  Effect effect;
  if (const YamlNode* alternatives = record.find("else")) {
    if (place == Place::Alternative)
      report.error(*alternatives, "'else' inside an 'else'", "all alternatives in one list, tried in order");
    else
      effect.alternatives = read_effects(reading, *alternatives, Place::Alternative);
  }
  if (!actuator || state == nullptr) return std::nullopt;
  std::vector<std::string> names;
  for (const ActuatorState& known : reading.site[*actuator].states) names.push_back(known.name);
  if (!names.empty() && std::find(names.begin(), names.end(), state->text) == names.end())
    report.unknown_name(*state, "state", "a state of actuator '" + reading.site[*actuator].name + "'", names);
  effect.actuator = *actuator;
  effect.state = state->text;
  return effect;
}

std::vector<Effect> read_effects(Reading& reading, const YamlNode& node, Place place) {
  std::vector<Effect> effects;
  const auto items = read_list(reading.report, node, "a list of effects, as [{actuator: xv-101, state: closed}]");
  if (!items) return effects;
  if (items->empty()) reading.report.error(node, "an empty list of effects", "one effect or more");
  for (const YamlNode* item : *items) {
    auto effect = read_effect(reading, *item, place);
    if (!effect) continue;
    for (const Effect& other : effects)
      if (other.actuator == effect->actuator)
        reading.report.error(*item, "actuator '" + reading.site[effect->actuator].name + "' a second time in one list",
                             "each actuator once");
    effects.push_back(std::move(*effect));
  }
  return effects;
}

template <class T>
T needed(Report& report, const RowDraft& draft, const std::optional<T>& field, std::string_view key, std::string_view expected) {
  if (!field && draft.soundness == Soundness::Sound)
    report.error(*draft.at, "no '" + std::string(key) + "'", std::string(expected) + ", here or in a template");
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
  row.needed = needed(report, draft, draft.needed, "needed", "how many of the causes trip the row");
  row.severity = needed(report, draft, draft.severity, "severity", "low, moderate, serious or major");
  row.bypass_at_most =
      needed(report, draft, draft.bypass_at_most, "bypass-at-most", "the longest time that a person may bypass the row, as 8h");
  row.on_unknown = draft.on_unknown.value_or(OnUnknown::Hold);
  row.basis = draft.basis ? to_text(*draft.basis) : Text();
  if (row.basis.zh.empty()) report.warning(item, "no 'basis'", "the standard and clause, or the study that asks for this row");
  if (const YamlNode* causes = record.need("causes", "the conditions that vote, as [\"ch4-01:high-high\"]")) {
    row.causes = read_causes(reading, *causes);
    const auto count = static_cast<std::size_t>(std::distance(causes->begin(), causes->end()));
    if (count > 0 && causes->kind == YamlNode::Kind::Sequence && row.needed > count)
      report.error(*draft.needed_at, std::to_string(row.needed) + " needed of " + std::to_string(count) + " causes",
                   "at most as many as there are causes");
  }
  if (const YamlNode* effects = record.need("effects", "what is moved, as [{actuator: xv-101, state: closed}]"))
    row.effects = read_effects(reading, *effects, Place::First);
  reading.site.rows.push_back(std::move(row));
}

}  // namespace

void read_rows(Reading& reading) {
  for (const YamlNode* item : reading.items("rows")) read_row(reading, *item);
}

}  // namespace davy::site
