// What no point measures: the mode of a zone, facts that are told of it, its open orders and hazards.
#include "base/text.hpp"
#include "site/expression/checker.hpp"
#include "site/zones.hpp"

#include <algorithm>

namespace davy::site::expression {
namespace {

std::string dashed(std::string_view word) {
  std::string name(word);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

template <class T>
std::vector<std::string> names_of(const std::vector<T>& things) {
  std::vector<std::string> names;
  for (const T& thing : things) names.push_back(thing.name);
  return names;
}

bool is_mode_of(const Term& term, const std::vector<Input>& inputs) {
  return term.step == Step::Input && inputs[term.operand].kind == InputKind::Mode;
}

// The fact as told of `zone`, else of what it lies in, else of the site.
std::optional<Input> told_of(const Site& site, FactIndex fact, ZoneIndex zone) {
  const std::vector<ZoneIndex>& zones = site[fact].zones;
  if (zones.empty()) return Input{.kind = InputKind::Fact, .zone = {}, .fact = fact};
  const auto told = innermost(site, zone, [&](ZoneIndex at) { return std::ranges::find(zones, at) != zones.end(); });
  return told ? std::optional(Input{.kind = InputKind::Fact, .zone = told, .fact = fact}) : std::nullopt;
}

Type type_of(FactKind kind) {
  switch (kind) {
    case FactKind::Truth: return {.kind = TypeKind::Bool};
    case FactKind::Count: return {.kind = TypeKind::Int};
    case FactKind::Number: return {.kind = TypeKind::Double};
  }
  return {};
}

}  // namespace

bool Checker::is_zone(const Node& node) {
  return (node.kind == NodeKind::Name || node.kind == NodeKind::Call) && (node.text == "zone" || node.text == "neighbours");
}

// `zone`, or `zone("…")`; a fault and none when it is neither.
std::optional<ZoneIndex> Checker::zone_of(const Node& node) {
  const ZoneIndex own = scope_->site()[condition_own_].zone;
  if (node.kind == NodeKind::Name && is_zone(node)) return own;
  if (node.kind != NodeKind::Call || !is_zone(node)) {
    refuse(node.at, said({"不是区域", "what is no zone"}), said({"zone，或 zone(\"…\")，即区域", "zone, or zone(\"…\")"}));
    return std::nullopt;
  }
  if (node.children.size() != 1 || node.children[0].kind != NodeKind::String) {
    refuse(node.at, said({"{}() 缺少引号中的名称", "{}() without a name in quotes"}, node.text),
           said({"引号中的名称：{}(\"…\")", "{}(\"…\")"}, node.text));
    return std::nullopt;
  }
  const auto zone = scope_->zone(node.children[0].text);
  if (!zone)
    refuse(node.children[0].at, said({"区域 {}", "zone {}"}, as_quoted(node.children[0].text)),
           said({"本站点的区域", "a zone of this site"}), scope_->nearest_zone(node.children[0].text));
  return zone;
}

Term Checker::mode(std::optional<ZoneIndex> zone, Place at) {
  if (!zone) return {};
  if (scope_->site().modes.empty())
    return wrong(at, said({"'mode'（工况）", "'mode'"}),
                 said({"本站点声明的工况（modes: …）", "modes that this site declares (modes: …)"}));
  return input({.kind = InputKind::Mode, .zone = zone}, {.kind = TypeKind::String}, at);
}

// A name that is compared with a mode must be one: a mistyped one would never be true.
void Checker::check_mode_names(const Term& one, const Term& other) {
  if (is_mode_of(other, inputs_) && !is_mode_of(one, inputs_)) return check_mode_names(other, one);
  if (!is_mode_of(one, inputs_)) return;
  if (other.step == Step::List)
    for (const Term& item : other.children) check_mode_names(one, item);
  if (!is_constant(other) || other.type.kind != TypeKind::String) return;
  const std::vector<std::string> known = names_of(scope_->site().modes);
  if (std::find(known.begin(), known.end(), other.constant.text) == known.end())
    refuse(other.at, said({"工况 {}", "mode {}"}, as_quoted(other.constant.text)), said({"本站点的工况", "a mode of this site"}),
           nearest(other.constant.text, known));
}

Term Checker::fact(const std::string& name, std::optional<ZoneIndex> zone, Place at) {
  if (!zone) return {};
  const Site& site = scope_->site();
  const std::vector<std::string> known = names_of(site.facts);
  const auto found = std::find(known.begin(), known.end(), name);
  if (found == known.end())
    return wrong(at, said({"事实 {}", "fact {}"}, as_quoted(name)),
                 said({"本站点声明的事实（facts: …）", "a fact that this site declares (facts: …)"}), nearest(name, known));
  const FactIndex index(static_cast<std::size_t>(found - known.begin()));
  const auto what = told_of(site, index, *zone);
  if (!what)
    return wrong(at,
                 said({"事实 {}，没有人报告区域 {} 的该事实", "fact {}, which nobody tells of zone {}"}, as_quoted(name),
                      as_quoted(site[*zone].name)),
                 said({"其 'zones' 中的区域", "a zone of its 'zones'"}));
  return input(*what, type_of(site[index].kind), at);
}

Term Checker::permit(const Node& node, std::optional<ZoneIndex> zone) {
  const std::string kind = dashed(node.text);
  std::vector<std::string> kinds;
  for (const std::string_view known : kPermitKinds) kinds.emplace_back(known);
  if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) return fact("permit-" + kind, zone, node.at);
  for (std::string& known : kinds) std::replace(known.begin(), known.end(), '-', '_');
  return wrong(node.at, said({"作业票种类 {}", "kind of permit {}"}, as_quoted(node.text)),
               said({"八种特殊作业之一，如 permit.hot_work", "one of the eight kinds of work, as permit.hot_work"}),
               nearest(node.text, kinds));
}

// `of` . text, where `of` is a zone or its permits; none when it is something else.
std::optional<Term> Checker::circumstance(const Node& node) {
  const Node& of = node.children[0];
  if (of.kind == NodeKind::Name && of.text == "permit") return permit(node, scope_->site()[condition_own_].zone);
  if (of.kind == NodeKind::Select && of.text == "permit" && is_zone(of.children[0])) return permit(node, zone_of(of.children[0]));
  if (node.text == "mode" && is_zone(of)) return mode(zone_of(of), node.at);
  return std::nullopt;
}

// How many people, orders or hazards there are in a zone.
Term Checker::of_people(const Node& node) {
  if (!has_arguments(node, 0, 1, 1)) return {};
  const auto zone = zone_of(node.children[0]);
  if (!zone) return {};
  if (node.text == "people_in") return fact("people", zone, node.at);
  return input({.kind = node.text == "open_orders" ? InputKind::OpenOrders : InputKind::OpenHazards, .zone = zone}, {.kind = TypeKind::Int},
               node.at);
}

// fact("…"), or zone("…").fact("…").
Term Checker::named_fact(const Node& node, std::size_t first) {
  if (!has_arguments(node, first, 1, 1)) return {};
  const Node& name = node.children[first];
  if (name.kind != NodeKind::String)
    return wrong(name.at, said({"fact() 缺少引号中的名称", "fact() without a name in quotes"}),
                 said({"引号中的名称：fact(\"…\")", "fact(\"…\")"}));
  return fact(name.text, first == 0 ? std::optional(scope_->site()[condition_own_].zone) : zone_of(node.children[0]), name.at);
}

}  // namespace davy::site::expression
