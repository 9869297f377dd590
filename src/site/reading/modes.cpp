// The sections `modes`, `facts` and `risks`: what the plant is about, what others tell of it, and what is worse together.
#include "site/reading/condition_names.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr std::string_view kPermit = "permit-";
constexpr std::string_view kPeople = "people";

Text title_of(Reading& reading, const Record& record, const std::string& name) {
  if (const YamlNode* title = record.find("title"))
    if (const auto words = read_title(reading.report, *title)) return to_text(*words);
  return {name, name};
}

// A shift that brings a mode for longer than the mode may last says both of it; nobody can tell which is meant.
void check_shift_of(Reading& reading, const YamlNode& at_most, const Mode& made) {
  if (!made.at_most || !made.shift) return;
  const Shift& shift = reading.site[*made.shift];
  const Duration length = shift.until > shift.from ? shift.until - shift.from : shift.until - shift.from + 24_h;
  const bool goes_on = length >= 24_h;  // also from 00:00 until 24:00: the next one begins where it ends
  if (!goes_on && length <= *made.at_most) return;
  const std::string longest = to_text(*made.at_most);
  if (goes_on)
    reading.report.error(at_most,
                         said({"最长 {} 的工况由班次 '{}' 一直带来", "a mode of at most {} that shift '{}' brings for ever"}, longest,
                              shift.name),
                         said({"不写 'at-most'，或有结束时间的班次", "no 'at-most', or a shift that ends"}));
  else
    reading.report.error(at_most,
                         said({"最长 {} 的工况由班次 '{}' 带来 {}", "a mode of at most {} that shift '{}' brings for {}"}, longest,
                              shift.name, to_text(length)),
                         said({"不短于其班次的 'at-most'", "an 'at-most' no shorter than its shift"}));
}

void read_mode(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 4> kKeys{"id", "title", "at-most", "shift"};
  const Record record(reading.report, item, kKeys);
  Mode made;
  made.name = read_id(reading, record, reading.modes, reading.site.modes.size());
  made.title = title_of(reading, record, made.name);
  if (const YamlNode* at_most = record.find("at-most")) {
    made.at_most = read_duration(reading.report, *at_most, Sign::Positive);
    if (reading.site.modes.empty())
      reading.report.error(*at_most, said({"正常工况的结束时间", "an end of the normal mode"}),
                           said({"不写：第一个工况即正常工况", "none: the first mode is the normal one"}));
  }
  if (const YamlNode* shift = record.find("shift")) {
    made.shift = reading.shifts.find(reading.report, *shift);
    if (reading.site.modes.empty())
      reading.report.error(*shift, said({"正常工况的班次", "a shift of the normal mode"}),
                           said({"不写：第一个工况在没有其他工况之处生效", "none: the first mode holds where no other does"}));
  }
  if (const YamlNode* at_most = record.find("at-most")) check_shift_of(reading, *at_most, made);
  reading.site.modes.push_back(std::move(made));
}

// Names that the language knows have their kind by it.
void check_fact(Reading& reading, const YamlNode& at, const Fact& fact) {
  if (fact.name == kPeople && fact.kind != FactKind::Count)
    reading.report.error(at, said({"事实 'people' 不是计数", "fact 'people' that is no count"}),
                         said({"kind: count（计数）", "kind: count"}));
  if (!fact.name.starts_with(kPermit)) return;
  if (fact.kind != FactKind::Truth)
    reading.report.error(at, said({"作业票不是真假值", "a permit that is not a truth"}), said({"kind: truth（真假）", "kind: truth"}));
  std::vector<std::string> names;
  for (const std::string_view kind : kPermitKinds) names.push_back(std::string(kPermit) + std::string(kind));
  if (std::find(names.begin(), names.end(), fact.name) == names.end())
    reading.report.unknown_name(at, {"作业票", "permit"},
                                said({"permit- 加八种特殊作业之一", "permit- and one of the eight kinds of work"}), names);
}

