#pragma once
// SlowInterpreter: what a checked condition means, computed the obvious way over its tree. For tests only: the machine is held against it.
//
// Shares nothing with the machine but the tree: values are variants, lists are vectors, integers are computed in 128 bits, numbers compared as
// long doubles of 64 bits of mantissa, and only the side of ?: && || that counts is looked at first.

#include "core/expression/machine.hpp"
#include "site/expression/term.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace davy::core {

__extension__ typedef __int128 Wide;  // wide enough for every result before it is judged

class SlowInterpreter {
 public:
  explicit SlowInterpreter(std::span<const site::expression::Value> inputs) : inputs_(inputs) {}

  Outcome run(const site::expression::Term& term) const {
    const Any result = value(term);
    if (const bool* truth = std::get_if<bool>(&result.is)) return *truth ? Outcome::True : Outcome::False;
    return std::holds_alternative<Failed>(result.is) ? Outcome::Failed : Outcome::Unknown;
  }

 private:
  using Step = site::expression::Step;
  using Term = site::expression::Term;
  struct Unknown {};
  struct Failed {};
  struct Nothing {};
  struct Whole {
    Wide number;
    char kind;  // 'i', 'u' or 'd' of a duration
  };
  struct Between {
    std::int64_t low, high;
  };
  struct Any {
    std::variant<Unknown, Failed, Nothing, bool, Whole, double, std::string, std::vector<Any>, Between> is;
  };

  static bool missing(const Any& any) { return any.is.index() < 2 || std::holds_alternative<Between>(any.is); }
  static bool is_true(const Any& any) { return std::holds_alternative<bool>(any.is) && std::get<bool>(any.is); }
  static bool is_false(const Any& any) { return std::holds_alternative<bool>(any.is) && !std::get<bool>(any.is); }

  static Any whole(Wide number, char kind) {
    const Wide low = kind == 'u' ? 0 : std::numeric_limits<std::int64_t>::min();
    const Wide high = kind == 'u' ? Wide(std::numeric_limits<std::uint64_t>::max()) : std::numeric_limits<std::int64_t>::max();
    if (number < low || number > high) return {Failed()};
    return {Whole{number, kind}};
  }

  static Any of(const site::expression::Value& v, const std::string& text) {
    using site::expression::ValueKind;
    switch (v.kind) {
      case ValueKind::Failed: return {Failed()};
      case ValueKind::Null: return {Nothing()};
      case ValueKind::Bool: return {v.whole != 0};
      case ValueKind::Int: return {Whole{v.whole, 'i'}};
      case ValueKind::UInt: return {Whole{v.natural, 'u'}};
      case ValueKind::Double: return {v.number};
      case ValueKind::String: return {text};
      case ValueKind::Duration: return {Whole{v.whole, 'd'}};
      case ValueKind::Unknown:
      case ValueKind::List:
      case ValueKind::Between: break;
    }
    return {Unknown()};
  }

  static bool equal(const Any& a, const Any& b) {
    if (const auto* list = std::get_if<std::vector<Any>>(&a.is)) {
      const auto& other = std::get<std::vector<Any>>(b.is);
      return list->size() == other.size() && std::equal(list->begin(), list->end(), other.begin(), equal);
    }
    if (const auto* text = std::get_if<std::string>(&a.is)) return *text == std::get<std::string>(b.is);
    if (const auto* truth = std::get_if<bool>(&a.is)) return *truth == std::get<bool>(b.is);
    if (std::holds_alternative<Nothing>(a.is)) return true;
    return number(a) == number(b);
  }

  static long double number(const Any& any) {
    if (const auto* w = std::get_if<Whole>(&any.is)) return static_cast<long double>(w->number);
    if (const auto* truth = std::get_if<bool>(&any.is)) return *truth ? 1 : 0;
    return std::get<double>(any.is);
  }

