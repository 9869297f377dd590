#pragma once
// JsonWriter: writes JSON text into one string, in the order of the calls.
//
// Text that is not UTF-8 is mended with U+FFFD, so that what a device sent can always be shown; a number that JSON does not have is null; doubles have the
// fewest digits that read back exactly. Broken nesting is a broken invariant.

#include "base/enum_names.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace davy::api {

class JsonWriter {
 public:
  JsonWriter& object() { return open('{'); }
  JsonWriter& list() { return open('['); }
  JsonWriter& end();
  JsonWriter& key(std::string_view name);
  JsonWriter& raw(std::string_view json);  // a value that is JSON already

  JsonWriter& value(std::string_view text);
  JsonWriter& value(const char* text) { return value(std::string_view(text)); }
  JsonWriter& value(const std::string& text) { return value(std::string_view(text)); }
  JsonWriter& value(double number);
  JsonWriter& value(std::nullptr_t) { return raw("null"); }
  JsonWriter& value(Instant at) { return value(std::string_view(to_text(at))); }
  JsonWriter& value(Duration d) { return value(d.seconds()); }  // the field's name ends in _s
  JsonWriter& value(const Text& text);

  template <std::same_as<bool> B>
  JsonWriter& value(B yes) {
    return raw(yes ? "true" : "false");
  }
  template <std::integral N>
  requires(!std::same_as<N, bool>) JsonWriter& value(N number) { return raw(std::to_string(number)); }
  template <class E>
  requires std::is_enum_v<E> JsonWriter& value(E named) { return value(name_of(named)); }
  template <class Tag>
  JsonWriter& value(SeqId<Tag> id) {  // none is null
    return id.none() ? value(nullptr) : value(id.get());
  }
  template <class T>
  JsonWriter& value(const std::optional<T>& maybe) {
    return maybe ? value(*maybe) : value(nullptr);
  }
  template <class T>
  JsonWriter& value(const std::vector<T>& values) {
    list();
    for (const T& each : values) value(each);
    return end();
  }

  template <class T>
  JsonWriter& field(std::string_view name, const T& content) {
    return key(name).value(content);
  }

  std::string take();  // everything must be closed

 private:
  JsonWriter& open(char bracket);
  void separate();
  void quote(std::string_view text);

  std::string out_;
  std::string open_;  // closing brackets still to come
  bool first_ = true;
  bool after_key_ = false;
};

// Empty text and instants that did not happen are null in answers.
inline std::optional<std::string> or_null(const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); }
std::optional<Instant> or_null(Instant at);

}  // namespace davy::api