void read_fact(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 5> kKeys{"id", "title", "kind", "zones", "valid-for"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  Fact made;
  made.name = read_id(reading, record, reading.facts, reading.site.facts.size());
  made.title = title_of(reading, record, made.name);
  if (const YamlNode* kind = record.need("kind", {"truth、count 或 number（真假、计数或数值）", "truth, count or number"}))
    made.kind = read_enum<FactKind>(report, *kind, {"事实类型", "kind of fact"}).value_or(FactKind::Truth);
  if (const YamlNode* zones = record.find("zones"))
    if (const auto items = read_list(report, *zones, {"区域的列表", "a list of zones"}))
      for (const YamlNode* zone : *items)
        if (const auto found = reading.zones.find(report, *zone)) made.zones.push_back(*found);
  if (const YamlNode* valid = record.need("valid-for", {"有效多长时间，如 10min", "how long it is believed, as 10min"}))
    made.valid_for = read_duration(report, *valid, Sign::Positive).value_or(1_s);
  if (const YamlNode* id = record.find("id")) check_fact(reading, *id, made);
  reading.site.facts.push_back(std::move(made));
}

const std::vector<ConditionDraft>& drafts_of(const PointParts& parts) {
  return parts.own ? parts.own->conditions : parts.from->draft.conditions;
}

bool has_draft(const std::vector<ConditionDraft>& drafts, std::string_view suffix) {
  return std::ranges::any_of(drafts, [&](const ConditionDraft& draft) { return draft.suffix == suffix && draft.disabled == nullptr; });
}

// The points that have the condition of a name like "ch4-01:high" or "*:high". What names nothing is reported where the risk is read.
std::vector<PointIndex> points_with(const Reading& reading, std::string_view name) {
  std::vector<PointIndex> found;
  const std::size_t colon = name.rfind(':');
  if (colon == std::string_view::npos) return found;
  const std::string_view suffix = name.substr(colon + 1);
  if (name.substr(0, colon) != "*") {
    if (const auto point = reading.points.find(name.substr(0, colon))) found.push_back(*point);
    return found;
  }
  for (std::size_t i = 0; i < reading.point_parts.size(); ++i) {
    const PointParts& parts = reading.point_parts[i];
    if (parts.soundness == Soundness::Broken) continue;
    const bool is_blind = reading.site.points[i].purpose == Purpose::Safety && has_draft(reading.built_in.blind, suffix);
    if (is_blind || has_draft(drafts_of(parts), suffix)) found.emplace_back(i);
  }
  return found;
}

const YamlNode* value_of(const YamlNode& mapping, std::string_view key) {
  if (mapping.kind != YamlNode::Kind::Mapping) return nullptr;
  const auto found = std::find_if(mapping.begin(), mapping.end(), [&](const YamlNode& each) { return each.text == key; });
  return found == mapping.end() ? nullptr : found->value;
}

// What a risk asks of the plant, as a condition that never rings; none where a mistake will be said when the risk is read.
std::optional<ConditionDraft> asked_by(const YamlNode& risk) {
  const YamlNode* id = value_of(risk, "id");
  const YamlNode* when = value_of(risk, "when");
  const YamlNode* reason = value_of(risk, "reason");
  if (id == nullptr || when == nullptr || reason == nullptr || when->kind != YamlNode::Kind::Scalar) return std::nullopt;
  Report unheard;
  const auto words = read_title(unheard, *reason);
  if (!words || !read_name(unheard, *id)) return std::nullopt;
  ConditionDraft draft{.suffix = id->text, .at = &risk, .kind = ConditionKind::Expression, .expression = when};
  draft.severity = Severity::Low;
  draft.work_order = WorkOrder::No;
  draft.rings = Rings::Never;
  draft.guidance.title = draft.guidance.response = words;
  draft.guidance.basis = TextView{id->text, id->text};
  return draft;
}

void check_raised(Reading& reading, const YamlNode& at, const Risk& risk) {
  const bool any =
      std::any_of(risk.raised.begin(), risk.raised.end(), [&](ConditionIndex c) { return reading.site[c].severity < risk.to; });
  if (!any && !risk.raised.empty())
    reading.report.error(at,
                         said({"没有加重任何报警的风险：全部已是 '{}' 或更重", "a risk that raises nothing: all are '{}' or worse already"},
                              name_of(risk.to)),
                         said({"更高的级别", "a higher grade"}));
}

// The condition that was made of its 'when', on the point of each that it raises.
void find_asked(Reading& reading, const YamlNode& at, Risk& risk) {
  for (const ConditionIndex raised : risk.raised) {
    const auto [first, count] = reading.conditions_of[reading.site[raised].point.get()];
    for (std::size_t i = first; i < first + count; ++i)
      if (reading.site.conditions[i].rings == Rings::Never && reading.site.conditions[i].suffix == risk.name) risk.when.emplace_back(i);
  }
  if (risk.when.size() != risk.raised.size() && !reading.report.has_errors())
    reading.report.error(at, said({"'when' 用于 Davy 自行生成的条件", "a 'when' for conditions that Davy makes by itself"}),
                         said(
                             {"'raise' 中各测点的条件；'*' 找不到时写明名称", "those of points in 'raise', by name where '*' finds none"}));
}

void read_risk(Reading& reading, const YamlNode& item) {
  static constexpr std::array<std::string_view, 8> kKeys{"id", "raise", "beside", "when", "within", "to", "reason", "basis"};
  Report& report = reading.report;
  const Record record(report, item, kKeys);
  Risk made;
  made.name = read_id(reading, record, reading.risks, reading.site.risks.size());
  if (const YamlNode* raised =
          record.need("raise", {"须加重其报警的条件，如 [\"*:high\"]", "the conditions whose alarms weigh more, as [\"*:high\"]"}))
    made.raised = read_conditions(reading, *raised, {"条件", "condition"});
  const YamlNode* when = record.find("when");
  if (when != nullptr && when->kind != YamlNode::Kind::Scalar)
    report.error(*when, said({"'when' 不是文本", "a 'when' that is no text"}),
                 said({"表达式，如 \"any(neighbours.combustible_gas, value > 10 %LEL)\"",
                       "an expression, as \"any(neighbours.combustible_gas, value > 10 %LEL)\""}));
  const YamlNode* beside =
      when != nullptr ? record.find("beside")
                      : record.need("beside", {"使其加重的条件，如 [\"tt-1:high\"]，或 'when' 加表达式",
                                               "the conditions that make them so, as [\"tt-1:high\"], or 'when' and an expression"});
  if (beside != nullptr) made.companions = read_conditions(reading, *beside, {"条件", "condition"});
  if (const YamlNode* within =
          record.need("within", {"须相距多近：zone、neighbours 或 site", "how near they must be: zone, neighbours or site"}))
    made.reach = read_enum<Nearness>(report, *within, {"邻近程度", "nearness"}).value_or(Nearness::Zone);
  if (const YamlNode* to =
          record.need("to", {"加重后的级别：moderate、serious 或 major", "the grade that they get: moderate, serious or major"}))
    made.to = read_enum<Severity>(report, *to, {"级别", "severity"}).value_or(Severity::Major);
  if (const YamlNode* reason = record.need("reason", {"告知人员的说明，如 {zh: …, en: …}", "what people are told, as {zh: …, en: …}"}))
    if (const auto words = read_title(report, *reason)) made.reason = to_text(*words);
  if (const YamlNode* basis = record.find("basis"))
    made.basis = to_text(read_basis(report, *basis).value_or(TextView()));
  else
    report.warning(item, said({"缺少 'basis'（依据）", "no 'basis'"}), said({"作此论断的论证", "the study that says so"}));
  if (when != nullptr) find_asked(reading, *when, made);
  if (!report.has_errors()) check_raised(reading, item, made);
  reading.site.risks.push_back(std::move(made));
}

}  // namespace

