// Where two numbers meet: one unit, or units that convert.
#include "base/units.hpp"

#include "site/expression/checker.hpp"

#include <utility>

namespace davy::site::expression {
namespace {

struct Scale {
  double factor;
  double offset;
};

// What turns a number of `from` into one of `to`; none when they do not convert.
std::optional<Scale> scale(const Unit& from, const Unit& to, Measure measure) {
  const Result<double> zero = convert(0, from, to);
  const Result<double> one = convert(1, from, to);
  if (!zero || !one) return std::nullopt;
  return Scale{*one - *zero, measure == Measure::Level ? *zero : 0};
}

bool is_rate(const Type& type) { return type.measure == Measure::PerMinute; }

}  // namespace

// `term` in the unit of `to`, which it converts to; a literal at once, else by a step.
void Checker::convert_to(Term& term, const Type& to) {
  const Unit& from = *term.type.unit;
  if (from == *to.unit) return;
  // The exact conversion for a level; a difference and a rate have no offset.
  const Scale by = *scale(from, *to.unit, to.measure);
  if (is_constant(term)) {
    const double number = term.constant.value.number;
    term.constant.value.number = to.measure == Measure::Level ? *convert(number, from, *to.unit) : number * by.factor;
  } else {
    const Place at = term.at;
    term = joined(Step::Rescale, term.type, at,
                  {std::move(term), constant_term({.kind = TypeKind::Double}, of_double(by.factor), at),
                   constant_term({.kind = TypeKind::Double}, of_double(by.offset), at)});
  }
  term.type.unit = to.unit;
  term.type.measure = to.measure;
}

// Whether both have units, of one dimension; what has units of two is a fault.
bool Checker::meet(const Type& left, const Type& right, Place at) {
  if (left.unit == nullptr || right.unit == nullptr) return false;
  const bool lists = left.kind == TypeKind::List && right.kind == TypeKind::List;
  if (is_rate(left) == is_rate(right) && (lists ? *left.unit == *right.unit : convert(0, *left.unit, *right.unit).has_value())) return true;
  refuse(at, said({"单位为 {} 的数与单位为 {} 的数", "a number in {} with one in {}"}, unit_text(left), unit_text(right)),
         said({"两侧单位相同或可换算", "one unit on both sides, or units that convert"}));
  return false;
}

void Checker::agree(Term& left, Term& right, Place at) {
  if (!meet(left.type, right.type, at)) return;
  // A literal has the measure of what it meets; a list's items stay as they are.
  const bool move_left = right.type.kind == TypeKind::List || (is_constant(left) && !is_constant(right));
  Term& moved = move_left ? left : right;
  Term& met = move_left ? right : left;
  if (moved.type.kind == TypeKind::List) return;
  if (is_temperature(moved.type)) return agree_as_temperatures(moved, met, at);
  convert_to(moved, met.type);
}

std::optional<double> Checker::limit_of(const Node& node, const Point& point, Measure measure) {
  const Term limit = check(node);
  if (limit.type.kind == TypeKind::Wrong) return std::nullopt;
  const double number = limit.type.kind == TypeKind::Int ? static_cast<double>(limit.constant.value.whole) : limit.constant.value.number;
  if (!is_constant(limit) || (limit.type.kind != TypeKind::Int && limit.type.kind != TypeKind::Double)) {
    refuse(limit.at, said({"限值不是字面量", "a limit that is no literal"}),
           said({"数，或带单位的数", "a number, or a number with its unit"}));
    return std::nullopt;
  }
  if (limit.type.unit == nullptr) return number;
  const Result<double> value = convert(number, *limit.type.unit, *point.unit);
  if (!value || is_rate(limit.type)) {
    refuse(limit.at, said({"单位为 {} 的限值", "a limit in {}"}, unit_text(limit.type)),
           said({"单位为 {} 的限值，即测点 '{}' 的单位", "one in {}, the unit of point '{}'"}, point.unit->symbol, point.name));
    return std::nullopt;
  }
  return measure == Measure::Level ? *value : number * scale(*limit.type.unit, *point.unit, measure)->factor;
}

}  // namespace davy::site::expression
