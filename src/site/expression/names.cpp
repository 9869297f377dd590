// Names, fields and calls: what a condition may ask of the plant.
#include "site/names.hpp"

#include "base/text.hpp"
#include "site/expression/checker.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace davy::site::expression {
namespace {

struct Refused {
  std::string_view name;
  Words why;
};

// What CEL or Davy's own plans have and conditions have not, said by name.
constexpr std::array kRefused{
    Refused{"map", {"宏 map() 和 filter() 不属于 Davy 的条件", "the macros map() and filter() are not part of Davy's conditions"}},
    Refused{"filter", {"宏 map() 和 filter() 不属于 Davy 的条件", "the macros map() and filter() are not part of Davy's conditions"}},
    Refused{"exists",
            {"宏 exists() 和 exists_one() 不属于 Davy 的条件；对测点集合用 any(zone.…, …)",
             "the macros exists() and exists_one() are not part of Davy's conditions; any(zone.…, …) asks a set of points"}},
    Refused{"exists_one",
            {"宏 exists() 和 exists_one() 不属于 Davy 的条件；对测点集合用 count(zone.…, …) == 1",
             "the macros exists() and exists_one() are not part of Davy's conditions; count(zone.…, …) == 1 asks a set of points"}},
    Refused{"matches", {"matches() 不属于 Davy 的条件", "matches() is not part of Davy's conditions"}},
    Refused{"string",
            {"转换 string() 和 bytes() 不属于 Davy 的条件", "the conversions string() and bytes() are not part of Davy's conditions"}},
    Refused{"bytes",
            {"转换 string() 和 bytes() 不属于 Davy 的条件", "the conversions string() and bytes() are not part of Davy's conditions"}},
    Refused{"bool", {"转换 bool() 不属于 Davy 的条件", "the conversion bool() is not part of Davy's conditions"}},
    Refused{"timestamp", {"时间戳不属于 Davy 的条件", "timestamps are not part of Davy's conditions"}},
    Refused{"type", {"type() 不属于 Davy 的条件", "type() is not part of Davy's conditions"}},
    Refused{"dyn", {"dyn() 不属于 Davy 的条件", "dyn() is not part of Davy's conditions"}},
};

const Refused* refused(std::string_view name) {
  const auto* found = std::find_if(kRefused.begin(), kRefused.end(), [&](const Refused& r) { return r.name == name; });
  return found == kRefused.end() ? nullptr : found;
}

std::vector<std::string> words(std::initializer_list<std::string_view> own) {
  std::vector<std::string> all(own.begin(), own.end());
  for (const auto& [kind, name] : kEnumNames<InputKind>)
    if (kind > InputKind::Quality && kind != InputKind::Mode) all.emplace_back(name);
  return all;
}

}  // namespace

bool Checker::has_arguments(const Node& node, std::size_t first, std::size_t least, std::size_t most) {
  const std::size_t given = node.children.size() - first;
  if (given >= least && given <= most) return true;
  Said expected = said({"{} 个", "{}"}, least);
  if (least != most)
    expected = most - least > 1 ? said({"{} 至 {} 个", "{} to {}"}, least, most) : said({"{} 或 {} 个", "{} or {}"}, least, most);
  refuse(node.at,
         given == 1 ? said({"{}() 有 1 个参数", "{}() with 1 argument"}, node.text)
                    : said({"{}() 有 {} 个参数", "{}() with {} arguments"}, node.text, given),
         std::move(expected));
  return false;
}

Term Checker::input(Input what, Type type, Place at) {
  if (what.point == condition_own_) what.point.reset();
  const auto found = std::find(inputs_.begin(), inputs_.end(), what);
  Term term = joined(Step::Input, std::move(type), at, {});
  term.operand = static_cast<std::uint32_t>(found - inputs_.begin());
  if (found == inputs_.end()) inputs_.push_back(what);
  return term;
}

