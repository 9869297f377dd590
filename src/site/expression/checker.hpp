#pragma once
// Checker: one walk over a tree that makes its terms. Used by check() only; its parts are in checker.cpp (operators), names.cpp (names, fields
// and calls), time_functions.cpp, circumstances.cpp, units.cpp and temperatures.cpp.

#include "site/expression/check.hpp"

#include <string>
#include <vector>

namespace davy::site::expression {

// 'text', as faults show what was written.
std::string as_quoted(std::string_view text);

class Checker {
 public:
  Checker(const Scope& scope, PointIndex own) : scope_(&scope), own_(own), condition_own_(own) {}

  Term check(const Node& node);

  std::vector<Fault> take_faults() { return std::move(faults_); }
  std::vector<Input> take_inputs() { return std::move(inputs_); }
  std::vector<Term> take_parts() { return std::move(parts_); }
  // Of what is wrong without a fault of its own: it reads a point that could not be read and was reported where it stands.
  void ensure_fault(Place at) {
    if (faults_.empty())
      refuse(at, said({"无法读取的测点", "a point that could not be read"}),
             said({"自身没有错误的测点", "points without errors of their own"}));
  }
  void refuse(Place at, Said found, Said expected, std::string nearest = {});

 private:
  // A call with the point that it is about: `rate(1m)` and `point("a").rate(1m)` are one.
  struct TimeCall {
    const Node* node;
    PointIndex point;
    std::size_t first;  // the first argument among the node's children
  };

  Term wrong(Place at, Said found, Said expected, std::string nearest = {});

  // Operators.
  Term literal(const Node& node);
  Term list(const Node& node);
  Term index(const Node& node);
  Term negated(const Node& node);
  Term inverted(const Node& node);
  Term choice(const Node& node);
  Term binary(const Node& node);
  Term logical(const Node& node, Term left, Term right);
  Term ordering(const Node& node, Term left, Term right);
  Term equality(const Node& node, Term left, Term right);
  Term membership(const Node& node, Term left, Term right);
  Term sum(const Node& node, Term left, Term right);
  Type sum_type(const Node& node, Term& left, Term& right);
  Type sum_of_temperatures(const Node& node, Term& left, Term& right);
  Term product(const Node& node, Term left, Term right);
  Term no_overload(const Node& node, const Term& left, const Term& right);

  // Names, fields, calls.
  Term name(const Node& node);
  Term select(const Node& node);
  Term call(const Node& node);
  Term method(const Node& node);
  Term refused_call(const Node& node);
  Term has(const Node& node);
  Term size_of(const Node& node, const Node& what);
  Term converted(const Node& node);
  Term text_test(const Node& node);
  Term duration(const Node& node);
  Term over_points(const Node& node);
  static bool is_site(const Node& node);
  std::vector<PointIndex> set_of(const Node& node);
  std::optional<PointIndex> point_of(const Node& node);
  Term reading(InputKind kind, PointIndex point, Place at);
  Term input(Input what, Type type, Place at);
  bool has_arguments(const Node& node, std::size_t first, std::size_t least, std::size_t most);

  // Time functions.
  static std::optional<InputKind> time_function(std::string_view name);
  Term time_call(const TimeCall& call, InputKind kind);
  Term time_to(const TimeCall& call, InputKind kind);
  Term stillness(const TimeCall& call, InputKind kind);
  Term spike(const TimeCall& call);
  Term deviation(const Node& node);
  Term sequence(const Node& node);
  Duration span(const Node& node);

  // What no point measures.
  static bool is_zone(const Node& node);
  std::optional<ZoneIndex> zone_of(const Node& node);
  Term mode(std::optional<ZoneIndex> zone, Place at);
  void check_mode_names(const Term& one, const Term& other);
  Term fact(const std::string& name, std::optional<ZoneIndex> zone, Place at);
  Term permit(const Node& node, std::optional<ZoneIndex> zone);
  std::optional<Term> circumstance(const Node& node);
  Term of_people(const Node& node);
  Term named_fact(const Node& node, std::size_t first);

  // Units.
  bool meet(const Type& left, const Type& right, Place at);
  void agree(Term& left, Term& right, Place at);
  void agree_as_temperatures(Term& moved, Term& met, Place at);
  void convert_to(Term& term, const Type& to);
  std::optional<double> limit_of(const Node& node, const Point& point, Measure measure = Measure::Level);

  const Scope* scope_;
  PointIndex own_;            // of the part that is walked: inside count(), any() and all() each point in turn
  PointIndex condition_own_;  // of the whole
  bool inside_set_ = false;
  std::vector<Fault> faults_;
  std::vector<Input> inputs_;
  std::vector<Term> parts_;
};

Type number_type(const Unit* unit, Measure measure);
bool is_temperature(const Type& type);  // a level or a difference on a scale with a zero of its own
// What both are taken for where they meet; none while they may be either, or cannot be one.
std::optional<Measure> common_measure(const Type& a, const Type& b);
Term joined(Step step, Type type, Place at, std::vector<Term> children);

}  // namespace davy::site::expression
