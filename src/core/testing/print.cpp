#include "core/testing/print.hpp"

namespace davy::core {

std::string Printer::print(const EventBody& body) {
  return visit([](const auto& what) { return std::string(what.kKind) + " " + print(what); }, body);
}

std::string Printer::print(const Event& event) {
  return std::to_string(event.seq) + " " + print(event.time) + " " + event.actor + " " + print(event.body);
}

std::string print(const State& state) { return Printer::print(state); }

}  // namespace davy::core
