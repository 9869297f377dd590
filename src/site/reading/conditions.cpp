// Makes the conditions of all points from their drafts: every limit in its point's unit, every alarm with its words.
#include "site/expression/check.hpp"
#include "site/reading/reading.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr std::string_view kFaultSuffix = "not-proved";

bool is_limit(ConditionKind kind) { return kind == ConditionKind::High || kind == ConditionKind::Low; }
bool speaks_of_plant(ConditionKind kind) { return is_limit(kind) || kind == ConditionKind::Expression; }

GuidanceIndex keep_guidance(Reading& reading, const GuidanceDraft& words) {
  const auto [entry, is_new] = reading.guidance.try_emplace(GuidanceKey{words}, reading.site.guidance.size());
  if (is_new) {
    const auto text = [](const std::optional<TextView>& view) { return view ? to_text(*view) : Text(); };
    reading.site.guidance.push_back(
        {text(words.title), text(words.cause), text(words.consequence), text(words.response), text(words.basis)});
  }
  return entry->second;
}

// Where a place of a scalar's text stands in its file; none where the text is not copied as it is written.
std::optional<YamlNode> place_inside(const YamlNode& node, expression::Place place) {
  if (node.copy == YamlNode::Copy::Changed) return std::nullopt;
  YamlNode at = node;
  at.column += place.column - 1 + (node.style == YamlNode::Style::Quoted ? 1 : 0);
  return at;
}

// Judges one draft on one point; reports into `report`, and says at the end whether a condition can be made.
class Maker {
 public:
  Maker(Reading& reading, const ConditionDraft& draft, PointIndex point)
      : reading_(&reading), draft_(&draft), point_(&reading.site[point]), position_(point) {}

  std::optional<Condition> make() {
    const ConditionDraft& d = *draft_;
    if (d.soundness == Soundness::Broken) return std::nullopt;
    const auto kind =
        need(d.kind, "when",
             {"high、low、stale、bad-quality、out-of-range 或表达式", "high, low, stale, bad-quality, out-of-range or an expression"});
    const auto severity =
        need(d.severity, "severity", {"low、moderate、serious 或 major（低、一般、较大、重大）", "low, moderate, serious or major"});
    const auto title = need(d.guidance.title, "title", {"报警的名称，中英文齐全", "what the alarm is called, in both languages"});
    const auto response = need(d.guidance.response, "response",
                               {"处置办法，中英文齐全：每个报警都须有应对", "what to do, in both languages: every alarm has an answer"});
    Condition made{.suffix = std::string(d.suffix), .work_order = d.work_order.value_or(WorkOrder::Yes)};
    if (made.work_order == WorkOrder::Yes) {
      const auto within =
          need(d.respond_within, "respond-within",
               {"工单的办理时限，如 30min（或 work-order: false）", "the order's time to be done, as 30min (or work-order: false)"});
      made.respond_within = within.value_or(0_s);
    }
    if (!kind || !severity || !title || !response || wrong_) return std::nullopt;
    made.kind = *kind;
    made.severity = *severity;
    if (is_limit(*kind))
      take_limit(made);
    else
      refuse_limit();
    if (*kind == ConditionKind::Expression) take_expression(made);
    made.on_delay = d.on_delay.value_or(0_s);
    made.off_delay = d.off_delay.value_or(0_s);
    made.latch = d.latch.value_or(Latch::No);
    take_gates(made);
    made.realarm_after = realarm_after(made.severity);
    if (d.alarm_class != nullptr) made.alarm_class = d.alarm_class->text;
    made.shelve_at_most = d.shelve_at_most.value_or(std::nullopt);
    if (d.answered_by != nullptr) made.answered_by = reading_->posts.find(reading_->report, *d.answered_by);
    made.guidance = keep_guidance(*reading_, d.guidance);
    if (wrong_) return std::nullopt;
    return made;
  }

