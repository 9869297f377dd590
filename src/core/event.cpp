#include "core/event.hpp"

#include "base/one_of_impl.hpp"
#include "core/input.hpp"
#include "site/exercise.hpp"

template class davy::OneOf<davy::core::EventKinds>;
template class davy::OneOf<davy::core::RequestKinds>;

namespace davy::core {

std::string_view kind_of(const EventBody& body) {
  return visit([](const auto& event) { return event.kKind; }, body);
}

bool is_of_exercise(const EventBody& body) {
  return visit(
      [](const auto& what) {
        if constexpr (requires { what.condition; })
          return site::is_exercise(what.condition);
        else if constexpr (requires { what.row; })
          return site::is_exercise(what.row);
        else if constexpr (requires { what.actuator; })
          return site::is_exercise(what.actuator);
        else
          return false;
      },
      body);
}

}  // namespace davy::core
