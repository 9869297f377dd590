// The section `actuators`: what can be moved, and which reading proves it.
#include "site/reading/reading.hpp"

#include <algorithm>
#include <cmath>

namespace davy::site {
namespace {

constexpr std::array<std::string_view, 6> kActuatorPlaceKeys{"id", "template", "zone", "device", "at", "feedback"};

constexpr auto kActuatorKeys = [] {
  std::array<std::string_view, kActuatorPlaceKeys.size() + kActuatorDraftKeys.size()> keys{};
  std::copy(kActuatorDraftKeys.begin(), kActuatorDraftKeys.end(),
            std::copy(kActuatorPlaceKeys.begin(), kActuatorPlaceKeys.end(), keys.begin()));
  return keys;
}();

template <class T>
std::optional<T> needed(Report& report, const ActuatorDraft& draft, const std::optional<T>& field, std::string_view key, Words expected) {
  if (!field && draft.soundness == Soundness::Sound)
    report.error(*draft.at, said({"缺少 '{}'", "no '{}'"}, key), said({"{}，写在此处或模板中", "{}, here or in a template"}, expected));
  return field;
}

// Each state has its reading inside the feedback's range, and no reading proves two states.
void take_states(Report& report, const std::vector<StateDraft>& drafts, const Point& feedback, Actuator& actuator) {
  for (const StateDraft& draft : drafts) {
    const auto value = in_unit(report, draft.feedback, *feedback.unit, Meaning::Level);
    if (!value) return;
    if (*value < feedback.range_min || *value > feedback.range_max)
      report.error(*draft.feedback.at,
                   said({"状态 '{}' 以读数 {} 证实", "state '{}' proved by a reading of {}"}, draft.name, shown(*value, *feedback.unit)),
                   said({"{} 量程之内的读数，{} 至 {}", "one within the measuring range of {}, {} to {}"}, feedback.name,
                        shown(feedback.range_min), shown(feedback.range_max, *feedback.unit)));
    for (const ActuatorState& other : actuator.states) {
      if (other.name == draft.name)
        report.error(*draft.at, said({"状态 '{}' 重复", "state '{}' a second time"}, other.name),
                     said({"每个状态只写一次", "each state once"}));
      if (std::abs(other.feedback_value - *value) <= 2 * actuator.feedback_tolerance)
        report.error(*draft.feedback.at,
                     said({"同一读数既可证实 '{}' 也可证实 '{}'", "a reading that could prove '{}' as well as '{}'"}, other.name,
                          draft.name),
                     said({"读数间隔大于回读允差的两倍，{}", "readings further apart than twice the feedback tolerance, {}"},
                          shown(2 * actuator.feedback_tolerance, *feedback.unit)));
    }
    actuator.states.push_back({std::string(draft.name), to_text(draft.title), *value});
  }
}

void take_safe_state(Report& report, const ActuatorDraft& draft, Actuator& actuator) {
  if (draft.safe_state == nullptr) {
    report.error(*draft.at, said({"缺少 'safe-state'（安全状态）", "no 'safe-state'"}),
                 said({"其状态之一，写在此处或模板中", "one of its states, here or in a template"}));
    return;
  }
  std::vector<std::string> names;
  for (const ActuatorState& state : actuator.states) names.push_back(state.name);
  if (std::find(names.begin(), names.end(), draft.safe_state->text) == names.end())
    report.unknown_name(*draft.safe_state, {"状态", "state"}, said({"该执行机构的状态之一", "a state of this actuator"}), names);
  actuator.safe_state = draft.safe_state->text;
}

void take_times(Report& report, const ActuatorDraft& draft, const Point* feedback, Actuator& actuator) {
  const auto accept = needed(report, draft, draft.accept_within, "accept-within",
                             {"从下令到设备接受的时限，如 1s", "the time from the command to its acceptance, as 1s"});
  const auto observe = needed(report, draft, draft.observe_within, "observe-within",
                              {"从下令到回读证实的时限，如 10s", "the time from the command to the read-back, as 10s"});
  if (!accept || !observe) return;
  actuator.accept_within = *accept;
  actuator.observe_within = *observe;
  if (*observe < *accept)
    report.error(*draft.at, said({"observe-within（回读时限）为 {}", "observe-within {}"}, to_text(*observe)),
                 said({"不短于 accept-within（接受时限）{}", "no less than accept-within, {}"}, to_text(*accept)));
  if (feedback != nullptr && feedback->period > *observe)
    report.error(*draft.at, said({"observe-within（回读时限）为 {}", "observe-within {}"}, to_text(*observe)),
                 said({"不短于回读测点 {} 的采样周期 {}", "no less than the period of its feedback {}, {}"}, feedback->name,
                      to_text(feedback->period)));
}

// The feedback point, when it is known and proves nothing else.
std::optional<PointIndex> read_feedback(Reading& reading, const Record& record) {
  Report& report = reading.report;
  const YamlNode* node = record.need("feedback", {"以其读数证实状态的测点", "the point whose reading proves the state"});
  if (node == nullptr) return std::nullopt;
  const auto index = reading.points.find(report, *node);
  if (!index) return std::nullopt;
  PointParts& parts = reading.point_parts[index->get()];
  if (parts.feedback_at != nullptr) {
    report.error(*node, said({"测点 {} 已是另一执行机构的回读测点", "point {} as the feedback of a second actuator"}, quoted(*node)),
                 said({"单独的回读测点，首次使用在 {}", "a feedback of its own; the first use is at {}"},
                      report.place(*parts.feedback_at)));
    return std::nullopt;
  }
  parts.feedback_at = node;
  return index;
}

ConditionDraft fault_of(Reading& reading, const ActuatorDraft& draft) {
  if (!draft.fault) return reading.built_in.fault;
  if (draft.fault->disabled != nullptr)
    reading.report.error(*draft.fault->disabled, said({"'fault' 被停用", "'fault' disabled"}),
                         said({"命令未证实时的报警（可改其级别）", "an alarm when a command is not proved (set its severity instead)"}));
  if (draft.fault->kind)
    reading.report.error(*draft.fault->at, said({"'fault' 中的 'when'", "'when' in a fault"}),
                         said({"不写 'when'：fault 即命令未在时限内证实", "no 'when': a fault is a command that is not proved in time"}));
  return overlay(reading.built_in.fault, *draft.fault);
}

void read_actuator(Reading& reading, const YamlNode& item) {
  Report& report = reading.report;
  const Record record(report, item, kActuatorKeys);
  Actuator actuator;
  actuator.name = read_id(reading, record, reading.actuators, reading.site.actuators.size());
  actuator.zone = read_reference(reading, record, "zone", reading.zones).value_or(ZoneIndex());
  actuator.device = read_reference(reading, record, "device", reading.devices).value_or(DeviceIndex());
  if (const YamlNode* at = record.find("at")) actuator.at = read_place(report, *at);
  ActuatorDraft draft = read_actuator_draft(report, record);
  const bool titled = draft.title.has_value();
  if (const YamlNode* from = record.find("template")) {
    if (const ActuatorDraft* lower = reading.templates.actuators.find(report, *from))
      draft = overlay(*lower, draft);
    else
      draft.soundness = Soundness::Broken;
  }
  actuator.title = draft.title ? to_text(*draft.title) : Text{actuator.name, actuator.name};
  if (draft.title && !titled) actuator.title = {actuator.title.zh + " " + actuator.name, actuator.title.en + " " + actuator.name};

  const auto feedback = read_feedback(reading, record);
  const auto states = needed(report, draft, draft.states, "states",
                             {"可取的各状态，各有证实它的读数", "the states it can take, each with the reading that proves it"});
  PointParts* parts = feedback ? &reading.point_parts[feedback->get()] : nullptr;
  const Point* point = parts != nullptr && parts->soundness == Soundness::Sound ? &reading.site.points[feedback->get()] : nullptr;
  if (states && states->size() < 2)
    report.error(*draft.at, said({"{} 个状态", "{} states"}, shown(static_cast<double>(states->size()))),
                 said({"两个或更多", "two or more"}));
  if (point != nullptr && states && draft.soundness == Soundness::Sound) {
    if (draft.feedback_tolerance)
      actuator.feedback_tolerance = in_unit(report, *draft.feedback_tolerance, *point->unit, Meaning::Difference).value_or(0);
    if (actuator.feedback_tolerance < 0)
      report.error(*draft.feedback_tolerance->at, quoted(*draft.feedback_tolerance->at), said({"零或更大", "zero or more"}));
    take_states(report, *states, *point, actuator);
    take_safe_state(report, draft, actuator);
  }
  take_times(report, draft, point, actuator);
  if (parts != nullptr) parts->fault = std::make_unique<ConditionDraft>(fault_of(reading, draft));
  actuator.feedback = feedback.value_or(PointIndex());
  reading.site.actuators.push_back(std::move(actuator));
}

}  // namespace

void read_actuators(Reading& reading) {
  for (const YamlNode* item : reading.items("actuators")) read_actuator(reading, *item);
}

}  // namespace davy::site