void read_modes(Reading& reading) {
  for (const YamlNode* item : reading.items("modes")) read_mode(reading, *item);
}

void read_facts(Reading& reading) {
  for (const YamlNode* item : reading.items("facts")) read_fact(reading, *item);
}

void read_risk_expressions(Reading& reading) {
  for (const YamlNode* item : reading.items("risks")) {
    const auto draft = asked_by(*item);
    const YamlNode* raised = value_of(*item, "raise");
    if (!draft || raised == nullptr || raised->kind != YamlNode::Kind::Sequence) continue;
    for (const YamlNode& name : *raised)
      for (const PointIndex point : points_with(reading, name.text)) {
        const PointParts& parts = reading.point_parts[point.get()];
        if (parts.soundness == Soundness::Broken) continue;
        const auto& known = drafts_of(parts);
        const auto same =
            std::find_if(known.begin(), known.end(), [&](const ConditionDraft& each) { return each.suffix == draft->suffix; });
        if (same == known.end())
          lay_over(reading, point, *draft);
        else if (same->expression != draft->expression)
          reading.report.error(*item,
                               said({"风险与测点 '{}' 的条件同名", "a risk with the name of a condition of point '{}'"},
                                    reading.site[point].name),
                               said({"其他名称：其 'when' 在该测点以此名判断", "another name: its 'when' is asked there under this one"}));
      }
  }
}

void read_risks(Reading& reading) {
  for (const YamlNode* item : reading.items("risks")) read_risk(reading, *item);
}

}  // namespace davy::site
