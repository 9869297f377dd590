// The time functions of a point: avg(1m), point("a").forecast(10min), …
#include "site/expression/checker.hpp"
#include "site/expression/literals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace davy::site::expression {
namespace {

constexpr Duration kSpanMax = 24_h * 31;
constexpr Duration kLookbackDefault = 10_min;
constexpr Duration kSpikeWithinDefault = 1_min;
constexpr std::array kTimeFunctions{InputKind::Average,  InputKind::Minimum,           InputKind::Maximum,
                                    InputKind::Sum,      InputKind::StandardDeviation, InputKind::Count,
                                    InputKind::Rate,     InputKind::Forecast,          InputKind::TimeUp,
                                    InputKind::TimeDown, InputKind::Confidence,        InputKind::Stale,
                                    InputKind::Stuck,    InputKind::Changed,           InputKind::Spike,
                                    InputKind::Anomaly};

Type answer_type(InputKind kind, const Unit* unit) {
  switch (kind) {
    case InputKind::Average:
    case InputKind::Minimum:
    case InputKind::Maximum:
    case InputKind::Sum:
    case InputKind::Value:
    case InputKind::Forecast: return number_type(unit, Measure::Level);
    case InputKind::Deviation:
    case InputKind::StandardDeviation: return number_type(unit, Measure::Difference);
    case InputKind::Rate: return number_type(unit, Measure::PerMinute);
    case InputKind::Confidence: return number_type(nullptr, Measure::Level);
    case InputKind::Count: return {.kind = TypeKind::Int};
    case InputKind::TimeUp:
    case InputKind::TimeDown: return {.kind = TypeKind::Duration};
    case InputKind::Quality: return {.kind = TypeKind::String};
    case InputKind::Known:
    case InputKind::Stale:
    case InputKind::Stuck:
    case InputKind::Changed:
    case InputKind::Spike:
    case InputKind::Anomaly:
    case InputKind::Sequence: return {.kind = TypeKind::Bool};
    case InputKind::Mode:
    case InputKind::Fact:
    case InputKind::OpenOrders:
    case InputKind::OpenHazards: break;  // not of a point
  }
  return {};
}

// "m" is a minute here, as in CEL's durations; the site's files write "min".
std::string with_minutes(std::string_view suffix) {
  std::string text;
  for (std::size_t at = 0; at < suffix.size(); ++at) {
    text += suffix[at];
    const bool word_begins = at == 0 || (suffix[at - 1] >= '0' && suffix[at - 1] <= '9');
    const bool word_ends = at + 1 == suffix.size() || (suffix[at + 1] >= '0' && suffix[at + 1] <= '9');
    if (suffix[at] == 'm' && word_begins && word_ends) text += "in";
  }
  return text;
}

}  // namespace

std::optional<InputKind> Checker::time_function(std::string_view name) {
  const auto* found = std::find_if(kTimeFunctions.begin(), kTimeFunctions.end(), [&](InputKind kind) { return name_of(kind) == name; });
  return found == kTimeFunctions.end() ? std::nullopt : std::optional(*found);
}

Duration Checker::span(const Node& node) {
  std::optional<Duration> read;
  if (node.kind == NodeKind::Quantity && node.number == std::floor(node.number) && std::abs(node.number) < 1e15) {
    const Result<Duration> written = parse_duration(std::to_string(static_cast<long long>(node.number)) + with_minutes(node.text));
    if (written) read = *written;
  } else if (node.kind == NodeKind::Call && node.text == "duration") {
    const Term term = check(node);
    if (term.type.kind == TypeKind::Wrong) return 1_s;
    read = Duration::from_ns(term.constant.value.whole);
  }
  if (read && *read > 0_s && *read <= kSpanMax) return *read;
  refuse(node.at, read ? said({"时长 {}", "a time span of {}"}, davy::to_text(*read)) : said({"不是时长", "what is no time span"}),
         said({"大于零的带单位时长，如 500ms、30s、10min、8h，最长 31d",
               "a time span above zero with its unit, as 500ms, 30s, 10min, 8h; at most 31d"}));
  return 1_s;
}

// duration("30s") of a literal: the only way to make one, so that it is judged now.
Term Checker::duration(const Node& node) {
  if (!has_arguments(node, 0, 1, 1)) return {};
  const Node& text = node.children[0];
  if (text.kind != NodeKind::String)
    return wrong(text.at, said({"duration() 的参数不是引号中的文本", "duration() of what is no text in quotes"}),
                 said({"引号中的时长：duration(\"30s\")", "duration(\"30s\")"}));
  const std::optional<Duration> read = cel_duration(text.text);
  if (!read)
    return wrong(text.at, said({"时长 '{}'", "the duration '{}'"}, text.text),
                 said({"带 h、m、s、ms、us 或 ns 的数，如 \"1h30m\"", "numbers with h, m, s, ms, us or ns, as \"1h30m\""}));
  return constant_term({.kind = TypeKind::Duration}, of_duration(*read), node.at);
}

