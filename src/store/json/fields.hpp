#pragma once
// Fields as JSON and back, from their one list (DAVY_FIELDS, kEnumNames): no codec has a list of its own.
//
// Canonical: object keys are sorted, no white space, doubles have the fewest digits that read back bit for bit; what JSON cannot say (NaN, ±Infinity)
// is text. Instants are RFC 3339, ids numbers (as keys text), enums their names, none is null. Text that is not UTF-8 is mended with U+FFFD. For sources only:
// nlohmann/json is heavy.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <nlohmann/json.hpp>

#include <cmath>
#include <concepts>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace davy::store {

using Json = nlohmann::json;

// Of a record that an earlier version wrote: keeps its default, or makes the record unreadable.
enum class MissingField { KeepsDefault, IsRefused };

// What stands in JSON for each type.
struct FieldsWriter {
  template <class T>
  static Json write(const T& value) {
    if constexpr (HasFields<const T>) {
      Json object = Json::object();
      T::each_field(value, [&](std::string_view name, const auto& field) { object[std::string(name)] = write(field); });
      return object;
    } else if constexpr (std::is_enum_v<T>) {
      return std::string(name_of(value));
    } else {
      static_assert(std::integral<T> || std::same_as<T, std::string>, "a type without a form in JSON");
      return value;
    }
  }
  static Json write(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    return number;
  }
  static Json write(Instant at) { return to_text(at); }
  template <class Tag>
  static Json write(SeqId<Tag> id) {
    return id.get();
  }
  template <class T>
  static Json write(const std::optional<T>& maybe) {
    return maybe ? write(*maybe) : Json(nullptr);
  }
  template <class T>
  static Json write(const std::vector<T>& list) {
    return write_list(list);
  }
  template <class T>
  static Json write(const std::set<T>& set) {
    return write_list(set);
  }
  template <class K, class V, class Less>
  static Json write(const std::map<K, V, Less>& map) {
    Json object = Json::object();
    for (const auto& [key, value] : map) object[key_text(key)] = write(value);
    return object;
  }

 private:
  static Json write_list(const auto& list) {
    Json array = Json::array();
    for (const auto& item : list) array.push_back(write(item));
    return array;
  }
  static const std::string& key_text(const std::string& key) { return key; }
  template <class Tag>
  static std::string key_text(SeqId<Tag> key) {
    return std::to_string(key.get());
  }
  template <std::unsigned_integral N>
  static std::string key_text(N key) {
    return std::to_string(key);
  }
};

inline std::string canonical(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Reads JSON into fields; after read() gave false, wrong() says where and why ("shelf.until: found number, expected …").
class FieldsReader {
 public:
  explicit FieldsReader(MissingField missing) : missing_(missing) {}

  std::string wrong() const { return where_.empty() ? why_ : where_ + ": " + why_; }

  template <class T>
  bool read(const Json& from, T& to) {
    if constexpr (HasFields<T>)
      return read_fields(from, to);
    else if constexpr (std::is_enum_v<T>)
      return read_enum(from, to);
    else if constexpr (std::same_as<T, bool>)
      return from.is_boolean() ? (to = from.template get<bool>(), true) : refuse(from, "true or false");
    else
      return read_number(from, to);
  }
  bool read(const Json& from, std::string& to) {
    return from.is_string() ? (to = from.get_ref<const std::string&>(), true) : refuse(from, "text");
  }
  bool read(const Json& from, double& to) {
    if (from.is_number()) return to = from.get<double>(), true;
    if (from == "NaN") return to = std::numeric_limits<double>::quiet_NaN(), true;
    if (from == "Infinity") return to = std::numeric_limits<double>::infinity(), true;
    if (from == "-Infinity") return to = -std::numeric_limits<double>::infinity(), true;
    return refuse(from, "a number");
  }
  bool read(const Json& from, Instant& to) {
    if (!from.is_string()) return refuse(from, "an RFC 3339 time");
    const Result<Instant> at = parse_instant(from.get_ref<const std::string&>());
    return at ? (to = *at, true) : refuse(from, "an RFC 3339 time");
  }
  template <class Tag>
  bool read(const Json& from, SeqId<Tag>& to) {
    std::uint64_t seq = 0;
    return read_number(from, seq) && (to = SeqId<Tag>(seq), true);
  }
  template <class T>
  bool read(const Json& from, std::optional<T>& to) {
    return from.is_null() ? (to.reset(), true) : read(from, to.emplace());
  }
  template <class T>
  bool read(const Json& from, std::vector<T>& to) {
    to.clear();
    if (!from.is_array()) return refuse(from, "a list");
    for (const Json& item : from)
      if (!read(item, to.emplace_back())) return in(std::to_string(to.size() - 1));
    return true;
  }
  template <class T>
  bool read(const Json& from, std::set<T>& to) {
    std::vector<T> list;
    return read(from, list) && (to = {list.begin(), list.end()}, true);
  }
  template <class K, class V, class Less>
  bool read(const Json& from, std::map<K, V, Less>& to) {
    to.clear();
    if (!from.is_object()) return refuse(from, "an object");
    for (const auto& [name, value] : from.items()) {
      K key{};
      if (!read_key(name, key) || !read(value, to[key])) return in(name);
    }
    return true;
  }

 private:
  template <class T>
  bool read_fields(const Json& from, T& to) {
    if (!from.is_object()) return refuse(from, "an object");
    bool ok = true;
    std::size_t found = 0;
    T::each_field(to, [&](std::string_view name, auto& field) {
      if (!ok) return;
      const auto at = from.find(name);
      if (at == from.end()) {
        if (missing_ == MissingField::IsRefused) ok = fail("missing"), in(name);
        return;
      }
      ++found;
      if (!read(*at, field)) ok = in(name);
    });
    if (ok && found != from.size()) return fail("found a field that this version does not know");
    return ok;
  }
  template <class E>
  bool read_enum(const Json& from, E& to) {
    const std::optional<E> named = from.is_string() ? value_named<E>(from.get_ref<const std::string&>()) : std::nullopt;
    return named ? (to = *named, true) : refuse(from, "a name that this version knows");
  }
  template <std::integral N>
  bool read_number(const Json& from, N& to) {
    if (from.is_number_unsigned() && std::in_range<N>(from.get<std::uint64_t>()))
      return to = static_cast<N>(from.get<std::uint64_t>()), true;
    if (from.is_number_integer() && !from.is_number_unsigned() && std::in_range<N>(from.get<std::int64_t>()))
      return to = static_cast<N>(from.get<std::int64_t>()), true;
    return refuse(from, "a whole number that fits");
  }
  static bool read_key(const std::string& name, std::string& key) { return key = name, true; }
  template <class Tag>
  bool read_key(const std::string& name, SeqId<Tag>& key) {
    return read(Json::parse(name, nullptr, false), key);
  }
  template <std::unsigned_integral N>
  bool read_key(const std::string& name, N& key) {
    return read_number(Json::parse(name, nullptr, false), key);
  }

  bool refuse(const Json& found, const char* expected) {
    return fail("found " + canonical(found).substr(0, 60) + ", expected " + expected);
  }
  bool fail(std::string why) { return why_ = std::move(why), false; }
  bool in(std::string_view name) { return where_ = where_.empty() ? std::string(name) : std::string(name) + "." + where_, false; }

  MissingField missing_;
  std::string where_;
  std::string why_;
};

}  // namespace davy::store