 private:
  // A gate that cannot be seen keeps its permits shut by itself; only what is known to be wrong can be said here.
  void take_gates(Condition& made) {
    const ConditionDraft& d = *draft_;
    made.gates = d.gates.value_or(std::vector<PermitKind>());
    made.rings = d.rings.value_or(Rings::Always);
    take_upgrades(made);
    if (d.gates && !speaks_of_plant(made.kind))
      error(*d.gates_at, said({"类型为 {} 的条件写有 'gates'", "'gates' of a condition that is {}"}, name_of(made.kind)),
            said({"此处不写：'gates' 只用于 high、low 或表达式；状态未知时相应作业票本就不能开具",
                  "nothing here: a gate is high, low or an expression, and what is unknown keeps its permits from being open by itself"}));
    if (made.rings == Rings::Never && d.rings_at != nullptr)
      error(*d.rings_at, said({"rings: never（从不响铃）", "rings: never"}),
            said({"always 或 with-permit；使其他报警加重的条件写在 risks 的 'when' 中",
                  "always or with-permit; what makes other alarms worse is the 'when' of a risk"}));
    if (made.rings != Rings::WithPermit) return;
    if (!d.gates)
      error(*d.rings_at, said({"rings: with-permit 但没有 'gates'", "rings: with-permit without 'gates'"}),
            said({"由其收回的作业票，如 gates: [hot-work]", "the permits that it takes back, as gates: [hot-work]"}));
    if (made.latch == Latch::Yes)
      error(*d.at, said({"条件 '{}' 既锁存又仅在有作业票时响铃", "condition '{}' that latches and rings only with a permit"}, made.suffix),
            said({"latch: false，或 rings: always（两者取一）", "latch: false, or rings: always"}));
  }

  // 5.1.1, 5.2.15 of GB 30871-2022: the levels of the other kinds follow from the work alone.
  void take_upgrades(Condition& made) {
    const ConditionDraft& d = *draft_;
    made.upgrades = d.upgrades.value_or(std::vector<PermitKind>());
    if (!d.upgrades) return;
    if (!speaks_of_plant(made.kind))
      error(*d.upgrades_at, said({"类型为 {} 的条件写有 'upgrades'", "'upgrades' of a condition that is {}"}, name_of(made.kind)),
            said({"此处不写：只有 high、low 或表达式可升级作业票", "nothing here: high, low or an expression upgrades"}));
    for (const PermitKind kind : made.upgrades) {
      if (kind != PermitKind::HotWork)
        error(*d.upgrades_at, said({"'upgrades' 中有 {}", "'upgrades' of {}"}, name_of(kind)),
              said({"hot-work：只有动火作业可升级", "hot-work, which alone is raised a level"}));
      if (std::ranges::find(made.gates, kind) != made.gates.end())
        error(*d.upgrades_at, said({"条件对 {} 既收回又升级", "a condition that both gates and upgrades {}"}, name_of(kind)),
              said({"两者取一：收回作业票后便无级别可言", "one of the two: what takes a permit back leaves no level"}));
    }
  }

  // What the condition says itself, else its class, else its severity.
  std::optional<Duration> realarm_after(Severity severity) {
    const auto named = draft_->alarm_class != nullptr ? reading_->alarm_classes.find(reading_->report, *draft_->alarm_class) : std::nullopt;
    if (draft_->realarm_after) return *draft_->realarm_after;
    if (named) return reading_->realarm_of_class[*named];
    const auto common = reading_->realarm_of_severity.find(severity);
    return common == reading_->realarm_of_severity.end() ? std::nullopt : common->second;
  }

  template <class T>
  std::optional<T> need(const std::optional<T>& field, std::string_view key, Words expected) {
    return field ? field : need(field, key, said(expected));
  }
  template <class T>
  std::optional<T> need(const std::optional<T>& field, std::string_view key, const Said& expected) {
    if (!field) error(*draft_->at, said({"条件 '{}' 缺少 '{}'", "condition '{}' without '{}'"}, draft_->suffix, key), expected);
    return field;
  }

  void error(const YamlNode& at, Said found, Said expected) {
    reading_->report.error(at, std::move(found), std::move(expected));
    wrong_ = true;
  }

  void refuse_limit() {
    if (draft_->limit)
      error(*draft_->limit->at, quoted(*draft_->limit->at),
            said({"此处不写：只有 high 和 low 有限值", "nothing here: only high and low have a limit"}));
    if (!draft_->by_mode.empty())
      error(*draft_->by_mode.front().mode, said({"按工况的限值", "limits by mode"}),
            said({"此处不写：只有 high 和 low 有限值；表达式可查询 mode",
                  "nothing here: only high and low have a limit; an expression asks for mode"}));
    if (draft_->deadband && draft_->kind != ConditionKind::Expression)
      error(*draft_->deadband->at, quoted(*draft_->deadband->at),
            said({"此处不写：只有 high、low 和表达式有死区", "nothing here: only high, low and expressions have a deadband"}));
  }

