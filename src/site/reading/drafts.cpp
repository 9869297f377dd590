#include "site/reading/drafts.hpp"

#include <algorithm>
#include <unordered_map>

namespace davy::site {
namespace {

constexpr std::array<std::string_view, 22> kConditionKeys{"when",          "limit",          "by-mode",     "deadband",   "on-delay",
                                                          "off-delay",     "severity",       "latch",       "work-order", "respond-within",
                                                          "realarm-after", "shelve-at-most", "answered-by", "title",      "cause",
                                                          "consequence",   "response",       "basis",       "class",      "gates",
                                                          "rings",         "upgrades"};

// Reads the fields of one record into a draft, and remembers when one could not be read.
class Taker {
 public:
  Taker(Report& report, const Record& record, Soundness& soundness) : report_(&report), record_(&record), soundness_(&soundness) {
    if (record.node().kind != YamlNode::Kind::Mapping) soundness = Soundness::Broken;
  }

  template <class T, class Read>
  void operator()(std::string_view key, std::optional<T>& to, Read read) const {
    const YamlNode* value = record_->find(key);
    if (value == nullptr) return;
    to = read(*report_, *value);
    if (!to) *soundness_ = Soundness::Broken;
  }

 private:
  Report* report_;
  const Record* record_;
  Soundness* soundness_;
};

template <class E>
auto enum_of(Words what) {
  return [what](Report& report, const YamlNode& node) { return read_enum<E>(report, node, what); };
}

template <class E>
std::optional<E> yes_or_no(Report& report, const YamlNode& node) {
  const std::optional<bool> flag = read_flag(report, node);
  if (!flag) return std::nullopt;
  return *flag ? E::Yes : E::No;
}

std::optional<Duration> not_negative(Report& report, const YamlNode& node) { return read_duration(report, node, Sign::NotNegative); }
std::optional<Duration> positive(Report& report, const YamlNode& node) { return read_duration(report, node, Sign::Positive); }

std::optional<std::optional<Duration>> positive_or_never(Report& report, const YamlNode& node) {
  if (node.text == "never") return std::optional<Duration>();
  const std::optional<Duration> duration = positive(report, node);
  if (!duration) return std::nullopt;
  return duration;
}

// One of the words, or an expression: whatever is more than a word.
std::optional<ConditionKind> read_when(Report& report, const YamlNode& node) {
  const auto in_word = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  const std::string_view text = node.text;
  const bool word = node.kind != YamlNode::Kind::Scalar || std::all_of(text.begin(), text.end(), in_word);
  if (!word) return ConditionKind::Expression;
  if (text != name_of(ConditionKind::Expression)) return read_enum<ConditionKind>(report, node, {"条件类型", "kind of condition"});
  report.error(node, said({"'expression' 一词", "the word 'expression'"}),
               said({"表达式本身，如 \"rate(1min) > 5\"", "the expression itself, as \"rate(1min) > 5\""}));
  return std::nullopt;
}

// [hot-work, confined-space]
std::optional<std::vector<PermitKind>> read_gates(Report& report, const YamlNode& node) {
  const auto items =
      read_list(report, node,
                {"作业票种类的列表，如 [hot-work, confined-space]", "a list of kinds of permits, as [hot-work, confined-space]"});
  if (!items) return std::nullopt;
  std::vector<PermitKind> kinds;
  bool sound = !items->empty();
  if (items->empty())
    report.error(node, said({"空的作业票列表", "an empty list of permits"}),
                 said({"一种或多种，如 [hot-work, confined-space]", "one kind or more, as [hot-work, confined-space]"}));
  for (const YamlNode* item : *items) {
    const auto kind = read_enum<PermitKind>(report, *item, {"作业票种类", "kind of permit"});
    const bool again = kind && std::find(kinds.begin(), kinds.end(), *kind) != kinds.end();
    if (again)
      report.error(*item, said({"作业票种类 {} 重复", "kind of permit {} a second time"}, quoted(*item)),
                   said({"每种只写一次", "each kind once"}));
    sound = sound && kind && !again;
    if (kind) kinds.push_back(*kind);
  }
  if (!sound) return std::nullopt;
  std::sort(kinds.begin(), kinds.end());
  return kinds;
}

// {maintenance: 40, start-up: disabled}
std::optional<std::vector<ModeLimitDraft>> read_by_mode(Report& report, const YamlNode& node) {
  if (node.kind != YamlNode::Kind::Mapping) {
    report.error(node, quoted(node),
                 said({"按工况的限值，如 {maintenance: 40, start-up: disabled}",
                       "limits by mode, as {maintenance: 40, start-up: disabled}"}));
    return std::nullopt;
  }
  std::vector<ModeLimitDraft> limits;
  for (const YamlNode& key : node) {
    ModeLimitDraft draft{&key, {}};
    if (key.value == nullptr || key.value->text != "disabled") {
      draft.limit = key.value == nullptr ? std::nullopt : read_quantity(report, *key.value);
      if (!draft.limit) return std::nullopt;
    }
    limits.push_back(draft);
  }
  return limits;
}

std::optional<RangeDraft> read_range(Report& report, const YamlNode& node) {
  const YamlNode* min = node.kind == YamlNode::Kind::Sequence ? node.first : nullptr;
  const YamlNode* max = min != nullptr ? min->next : nullptr;
  if (max == nullptr || max->next != nullptr) {
    report.error(node, quoted(node), said({"量程，如 [0, 100]", "the measuring range, as [0, 100]"}));
    return std::nullopt;
  }
  const std::optional<Quantity> lowest = read_quantity(report, *min);
  const std::optional<Quantity> highest = read_quantity(report, *max);
  if (!lowest || !highest) return std::nullopt;
  return RangeDraft{*lowest, *highest};
}

std::optional<StateDraft> read_state(Report& report, const YamlNode& node) {
  static constexpr std::array<std::string_view, 3> kKeys{"id", "title", "feedback"};
  const Record record(report, node, kKeys);
  const YamlNode* id = record.need("id", {"状态的名称，如 \"closed\"", "the state's name, as \"closed\""});
  const YamlNode* title = record.need("title", {"状态的显示名称", "what people call the state"});
  const YamlNode* feedback = record.need("feedback", {"证实该状态的回读值", "the reading of the feedback point that proves the state"});
  if (id == nullptr || title == nullptr || feedback == nullptr) return std::nullopt;
  const auto name = read_name(report, *id);
  const auto words = read_title(report, *title);
  const auto reading = read_quantity(report, *feedback);
  if (!name || !words || !reading) return std::nullopt;
  return StateDraft{*name, *words, *reading, id};
}

std::optional<std::vector<StateDraft>> read_states(Report& report, const YamlNode& node) {
  const auto items = read_list(report, node, {"状态的列表", "a list of states"});
  if (!items) return std::nullopt;
  std::vector<StateDraft> states;
  for (const YamlNode* item : *items) {
    const auto state = read_state(report, *item);
    if (!state) return std::nullopt;
    states.push_back(*state);
  }
  return states;
}

template <class T>
void lay(std::optional<T>& lower, const std::optional<T>& upper) {
  if (upper) lower = upper;
}

void lay(const YamlNode*& lower, const YamlNode* upper) {
  if (upper != nullptr) lower = upper;
}

void lay(Soundness& lower, Soundness upper) {
  if (upper == Soundness::Broken) lower = upper;
}

void lay(std::vector<ModeLimitDraft>& lower, const std::vector<ModeLimitDraft>& upper) {
  for (const ModeLimitDraft& draft : upper) {
    const auto same = std::find_if(lower.begin(), lower.end(), [&](const ModeLimitDraft& d) { return d.mode->text == draft.mode->text; });
    if (same == lower.end())
      lower.push_back(draft);
    else
      *same = draft;
  }
}

void lay(GuidanceDraft& lower, const GuidanceDraft& upper) {
  lay(lower.title, upper.title);
  lay(lower.cause, upper.cause);
  lay(lower.consequence, upper.consequence);
  lay(lower.response, upper.response);
  lay(lower.basis, upper.basis);
}

}  // namespace

std::span<const std::string_view> condition_keys() { return kConditionKeys; }

ConditionDraft read_condition_fields(Report& report, std::string_view suffix, const Record& record) {
  ConditionDraft draft{.suffix = suffix, .at = &record.node()};
  const Taker take(report, record, draft.soundness);
  take("when", draft.kind, read_when);
  if (draft.kind == ConditionKind::Expression) draft.expression = record.find("when");
  if (const YamlNode* limit = record.find("limit"); limit != nullptr && limit->text == "disabled")
    draft.disabled = limit;
  else
    take("limit", draft.limit, read_quantity);
  if (record.find("by-mode") != nullptr) {
    std::optional<std::vector<ModeLimitDraft>> by_mode;
    take("by-mode", by_mode, read_by_mode);
    draft.by_mode = std::move(by_mode).value_or(std::vector<ModeLimitDraft>());
  }
  take("deadband", draft.deadband, read_quantity);
  take("on-delay", draft.on_delay, not_negative);
  take("off-delay", draft.off_delay, not_negative);
  take("severity", draft.severity, enum_of<Severity>({"级别", "severity"}));
  take("latch", draft.latch, yes_or_no<Latch>);
  take("work-order", draft.work_order, yes_or_no<WorkOrder>);
  take("respond-within", draft.respond_within, positive);
  take("realarm-after", draft.realarm_after, positive_or_never);
  take("shelve-at-most", draft.shelve_at_most, positive_or_never);
  draft.answered_by = record.find("answered-by");
  draft.alarm_class = record.find("class");
  take("gates", draft.gates, read_gates);
  draft.gates_at = record.find("gates");
  take("upgrades", draft.upgrades, read_gates);
  draft.upgrades_at = record.find("upgrades");
  take("rings", draft.rings, enum_of<Rings>({"何时响铃：", "when it rings:"}));
  draft.rings_at = record.find("rings");
  take("title", draft.guidance.title, read_text);
  take("cause", draft.guidance.cause, read_text);
  take("consequence", draft.guidance.consequence, read_text);
  take("response", draft.guidance.response, read_text);
  take("basis", draft.guidance.basis, read_basis);
  return draft;
}

ConditionDraft read_condition_draft(Report& report, std::string_view suffix, const YamlNode& node) {
  if (node.text == "disabled") return {.suffix = suffix, .at = &node, .disabled = &node};
  return read_condition_fields(report, suffix, Record(report, node, kConditionKeys));
}

std::vector<ConditionDraft> read_condition_drafts(Report& report, const YamlNode& node) {
  std::vector<ConditionDraft> drafts;
  if (node.kind != YamlNode::Kind::Mapping) {
    report.error(node, quoted(node),
                 said({"按名称列出的条件，如 {high: {limit: 25, …}, low: disabled}，或 none 一词",
                       "conditions by name, as {high: {limit: 25, …}, low: disabled}, or the word none"}));
    return drafts;
  }
  std::unordered_map<std::string_view, const YamlNode*> places;
  for (const YamlNode& key : node) {
    const auto suffix = read_name(report, key);
    if (!suffix) continue;
    const auto [first, is_new] = places.emplace(*suffix, &key);
    if (is_new)
      drafts.push_back(read_condition_draft(report, *suffix, *key.value));
    else
      report.error(key, said({"条件 {} 重复", "condition {} a second time"}, quoted(key)),
                   said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*first->second)));
  }
  return drafts;
}