  static bool related(Step step, const Any& a, const Any& b) {
    if (step == Step::Equal) return equal(a, b);
    if (step == Step::NotEqual) return !equal(a, b);
    if (const auto* text = std::get_if<std::string>(&a.is)) {
      const int order = text->compare(std::get<std::string>(b.is));
      return related(step, {static_cast<double>(order)}, {0.0});
    }
    const long double x = number(a), y = number(b);
    return step == Step::Less ? x < y : step == Step::LessOrEqual ? x <= y : step == Step::Greater ? x > y : x >= y;
  }

  // Every count that is possible is tried.
  static Any relate(Step step, const Any& a, const Any& b) {
    if (std::holds_alternative<Between>(a.is) || std::holds_alternative<Between>(b.is)) {
      if (a.is.index() < 2 || b.is.index() < 2) return {Unknown()};
      bool seen[2] = {false, false};
      for (const Any& x : possible(a))
        for (const Any& y : possible(b)) seen[related(step, x, y) ? 1 : 0] = true;
      return seen[0] && seen[1] ? Any{Unknown()} : Any{seen[1]};
    }
    return {related(step, a, b)};
  }

  static std::vector<Any> possible(const Any& any) {
    const auto* between = std::get_if<Between>(&any.is);
    if (between == nullptr) return {any};
    std::vector<Any> all;
    for (std::int64_t n = between->low; n <= between->high; ++n) all.push_back({Whole{n, 'i'}});
    return all;
  }

  static Any arithmetic(Step step, const Any& a, const Any& b) {
    if (const auto* list = std::get_if<std::vector<Any>>(&a.is)) {
      std::vector<Any> all = *list;
      for (const Any& item : std::get<std::vector<Any>>(b.is)) all.push_back(item);
      return {std::move(all)};
    }
    if (const auto* x = std::get_if<double>(&a.is)) {
      const double y = std::get<double>(b.is);
      return {step == Step::Add ? *x + y : step == Step::Subtract ? *x - y : step == Step::Multiply ? *x * y : *x / y};
    }
    const auto [x, kind] = std::get<Whole>(a.is);
    const Wide y = std::get<Whole>(b.is).number;
    if (step == Step::Add) return whole(x + y, kind);
    if (step == Step::Subtract) return whole(x - y, kind);
    if (step == Step::Multiply)
      return kind == 'u' && x != 0 && y > Wide(std::numeric_limits<std::uint64_t>::max()) / x ? Any{Failed()} : whole(x * y, kind);
    if (y == 0) return {Failed()};
    if (step == Step::Remainder && x == std::numeric_limits<std::int64_t>::min() && y == -1) return {Failed()};
    return whole(step == Step::Divide ? x / y : x % y, kind);
  }

  static Any convert(Step step, const Any& of) {
    if (step == Step::ToDouble) return {static_cast<double>(number(of))};
    const char kind = step == Step::ToInt ? 'i' : 'u';
    if (const auto* d = std::get_if<double>(&of.is)) {
      if (!(std::abs(*d) < 1e30) || *d == -9223372036854775808.0) return {Failed()};
      return kind == 'u' && *d < 0 ? Any{Failed()} : whole(static_cast<Wide>(*d), kind);
    }
    return whole(std::get<Whole>(of.is).number, kind);
  }

  Any combined(const Term& term, Truth decisive) const {
    const bool decides = decisive == Truth::True;
    std::vector<Any> parts;
    for (const Term& child : term.children) parts.push_back(value(child));
    const auto any = [&](auto test) { return std::any_of(parts.begin(), parts.end(), test); };
    if (any([&](const Any& p) { return decides ? is_true(p) : is_false(p); })) return {decides};
    if (any([](const Any& p) { return std::holds_alternative<Unknown>(p.is); })) return {Unknown()};
    if (any([](const Any& p) { return std::holds_alternative<Failed>(p.is); })) return {Failed()};
    return {!decides};
  }

  Any counted(const Term& term) const {
    std::int64_t trues = 0, possible_ones = 0;
    for (const Term& child : term.children) {
      const Any truth = value(child);
      trues += is_true(truth) ? 1 : 0;
      possible_ones += is_false(truth) ? 0 : 1;
    }
    return trues == possible_ones ? Any{Whole{trues, 'i'}} : Any{Between{trues, possible_ones}};
  }

