#include "site/expression/deadband.hpp"

#include "site/expression/checker.hpp"

#include <utility>

namespace davy::site::expression {
namespace {

// Which way a part is to be moved: that it is true sooner, or later.
enum class Towards { True, False };

Towards opposite(Towards way) { return way == Towards::True ? Towards::False : Towards::True; }

class Mover {
 public:
  Mover(const Unit& own, double deadband) : own_(own), deadband_(deadband) {}

  void move(Term& term, Towards way) {
    switch (term.step) {
      case Step::Not: return move(term.children[0], opposite(way));
      case Step::And:
      case Step::Or:
      case Step::All:
      case Step::Any:
        for (Term& child : term.children) move(child, way);
        return;
      case Step::Choose:
        if (term.type.kind != TypeKind::Bool) return;
        move(term.children[1], way);
        return move(term.children[2], way);
      case Step::Less:
      case Step::LessOrEqual: return move_ordering(term.children[1], term.children[0], way);
      case Step::Greater:
      case Step::GreaterOrEqual: return move_ordering(term.children[0], term.children[1], way);
      default: return;
    }
  }

  bool moved() const { return moved_; }

 private:
  // `greater` is to be above `less`.
  void move_ordering(Term& greater, Term& less, Towards way) {
    move_count(greater, way);
    move_count(less, opposite(way));
    if (less.type.kind == TypeKind::Double) widen(greater);
    if (greater.type.kind == TypeKind::Double) widen(less);
    const std::optional<double> by = in_units_of(greater.type, less.type);
    if (!by) return;
    moved_ = true;
    const double signed_by = way == Towards::True ? -*by : *by;
    if (is_constant(less)) {
      less.constant.value.number += signed_by;
    } else if (is_constant(greater)) {
      greater.constant.value.number -= signed_by;
    } else {
      const Type type = less.type;
      const Place at = less.at;
      less = joined(Step::Add, type, at, {std::move(less), constant_term({.kind = TypeKind::Double}, of_double(signed_by), at)});
    }
  }

  // A whole literal that a double is compared with: `value > 5`.
  static void widen(Term& term) {
    if (!is_constant(term) || term.type.kind != TypeKind::Int) return;
    term.type.kind = TypeKind::Double;
    term.constant.value = of_double(static_cast<double>(term.constant.value.whole));
  }

  void move_count(Term& term, Towards way) {
    if (term.step != Step::Count) return;
    for (Term& child : term.children) move(child, way);
  }

  std::optional<double> in_units_of(const Type& a, const Type& b) const {
    if (a.kind != TypeKind::Double || b.kind != TypeKind::Double) return std::nullopt;
    const Type& with_unit = a.unit != nullptr ? a : b;
    if (with_unit.unit == nullptr) return own_.symbol.empty() ? std::optional(deadband_) : std::nullopt;
    if (a.measure == Measure::PerMinute || b.measure == Measure::PerMinute) return std::nullopt;
    const Result<double> zero = convert(0, own_, *with_unit.unit);
    const Result<double> width = convert(deadband_, own_, *with_unit.unit);
    return zero && width ? std::optional(*width - *zero) : std::nullopt;
  }

  const Unit& own_;
  double deadband_;
  bool moved_ = false;
};

}  // namespace

std::optional<Term> kept_true(const Term& root, const Unit& own, double deadband) {
  Term kept = root;
  Mover mover(own, deadband);
  mover.move(kept, Towards::True);
  return mover.moved() ? std::optional(std::move(kept)) : std::nullopt;
}

}  // namespace davy::site::expression
