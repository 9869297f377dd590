#pragma once
// Literals as they are written: quoted texts with their escapes, and what may stand behind a number.
//
// Source: CEL language definition, "String and Bytes Values". What stands behind a number is Davy's own: a unit ("25 %LEL", "2 degC/min") or
// a time span ("30s", "1h30min").

#include "base/said.hpp"
#include "base/time.hpp"
#include "base/units.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::site::expression {

// A literal that cannot be read: where in it, and why.
struct LiteralFault {
  std::size_t offset = 0;
  Said found;
  Said expected;
};

// The length of the quoted text that `rest` begins with, quotes and prefix included: 0 when it begins with none, npos when it has no end.
std::size_t quoted_length(std::string_view rest);

struct Unquoted {
  std::string value;  // UTF-8
  std::optional<LiteralFault> fault;
};

// The value of one quoted text, escapes read unless it is raw.
Unquoted unquote(std::string_view literal);

// The length of what stands behind a number: blanks and a unit or a time span; 0 when nothing does. `%` is taken as percent only where no
// operand follows; elsewhere it is the remainder.
std::size_t suffix_length(std::string_view rest);

// A unit with the time it is counted per: "degC/min". `per_minute` is what turns a value per that time into one per minute; 0: no rate.
struct WrittenUnit {
  const Unit* unit = nullptr;
  double per_minute = 0;
};

// Null unit when the text is none.
WrittenUnit written_unit(std::string_view text);

// The value of CEL's duration("1h30.5s"): a sign, then numbers with h, m, s, ms, us or ns, fractions too, or "0". None when it is no such text
// or does not fit.
std::optional<Duration> cel_duration(std::string_view text);

bool is_utf8(std::string_view text);

// A letter, a digit or an underscore.
bool is_word(char c);

}  // namespace davy::site::expression
