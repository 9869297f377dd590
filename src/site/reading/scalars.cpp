#include "site/reading/scalars.hpp"

#include "base/text.hpp"
#include "site/reading/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace davy::site {
namespace {

constexpr std::size_t kNameMax = 64;

bool is_text(const YamlNode& node) { return node.kind == YamlNode::Kind::Scalar && !node.text.empty(); }

std::nullopt_t wrong(Report& report, const YamlNode& node, Words expected) {
  report.error(node, quoted(node), said(expected));
  return std::nullopt;
}

// The number at the start of `text`, and what follows it.
struct Leading {
  double value;
  std::string_view rest;
};

std::optional<Leading> leading_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || !std::isfinite(value)) return std::nullopt;
  return Leading{value, text.substr(static_cast<std::size_t>(end - text.data()))};
}

std::optional<int> two_digits(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

// "hh:mm" as minutes.
std::optional<int> clock_minutes(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const std::optional<int> hours = two_digits(text.substr(0, 2));
  const std::optional<int> minutes = two_digits(text.substr(3));
  if (!hours || !minutes || *minutes > 59) return std::nullopt;
  return *hours * 60 + *minutes;
}

Duration from_minutes(int minutes) { return 1_min * minutes; }

}  // namespace

Text to_text(const TextView& view) { return {std::string(view.zh), std::string(view.en)}; }

std::string shown(double value) { return fmt::format("{}", value); }

std::string shown(double value, const Unit& unit) {
  if (unit.symbol.empty() || unit.dimension == Dimension::State) return shown(value);
  return fmt::format("{} {}", value, unit.symbol);
}

std::optional<std::string_view> read_word(Report& report, const YamlNode& node, Words what) {
  if (!is_text(node)) return wrong(report, node, what);
  return node.text;
}

std::optional<std::string_view> read_name(Report& report, const YamlNode& node) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  const std::string_view text = node.text;
  if (!is_text(node) || text.size() > kNameMax || !std::all_of(text.begin(), text.end(), allowed) || text.front() == '-' ||
      text.back() == '-')
    return wrong(report, node,
                 {"由 a-z、0-9 和 '-' 组成的名称，至多 64 个字符，首尾不用 '-'",
                  "a name of a-z, 0-9 and '-', at most 64 characters, '-' only inside"});
  return text;
}

std::optional<double> read_number(Report& report, const YamlNode& node) {
  const std::optional<Leading> number = is_text(node) ? leading_number(node.text) : std::nullopt;
  if (!number || !number->rest.empty()) return wrong(report, node, {"数", "a number"});
  return number->value;
}

std::optional<std::size_t> read_count(Report& report, const YamlNode& node) {
  std::size_t count = 0;
  const char* end = node.text.data() + node.text.size();
  const auto [at, error] = std::from_chars(node.text.data(), end, count);
  if (!is_text(node) || error != std::errc() || at != end || count == 0)
    return wrong(report, node, {"从 1 起的整数", "a whole number from 1"});
  return count;
}

std::optional<Quantity> read_quantity(Report& report, const YamlNode& node) {
  const std::optional<Leading> number = is_text(node) ? leading_number(node.text) : std::nullopt;
  if (!number) return wrong(report, node, {"数，或带单位的数", "a number, or a number with its unit"});
  Quantity quantity{number->value, nullptr, &node};
  const std::size_t start = number->rest.find_first_not_of(' ');
  if (start == std::string_view::npos) return quantity;
  quantity.unit = find_unit(number->rest.substr(start));
  if (quantity.unit == nullptr) return wrong(report, node, {"数，或带已知单位的数", "a number, or a number with a known unit"});
  return quantity;
}

std::optional<bool> read_flag(Report& report, const YamlNode& node) {
  if (node.text == "true") return true;
  if (node.text == "false") return false;
  return wrong(report, node, {"true 或 false（是或否）", "true or false"});
}

std::optional<const Unit*> read_unit(Report& report, const YamlNode& node) {
  if (node.kind == YamlNode::Kind::Scalar && (!node.text.empty() || node.style == YamlNode::Style::Quoted))
    if (const Unit* unit = find_unit(node.text)) return unit;
  std::vector<std::string> symbols;
  for (const Unit& unit : all_units()) {
    symbols.emplace_back(unit.symbol);
    symbols.emplace_back(unit.ascii);
  }
  report.error(node, said({"单位 {}", "unit {}"}, quoted(node)),
               said({"已知的单位，如 %LEL、ppm、degC、kPa、m3/h、state", "a known unit, as %LEL, ppm, degC, kPa, m3/h, state"}),
               nearest(node.text.substr(0, kNameMax), symbols));
  return std::nullopt;
}

std::optional<Duration> read_duration(Report& report, const YamlNode& node, Sign sign) {
  const Words expected =
      sign == Sign::Positive
          ? Words{"大于零的带单位时长，如 500ms、30s、10min、8h", "a time span above zero with its unit, as 500ms, 30s, 10min, 8h"}
          : Words{"带单位的时长，如 0s、500ms、30s、10min、8h", "a time span with its unit, as 0s, 500ms, 30s, 10min, 8h"};
  if (!is_text(node)) return wrong(report, node, expected);
  const Result<Duration> duration = parse_duration(node.text);
  if (!duration) return wrong(report, node, expected);
  if (sign == Sign::NotNegative && *duration < 0_s) return wrong(report, node, expected);
  if (sign == Sign::Positive && *duration <= 0_s) return wrong(report, node, expected);
  return *duration;
}

