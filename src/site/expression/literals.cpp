#include "site/expression/literals.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace davy::site::expression {
namespace {

constexpr std::string_view kBlanks = " \t\n\f\r";
constexpr std::array<std::string_view, 8> kSpans{"min", "ms", "us", "ns", "d", "h", "m", "s"};  // longer ones first

struct Per {
  std::string_view text;
  double per_minute;
};
constexpr std::array<Per, 3> kPers{{{"/min", 1}, {"/h", 1.0 / 60}, {"/s", 60}}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_raw(std::string_view literal) { return literal.front() == 'r' || literal.front() == 'R'; }

// The delimiter: one or three quotes.
std::string_view delimiter(std::string_view from_quote) {
  const bool three = from_quote.size() >= 3 && from_quote[1] == from_quote[0] && from_quote[2] == from_quote[0];
  return from_quote.substr(0, three ? 3 : 1);
}

void append_utf8(std::string& to, std::uint32_t code) {
  const auto byte = [&](std::uint32_t value) { to += static_cast<char>(static_cast<unsigned char>(value)); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) return byte(0xC0 | (code >> 6)), byte(0x80 | (code & 0x3F));
  if (code < 0x10000) return byte(0xE0 | (code >> 12)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F));
  byte(0xF0 | (code >> 18)), byte(0x80 | ((code >> 12) & 0x3F)), byte(0x80 | ((code >> 6) & 0x3F)), byte(0x80 | (code & 0x3F));
}

char simple_escape(char c) {
  constexpr std::string_view kFrom = "abfnrtv\\?\"'`";
  constexpr std::string_view kTo = "\a\b\f\n\r\t\v\\?\"'`";
  const std::size_t at = kFrom.find(c);
  return at == std::string_view::npos ? '\0' : kTo[at];
}

// Reads the escape at the front of `in`, which begins with a backslash, and takes it off.
std::optional<LiteralFault> read_escape(std::string_view& in, std::string& to) {
  const auto fault = [&](std::size_t length) {
    return LiteralFault{0, said({"转义 '{}'", "escape '{}'"}, in.substr(0, std::min(length, in.size()))),
                        said({"CEL 的转义：\\n \\t \\\" \\' \\\\ \\xHH \\uHHHH \\UHHHHHHHH，或不超过 \\377 的三位八进制数",
                              "an escape of CEL: \\n \\t \\\" \\' \\\\ \\xHH \\uHHHH \\UHHHHHHHH or three octal digits up to \\377"})};
  };
  if (in.size() < 2) return fault(1);
  const char kind = in[1];
  if (const char simple = simple_escape(kind); simple != '\0') {
    to += simple;
    in.remove_prefix(2);
    return std::nullopt;
  }
  const bool octal = kind >= '0' && kind <= '3';
  const std::size_t digits = octal ? 3 : kind == 'x' || kind == 'X' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  const std::size_t first = octal ? 1 : 2;
  if (digits == 0 || in.size() < first + digits) return fault(first + digits);
  std::uint32_t code = 0;
  for (const char c : in.substr(first, digits)) {
    const int value = hex_value(c);
    if (value < 0 || (octal && value > 7)) return fault(first + digits);
    code = code * (octal ? 8 : 16) + static_cast<std::uint32_t>(value);
  }
  if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return fault(first + digits);
  append_utf8(to, code);
  in.remove_prefix(first + digits);
  return std::nullopt;
}

// "min30s" behind "1h" and the like: spans of time one after the other, nothing between them.
std::size_t spans_length(std::string_view rest) {
  std::size_t length = 0;
  for (;;) {
    const auto span = std::find_if(kSpans.begin(), kSpans.end(), [&](std::string_view s) {
      const std::string_view here = rest.substr(length);
      return here.starts_with(s) && (here.size() == s.size() || !is_word(here[s.size()]) || is_digit(here[s.size()]));
    });
    if (span == kSpans.end()) return 0;
    length += span->size();
    const std::size_t number = length;
    while (length < rest.size() && is_digit(rest[length])) ++length;
    if (length == number) return length;
  }
}

// After `%` alone: can what follows not be an operand?
bool ends_operand(std::string_view rest) {
  const std::size_t at = rest.find_first_not_of(kBlanks);
  if (at == std::string_view::npos) return true;
  const char c = rest[at];
  if (c == '!') return rest.substr(at).starts_with("!=");
  if (rest.substr(at).starts_with("in") && (at + 2 == rest.size() || !is_word(rest[at + 2]))) return true;
  return std::string_view(")],?:&|<>=*/").find(c) != std::string_view::npos;
}

bool stands_alone(std::string_view rest, std::size_t length) {
  if (length == rest.size()) return true;
  if (rest.substr(0, length) == "%")
    return ends_operand(rest.substr(length)) ||
           std::any_of(kPers.begin(), kPers.end(), [&](const Per& per) { return rest.substr(length).starts_with(per.text); });
  return !is_word(rest[length - 1]) || !is_word(rest[length]);
}

std::size_t unit_length(std::string_view rest) {
  std::size_t longest = 0;
  for (const Unit& unit : all_units())
    for (const std::string_view name : {unit.symbol, unit.ascii})
      if (!name.empty() && name != "1" && rest.starts_with(name) && name.size() > longest && stands_alone(rest, name.size()))
        longest = name.size();
  if (longest == 0) return 0;
  for (const Per& per : kPers) {
    const std::string_view behind = rest.substr(longest);
    if (behind.starts_with(per.text) && (behind.size() == per.text.size() || !is_word(behind[per.text.size()])))
      return longest + per.text.size();
  }
  return longest;
}

}  // namespace

