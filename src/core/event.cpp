#include "core/event.hpp"

#include "base/one_of_impl.hpp"
#include "core/input.hpp"

template class davy::OneOf<davy::core::EventKinds>;
template class davy::OneOf<davy::core::RequestKinds>;

namespace davy::core {

std::string_view kind_of(const EventBody& body) {
  return visit([](const auto& event) { return event.kKind; }, body);
}

}  // namespace davy::core