PointDraft read_point_draft(Report& report, const Record& record) {
  PointDraft draft{.at = &record.node()};
  const Taker take(report, record, draft.soundness);
  take("title", draft.title, read_title);
  take("kind", draft.kind, enum_of<PointKind>({"测点类型", "kind of point"}));
  take("purpose", draft.purpose, enum_of<Purpose>({"用途", "purpose"}));
  take("unit", draft.unit, read_unit);
  take("range", draft.range, read_range);
  take("period", draft.period, positive);
  take("stale-after", draft.stale_after, positive);
  if (const YamlNode* conditions = record.find("conditions")) {
    draft.watched = conditions->text == "none" ? Watched::No : Watched::Yes;
    if (draft.watched == Watched::Yes) draft.conditions = read_condition_drafts(report, *conditions);
  }
  return draft;
}

ActuatorDraft read_actuator_draft(Report& report, const Record& record) {
  ActuatorDraft draft{.at = &record.node()};
  const Taker take(report, record, draft.soundness);
  take("title", draft.title, read_title);
  take("states", draft.states, read_states);
  draft.safe_state = record.find("safe-state");
  take("feedback-tolerance", draft.feedback_tolerance, read_quantity);
  take("accept-within", draft.accept_within, positive);
  take("observe-within", draft.observe_within, positive);
  if (const YamlNode* fault = record.find("fault")) draft.fault = read_condition_draft(report, "not-proved", *fault);
  return draft;
}

