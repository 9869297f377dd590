#include "base/columns.hpp"

#include <algorithm>

namespace davy {
namespace {

constexpr std::string_view kClosing = "，。；：、！？）》】」』”";
constexpr std::string_view kOpening = "（《【「『“";

// The character at `at`, as UTF-8 has it; what is no UTF-8 goes byte by byte.
std::string_view sign_at(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
  return text.substr(at, std::min(length, text.size() - at));
}

// U+3000 and what follows it.
bool is_wide(std::string_view sign) { return !sign.empty() && static_cast<unsigned char>(sign.front()) >= 0xE3; }

// Whether a line may end between two characters that stand together.
bool may_part(std::string_view before, std::string_view after) {
  if (!is_wide(before) && !is_wide(after)) return false;
  return kClosing.find(after) == std::string_view::npos && kOpening.find(before) == std::string_view::npos;
}

// Where a line could end, and where the next would begin, which is never 0.
struct Break {
  std::size_t end = 0;
  std::size_t next = 0;
};
constexpr Break kNowhere;

// Of one line, as it was written.
std::string wrapped_line(std::string_view text, std::size_t columns) {
  std::string lines;
  std::size_t begin = 0;
  std::size_t width = 0;  // from `begin` on
  Break last = kNowhere;
  std::string_view before;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view sign = sign_at(text, at);
    const std::size_t after = at + sign.size();
    if (sign == " ")
      last = Break{at, after};
    else if (at > begin && before != " " && may_part(before, sign))
      last = Break{at, at};
    width += columns_of(sign);
    if (width > columns && last.next > 0) {
      lines.append(text.substr(begin, last.end - begin)).append("\n");
      begin = last.next;
      width = columns_of(text.substr(begin, after - begin));
      last = kNowhere;
    }
    before = sign;
    at = after;
  }
  return lines.append(text.substr(begin));
}

}  // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view sign = sign_at(text, at);
    columns += is_wide(sign) ? 2 : 1;
    at += sign.size();
  }
  return columns;
}

std::string wrapped(std::string_view text, std::size_t columns) {
  std::string lines;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find('\n', begin);
    lines += wrapped_line(text.substr(begin, end - begin), columns);
    if (end == std::string_view::npos) return lines;
    lines += '\n';
    begin = end + 1;
  }
}

}  // namespace davy
