#include "api/http/weighted.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <charconv>

namespace davy::api {
namespace {

// Of "q=0.5"; 1 when there is none.
double weight_of(std::string_view parameters) {
  const std::string_view text = trimmed(parameters);
  if (text.empty()) return 1;
  if (text.substr(0, 2) != "q=" && text.substr(0, 2) != "Q=") return 0;
  double weight = 0;
  const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), weight, std::chars_format::fixed);
  return error == std::errc() && end == text.data() + text.size() && weight >= 0 && weight <= 1 ? weight : 0;
}

}  // namespace

std::vector<std::string_view> list_items(std::string_view header) {
  std::vector<std::string_view> items;
  while (!header.empty()) {
    const std::string_view item = trimmed(header.substr(0, header.find(',')));
    header.remove_prefix(std::min(header.find(','), header.size() - 1) + 1);
    if (!item.empty()) items.push_back(item);
  }
  return items;
}

std::vector<Weighted> weighted(std::string_view header) {
  std::vector<Weighted> names;
  for (const std::string_view item : list_items(header)) {
    const auto semicolon = std::min(item.find(';'), item.size());
    names.push_back({trimmed(item.substr(0, semicolon)), weight_of(item.substr(std::min(semicolon + 1, item.size())))});
  }
  return names;
}

}  // namespace davy::api
