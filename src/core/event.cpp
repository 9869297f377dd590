#include "core/event.hpp"

namespace davy::core {

std::string_view kind_of(const EventBody& body) {
  return std::visit([](const auto& event) { return event.kKind; }, body);
}

}  // namespace davy::core
