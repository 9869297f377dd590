#include "api/resources/whole_list.hpp"

#include "base/bytes.hpp"

namespace davy::api {
namespace {

constexpr char kBetween = '\n';  // no text of a line has it

std::string order_of(const WholeListAsked& asked) { return (asked.way == store::ListOrder::Way::Down ? "-" : "") + asked.by; }

// The order, the rank and the name of "-name\nli.na\n…"; none: no list gave it.
std::optional<LinePlace> place_in(const std::string& cursor, const WholeListAsked& asked) {
  const auto text = bytes_from_hex(cursor);
  if (!text) return std::nullopt;
  const std::size_t first = text->find(kBetween);
  const std::size_t last = text->rfind(kBetween);
  if (first == std::string::npos || first == last || text->substr(0, first) != order_of(asked)) return std::nullopt;
  return LinePlace{text->substr(first + 1, last - first - 1), text->substr(last + 1)};
}

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

}  // namespace

WholeListAsked whole_asked(Fields& query, const std::vector<std::string>& fields) {
  std::vector<std::string> choices;
  for (const std::string& each : fields)
    for (const char* way : {"", "-"}) choices.push_back(way + each);
  const std::string sort = query.choice_or("sort", choices, fields.front());
  WholeListAsked asked;
  if (sort.starts_with('-')) asked.way = store::ListOrder::Way::Down;
  asked.by = sort.starts_with('-') ? sort.substr(1) : sort;
  asked.limit = query.limit();
  const std::string cursor = query.text_or("after", "");
  if (cursor.empty()) return asked;
  asked.after = place_in(cursor, asked);
  if (!asked.after) query.wrong("after", "不是此列表按此顺序给出的翻页标记", "is no cursor that this list gave in this order");
  return asked;
}

std::string to_cursor(const LinePlace& place, const WholeListAsked& asked) {
  const std::string text = order_of(asked) + kBetween + place.rank + kBetween + place.name;
  return to_hex(std::vector<std::uint8_t>(text.begin(), text.end()));
}

std::string rank_of(std::int64_t number) {
  const std::string digits = std::to_string(static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63));
  return std::string(20 - digits.size(), '0') + digits;
}

bool holds_text(std::string_view text, std::string_view sought) {
  const auto same = [](char one, char other) { return lower(one) == lower(other); };
  return std::search(text.begin(), text.end(), sought.begin(), sought.end(), same) != text.end() || sought.empty();
}

}  // namespace davy::api
