#pragma once
// Options of the command line whose text has a meaning, such as an instant or a duration.

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::apps {

// What `text` says, into `into`, which an empty text leaves as it is. An error names the option.
template <class T>
Result<void> read_option(const std::string& text, const char* option, Result<T> (*parse)(std::string_view), T& into) {
  if (text.empty()) return {};
  const Result<T> parsed = parse(text);
  if (!parsed) return parsed.error().within(option);
  into = *parsed;
  return {};
}

template <class T>
Result<void> read_option(const std::string& text, const char* option, Result<T> (*parse)(std::string_view), std::optional<T>& into) {
  T value;
  if (Result<void> done = read_option(text, option, parse, value); !done) return done;
  if (!text.empty()) into = value;
  return {};
}

}  // namespace davy::apps
