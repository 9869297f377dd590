#pragma once
// print(): any value of the core as text, from its one list of fields: equal texts mean equal values. For tests only.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "core/engine/engine.hpp"

#include <concepts>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace davy::core {

// Overloads of one struct, so that each finds all the others.
struct Printer {
  template <class T>
  static std::string print(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      return std::string(name_of(value));
    } else if constexpr (std::is_arithmetic_v<T>) {
      return std::to_string(value);
    } else {
      std::string text;
      T::each_field(value, [&](std::string_view name, const auto& field) {
        text += (text.empty() ? "" : " ") + std::string(name) + "=" + print(field);
      });
      return "{" + text + "}";
    }
  }
  static std::string print(const std::string& text) { return '"' + text + '"'; }
  static std::string print(Instant at) { return std::to_string(at.unix_ns()); }
  template <class Tag>
  static std::string print(SeqId<Tag> id) {
    return std::to_string(id.get());
  }
  template <class T>
  static std::string print(const std::optional<T>& maybe) {
    return maybe ? print(*maybe) : "none";
  }
  template <class T>
  static std::string print(const std::vector<T>& list) {
    return all(list);
  }
  template <class T>
  static std::string print(const std::set<T>& set) {
    return all(set);
  }
  template <class K, class V, class Less>
  static std::string print(const std::map<K, V, Less>& map) {
    std::string text;
    for (const auto& [key, value] : map) text += "\n  " + print(key) + ": " + print(value);
    return "[" + text + "]";
  }
  static std::string print(const EventBody& body);
  static std::string print(const Event& event);

 private:
  static std::string all(const auto& items) {
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : ", ") + print(item);
    return "[" + text + "]";
  }
};

template <class T>
std::string print(const T& value) {
  return Printer::print(value);
}
std::string print(const State& state);

}  // namespace davy::core
