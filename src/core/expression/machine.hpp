#pragma once
// Machine: runs the program of a condition over the values of its inputs.
//
// Three values and errors, as CEL combines them: false decides &&, true decides ||, whatever the other side is; else unknown goes before
// an error, an error before true and false. All other steps give unknown when a part of them is unknown, else an error when a part is one.
// A count of which some truths are unknown is known to lie between two numbers: comparisons decide as soon as both agree, all
// else makes it unknown.
//
// No allocation after construction. One thread. Same program and values: same outcome on any machine.

#include "base/enum_names.hpp"
#include "core/truth.hpp"
#include "site/expression/program.hpp"

#include <span>
#include <vector>

namespace davy::core {

enum class Outcome : unsigned char { False, True, Unknown, Failed };

// An error is no answer: the condition is unknown.
constexpr Truth truth_of(Outcome outcome) {
  return outcome == Outcome::True ? Truth::True : outcome == Outcome::False ? Truth::False : Truth::Unknown;
}

class Machine {
 public:
  // `slots` of the largest program that it is to run.
  explicit Machine(std::size_t slots) : stack_(slots) {}

  // The program itself, or a part of it. `inputs` by the program's inputs. Ends the process when it needs more slots than the machine has.
  Outcome run(const site::expression::Routine& routine, std::span<const site::expression::Value> inputs);

  std::size_t bytes() const { return stack_.capacity() * sizeof(site::expression::Value); }

 private:
  std::vector<site::expression::Value> stack_;
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::Outcome> =
    std::to_array<davy::EnumName<davy::core::Outcome>>({{davy::core::Outcome::False, "false"},
                                                        {davy::core::Outcome::True, "true"},
                                                        {davy::core::Outcome::Unknown, "unknown"},
                                                        {davy::core::Outcome::Failed, "failed"}});