  void take_limit(Condition& made) {
    const auto limit =
        need(draft_->limit, "limit", said({"单位为 {} 的数，或 disabled 一词", "a number in {}, or the word disabled"}, shown_unit()));
    if (!limit) return;
    const auto value = in_unit(reading_->report, *limit, *point_->unit, Meaning::Level);
    const auto deadband = draft_->deadband ? in_unit(reading_->report, *draft_->deadband, *point_->unit, Meaning::Difference) : 0;
    wrong_ = wrong_ || !value || !deadband;
    if (wrong_) return;
    made.limit = *value;
    made.deadband = *deadband;
    const Point& p = *point_;
    if (*value < p.range_min || *value > p.range_max)
      return error(*limit->at, said({"限值 {}", "a limit of {}"}, shown(*value, *p.unit)),
                   said({"量程之内的限值，{}", "one within the measuring range, {}"}, shown_range()));
    if (made.kind == ConditionKind::High ? *value <= p.range_min : *value >= p.range_max)
      return error(*limit->at,
                   said({"限值 {}，条件将始终成立", "a limit of {}, at which the condition is always true"}, shown(*value, *p.unit)),
                   said({"量程以内的限值，{}", "one inside the measuring range, {}"}, shown_range()));
    check_deadband(made);
    take_modes(made);
    ask_for_basis(made);
  }

  void take_modes(Condition& made) {
    for (const ModeLimitDraft& draft : draft_->by_mode) {
      const auto mode = reading_->modes.find(reading_->report, *draft.mode);
      if (!mode) return void(wrong_ = true);
      if (mode->get() == 0)
        return error(*draft.mode, said({"正常工况下另设的限值", "a limit of its own in the normal mode"}),
                     said({"条件的 'limit'（限值）", "the condition's 'limit'"}));
      ModeLimit limit{*mode, {}};
      if (draft.limit) {
        limit.limit = in_unit(reading_->report, *draft.limit, *point_->unit, Meaning::Level);
        if (!limit.limit) return void(wrong_ = true);
        check_mode_limit(made, *draft.limit->at, *limit.limit);
      }
      made.by_mode.push_back(limit);
    }
  }

  // The same as of the condition's own limit.
  void check_mode_limit(const Condition& made, const YamlNode& at, double limit) {
    const Point& p = *point_;
    const bool high = made.kind == ConditionKind::High;
    const double back = high ? limit - made.deadband : limit + made.deadband;
    const bool sound = limit >= p.range_min && limit <= p.range_max && (high ? back > p.range_min : back < p.range_max);
    if (!sound)
      error(at, said({"限值 {}", "a limit of {}"}, shown(limit, *p.unit)),
            said({"连同死区在量程之内的限值，{}", "one within the measuring range, {}, with its deadband"}, shown_range()));
  }

  void ask_for_basis(const Condition& made) {
    if (!draft_->guidance.basis)
      reading_->report.warning(*draft_->at, said({"条件 '{}' 缺少 'basis'（依据）", "condition '{}' without 'basis'"}, made.suffix),
                               said({"限值所依据的标准及条款，或由谁决定", "the standard and clause of its limit, or who decided it"}));
  }

  void take_expression(Condition& made) {
    const YamlNode& at = *draft_->expression;
    const auto deadband = draft_->deadband ? in_unit(reading_->report, *draft_->deadband, *point_->unit, Meaning::Difference) : 0;
    if (!deadband) return void(wrong_ = true);
    if (*deadband < 0)
      return error(*draft_->deadband->at, said({"死区 {}", "a deadband of {}"}, shown(*deadband, *point_->unit)),
                   said({"零或更大", "zero or more"}));
    made.deadband = *deadband;
    expression::Translation read = expression::translate(at.text, reading_->scope(), position_, *deadband);
    if (read.program && read.program->inputs.empty())
      read.faults.push_back({{},
                             said({"没有读取现场任何数据的条件", "a condition that reads nothing of the plant"}),
                             said({"value、quality 或时间函数", "value, quality or a time function"}),
                             {}});
    for (const expression::Fault& fault : read.faults) {
      if (const auto place = place_inside(at, fault.at))
        reading_->report.error(*place, fault.found, fault.expected, fault.nearest);
      else
        reading_->report.error(at, said({"文本 {}:{} 处：{}", "at {}:{} of the text {}"}, fault.at.line, fault.at.column, fault.found),
                               fault.expected, fault.nearest);
      wrong_ = true;
    }
    if (wrong_) return;
    made.program = std::make_shared<const expression::Program>(std::move(*read.program));
    made.text = at.text;
    ask_for_basis(made);
  }

