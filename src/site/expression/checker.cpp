#include "site/expression/checker.hpp"

#include "site/expression/literals.hpp"

#include <algorithm>
#include <utility>

namespace davy::site::expression {
namespace {

Step step_of(Operator op) {
  switch (op) {
    case Operator::Or: return Step::Or;
    case Operator::And: return Step::And;
    case Operator::Less: return Step::Less;
    case Operator::LessOrEqual: return Step::LessOrEqual;
    case Operator::Greater: return Step::Greater;
    case Operator::GreaterOrEqual: return Step::GreaterOrEqual;
    case Operator::Equal: return Step::Equal;
    case Operator::NotEqual: return Step::NotEqual;
    case Operator::In: return Step::In;
    case Operator::Add: return Step::Add;
    case Operator::Subtract: return Step::Subtract;
    case Operator::Multiply: return Step::Multiply;
    case Operator::Divide: return Step::Divide;
    case Operator::Remainder: return Step::Remainder;
  }
  return Step::Or;
}

Type plain(TypeKind kind) { return {.kind = kind}; }
bool is_wrong(const Term& term) { return term.type.kind == TypeKind::Wrong; }

// CEL: bool, numbers, string, duration have an order.
bool is_ordered(const Type& type) {
  return is_number(type) || type.kind == TypeKind::String || type.kind == TypeKind::Bool || type.kind == TypeKind::Duration;
}

}  // namespace

std::string as_quoted(std::string_view text) { return "'" + std::string(text) + "'"; }

Type number_type(const Unit* unit, Measure measure) {
  const bool named = unit != nullptr && !unit->symbol.empty();
  return {.kind = TypeKind::Double, .unit = named ? unit : nullptr, .measure = named ? measure : Measure::Level};
}

Term joined(Step step, Type type, Place at, std::vector<Term> children) {
  Term term;
  term.type = std::move(type);
  term.step = step;
  term.at = at;
  term.children = std::move(children);
  return term;
}

void Checker::refuse(Place at, Said found, Said expected, std::string nearest) {
  const auto same = [&](const Fault& fault) { return fault.at == at && fault.found == found; };
  if (std::any_of(faults_.begin(), faults_.end(), same)) return;  // a part that is walked for each point of a set
  faults_.push_back({at, std::move(found), std::move(expected), std::move(nearest)});
}

Term Checker::wrong(Place at, Said found, Said expected, std::string nearest) {
  refuse(at, std::move(found), std::move(expected), std::move(nearest));
  Term term;
  term.at = at;
  return term;
}

Term Checker::check(const Node& node) {
  switch (node.kind) {
    case NodeKind::Null:
    case NodeKind::Bool:
    case NodeKind::Int:
    case NodeKind::UInt:
    case NodeKind::Double:
    case NodeKind::Quantity:
    case NodeKind::String: return literal(node);
    case NodeKind::Name: return name(node);
    case NodeKind::Select: return select(node);
    case NodeKind::Call: return call(node);
    case NodeKind::Method: return method(node);
    case NodeKind::Index: return index(node);
    case NodeKind::List: return list(node);
    case NodeKind::Not: return inverted(node);
    case NodeKind::Minus: return negated(node);
    case NodeKind::Binary: return binary(node);
    case NodeKind::Choice: return choice(node);
  }
  return {};
}

Term Checker::literal(const Node& node) {
  switch (node.kind) {
    case NodeKind::Bool: return constant_term(plain(TypeKind::Bool), of_bool(node.truth), node.at);
    case NodeKind::Int: return constant_term(plain(TypeKind::Int), of_int(node.whole), node.at);
    case NodeKind::UInt: return constant_term(plain(TypeKind::UInt), {.kind = ValueKind::UInt, .natural = node.natural}, node.at);
    case NodeKind::Double: return constant_term(plain(TypeKind::Double), of_double(node.number), node.at);
    case NodeKind::String: return constant_term(plain(TypeKind::String), of_text(node.text), node.at);
    case NodeKind::Quantity: break;
    default: return constant_term(plain(TypeKind::Null), {.kind = ValueKind::Null}, node.at);
  }
  const WrittenUnit written = written_unit(node.text);
  if (written.unit == nullptr)
    return wrong(node.at, said({"时长", "a time span"}),
                 said({"带单位的数；时长只用于时间函数，其他地方写 duration(\"30s\")",
                       "a number with a unit; a span stands in time functions only, elsewhere duration(\"30s\")"}));
  const bool rate = written.per_minute != 0;
  Type type = number_type(written.unit, rate ? Measure::PerMinute : Measure::Level);
  if (is_temperature(type)) type.measure = Measure::Either;
  return constant_term(std::move(type), of_double(rate ? node.number * written.per_minute : node.number), node.at);
}

Term Checker::list(const Node& node) {
  Term made = joined(Step::List, plain(TypeKind::List), node.at, {});
  made.operand = static_cast<std::uint32_t>(node.children.size());
  for (const Node& child : node.children) {
    Term item = check(child);
    if (is_wrong(item)) return item;
    if (made.children.empty()) {
      made.type.item = {item.type};
    } else if (!comparable(made.type.item.front(), item.type)) {
      return wrong(item.at, said({"{1} 列表中的 {0}", "a {} in a list of {}"}, words_of(item.type), words_of(made.type.item.front())),
                   said({"同一类型的各项", "items of one type"}));
    }
    if (made.type.unit == nullptr) {
      made.type.unit = made.type.item.front().unit = item.type.unit;
      made.type.measure = made.type.item.front().measure = item.type.measure;
    } else if (item.type.kind == TypeKind::Double && meet(made.type, item.type, item.at)) {
      const std::optional<Measure> as = is_temperature(item.type) ? common_measure(item.type, made.type) : std::nullopt;
      if (is_temperature(item.type) && !as && *item.type.unit != *made.type.unit)
        return wrong(item.at, said({"单位为 {} 和 {} 的列表", "a list in {} and {}"}, unit_text(made.type), unit_text(item.type)),
                     said({"单位相同的温度", "temperatures in one unit"}));
      if (as) made.type.measure = made.type.item.front().measure = *as;
      convert_to(item, made.type);
    }
    made.children.push_back(std::move(item));
  }
  return made;
}

Term Checker::index(const Node& node) {
  Term from = check(node.children[0]);
  Term at = check(node.children[1]);
  if (is_wrong(from) || is_wrong(at)) return {};
  if (from.type.kind != TypeKind::List || from.type.item.empty())
    return wrong(node.at, said({"对 {} 取下标", "an index into a {}"}, words_of(from.type)),
                 said({"'[' 之前为非空列表", "a list that is not empty before '['"}));
  if (at.type.kind != TypeKind::Int)
    return wrong(at.at, said({"类型为 {} 的下标", "an index that is a {}"}, words_of(at.type)), said({"int（整数）", "an int"}));
  Type item = from.type.item.front();
  return joined(Step::Index, std::move(item), node.at, {std::move(from), std::move(at)});
}

Term Checker::negated(const Node& node) {
  Term of = check(node.children[0]);
  if (is_wrong(of)) return of;
  if (of.type.kind != TypeKind::Int && of.type.kind != TypeKind::Double)
    return wrong(node.at, said({"'-' 用于 {}", "'-' before a {}"}, words_of(of.type)),
                 said({"其后为 int 或 double", "an int or a double behind it"}));
  Type type = of.type;
  return joined(Step::Negate, std::move(type), node.at, {std::move(of)});
}

Term Checker::inverted(const Node& node) {
  Term of = check(node.children[0]);
  if (is_wrong(of)) return of;
  if (of.type.kind != TypeKind::Bool)
    return wrong(node.at, said({"'!' 用于 {}", "'!' before a {}"}, words_of(of.type)), said({"其后为 bool", "a bool behind it"}));
  return joined(Step::Not, plain(TypeKind::Bool), node.at, {std::move(of)});
}

Term Checker::choice(const Node& node) {
  Term which = check(node.children[0]);
  Term then = check(node.children[1]);
  Term otherwise = check(node.children[2]);
  if (is_wrong(which) || is_wrong(then) || is_wrong(otherwise)) return {};
  if (which.type.kind != TypeKind::Bool)
    return wrong(which.at, said({"'?' 之前为 {}", "a {} before '?'"}, words_of(which.type)), said({"bool（真或假）", "a bool"}));
  const bool same = then.type.kind == otherwise.type.kind && comparable(then.type, otherwise.type);
  if (!same)
    return wrong(node.at, said({"在 {} 与 {} 之间选择", "a choice between {} and {}"}, words_of(then.type), words_of(otherwise.type)),
                 said({"两者类型相同", "both of one type"}));
  agree(then, otherwise, node.at);
  Type type = then.type.unit != nullptr || !then.type.item.empty() ? then.type : otherwise.type;
  return joined(Step::Choose, std::move(type), node.at, {std::move(which), std::move(then), std::move(otherwise)});
}

Term Checker::binary(const Node& node) {
  Term left = check(node.children[0]);
  Term right = check(node.children[1]);
  if (is_wrong(left) || is_wrong(right)) return {};
  switch (node.op) {
    case Operator::Or:
    case Operator::And: return logical(node, std::move(left), std::move(right));
    case Operator::Less:
    case Operator::LessOrEqual:
    case Operator::Greater:
    case Operator::GreaterOrEqual: return ordering(node, std::move(left), std::move(right));
    case Operator::Equal:
    case Operator::NotEqual: return equality(node, std::move(left), std::move(right));
    case Operator::In: return membership(node, std::move(left), std::move(right));
    case Operator::Add:
    case Operator::Subtract: return sum(node, std::move(left), std::move(right));
    case Operator::Multiply:
    case Operator::Divide:
    case Operator::Remainder: return product(node, std::move(left), std::move(right));
  }
  return {};
}

Term Checker::no_overload(const Node& node, const Term& left, const Term& right) {
  const bool mixed = is_number(left.type) && is_number(right.type) && left.type.kind != right.type.kind;
  return wrong(node.at, said({"{} {} {}", "{} {} {}"}, words_of(left.type), name_of(node.op), words_of(right.type)),
               mixed ? said({"两侧类型相同：double 写作 2.0，或用 double()、int()、uint() 转换",
                             "both sides of one type: write 2.0 for a double, or convert with double(), int(), uint()"})
                     : said({"CEL 中该运算符支持的类型", "types that this operator of CEL has"}));
}

Term Checker::logical(const Node& node, Term left, Term right) {
  if (left.type.kind != TypeKind::Bool || right.type.kind != TypeKind::Bool) return no_overload(node, left, right);
  return joined(step_of(node.op), plain(TypeKind::Bool), node.at, {std::move(left), std::move(right)});
}

Term Checker::ordering(const Node& node, Term left, Term right) {
  if (!comparable(left.type, right.type) || !is_ordered(left.type)) return no_overload(node, left, right);
  agree(left, right, node.at);
  return joined(step_of(node.op), plain(TypeKind::Bool), node.at, {std::move(left), std::move(right)});
}

Term Checker::equality(const Node& node, Term left, Term right) {
  if (!comparable(left.type, right.type)) return no_overload(node, left, right);
  check_mode_names(left, right);
  agree(left, right, node.at);
  return joined(step_of(node.op), plain(TypeKind::Bool), node.at, {std::move(left), std::move(right)});
}

Term Checker::membership(const Node& node, Term left, Term right) {
  const bool fits = right.type.kind == TypeKind::List && (right.type.item.empty() || comparable(left.type, right.type.item.front()));
  if (!fits) return no_overload(node, left, right);
  check_mode_names(left, right);
  agree(left, right, node.at);
  return joined(Step::In, plain(TypeKind::Bool), node.at, {std::move(left), std::move(right)});
}

Term Checker::sum(const Node& node, Term left, Term right) {
  const TypeKind kind = left.type.kind;
  const bool text = kind == TypeKind::String || kind == TypeKind::List;
  if (kind != right.type.kind || !(is_number(left.type) || kind == TypeKind::Duration || (text && node.op == Operator::Add)))
    return no_overload(node, left, right);
  if (kind == TypeKind::List && !comparable(left.type, right.type)) return no_overload(node, left, right);
  if (kind == TypeKind::String) {
    // A text that is made while a condition runs would need memory: the parts must be known now.
    if (!is_constant(left) || !is_constant(right))
      return wrong(node.at, said({"'+' 用于不是字面量的文本", "'+' on texts that are not literals"}),
                   said({"字面量：Davy 的条件不能拼接其他文本", "literals: other texts cannot be joined in Davy's conditions"}));
    return constant_term(plain(TypeKind::String), of_text(left.constant.text + right.constant.text), node.at);
  }
  const Type type = sum_type(node, left, right);
  return joined(step_of(node.op), std::move(type), node.at, {std::move(left), std::move(right)});
}

Type Checker::sum_type(const Node& node, Term& left, Term& right) {
  if (left.type.kind == TypeKind::Double && (is_temperature(left.type) || is_temperature(right.type)))
    return sum_of_temperatures(node, left, right);
  agree(left, right, node.at);
  return left.type.unit != nullptr || !left.type.item.empty() ? left.type : right.type;
}

Term Checker::product(const Node& node, Term left, Term right) {
  if (left.type.kind != right.type.kind || !is_number(left.type)) return no_overload(node, left, right);
  if (left.type.kind == TypeKind::Double && node.op == Operator::Remainder) return no_overload(node, left, right);
  Type type = plain(left.type.kind);
  if (left.type.unit != nullptr && right.type.unit != nullptr) {
    if (node.op == Operator::Multiply)
      return wrong(node.at, as_written(unit_text(left.type) + " * " + unit_text(right.type)),
                   said({"其中一侧为不带单位的数", "a plain number on one side"}));
    agree(left, right, node.at);
  } else if (left.type.unit != nullptr) {
    type = left.type;
  } else if (right.type.unit != nullptr) {
    if (node.op == Operator::Divide)
      return wrong(node.at, said({"不带单位的数 / {}", "a plain number / {}"}, unit_text(right.type)),
                   said({"'/' 之后为不带单位的数", "a plain number behind '/'"}));
    type = right.type;
  }
  return joined(step_of(node.op), std::move(type), node.at, {std::move(left), std::move(right)});
}

}  // namespace davy::site::expression