Term Checker::time_call(const TimeCall& call, InputKind kind) {
  const Node& node = *call.node;
  if (kind == InputKind::TimeUp || kind == InputKind::TimeDown) return time_to(call, kind);
  if (kind == InputKind::Stuck || kind == InputKind::Changed) return stillness(call, kind);
  if (kind == InputKind::Spike) return spike(call);
  if (kind == InputKind::Anomaly) return has_arguments(node, call.first, 0, 0) ? reading(kind, call.point, node.at) : Term();
  if (!has_arguments(node, call.first, 1, kind == InputKind::Forecast ? 2 : 1)) return {};
  Input what{.kind = kind, .point = call.point, .window = span(node.children[call.first])};
  if (kind == InputKind::Forecast)
    what.lookback = node.children.size() > call.first + 1 ? span(node.children[call.first + 1]) : what.window;
  if (kind == InputKind::Confidence) what.lookback = std::exchange(what.window, Duration());
  return input(what, answer_type(kind, scope_->site()[call.point].unit), node.at);
}

Term Checker::time_to(const TimeCall& call, InputKind kind) {
  const Node& node = *call.node;
  if (!has_arguments(node, call.first, 1, 2)) return {};
  const std::optional<double> limit = limit_of(node.children[call.first], scope_->site()[call.point]);
  Input what{.kind = kind, .point = call.point, .lookback = kLookbackDefault, .limit = limit.value_or(0)};
  if (node.children.size() > call.first + 1) what.lookback = span(node.children[call.first + 1]);
  if (!limit) return {};
  return input(what, answer_type(kind, nullptr), node.at);
}

// stuck(d), changed(d), with the least step that is a change as a second argument.
Term Checker::stillness(const TimeCall& call, InputKind kind) {
  const Node& node = *call.node;
  if (!has_arguments(node, call.first, 1, 2)) return {};
  Input what{.kind = kind, .point = call.point, .window = span(node.children[call.first])};
  if (node.children.size() > call.first + 1) {
    const std::optional<double> step = limit_of(node.children[call.first + 1], scope_->site()[call.point], Measure::Difference);
    if (!step) return {};
    if (*step < 0)
      return wrong(node.children[call.first + 1].at, said({"小于零的变化量", "a step below zero"}), said({"零或更大", "zero or more"}));
    what.limit = *step;
  }
  return input(what, answer_type(kind, nullptr), node.at);
}

// spike(), spike(within), spike(within, least).
Term Checker::spike(const TimeCall& call) {
  const Node& node = *call.node;
  if (!has_arguments(node, call.first, 0, 2)) return {};
  Input what{.kind = InputKind::Spike, .point = call.point, .window = kSpikeWithinDefault};
  if (node.children.size() > call.first) what.window = span(node.children[call.first]);
  if (node.children.size() > call.first + 1) {
    const std::optional<double> least = limit_of(node.children[call.first + 1], scope_->site()[call.point], Measure::Difference);
    if (!least) return {};
    if (*least < 0)
      return wrong(node.children[call.first + 1].at, said({"小于零的偏离量", "a departure below zero"}),
                   said({"零或更大", "zero or more"}));
    what.limit = *least;
  }
  return input(what, answer_type(InputKind::Spike, nullptr), node.at);
}

Term Checker::deviation(const Node& node) {
  if (!has_arguments(node, 0, 2, 2)) return {};
  const std::optional<PointIndex> a = point_of(node.children[0]);
  const std::optional<PointIndex> b = point_of(node.children[1]);
  if (!a || !b) return {};
  const Unit& to = *scope_->site()[*a].unit;
  const Unit& from = *scope_->site()[*b].unit;
  const Result<double> zero = convert(0, from, to);
  const Result<double> one = convert(1, from, to);
  if (!zero || !one)
    return wrong(node.at,
                 said({"单位为 {} 的测点与单位为 {} 的测点之偏差", "the deviation of a point in {} from one in {}"}, to.symbol,
                      from.symbol),
                 said({"两个单位相同或可换算的测点", "two points in one unit, or in units that convert"}));
  const Input what{.kind = InputKind::Deviation, .point = a, .other = b, .factor = *one - *zero, .offset = *zero};
  return input(what, answer_type(InputKind::Deviation, &to), node.at);
}

// sequence(a, b, within): two truths that are followed over time.
Term Checker::sequence(const Node& node) {
  if (!has_arguments(node, 0, 3, 3)) return {};
  std::vector<Term> truths;
  for (std::size_t i = 0; i < 2; ++i) {
    truths.push_back(check(node.children[i]));
    const Type& type = truths.back().type;
    if (type.kind != TypeKind::Bool && type.kind != TypeKind::Wrong)
      refuse(node.children[i].at, said({"sequence() 的参数为 {}", "a {} as an argument of sequence()"}, words_of(type)),
             said({"结果为真或假的表达式", "what is true or false"}));
  }
  Input what{.kind = InputKind::Sequence, .point = own_, .window = span(node.children[2])};
  if (truths[0].type.kind != TypeKind::Bool || truths[1].type.kind != TypeKind::Bool) return {};
  what.part = static_cast<std::uint32_t>(parts_.size());
  for (Term& truth : truths) parts_.push_back(std::move(truth));
  return input(what, answer_type(InputKind::Sequence, nullptr), node.at);
}

Term Checker::reading(InputKind kind, PointIndex point, Place at) {
  return input({.kind = kind, .point = point}, answer_type(kind, scope_->site()[point].unit), at);
}

}  // namespace davy::site::expression
