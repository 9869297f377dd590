#include "core/expression/machine.hpp"

#include "core/expression/asked_plant.hpp"
#include "core/expression/slow_interpreter.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::core {
namespace {

using site::expression::TypeKind;
using site::expression::Value;

// A random text of a type, from the grammar that the subset has.
class Writer {
 public:
  std::string write(TypeKind type, int levels) {
    if (levels <= 0) return leaf(type);
    if (one_in(6)) return "(" + write(TypeKind::Bool, levels - 1) + " ? " + write(type, levels - 1) + " : " + write(type, levels - 1) + ")";
    switch (type) {
      case TypeKind::Bool: return truth(levels - 1);
      case TypeKind::Int: return number(levels - 1, TypeKind::Int, {" + ", " - ", " * ", " / ", " % "});
      case TypeKind::UInt: return number(levels - 1, TypeKind::UInt, {" + ", " - ", " * ", " / ", " % "});
      case TypeKind::Double: return number(levels - 1, TypeKind::Double, {" + ", " - ", " * ", " / "});
      case TypeKind::Duration: return number(levels - 1, TypeKind::Duration, {" + ", " - "});
      case TypeKind::List: return list(levels - 1);
      default: return leaf(type);
    }
  }

 private:
  static bool one_in(int n) { return *rc::gen::inRange(0, n) == 0; }
  static std::string pick(std::vector<std::string> words) { return words[*rc::gen::inRange<std::size_t>(0, words.size())]; }

  static std::string leaf(TypeKind type) {
    switch (type) {
      case TypeKind::Bool:
        return pick({"true", "false", "(value > 0.0)", "stale(30s)", "(point('pt-kpa').value > point('pt-mpa').value)", "stuck(10min)",
                     "changed(1min, 2)", "spike()", "point('tt-1').anomaly()", "(mode == 'maintenance')",
                     "(mode in ['running', 'maintenance'])", "permit.hot_work", "any(neighbours.flame, value > 1)",
                     "any(site.flame, value > 1)", "all(site.temperature, value > 20 degC)", "sequence(value > 1.0, avg(1m) > 0.5, 30s)",
                     "(deviation(point('tt-1'), point('tt-k')) > 2 K)"});
      case TypeKind::Int:
        return pick({"0", "1", "2", "7", "-3", "count(1min)", "9223372036854775807", "-9223372036854775808",
                     "count(zone.combustible_gas, value > 1 %LEL)", "count(site.points, quality == 'good')", "people_in(zone)",
                     "open_orders(zone)", "open_hazards(zone)"});
      case TypeKind::UInt: return pick({"0u", "1u", "3u", "18446744073709551615u", "9223372036854775808u"});
      case TypeKind::Double: return pick({"0.0", "-1.5", "1e300", "9007199254740993.0", "value", "avg(1m)", "fact('wind')", "0.5"});
      case TypeKind::String:  // a bare mode takes only names of modes: see the truths
        return pick({"'good'", "quality", "(stale(30s) ? mode : quality)", "''", "'bad℃'", "r'a\\b'"});
      case TypeKind::Duration: return pick({"duration('1m')", "duration('-0.5s')", "time_to(5)", "duration('0')"});
      case TypeKind::List: return pick({"[1, 2]", "[0]", "[7, 7, 2]", "[count(1min)]"});
      default: return "null";
    }
  }

  std::string truth(int levels) {
    const std::vector<TypeKind> numbers{TypeKind::Int, TypeKind::UInt, TypeKind::Double};
    const TypeKind number_left = *rc::gen::elementOf(numbers), number_right = *rc::gen::elementOf(numbers);
    const TypeKind other = *rc::gen::element(TypeKind::String, TypeKind::Duration, TypeKind::Bool);
    switch (*rc::gen::inRange(0, 8)) {
      case 0: return "(" + write(TypeKind::Bool, levels) + " && " + write(TypeKind::Bool, levels) + ")";
      case 1: return "(" + write(TypeKind::Bool, levels) + " || " + write(TypeKind::Bool, levels) + ")";
      case 2: return "!(" + write(TypeKind::Bool, levels) + ")";
      case 3: return "(" + write(number_left, levels) + relation() + write(number_right, levels) + ")";
      case 4: return "(" + write(other, levels) + relation() + write(other, levels) + ")";
      case 5: return "(" + write(number_left, levels) + " in " + write(TypeKind::List, levels) + ")";
      case 6: return "(" + write(TypeKind::List, levels) + pick({" == ", " != "}) + write(TypeKind::List, levels) + ")";
      default:
        return pick({"any", "all"}) + pick({"(zone", "(site"}) + ".combustible_gas, " +
               pick({"value > 1", "rate(1m) > 2", "value > 1 && 1 / 0 == 0"}) + ")";
    }
  }

