#pragma once
// Value: what goes into a statement's parameters, and what comes out of its columns, in Davy's own types.
//
// Times are INTEGER nanoseconds, ids and counts INTEGER, truth 0 or 1, named enums TEXT, "none" NULL. A Value keeps no bytes of its own.

#include "base/enum_names.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace davy::store::sql {

struct Blob {
  std::string_view bytes;
};

using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, Blob>;

inline Value to_value(std::nullptr_t) { return nullptr; }
inline Value to_value(double number) { return number; }
inline Value to_value(std::string_view text) { return text; }
inline Value to_value(const char* text) { return std::string_view(text); }
inline Value to_value(const std::string& text) { return std::string_view(text); }
inline Value to_value(Blob blob) { return blob; }
inline Value to_value(Instant at) { return at.unix_ns(); }

template <std::integral N>
Value to_value(N number) {
  return static_cast<std::int64_t>(number);
}
template <class E>
requires std::is_enum_v<E> Value to_value(E named) { return name_of(named); }
template <class Tag>
Value to_value(SeqId<Tag> id) {
  return static_cast<std::int64_t>(id.get());
}
template <class T>
Value to_value(const std::optional<T>& maybe) {
  return maybe ? to_value(*maybe) : Value(nullptr);
}

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;
template <class T>
inline constexpr bool kIsSeqId = false;
template <class Tag>
inline constexpr bool kIsSeqId<SeqId<Tag>> = true;

// `Row` has is_null(column), integer(column), real(column), bytes(column), and refuse(column) for what is no T.
template <class T, class Row>
T from_column(Row& row, int column) {
  if constexpr (kIsOptional<T>) {
    return row.is_null(column) ? T() : T(from_column<typename T::value_type>(row, column));
  } else if constexpr (kIsSeqId<T>) {
    return T(static_cast<std::uint64_t>(row.integer(column)));
  } else if constexpr (std::is_same_v<T, Instant>) {
    return Instant::from_unix_ns(row.integer(column));
  } else if constexpr (std::is_same_v<T, bool>) {
    return row.integer(column) != 0;
  } else if constexpr (std::is_enum_v<T>) {
    const std::optional<T> named = value_named<T>(row.bytes(column));
    if (!named) row.refuse(column);
    return named.value_or(T());
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<T>(row.integer(column));
  } else if constexpr (std::is_floating_point_v<T>) {
    return row.real(column);
  } else {
    return T(row.bytes(column));
  }
}

}  // namespace davy::store::sql