RowDraft read_row_draft(Report& report, const Record& record) {
  RowDraft draft{.at = &record.node()};
  const Taker take(report, record, draft.soundness);
  take("title", draft.title, read_title);
  take("needed", draft.needed, read_count);
  draft.needed_at = record.find("needed");
  take("on-unknown", draft.on_unknown, enum_of<OnUnknown>({"表决未定时的动作：", "what an undecided vote does:"}));
  take("severity", draft.severity, enum_of<Severity>({"级别", "severity"}));
  take("bypass-at-most", draft.bypass_at_most, positive);
  take("basis", draft.basis, read_basis);
  return draft;
}

ConditionDraft overlay(const ConditionDraft& lower, const ConditionDraft& upper) {
  ConditionDraft draft = lower;
  draft.at = upper.at;
  lay(draft.soundness, upper.soundness);
  draft.disabled = upper.disabled;
  lay(draft.kind, upper.kind);
  lay(draft.expression, upper.expression);
  lay(draft.limit, upper.limit);
  lay(draft.by_mode, upper.by_mode);
  lay(draft.deadband, upper.deadband);
  lay(draft.on_delay, upper.on_delay);
  lay(draft.off_delay, upper.off_delay);
  lay(draft.severity, upper.severity);
  lay(draft.latch, upper.latch);
  lay(draft.work_order, upper.work_order);
  lay(draft.respond_within, upper.respond_within);
  lay(draft.realarm_after, upper.realarm_after);
  lay(draft.shelve_at_most, upper.shelve_at_most);
  lay(draft.answered_by, upper.answered_by);
  lay(draft.alarm_class, upper.alarm_class);
  lay(draft.gates, upper.gates);
  lay(draft.gates_at, upper.gates_at);
  lay(draft.upgrades, upper.upgrades);
  lay(draft.upgrades_at, upper.upgrades_at);
  lay(draft.rings, upper.rings);
  lay(draft.rings_at, upper.rings_at);
  lay(draft.guidance, upper.guidance);
  return draft;
}