  static std::string relation() { return pick({" < ", " <= ", " > ", " >= ", " == ", " != "}); }

  std::string number(int levels, TypeKind type, std::vector<std::string> operators) {
    if (type == TypeKind::Int && one_in(5)) return "size(" + write(*rc::gen::element(TypeKind::List, TypeKind::String), levels) + ")";
    if (type == TypeKind::Int && one_in(5)) return write(TypeKind::List, levels) + "[" + write(TypeKind::Int, levels) + "]";
    if (type == TypeKind::Int && one_in(5)) return "int(" + write(TypeKind::Double, levels) + ")";
    if (type == TypeKind::Double && one_in(5)) return "double(" + write(TypeKind::Int, levels) + ")";
    if (type == TypeKind::UInt && one_in(5)) return "uint(" + write(TypeKind::Int, levels) + ")";
    return "(" + write(type, levels) + pick(std::move(operators)) + write(type, levels) + ")";
  }

  std::string list(int levels) {
    if (one_in(3)) return "(" + write(TypeKind::List, levels) + " + " + write(TypeKind::List, levels) + ")";
    std::string text = "[";
    const int items = *rc::gen::inRange(1, 4);
    for (int i = 0; i < items; ++i) text += (i > 0 ? ", " : "") + write(TypeKind::Int, levels);
    return text + "]";
  }
};

Value some_value(const site::expression::Input& input, const site::Site& site) {
  using site::expression::InputKind;
  InputKind kind = input.kind;
  if (kind == InputKind::Fact) {
    const site::FactKind told = site[*input.fact].kind;
    kind = told == site::FactKind::Truth ? InputKind::Known : told == site::FactKind::Count ? InputKind::Count : InputKind::Value;
    if (*rc::gen::inRange(0, 4) == 0) return {};
  }
  if (*rc::gen::inRange(0, 4) == 0 && kind != InputKind::Stale) return {};
  switch (kind) {
    case InputKind::Quality: return site::expression::of_text(*rc::gen::element("good", "uncertain", "bad"));
    case InputKind::Mode: return site::expression::of_text(*rc::gen::element("running", "maintenance", "good"));
    case InputKind::Known:
    case InputKind::Stale:
    case InputKind::Stuck:
    case InputKind::Changed:
    case InputKind::Spike:
    case InputKind::Anomaly:
    case InputKind::Sequence: return site::expression::of_bool(*rc::gen::arbitrary<bool>());
    case InputKind::OpenOrders:
    case InputKind::OpenHazards:
    case InputKind::Count: return site::expression::of_int(*rc::gen::inRange(0, 4));
    case InputKind::TimeUp:
    case InputKind::TimeDown: return site::expression::of_duration(Duration::from_ns(*rc::gen::arbitrary<std::int64_t>()));
    default: return site::expression::of_double(*rc::gen::element(-1.0, 0.0, 0.5, 2.0, 7.0, 1e300));
  }
}

RC_GTEST_PROP(MachineProperties, GivesWhatTheSlowInterpreterGives, ()) {
  static const AskedPlant plant;
  static const site::expression::Scope scope(plant.site());
  const std::string text = Writer().write(TypeKind::Bool, *rc::gen::inRange(0, 5));
  const site::expression::Parsed parsed = site::expression::parse(text);
  if (!parsed.root) RC_DISCARD("too large");
  const site::expression::CheckResult result = site::expression::check(*parsed.root, scope, *scope.point("own"));
  RC_LOG() << text << "\n";
  for (const auto& fault : result.faults) RC_LOG() << to_text(fault) << "\n";
  RC_ASSERT(result.checked);
  const site::expression::Program program = compile(*result.checked);
  std::vector<Value> inputs;
  for (const site::expression::Input& input : program.inputs) inputs.push_back(some_value(input, plant.site()));
  std::size_t slots = program.slots;
  for (const auto& part : program.parts) slots = std::max(slots, part.slots);
  Machine machine(slots);
  const Outcome outcome = machine.run(program, inputs);
  RC_ASSERT(outcome == SlowInterpreter(inputs).run(result.checked->root));
  for (std::size_t i = 0; i < program.parts.size(); ++i)
    RC_ASSERT(machine.run(program.parts[i], inputs) == SlowInterpreter(inputs).run(result.checked->parts[i]));
  RC_TAG(std::string(name_of(outcome)));
}

}  // namespace
}  // namespace davy::core
