#pragma once
// Term: a part of a checked condition: its step, its type, its unit. Names are resolved, units converted, sets of points spelt out.

#include "base/said.hpp"
#include "base/units.hpp"
#include "site/expression/program.hpp"
#include "site/expression/tree.hpp"

#include <string>
#include <vector>

namespace davy::site::expression {

enum class TypeKind : std::uint8_t { Wrong, Null, Bool, Int, UInt, Double, String, Duration, List };  // Wrong: reported, judged no further

// How a number with a unit counts: 20 ℃ is a level, 20 ℃ more a difference, 20 ℃/min a rate (per minute within a program). Either: a literal of a
// temperature, or what came of one, is a level or a difference by what it meets. Only temperatures have scales with zeros of their own.
enum class Measure : std::uint8_t { Level, Difference, PerMinute, Either };

struct Type {
  TypeKind kind = TypeKind::Wrong;
  const Unit* unit = nullptr;  // of Double, or of a list's Doubles; null: a plain number, which is taken in the unit that it meets
  Measure measure = Measure::Level;
  std::vector<Type> item;  // of List: one, or none while the list is empty
};

Said words_of(const Type& type);                // "double", "list of string"
std::string unit_text(const Type& type);        // "%LEL", "℃/min"
bool is_number(const Type& type);               // int, uint or double
bool comparable(const Type& a, const Type& b);  // by == : the same kind, or numbers of any kind

struct Term {
  Type type;
  Step step = Step::Constant;
  std::uint32_t operand = 0;  // of Input: which; of List, All, Any and Count: how many
  Constant constant;          // of Constant
  Place at;
  std::vector<Term> children;
};

bool is_constant(const Term& term);
Term constant_term(Type type, Value value, Place at);

// A checked condition: a term of type bool, what its Input terms read, and the parts that inputs follow, bools too.
struct Checked {
  Term root;
  std::vector<Input> inputs;
  std::vector<Term> parts;
  std::optional<Term> kept;  // while it is true, when it has a deadband
};

Program compile(const Checked& checked);

}  // namespace davy::site::expression
