#include "core/expression/machine.hpp"

#include "base/ensure.hpp"
#include "core/expression/asked_plant.hpp"
#include "core/expression/slow_interpreter.hpp"

#include <cstdint>

// Any text that is a condition gives in the machine what the slow interpreter gives, nothing of the plant being known.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const davy::core::AskedPlant plant;
  static const davy::site::expression::Scope scope(plant.site());
  const auto parsed = davy::site::expression::parse({reinterpret_cast<const char*>(data), size});
  if (!parsed.root) return 0;
  const auto result = check(*parsed.root, scope, davy::site::PointIndex(0));
  if (!result.checked) return 0;
  const auto program = compile(*result.checked);
  const std::vector<davy::site::expression::Value> inputs(program.inputs.size());
  std::size_t slots = program.slots;
  for (const auto& part : program.parts) slots = std::max(slots, part.slots);
  davy::core::Machine machine(slots);
  davy::ensure(machine.run(program, inputs) == davy::core::SlowInterpreter(inputs).run(result.checked->root), "one meaning");
  for (std::size_t i = 0; i < program.parts.size(); ++i)
    davy::ensure(machine.run(program.parts[i], inputs) == davy::core::SlowInterpreter(inputs).run(result.checked->parts[i]), "one meaning");
  return 0;
}