Term Checker::name(const Node& node) {
  if (node.text == "value") return reading(InputKind::Value, own_, node.at);
  if (node.text == "quality") return reading(InputKind::Quality, own_, node.at);
  if (node.text == "mode") return mode(scope_->site()[condition_own_].zone, node.at);
  if (const Refused* r = refused(node.text))
    return wrong(node.at, as_written(as_quoted(node.text)), said({"其他量：{}", "another fact: {}"}, r->why));
  if (time_function(node.text))
    return wrong(node.at, said({"单独的 {}", "{} alone"}, as_quoted(node.text)),
                 said({"带参数，如 {}(1min)", "its argument, as {}(1min)"}, node.text));
  if (node.text == "site")
    return wrong(node.at, said({"单独的 'site'", "'site' alone"}),
                 said({"其中的测点，如 site.combustible_gas", "points of it, as site.combustible_gas"}));
  if (node.text == "own" || node.text == "each")
    return wrong(node.at, said({"单独的 {}", "{} alone"}, as_quoted(node.text)),
                 said({"其字段，如 {}.value", "a field of it, as {}.value"}, node.text));
  if (scope_->point(node.text))
    return wrong(node.at, as_written(as_quoted(node.text)), said({"写作 point(\"{}\").value", "point(\"{}\").value"}, node.text));
  const std::vector<std::string> known{"value", "quality", "mode"};
  return wrong(node.at, said({"名称 {}", "the name {}"}, as_quoted(node.text)),
               said({"value、quality、point(\"…\").value 或函数", "value, quality, point(\"…\").value or a function"}),
               nearest(node.text, known));
}

// The point that `point("name")`, `own` or `each` names; a fault and none when it is something else.
std::optional<PointIndex> Checker::point_of(const Node& node) {
  if (node.kind == NodeKind::Name && node.text == "own") return condition_own_;
  if (node.kind == NodeKind::Name && node.text == "each") {
    if (!inside_set_)
      return refuse(node.at, said({"集合之外的 each", "each outside of a set"}),
                    said({"将其用于 count()、any() 或 all() 之内，或写 own", "it inside count(), any() or all(), or own"})),
             std::nullopt;
    return own_;
  }
  const bool is_point = node.kind == NodeKind::Call && node.text == "point";
  if (!is_point || node.children.size() != 1 || node.children[0].kind != NodeKind::String) {
    refuse(node.at,
           is_point ? said({"point() 缺少引号中的名称", "point() without a name in quotes"})
                    : said({"字段或时间函数的对象不是测点", "a field or time function of what is no point"}),
           said({"测点，如 point(\"name\") 或 own", "a point, as point(\"name\") or own"}));
    return std::nullopt;
  }
  const Node& written = node.children[0];
  const std::optional<PointIndex> point = scope_->point(written.text);
  if (!point)
    refuse(written.at, said({"测点 {}", "point {}"}, as_quoted(written.text)), said({"本站点的测点", "a point of this site"}),
           scope_->nearest_point(written.text));
  if (point && scope_->site()[*point].unit == nullptr) return std::nullopt;  // a point that could not be read, and was reported
  return point;
}

Term Checker::select(const Node& node) {
  if (std::optional<Term> told = circumstance(node)) return std::move(*told);
  const Node& of = node.children[0];
  if (of.kind == NodeKind::Name && (of.text == "zone" || refused(of.text) != nullptr)) {
    if (const Refused* r = refused(of.text))
      return wrong(of.at, as_written(as_quoted(of.text)), said({"其他量：{}", "another fact: {}"}, r->why));
  }
  if (is_zone(of) || is_site(of))
    return wrong(node.at, said({"测点集合", "a set of points"}),
                 said({"将其用于 count()、any() 或 all() 之内", "it inside count(), any() or all()"}));
  const std::optional<PointIndex> point = point_of(of);
  if (!point) return {};
  if (node.text == "value") return reading(InputKind::Value, *point, node.at);
  if (node.text == "quality") return reading(InputKind::Quality, *point, node.at);
  const std::vector<std::string> known{"value", "quality"};
  return wrong(node.at, said({"测点的字段 {}", "field {} of a point"}, as_quoted(node.text)),
               said({"value 或 quality", "value or quality"}), nearest(node.text, known));
}

Term Checker::call(const Node& node) {
  if (node.text == "count" && node.children.size() == 2) return over_points(node);
  if (node.text == "any" || node.text == "all") return over_points(node);
  if (const auto kind = time_function(node.text)) return time_call({&node, own_, 0}, *kind);
  if (node.text == "deviation") return deviation(node);
  if (node.text == "sequence") return sequence(node);
  if (node.text == "people_in" || node.text == "open_orders" || node.text == "open_hazards") return of_people(node);
  if (node.text == "fact") return named_fact(node, 0);
  if (node.text == "has") return has(node);
  if (node.text == "size") return has_arguments(node, 0, 1, 1) ? size_of(node, node.children[0]) : Term();
  if (node.text == "int" || node.text == "uint" || node.text == "double") return converted(node);
  if (node.text == "duration") return duration(node);
  if (node.text == "point")
    return wrong(node.at, said({"单独的 point()", "point() alone"}),
                 said({"其字段，如 point(\"…\").value", "a field of it, as point(\"…\").value"}));
  if (node.text == "zone")
    return wrong(node.at, said({"单独的 zone()", "zone() alone"}),
                 said({"其中的测点，如 zone(\"…\").points", "points of it, as zone(\"…\").points"}));
  return refused_call(node);
}

