#pragma once
// Fields: reads the fields of a request, from its JSON body or its query, and collects everything that is wrong with them.
//
// A getter of a wrong or missing field notes the error and gives something harmless; problem() is asked once all are read, and also names the fields that nobody
// read, with the nearest known name: a mistyped "coment" is an error, never silence.

#include "api/http/exchange.hpp"
#include "api/problem.hpp"
#include "base/enum_names.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace davy::api {

// Of a text, in characters.
struct Length {
  std::size_t least = 0;
  std::size_t most = 2'000;
};
inline constexpr Length kProse{1, 2'000};

class Fields {
 public:
  // A JSON object; an empty body is an empty one.
  static std::variant<Fields, Problem> of_body(const Ask& ask);
  static Fields of_query(const Ask& ask);

  bool has(std::string_view name) { return find(name) != nullptr; }  // and not null
  std::string text(std::string_view name, Length length = kProse);
  std::string text_or(std::string_view name, std::string fallback, Length length = {});
  std::optional<std::string> maybe_text(std::string_view name, Length length = {});
  std::vector<std::string> texts(std::string_view name, std::size_t most);  // must be there
  std::vector<std::string> texts_or_none(std::string_view name, std::size_t most);
  std::vector<double> numbers_or_none(std::string_view name, std::size_t most);  // of a body
  // Objects of a body, each read by `make(Fields&)`; must be there. What is wrong within one is told as "crews[0].name".
  template <class Make>
  auto objects(std::string_view name, std::size_t most, Make make) {
    std::vector<decltype(make(std::declval<Fields&>()))> made;
    std::vector<Fields> parts = parts_of(name, most);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      made.push_back(make(parts[i]));
      take_errors(std::string(name) + "[" + std::to_string(i) + "].", parts[i]);
    }
    return made;
  }
  // One object of a body, read by `make(Fields&)`; none: it is not there. What is wrong within it is told as "place.x_m".
  template <class Make>
  auto object(std::string_view name, Make make) {
    std::optional<decltype(make(std::declval<Fields&>()))> made;
    if (std::optional<Fields> part = part_of(name)) {
      made = make(*part);
      take_errors(std::string(name) + ".", *part);
    }
    return made;
  }
  Duration span(std::string_view name);  // longer than zero
  std::optional<Duration> maybe_span(std::string_view name);
  std::optional<Instant> maybe_time(std::string_view name);
  std::optional<Day> maybe_day(std::string_view name);

  struct Bounds {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
  };
  std::optional<std::uint64_t> maybe_number(std::string_view name, Bounds bounds);
  std::optional<double> maybe_amount(std::string_view name);                    // finite; in a body a number, true or false
  std::optional<std::uint64_t> maybe_id(std::string_view name);                 // a sequence number
  std::size_t limit() { return maybe_number("limit", {1, 500}).value_or(50); }  // of a page

  // One of the named values of E, or of `choices`.
  template <class E>
  E named(std::string_view name) {
    std::vector<std::string> choices;
    for (const auto& entry : kEnumNames<E>) choices.emplace_back(entry.name);
    return *value_named<E>(choice(name, choices));
  }
  std::string choice(std::string_view name, const std::vector<std::string>& choices);
  std::string choice_or(std::string_view name, const std::vector<std::string>& choices, std::string fallback);
  bool flag(std::string_view name) { return choice_or(name, {"true", "false"}, "false") == "true"; }  // of a query

  void wrong(std::string_view field, std::string zh, std::string en);
  std::optional<Problem> problem();

 private:
  struct Other {};
  struct Object {
    std::vector<Fields> one;
  };
  using Value = std::variant<std::string, std::vector<std::string>, std::vector<double>, double, std::vector<Fields>, Object, Other>;
  struct Parser;

  const Value* find(std::string_view name);
  const std::string* find_text(std::string_view name);
  template <class T>
  std::optional<T> read_by(std::string_view name, Result<T> (*parse)(std::string_view), Text otherwise);
  std::vector<Fields> parts_of(std::string_view name, std::size_t most);
  std::optional<Fields> part_of(std::string_view name);
  void take_errors(const std::string& prefix, Fields& part);
  bool absent(std::string_view name);  // notes that it must be given when it is not
  std::vector<std::string> list(std::string_view name, const Value& value, std::size_t most);

  std::map<std::string, Value, std::less<>> values_;
  std::vector<std::string> known_;
  std::vector<FieldError> errors_;
  bool of_query_ = false;
};

}  // namespace davy::api
