// Temperatures: the scales with zeros of their own, where 20 is a level or 20 more, and what is meant changes the number.
//
// What is computed says which: a level moved by a difference is a level, the difference of two levels a difference. A literal, and a plain number, is
// taken for what makes sense there. Where both do, a sum stays open (Measure::Either) until it meets what decides; units that differ decide for
// a literal in K, which is then a difference. What is still open and would need its zero is refused.
#include "site/expression/checker.hpp"

#include <algorithm>
#include <array>

namespace davy::site::expression {
namespace {

struct Taken {
  Measure left;
  Measure right;
  Measure sum;
};

bool may_be(const Type& type, Measure measure) {
  return type.unit == nullptr || type.measure == Measure::Either || type.measure == measure;
}

std::vector<Taken> possible(Operator op, const Type& left, const Type& right) {
  constexpr Taken kMoved{Measure::Level, Measure::Difference, Measure::Level};
  constexpr Taken kMoves{Measure::Difference, Measure::Level, Measure::Level};
  constexpr Taken kApart{Measure::Level, Measure::Level, Measure::Difference};
  constexpr Taken kSteps{Measure::Difference, Measure::Difference, Measure::Difference};
  std::vector<Taken> taken;
  for (const Taken& each : {op == Operator::Add ? kMoves : kApart, kMoved, kSteps})
    if (may_be(left, each.left) && may_be(right, each.right)) taken.push_back(each);
  if (taken.empty()) taken.push_back({left.measure, right.measure, Measure::Level});  // half of a mean: (a + b) / 2.0
  return taken;
}

std::optional<Measure> the_only(const std::vector<Taken>& taken, Measure Taken::*of) {
  const Measure first = taken.front().*of;
  const bool same = std::all_of(taken.begin(), taken.end(), [&](const Taken& each) { return each.*of == first; });
  return same ? std::optional(first) : std::nullopt;
}

// Of literals alone.
bool is_written(const Term& term) {
  return term.step != Step::Input && std::all_of(term.children.begin(), term.children.end(), is_written);
}

bool is_written_in_kelvin(const Term& term) { return is_written(term) && term.type.unit != nullptr && term.type.unit->symbol == "K"; }

// Only as many as leave one.
void keep(std::vector<Taken>& taken, Measure Taken::*of, Measure measure) {
  std::vector<Taken> kept;
  for (const Taken& each : taken)
    if (each.*of == measure) kept.push_back(each);
  if (!kept.empty()) taken = std::move(kept);
}

constexpr Words kSayWhich{"单位相同，或以 K 为单位的字面量表示温差", "one unit, or a literal in K for a difference"};

}  // namespace

bool is_temperature(const Type& type) {
  return type.unit != nullptr && type.unit->dimension == Dimension::Temperature && type.measure != Measure::PerMinute;
}

std::optional<Measure> common_measure(const Type& a, const Type& b) {
  const Measure one = a.measure == Measure::Either ? b.measure : a.measure;
  return one != Measure::Either && may_be(a, one) && may_be(b, one) ? std::optional(one) : std::nullopt;
}

void Checker::agree_as_temperatures(Term& moved, Term& met, Place at) {
  std::optional<Measure> as = common_measure(moved.type, met.type);
  if (!as && *moved.type.unit == *met.type.unit) return;  // no zero comes in
  const bool open = moved.type.measure == Measure::Either && met.type.measure == Measure::Either;
  if (open && is_written(moved) != is_written(met) && (is_written_in_kelvin(moved) || is_written_in_kelvin(met))) as = Measure::Difference;
  if (!as && open)
    return refuse(at,
                  said({"单位为 {} 与 {} 的温度，或为温度值，或为温差", "a temperature in {} with one in {}, levels or differences"},
                       unit_text(moved.type), unit_text(met.type)),
                  said(kSayWhich));
  if (!as)
    return refuse(at,
                  said({"温度值与温差，单位为 {} 和 {}", "a level with a difference, in {} and {}"}, unit_text(moved.type),
                       unit_text(met.type)),
                  said({"同为温度值，或同为温差", "two levels or two differences"}));
  Type to = met.type;
  to.measure = *as;
  convert_to(moved, to);
  moved.type.measure = *as;
  if (met.type.measure == Measure::Either) met.type.measure = *as;
}

Type Checker::sum_of_temperatures(const Node& node, Term& left, Term& right) {
  const bool plain = left.type.unit == nullptr || right.type.unit == nullptr;
  if (!plain && !meet(left.type, right.type, node.at)) return left.type;
  std::vector<Taken> taken = possible(node.op, left.type, right.type);
  if (!plain && *left.type.unit != *right.type.unit) {
    if (is_written_in_kelvin(right)) keep(taken, &Taken::right, Measure::Difference);
    if (is_written_in_kelvin(left) && node.op == Operator::Add) keep(taken, &Taken::left, Measure::Difference);
    const std::optional<Measure> of_left = the_only(taken, &Taken::left), of_right = the_only(taken, &Taken::right);
    if (!of_left && !of_right) {
      refuse(node.at,
             said({"单位为 {} 与 {} 的温度之和，或为温度值，或为温差", "a sum of temperatures in {} and {}, levels or differences"},
                  unit_text(left.type), unit_text(right.type)),
             said(kSayWhich));
      return left.type;
    }
    const bool move_left = of_left && (!of_right || (is_constant(left) && !is_constant(right)));
    Type to = move_left ? right.type : left.type;
    to.measure = move_left ? *of_left : *of_right;
    convert_to(move_left ? left : right, to);
  }
  const Unit* unit = left.type.unit != nullptr ? left.type.unit : right.type.unit;
  return number_type(unit, the_only(taken, &Taken::sum).value_or(Measure::Either));
}

}  // namespace davy::site::expression
