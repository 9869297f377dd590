#include "api/json/json_writer.hpp"

#include "base/ensure.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace davy::api {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// Length of the UTF-8 sequence at the start of `text`, 0 when there is none (RFC 3629 §4: shortest form, no surrogates, up to U+10FFFF).
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto tail = [&](std::size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xBF; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const bool shortest = lead != 0xE0 || byte(1) >= 0xA0;
    const bool no_surrogate = lead != 0xED || byte(1) <= 0x9F;
    return tail(1) && tail(2) && shortest && no_surrogate ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const bool shortest = lead != 0xF0 || byte(1) >= 0x90;
    const bool in_range = lead != 0xF4 || byte(1) <= 0x8F;
    return tail(1) && tail(2) && tail(3) && shortest && in_range ? 4 : 0;
  }
  return 0;
}

std::string_view escape_of(char c, std::array<char, 6>& room) {
  switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: break;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto code = static_cast<unsigned char>(c);
  room = {'\\', 'u', '0', '0', kDigits[code >> 4U], kDigits[code & 0xFU]};
  return {room.data(), room.size()};
}

}  // namespace

JsonWriter& JsonWriter::end() {
  ensure(!open_.empty() && !after_key_, "an end() for each object() and list()");
  out_ += open_.back();
  open_.pop_back();
  first_ = false;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  ensure(!open_.empty() && open_.back() == '}' && !after_key_, "a key stands in an object");
  separate();
  quote(name);
  out_ += ':';
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  quote(text);
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return raw("null");
  std::array<char, 32> room{};
  const auto [last, error] = std::to_chars(room.data(), room.data() + room.size(), number);
  ensure(error == std::errc{}, "a double has room");
  return raw({room.data(), static_cast<std::size_t>(last - room.data())});
}

JsonWriter& JsonWriter::value(const Text& text) { return object().field("zh", text.zh).field("en", text.en).end(); }

std::string JsonWriter::take() {
  ensure(open_.empty() && !after_key_, "everything is closed");
  return std::move(out_);
}

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  open_ += bracket == '{' ? '}' : ']';
  first_ = true;
  return *this;
}

void JsonWriter::separate() {
  if (after_key_) {
    after_key_ = false;
  } else {
    ensure(open_.empty() ? out_.empty() : true, "one value at the top");
    if (!first_) out_ += ',';
  }
  first_ = false;
}

void JsonWriter::quote(std::string_view text) {
  out_ += '"';
  std::array<char, 6> room{};
  while (!text.empty()) {
    const char c = text.front();
    const std::size_t length = utf8_length(text);
    if (length == 0) {
      out_ += kReplacement;
    } else if (length == 1 && (static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\')) {
      out_ += escape_of(c, room);
    } else {
      out_ += text.substr(0, length);
    }
    text.remove_prefix(length == 0 ? 1 : length);
  }
  out_ += '"';
}

std::optional<Instant> or_null(Instant at) {
  const bool happened = at != Instant::before_all() && at != Instant::never() && at != Instant();
  return happened ? std::optional(at) : std::nullopt;
}

}  // namespace davy::api