  void check_deadband(const Condition& made) {
    const Point& p = *point_;
    const YamlNode& at = draft_->deadband ? *draft_->deadband->at : *draft_->limit->at;
    if (made.deadband < 0)
      return error(at, said({"死区 {}", "a deadband of {}"}, shown(made.deadband, *p.unit)), said({"零或更大", "zero or more"}));
    const bool can_end =
        made.kind == ConditionKind::High ? made.limit - made.deadband > p.range_min : made.limit + made.deadband < p.range_max;
    if (!can_end)
      return error(at,
                   said({"限值 {1} 的死区为 {0}，报警将永不恢复", "a deadband of {} at a limit of {}, so that the alarm can never end"},
                        shown(made.deadband, *p.unit), shown(made.limit, *p.unit)),
                   said({"恢复值在量程之内，{}", "the way back to be within the measuring range, {}"}, shown_range()));
    if (made.deadband == 0 && p.unit->dimension != Dimension::State && p.unit->dimension != Dimension::Count)
      reading_->report.warning(at, said({"条件 '{}' 没有死区", "condition '{}' without a deadband"}, made.suffix),
                               said({"约为量程的 1 %，即 {}，否则报警会反复抖动",
                                     "about 1 % of the measuring range, {}, or the alarm will chatter"},
                                    shown((p.range_max - p.range_min) / 100, *p.unit)));
  }

  Said shown_unit() const {
    return point_->unit->symbol.empty() ? said({"测点单位", "the point's unit"}) : as_written(point_->unit->symbol);
  }
  Said shown_range() const { return said({"{} 至 {}", "{} to {}"}, shown(point_->range_min), shown(point_->range_max, *point_->unit)); }

  Reading* reading_;
  const ConditionDraft* draft_;
  const Point* point_;
  PointIndex position_;
  bool wrong_ = false;
};

struct Made {
  Condition condition;
  const YamlNode* at;
};

const Made* named(const std::vector<Made>& made, std::string_view suffix) {
  const auto found = std::find_if(made.begin(), made.end(), [&](const Made& m) { return m.condition.suffix == suffix; });
  return found == made.end() ? nullptr : &*found;
}

// None: nothing is asked.
std::optional<double> limit_in(const Condition& condition, ModeIndex mode) {
  for (const ModeLimit& limit : condition.by_mode)
    if (limit.mode == mode) return limit.limit;
  return condition.limit;
}

void check_steps_by_mode(Reading& reading, const YamlNode& at, const Condition& outer, const Condition& inner) {
  for (std::size_t i = 1; i < reading.site.modes.size(); ++i) {
    const auto far = limit_in(outer, ModeIndex(i));
    const auto near = limit_in(inner, ModeIndex(i));
    if (far && near && (outer.kind == ConditionKind::High ? *far <= *near : *far >= *near))
      reading.report.error(at,
                           said({"工况 '{4}' 下 {0} 为 {1} 而 {2} 为 {3}", "{} at {} and {} at {} in mode '{}'"}, outer.suffix, shown(*far),
                                inner.suffix, shown(*near), reading.site.modes[i].name),
                           said({"{} 在每种工况下都超出 {}", "{} to lie beyond {} in every mode"}, outer.suffix, inner.suffix));
  }
}

// high-high lies beyond high, and weighs no less.
void check_steps(Reading& reading, const std::vector<Made>& made) {
  Report& report = reading.report;
  for (const auto& [name, inner_name, kind] :
       {std::tuple{"high-high", "high", ConditionKind::High}, std::tuple{"low-low", "low", ConditionKind::Low}}) {
    const Made* outer = named(made, name);
    const Made* inner = named(made, inner_name);
    if (outer == nullptr || inner == nullptr || outer->condition.kind != kind || inner->condition.kind != kind) continue;
    const double beyond =
        kind == ConditionKind::High ? outer->condition.limit - inner->condition.limit : inner->condition.limit - outer->condition.limit;
    if (beyond <= 0)
      report.error(*outer->at,
                   said({"{} 为 {} 而 {} 为 {}", "{} at {} and {} at {}"}, name, shown(outer->condition.limit), inner_name,
                        shown(inner->condition.limit)),
                   said({"{} 超出 {}", "{} to lie beyond {}"}, name, inner_name));
    else
      check_steps_by_mode(reading, *outer->at, outer->condition, inner->condition);
    if (outer->condition.severity < inner->condition.severity)
      report.warning(*outer->at, said({"{} 的级别低于 {}", "{} less severe than {}"}, name, inner_name),
                     said({"至少相同的级别", "at least the same severity"}));
  }
}