std::vector<ConditionDraft> overlay(std::vector<ConditionDraft> lower, const std::vector<ConditionDraft>& upper) {
  for (const ConditionDraft& draft : upper) {
    const auto same = std::find_if(lower.begin(), lower.end(), [&](const ConditionDraft& d) { return d.suffix == draft.suffix; });
    if (same == lower.end())
      lower.push_back(draft);
    else
      *same = overlay(*same, draft);
  }
  return lower;
}

PointDraft overlay(const PointDraft& lower, const PointDraft& upper) {
  PointDraft draft = lower;
  draft.at = upper.at;
  lay(draft.soundness, upper.soundness);
  lay(draft.title, upper.title);
  lay(draft.kind, upper.kind);
  lay(draft.purpose, upper.purpose);
  lay(draft.unit, upper.unit);
  lay(draft.range, upper.range);
  lay(draft.period, upper.period);
  lay(draft.stale_after, upper.stale_after);
  lay(draft.watched, upper.watched);
  draft.conditions = upper.watched == Watched::No ? std::vector<ConditionDraft>() : overlay(std::move(draft.conditions), upper.conditions);
  return draft;
}

ActuatorDraft overlay(const ActuatorDraft& lower, const ActuatorDraft& upper) {
  ActuatorDraft draft = lower;
  draft.at = upper.at;
  lay(draft.soundness, upper.soundness);
  lay(draft.title, upper.title);
  lay(draft.states, upper.states);
  lay(draft.safe_state, upper.safe_state);
  lay(draft.feedback_tolerance, upper.feedback_tolerance);
  lay(draft.accept_within, upper.accept_within);
  lay(draft.observe_within, upper.observe_within);
  if (draft.fault && upper.fault)
    draft.fault = overlay(*draft.fault, *upper.fault);
  else
    lay(draft.fault, upper.fault);
  return draft;
}

RowDraft overlay(const RowDraft& lower, const RowDraft& upper) {
  RowDraft draft = lower;
  draft.at = upper.at;
  lay(draft.soundness, upper.soundness);
  lay(draft.title, upper.title);
  lay(draft.needed, upper.needed);
  lay(draft.needed_at, upper.needed_at);
  lay(draft.on_unknown, upper.on_unknown);
  lay(draft.severity, upper.severity);
  lay(draft.bypass_at_most, upper.bypass_at_most);
  lay(draft.basis, upper.basis);
  return draft;
}

}  // namespace davy::site