  Any chosen(const Term& term) const {
    const Any which = value(term.children[0]);
    if (is_true(which)) return value(term.children[1]);
    return is_false(which) ? value(term.children[2]) : which;
  }

  Any value(const Term& term) const {
    switch (term.step) {
      case Step::Constant: return of(term.constant.value, term.constant.text);
      case Step::Input: return of(inputs_[term.operand], std::string(inputs_[term.operand].text));
      case Step::And:
      case Step::All: return combined(term, Truth::False);
      case Step::Or:
      case Step::Any: return combined(term, Truth::True);
      case Step::Count: return counted(term);
      case Step::Choose: return chosen(term);
      default: break;
    }
    std::vector<Any> of_children;
    for (const Term& child : term.children) of_children.push_back(value(child));
    return strict(term, of_children);
  }

  // Steps that need all that they are given.
  static Any strict(const Term& term, const std::vector<Any>& of) {
    const bool relation = term.step >= Step::Less && term.step <= Step::NotEqual;
    const auto unknown = [&](const Any& a) {
      return relation ? std::holds_alternative<Unknown>(a.is) : missing(a) && !std::holds_alternative<Failed>(a.is);
    };
    const auto between = [](const Any& a) { return std::holds_alternative<Between>(a.is); };
    if (std::any_of(of.begin(), of.end(), unknown)) return {Unknown()};
    const bool failed = std::any_of(of.begin(), of.end(), [](const Any& a) { return std::holds_alternative<Failed>(a.is); });
    if (failed) return std::any_of(of.begin(), of.end(), between) ? Any{Unknown()} : Any{Failed()};
    if (relation) return relate(term.step, of[0], of[1]);
    return known(term.step, of);
  }

  static Any known(Step step, const std::vector<Any>& of) {
    switch (step) {
      case Step::Not: return {!std::get<bool>(of[0].is)};
      case Step::Negate:
        if (const auto* d = std::get_if<double>(&of[0].is)) return {-*d};
        return whole(-std::get<Whole>(of[0].is).number, 'i');
      case Step::In: {
        const auto& list = std::get<std::vector<Any>>(of[1].is);
        return {std::any_of(list.begin(), list.end(), [&](const Any& item) { return equal(of[0], item); })};
      }
      case Step::List: return {of};
      case Step::Index: {
        const auto& list = std::get<std::vector<Any>>(of[0].is);
        const Wide at = std::get<Whole>(of[1].is).number;
        return at < 0 || at >= static_cast<Wide>(list.size()) ? Any{Failed()} : list[static_cast<std::size_t>(at)];
      }
      case Step::Size: return size_of(of[0]);
      case Step::Rescale: return {std::get<double>(of[0].is) * std::get<double>(of[1].is) + std::get<double>(of[2].is)};
      case Step::ToInt:
      case Step::ToUInt:
      case Step::ToDouble: return convert(step, of[0]);
      case Step::StartsWith: return {std::get<std::string>(of[0].is).rfind(std::get<std::string>(of[1].is), 0) == 0};
      case Step::EndsWith: {
        const auto& text = std::get<std::string>(of[0].is);
        const auto& end = std::get<std::string>(of[1].is);
        return {end.size() <= text.size() && text.substr(text.size() - end.size()) == end};
      }
      case Step::Contains: return {std::get<std::string>(of[0].is).find(std::get<std::string>(of[1].is)) != std::string::npos};
      default: return arithmetic(step, of[0], of[1]);
    }
  }

  static Any size_of(const Any& of) {
    if (const auto* list = std::get_if<std::vector<Any>>(&of.is)) return whole(static_cast<Wide>(list->size()), 'i');
    Wide characters = 0;
    for (const char c : std::get<std::string>(of.is)) characters += (static_cast<unsigned char>(c) >> 6) != 2 ? 1 : 0;
    return whole(characters, 'i');
  }

  std::span<const site::expression::Value> inputs_;
};

}  // namespace davy::core
