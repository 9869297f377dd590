#include "api/http/byte_range.hpp"

#include "api/http/weighted.hpp"

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

namespace davy::api {
namespace {

constexpr std::size_t kRangesMost = 16;
constexpr std::uint64_t kPastAll = std::numeric_limits<std::uint64_t>::max();

// Digits alone; what is larger than any size is past all of it.
std::optional<std::uint64_t> position(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    const auto next = static_cast<std::uint64_t>(digit - '0');
    value = value > (kPastAll - next) / 10 ? kPastAll : value * 10 + next;
  }
  return value;
}

struct RangeSpec {
  std::optional<std::uint64_t> first;  // none: the last bytes, as many as `last` says
  std::optional<std::uint64_t> last;   // none: to the end
};

// int-range or suffix-range (§14.1.2).
std::optional<RangeSpec> range_spec(std::string_view item) {
  const auto dash = item.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view before = item.substr(0, dash);
  const std::string_view after = item.substr(dash + 1);
  const RangeSpec spec{position(before), position(after)};
  const bool sound = (before.empty() || spec.first) && (after.empty() || spec.last) && (spec.first || spec.last);
  if (!sound || (spec.first && spec.last && *spec.last < *spec.first)) return std::nullopt;
  return spec;
}

std::optional<ByteRange> part_of_size(const RangeSpec& spec, std::uint64_t size) {
  if (size == 0) return std::nullopt;
  if (!spec.first) {
    if (*spec.last == 0) return std::nullopt;
    return ByteRange{size - std::min(*spec.last, size), size - 1};
  }
  if (*spec.first >= size) return std::nullopt;
  return ByteRange{*spec.first, std::min(spec.last.value_or(kPastAll), size - 1)};
}

bool is_bytes(std::string_view unit) {  // names of units are case-insensitive (§14.1)
  constexpr std::string_view kBytes = "bytes";
  return std::ranges::equal(unit, kBytes, {}, [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
}

}  // namespace

RangeAsked range_asked(std::string_view header, std::uint64_t size) {
  // 1. range-unit "=" range-set
  const auto equals = header.find('=');
  if (equals == std::string_view::npos || !is_bytes(header.substr(0, equals))) return WholeAsked{};
  const std::vector<std::string_view> items = list_items(header.substr(equals + 1));
  if (items.empty() || items.size() > kRangesMost) return WholeAsked{};
  // 2. One that breaks the grammar makes the whole header none.
  std::optional<ByteRange> found;
  for (const std::string_view item : items) {
    const auto spec = range_spec(item);
    if (!spec) return WholeAsked{};
    if (!found) found = part_of_size(*spec, size);
  }
  // 3. The first that overlaps what there is.
  if (!found) return NoSuchRange{};
  return *found;
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
  return "bytes " + std::to_string(range.first) + "-" + std::to_string(range.last) + "/" + std::to_string(size);
}

std::string content_range(NoSuchRange, std::uint64_t size) { return "bytes */" + std::to_string(size); }

}  // namespace davy::api