bool is_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

std::size_t quoted_length(std::string_view rest) {
  if (rest.empty()) return 0;
  const std::size_t prefix = is_raw(rest) ? 1 : 0;
  if (prefix >= rest.size() || (rest[prefix] != '"' && rest[prefix] != '\'')) return 0;
  const std::string_view quote = delimiter(rest.substr(prefix));
  for (std::size_t at = prefix + quote.size(); at < rest.size(); ++at) {
    if (rest.substr(at).starts_with(quote)) return at + quote.size();
    if (quote.size() == 1 && (rest[at] == '\n' || rest[at] == '\r')) return std::string_view::npos;
    if (rest[at] == '\\' && prefix == 0) ++at;
  }
  return std::string_view::npos;
}

Unquoted unquote(std::string_view literal) {
  const std::size_t prefix = is_raw(literal) ? 1 : 0;
  const std::size_t quote = delimiter(literal.substr(prefix)).size();
  std::string_view in = literal.substr(prefix + quote, literal.size() - prefix - 2 * quote);
  if (prefix != 0) return {std::string(in), std::nullopt};
  Unquoted read;
  while (!in.empty()) {
    if (in.front() != '\\') {
      read.value += in.front();
      in.remove_prefix(1);
    } else if (auto fault = read_escape(in, read.value)) {
      fault->offset = static_cast<std::size_t>(in.data() - literal.data());
      read.fault = std::move(fault);
      return read;
    }
  }
  return read;
}

std::size_t suffix_length(std::string_view rest) {
  const std::size_t blanks = std::min(rest.find_first_not_of(" \t"), rest.size());
  const std::size_t unit = unit_length(rest.substr(blanks));
  const std::size_t spans = blanks == 0 ? spans_length(rest) : 0;
  if (unit == 0 && spans == 0) return 0;
  return std::max(unit == 0 ? 0 : blanks + unit, spans);
}

WrittenUnit written_unit(std::string_view text) {
  if (const Unit* unit = find_unit(text); unit != nullptr && text != "1" && !text.empty()) return {unit, 0};
  for (const Per& per : kPers)
    if (text.ends_with(per.text)) return {find_unit(text.substr(0, text.size() - per.text.size())), per.per_minute};
  return {};
}

std::optional<Duration> cel_duration(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> kUnits{
      {{"ms", 1'000'000}, {"us", 1'000}, {"ns", 1}, {"h", 3'600'000'000'000}, {"m", 60'000'000'000}, {"s", 1'000'000'000}}};
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  if (text == "0") return Duration();
  if (text.empty()) return std::nullopt;
  std::int64_t total = 0;
  while (!text.empty()) {
    std::int64_t whole = 0;
    std::size_t at = 0;
    for (; at < text.size() && is_digit(text[at]); ++at)
      if (__builtin_mul_overflow(whole, 10, &whole) || __builtin_add_overflow(whole, text[at] - '0', &whole)) return std::nullopt;
    std::string_view fraction;
    if (at < text.size() && text[at] == '.') {
      const std::size_t first = at + 1;
      for (++at; at < text.size() && is_digit(text[at]);) ++at;
      fraction = text.substr(first, at - first);
    }
    if (at == 0 || (at == 1 && text[0] == '.')) return std::nullopt;
    const auto unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const auto& u) { return text.substr(at).starts_with(u.first); });
    if (unit == kUnits.end()) return std::nullopt;
    if (__builtin_mul_overflow(whole, unit->second, &whole) || __builtin_add_overflow(total, whole, &total)) return std::nullopt;
    std::int64_t part = unit->second;
    for (const char digit : fraction) total += (part /= 10) * (digit - '0');
    text.remove_prefix(at + unit->first.size());
  }
  return Duration::from_ns(negative ? -total : total);
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || at + length > text.size()) return false;
    std::uint32_t code = length == 1 ? lead : lead & (0x7FU >> length);
    for (const char c : text.substr(at + 1, length - 1)) {
      if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) return false;
      code = (code << 6) | (static_cast<unsigned char>(c) & 0x3FU);
    }
    const bool overlong = (length == 3 && code < 0x800) || (length == 4 && code < 0x10000);
    if (overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return false;
    at += length;
  }
  return true;
}

}  // namespace davy::site::expression
