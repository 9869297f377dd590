#pragma once
// Names of an enum's values, for JSON, SQL and messages: one table per enum, both directions.
//
//   template <> inline constexpr auto davy::kEnumNames<Severity> = std::to_array<EnumName<Severity>>({{Severity::Low, "low"}, …});

#include "base/ensure.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace davy {

template <class E>
struct EnumName {
  E value;
  std::string_view name;
};

template <class E>
inline constexpr auto kEnumNames = std::array<EnumName<E>, 0>{};

template <class E>
constexpr std::string_view name_of(E value) {
  static_assert(!kEnumNames<E>.empty(), "this enum has no table of names");
  for (const EnumName<E>& entry : kEnumNames<E>)
    if (entry.value == value) return entry.name;
  ensure(false, "every value of a named enum has a name");
  return {};
}

template <class E>
constexpr std::optional<E> value_named(std::string_view name) {
  static_assert(!kEnumNames<E>.empty(), "this enum has no table of names");
  for (const EnumName<E>& entry : kEnumNames<E>)
    if (entry.name == name) return entry.value;
  return std::nullopt;
}

}  // namespace davy