std::optional<Day> read_day(Report& report, const YamlNode& node) {
  const Result<Day> day = parse_day(node.text);
  if (node.kind == YamlNode::Kind::Scalar && day) return *day;
  report.error(node, quoted(node), said({"日期，如 2026-10-01", "a day, as 2026-10-01"}));
  return std::nullopt;
}

std::optional<Duration> read_time_of_day(Report& report, const YamlNode& node) {
  const std::optional<int> minutes = clock_minutes(node.text);
  if (!minutes || *minutes > 24 * 60) return wrong(report, node, {"一天中的时刻，如 \"08:30\"", "a time of day, as \"08:30\""});
  return from_minutes(*minutes % (24 * 60));
}

std::optional<Duration> read_utc_offset(Report& report, const YamlNode& node) {
  const std::string_view text = node.text;
  const std::optional<int> minutes = text.empty() ? std::nullopt : clock_minutes(text.substr(1));
  if (!minutes || *minutes > 14 * 60 || (text[0] != '+' && text[0] != '-'))
    return wrong(report, node, {"与 UTC 的时差，如 \"+08:00\"", "an offset from UTC, as \"+08:00\""});
  return from_minutes(text[0] == '-' ? -*minutes : *minutes);
}

std::optional<Metres> read_place(Report& report, const YamlNode& node) {
  const YamlNode* x = node.kind == YamlNode::Kind::Sequence ? node.first : nullptr;
  const YamlNode* y = x != nullptr ? x->next : nullptr;
  if (y == nullptr || y->next != nullptr)
    return wrong(report, node, {"平面图上的位置，单位米，如 [12.5, 8]", "a place on the plan in metres, as [12.5, 8]"});
  const std::optional<double> first = read_number(report, *x);
  const std::optional<double> second = read_number(report, *y);
  if (!first || !second) return std::nullopt;
  return Metres{*first, *second};
}

std::optional<TextView> read_text(Report& report, const YamlNode& node) {
  static constexpr std::array<std::string_view, 2> kKeys{"zh", "en"};
  if (node.kind != YamlNode::Kind::Mapping)
    return wrong(report, node, {"中英文齐全，如 {zh: …, en: …}", "both languages, as {zh: …, en: …}"});
  const Record record(report, node, kKeys);
  const YamlNode* zh = record.need("zh", {"中文文本", "the Chinese text"});
  const YamlNode* en = record.need("en", {"英文文本", "the English text"});
  if (zh == nullptr || en == nullptr) return std::nullopt;
  const auto zh_text = read_word(report, *zh, {"中文文本", "the Chinese text"});
  const auto en_text = read_word(report, *en, {"英文文本", "the English text"});
  if (!zh_text || !en_text) return std::nullopt;
  return TextView{*zh_text, *en_text};
}

std::optional<TextView> read_title(Report& report, const YamlNode& node) {
  if (is_text(node)) return TextView{node.text, node.text};
  return read_text(report, node);
}

std::optional<TextView> read_basis(Report& report, const YamlNode& node) {
  if (node.kind == YamlNode::Kind::Mapping) return read_text(report, node);
  const auto word = read_word(report, node,
                              {"标准及条款，或由谁决定，写一段文本或 {zh: …, en: …}",
                               "the standard and clause, or who decided it, as one text or {zh: …, en: …}"});
  return word ? std::optional(TextView{*word, *word}) : std::nullopt;
}

std::optional<double> in_unit(Report& report, const Quantity& quantity, const Unit& unit, Meaning meaning) {
  if (quantity.unit == nullptr) return quantity.value;
  const Result<double> value = convert(quantity.value, *quantity.unit, unit);
  const Result<double> zero = convert(0, *quantity.unit, unit);
  if (!value || !zero) {
    report.error(*quantity.at, quoted(*quantity.at),
                 said({"单位为 {} 的数（{} 不能换算为该单位）", "a number in {} ({} does not convert to it)"}, unit.symbol,
                      quantity.unit->symbol));
    return std::nullopt;
  }
  return meaning == Meaning::Level ? *value : *value - *zero;
}

std::optional<std::vector<const YamlNode*>> read_list(Report& report, const YamlNode& node, Words what) {
  if (node.kind != YamlNode::Kind::Sequence) return wrong(report, node, what);
  std::vector<const YamlNode*> items;
  for (const YamlNode& item : node) items.push_back(&item);
  return items;
}

void report_wrong_word(Report& report, const YamlNode& node, Words what, const std::vector<std::string>& words) {
  std::string listed;
  for (const std::string& word : words) listed += (&word == words.data() ? "" : ", ") + word;
  report.error(node, said({"{} {}", "{} {}"}, what, quoted(node)), said({"下列之一：{}", "one of {}"}, listed),
               nearest(node.text.substr(0, kNameMax), words));
}

}  // namespace davy::site