bool is_blind(const Reading& reading, std::string_view suffix) {
  return std::any_of(reading.built_in.blind.begin(), reading.built_in.blind.end(),
                     [&](const ConditionDraft& d) { return d.suffix == suffix; });
}

std::vector<Condition> make_all(Reading& reading, const PointDraft& draft, PointIndex position) {
  const Point& point = reading.site[position];
  const bool safety = point.purpose == Purpose::Safety;
  const std::vector<ConditionDraft> drafts = safety ? overlay(reading.built_in.blind, draft.conditions) : draft.conditions;
  std::vector<Made> made;
  for (const ConditionDraft& d : drafts) {
    if (d.kind == ConditionKind::ActuatorFault || d.suffix == kFaultSuffix) {
      reading.report.error(*d.at, said({"条件 '{}'", "condition '{}'"}, d.suffix),
                           said({"其他名称和类型：该名称属于以此测点回读的执行机构（其 'fault'）",
                                 "another name and kind: this one belongs to the actuator that the point proves (its 'fault')"}));
    } else if (d.disabled != nullptr && safety && is_blind(reading, d.suffix)) {
      reading.report.error(*d.disabled, said({"安全测点上的 '{}' 被停用", "'{}' disabled on a safety point"}, d.suffix),
                           said(
                               {"看不见时的报警（可改其级别或延时）", "an alarm when it goes blind (set its severity or delays instead)"}));
    } else if (d.disabled == nullptr) {
      if (auto condition = Maker(reading, d, position).make())
        made.push_back({std::move(*condition), d.at});
      else
        reading.broken_conditions.insert(d.suffix);
    }
  }
  check_steps(reading, made);
  std::vector<Condition> conditions;
  for (Made& m : made) conditions.push_back(std::move(m.condition));
  return conditions;
}

bool has_expression(const PointDraft& draft) {
  return std::any_of(draft.conditions.begin(), draft.conditions.end(),
                     [](const ConditionDraft& d) { return d.kind == ConditionKind::Expression; });
}

void make_conditions_of(Reading& reading, std::size_t position) {
  PointParts& parts = reading.point_parts[position];
  if (parts.soundness == Soundness::Broken) return;
  const PointIndex point(position);
  std::vector<Condition>& all = reading.site.conditions;
  const auto add = [&](const std::vector<Condition>& conditions) {
    for (const Condition& condition : conditions) {
      all.push_back(condition);
      all.back().point = PointIndex(position);
    }
  };
  const auto add_fault = [&] {
    if (parts.fault == nullptr) return;
    if (auto fault = Maker(reading, *parts.fault, point).make()) add({*fault});
  };
  if (parts.from != nullptr) {
    // What an expression means may depend on where its point is; all else is the same for every point of a template.
    if (has_expression(parts.from->draft)) return add(make_all(reading, parts.from->draft, point)), add_fault();
    if (!parts.from->conditions) parts.from->conditions = make_all(reading, parts.from->draft, point);
    add(*parts.from->conditions);
  } else {
    add(make_all(reading, *parts.own, point));
  }
  add_fault();
}

}  // namespace

bool GuidanceKey::operator==(const GuidanceKey& o) const {
  return words.title == o.words.title && words.cause == o.words.cause && words.consequence == o.words.consequence &&
         words.response == o.words.response && words.basis == o.words.basis;
}

std::size_t GuidanceHash::operator()(const GuidanceKey& key) const {
  std::size_t hash = 0;
  for (const auto& text : {key.words.basis, key.words.title, key.words.cause, key.words.consequence, key.words.response})
    hash = hash * 31 + (text ? std::hash<std::string_view>{}(text->zh) : 0);
  return hash;
}

const expression::Scope& Reading::scope() {
  if (!names) names = std::make_unique<expression::Scope>(site);
  return *names;
}

void make_conditions(Reading& reading) {
  reading.conditions_of.resize(reading.site.points.size());
  for (std::size_t i = 0; i < reading.site.points.size(); ++i) {
    const std::size_t first = reading.site.conditions.size();
    make_conditions_of(reading, i);
    reading.conditions_of[i] = {first, reading.site.conditions.size() - first};
  }
  for (Actuator& actuator : reading.site.actuators) {
    if (reading.site.points.empty()) break;
    const auto [first, count] = reading.conditions_of[actuator.feedback.get()];
    if (count > 0) actuator.fault = ConditionIndex(first + count - 1);  // the fault stands last among its point's conditions
  }
}

}  // namespace davy::site