Term Checker::refused_call(const Node& node) {
  if (const Refused* r = refused(node.text))
    return wrong(node.at, as_written(node.text + "()"), said({"其他函数：{}", "another function: {}"}, r->why));
  const std::vector<std::string> known = words(
      {"any", "all", "people_in", "size", "int", "uint", "double", "duration", "point", "zone", "startsWith", "endsWith", "contains"});
  return wrong(node.at, said({"函数 {}", "function {}"}, as_quoted(node.text)),
               said({"Davy 条件中的函数", "a function of Davy's conditions"}), nearest(node.text, known));
}

Term Checker::method(const Node& node) {
  if (const auto kind = time_function(node.text)) {
    const std::optional<PointIndex> point = point_of(node.children[0]);
    return point ? time_call({&node, *point, 1}, *kind) : Term();
  }
  if (node.text == "fact" && is_zone(node.children[0])) return named_fact(node, 1);
  if (node.text == "size") return has_arguments(node, 1, 0, 0) ? size_of(node, node.children[0]) : Term();
  if (node.text == "startsWith" || node.text == "endsWith" || node.text == "contains") return text_test(node);
  if (node.text == "all")
    return wrong(node.at, said({"all()（用于列表）", "all()"}),
                 said({"对测点集合使用 all(zone.…, …)：列表的宏 all() 不属于 Davy 的条件",
                       "all(zone.…, …) over a set of points: the macro all() of lists is not part of Davy's conditions"}));
  if (node.text.starts_with("get"))
    return wrong(node.at, as_written(node.text + "()"),
                 said({"与 duration(\"…\") 比较：取时间的一部分不属于 Davy 的条件",
                       "a comparison with duration(\"…\"): parts of times are not part of Davy's conditions"}));
  return refused_call(node);
}

// CEL's has(e.f): whether the field is there. Of a point, `value` is there while it is known, `quality` always.
Term Checker::has(const Node& node) {
  if (!has_arguments(node, 0, 1, 1)) return {};
  const Node& field = node.children[0];
  if (field.kind != NodeKind::Select)
    return wrong(field.at, said({"has() 的对象不是字段", "has() of what is no field"}),
                 said({"字段，如 has(point(\"…\").value)", "a field, as has(point(\"…\").value)"}));
  const std::optional<PointIndex> point = point_of(field.children[0]);
  if (!point) return {};
  if (field.text == "value") return reading(InputKind::Known, *point, node.at);
  if (field.text == "quality") return constant_term({.kind = TypeKind::Bool}, of_bool(true), node.at);
  return select(field);
}

Term Checker::size_of(const Node& node, const Node& what) {
  Term of = check(what);
  if (of.type.kind == TypeKind::Wrong) return of;
  if (of.type.kind != TypeKind::String && of.type.kind != TypeKind::List)
    return wrong(of.at, said({"对 {} 使用 size()", "size() of a {}"}, words_of(of.type)), said({"string 或列表", "a string or a list"}));
  return joined(Step::Size, {.kind = TypeKind::Int}, node.at, {std::move(of)});
}

Term Checker::converted(const Node& node) {
  if (!has_arguments(node, 0, 1, 1)) return {};
  Term of = check(node.children[0]);
  if (of.type.kind == TypeKind::Wrong) return of;
  if (!is_number(of.type))
    return wrong(node.at, said({"对 {1} 使用 {0}()", "{}() of a {}"}, node.text, words_of(of.type)),
                 said({"数：其他转换不属于 Davy 的条件", "a number: other conversions are not part of Davy's conditions"}));
  if (node.text == "int") return joined(Step::ToInt, {.kind = TypeKind::Int}, node.at, {std::move(of)});
  if (node.text == "uint") return joined(Step::ToUInt, {.kind = TypeKind::UInt}, node.at, {std::move(of)});
  Type type = of.type.kind == TypeKind::Double ? of.type : Type{.kind = TypeKind::Double};
  return joined(Step::ToDouble, std::move(type), node.at, {std::move(of)});
}

