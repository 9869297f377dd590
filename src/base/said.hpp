#pragma once
// Said: a message for people in Chinese and English, both formed together where it is said.
//
//   said({"区域 {} 重复", "zone {} a second time"}, quoted(name))
//
// Each {} is the next argument; {0}, {1} where a language wants another order; any other brace stands for itself. The compiler refuses a
// pair with an empty half, a half in the other language, or one that leaves an argument out: no message can be added in one language only.

#include "base/language.hpp"
#include "base/result.hpp"
#include "base/text.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace davy {

class Said {
 public:
  Said() = default;  // nothing

  // Texts that were formed elsewhere, both there or both empty.
  static Said paired(Text text);

  const std::string& in(Language language) const { return language == Language::Zh ? text_.zh : text_.en; }
  const std::string& zh() const { return text_.zh; }
  const std::string& en() const { return text_.en; }
  const Text& text() const { return text_; }
  bool empty() const { return text_.en.empty(); }

  bool operator==(const Said&) const = default;

 private:
  explicit Said(Text text) : text_(std::move(text)) {}

  Text text_;
};

// What is of no language: a name, a token of a text, a number.
Said as_written(std::string_view text);

namespace halves {

// Not constexpr, so that a pair which would call one does not compile; the name is the message.
inline void both_languages_are_needed() {}
inline void the_first_half_is_chinese() {}
inline void the_second_half_is_english() {}
inline void each_half_names_every_argument() {}

// CJK punctuation, characters and full-width forms: U+3000 to U+FFFF in UTF-8.
constexpr bool has_chinese(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0xE3 && static_cast<unsigned char>(c) <= 0xEF) return true;
  return false;
}

// The argument that the hole at the front of `rest` means, and how long the hole is; length 0: it is none.
struct Hole {
  std::size_t argument = 0;
  std::size_t length = 0;
};
constexpr Hole hole_at(std::string_view rest, std::size_t next) {
  if (rest.starts_with("{}")) return {next, 2};
  const bool numbered = rest.size() >= 3 && rest[0] == '{' && rest[1] >= '0' && rest[1] <= '9' && rest[2] == '}';
  return numbered ? Hole{static_cast<std::size_t>(rest[1] - '0'), 3} : Hole{};
}

// Whether it has words of its own; a pattern such as "{} {}" has none, and is of no language.
constexpr bool has_letters(std::string_view text) {
  for (const char c : text)
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  return false;
}

constexpr bool names_all(std::string_view text, std::size_t arguments) {
  std::size_t next = 0;
  unsigned named = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const Hole hole = hole_at(text.substr(at), next);
    if (hole.length == 0) continue;
    if (hole.length == 2) ++next;
    if (hole.argument >= arguments) return false;
    named |= 1U << hole.argument;
    at += hole.length - 1;
  }
  return named == (1U << arguments) - 1;
}

}  // namespace halves

// The two halves of a message with N arguments.
template <std::size_t N>
struct Halves {
  consteval Halves(const char* zh_half, const char* en_half) : zh(zh_half), en(en_half) {
    if (zh.empty() || en.empty()) halves::both_languages_are_needed();
    if (halves::has_letters(en) && !halves::has_chinese(zh)) halves::the_first_half_is_chinese();
    if (halves::has_chinese(en)) halves::the_second_half_is_english();
    if (!halves::names_all(zh, N) || !halves::names_all(en, N)) halves::each_half_names_every_argument();
  }

  std::string_view zh;
  std::string_view en;
};

// A message without arguments, still where it stands in the program: for what is told to a function that seldom says it.
using Words = Halves<0>;

// The halves with their holes filled; for said().
Said filled(std::string_view zh, std::string_view en, std::span<const Said> arguments);

inline const Said& as_argument(const Said& said) { return said; }
inline Said as_argument(std::string_view text) { return as_written(text); }
inline Said as_argument(const Words& words) { return filled(words.zh, words.en, {}); }
template <std::integral Number>
Said as_argument(Number number) {
  return as_written(std::to_string(number));
}

template <class... Arguments>
Said said(Halves<sizeof...(Arguments)> message, const Arguments&... arguments) {
  const std::array<Said, sizeof...(Arguments)> all{as_argument(arguments)...};
  return filled(message.zh, message.en, all);
}

inline Error error_of(ErrorCode code, const Said& message) { return {code, message.en(), message.zh()}; }
inline Error failed(const Said& message) { return error_of(ErrorCode::Failed, message); }
inline Error invalid(const Said& message) { return error_of(ErrorCode::Invalid, message); }
inline Error not_found(const Said& message) { return error_of(ErrorCode::NotFound, message); }

// What an error says; English where it has no Chinese.
inline Said said_of(const Error& error) { return Said::paired({error.in(Language::Zh), error.message}); }

// The same error, seen from further out, in words: "context: message". A context that is a name, as a path, has Error::within().
inline Error seen_from(const Said& context, const Error& error) {
  return {error.code, context.en() + ": " + error.message, context.zh() + "：" + error.in(Language::Zh)};
}

// In the language of this process; for programs at a terminal.
inline std::string spoken(const Said& message) { return message.in(language_of_process()); }
inline std::string spoken(Words message) { return std::string(language_of_process() == Language::Zh ? message.zh : message.en); }
inline std::string spoken(const Error& error) { return error.in(language_of_process()); }

}  // namespace davy