Term Checker::text_test(const Node& node) {
  if (!has_arguments(node, 1, 1, 1)) return {};
  Term of = check(node.children[0]);
  Term part = check(node.children[1]);
  if (of.type.kind == TypeKind::Wrong || part.type.kind == TypeKind::Wrong) return {};
  if (of.type.kind != TypeKind::String || part.type.kind != TypeKind::String)
    return wrong(node.at, said({"{}.{}({})", "{}.{}({})"}, words_of(of.type), node.text, words_of(part.type)),
                 said({"两侧均为 string", "a string on both sides"}));
  const Step step = node.text == "startsWith" ? Step::StartsWith : node.text == "endsWith" ? Step::EndsWith : Step::Contains;
  return joined(step, {.kind = TypeKind::Bool}, node.at, {std::move(of), std::move(part)});
}

// `site`: its points, wherever they are.
bool Checker::is_site(const Node& node) { return node.kind == NodeKind::Name && node.text == "site"; }

// The points of `zone.gas` and the like; a fault and none when it is no set, or an empty one: silence about nothing would look like safety.
std::vector<PointIndex> Checker::set_of(const Node& node) {
  if (node.kind != NodeKind::Select || !(is_zone(node.children[0]) || is_site(node.children[0]))) {
    refuse(node.at, said({"不是测点集合", "what is no set of points"}),
           said({"集合，如 zone.points、zone.combustible_gas、neighbours.points、zone(\"…\").temperature 或 site.flame",
                 "a set, as zone.points, zone.combustible_gas, neighbours.points, zone(\"…\").temperature or site.flame"}));
    return {};
  }
  const Node& of = node.children[0];
  const std::optional<ZoneIndex> zone = is_site(of) ? std::nullopt : zone_of(of);
  std::string kind_name = node.text;
  std::replace(kind_name.begin(), kind_name.end(), '_', '-');
  const std::optional<PointKind> kind = value_named<PointKind>(kind_name);
  if (!kind && node.text != "points") {
    std::vector<std::string> kinds{"points"};
    for (const auto& entry : kEnumNames<PointKind>) kinds.emplace_back(entry.name);
    for (std::string& name : kinds) std::replace(name.begin(), name.end(), '-', '_');
    refuse(node.at, said({"测点类型 {}", "kind of point {}"}, as_quoted(node.text)),
           said({"points 或测点类型，如 combustible_gas", "points, or a kind of point, as combustible_gas"}), nearest(node.text, kinds));
    return {};
  }
  if (!zone && !is_site(of)) return {};
  std::vector<PointIndex> points = !zone                     ? scope_->points_of(kind)
                                   : of.text == "neighbours" ? scope_->points_beside(*zone, kind)
                                                             : scope_->points_in(*zone, kind);
  if (points.empty() || points.size() > kSetMax)
    refuse(node.at, said({"{} 个测点的集合", "a set of {} points"}, points.size()), said({"1 至 {}", "1 to {}"}, kSetMax));
  if (points.size() > kSetMax) points.clear();
  return points;
}

Term Checker::over_points(const Node& node) {
  if (!has_arguments(node, 0, 2, 2)) return {};
  if (inside_set_)
    return wrong(node.at, said({"另一集合之内的 {}()", "{}() inside another set"}, node.text),
                 said({"一次只用一个测点集合", "one set of points at a time"}));
  const std::vector<PointIndex> points = set_of(node.children[0]);
  const Step step = node.text == "any" ? Step::Any : node.text == "all" ? Step::All : Step::Count;
  Term made = joined(step, {.kind = step == Step::Count ? TypeKind::Int : TypeKind::Bool}, node.at, {});
  made.operand = static_cast<std::uint32_t>(points.size());
  const PointIndex outside = own_;
  inside_set_ = true;
  bool sound = !points.empty();
  for (const PointIndex point : points) {
    if (scope_->site()[point].unit == nullptr) continue;  // could not be read, and was reported
    own_ = point;
    Term truth = check(node.children[1]);
    if (truth.type.kind != TypeKind::Bool && truth.type.kind != TypeKind::Wrong)
      refuse(truth.at, said({"{1}() 的第二个参数为 {0}", "a {} as the second argument of {}()"}, words_of(truth.type), node.text),
             said({"对每个测点为真或假的表达式", "what is true or false of each point"}));
    sound = sound && truth.type.kind == TypeKind::Bool;
    made.children.push_back(std::move(truth));
    if (!sound) break;
  }
  own_ = outside;
  inside_set_ = false;
  made.operand = static_cast<std::uint32_t>(made.children.size());
  return sound ? std::move(made) : Term();
}

}  // namespace davy::site::expression
