#pragma once
// Typed reading of YAML nodes: each function gives the value, or reports what stands there instead and gives nothing.

#include "base/enum_names.hpp"
#include "base/time.hpp"
#include "base/units.hpp"
#include "site/model.hpp"
#include "site/names.hpp"
#include "site/reading/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::site {

// Words in both languages, still in the tree.
struct TextView {
  std::string_view zh;
  std::string_view en;
  bool operator==(const TextView&) const = default;
};

Text to_text(const TextView& view);

// A number as written: "25", "0.3 MPa".
struct Quantity {
  double value = 0;
  const Unit* unit = nullptr;  // null: none was written
  const YamlNode* at = nullptr;
};

enum class Sign { Any, NotNegative, Positive };

std::optional<std::string_view> read_word(Report& report, const YamlNode& node, Words what);
std::optional<std::string_view> read_name(Report& report, const YamlNode& node);  // [a-z0-9-], at most 64, no '-' at an end
std::optional<double> read_number(Report& report, const YamlNode& node);          // finite
std::optional<std::size_t> read_count(Report& report, const YamlNode& node);      // from 1
std::optional<Quantity> read_quantity(Report& report, const YamlNode& node);
std::optional<bool> read_flag(Report& report, const YamlNode& node);  // true, false
std::optional<const Unit*> read_unit(Report& report, const YamlNode& node);
std::optional<Duration> read_duration(Report& report, const YamlNode& node, Sign sign);
std::optional<Day> read_day(Report& report, const YamlNode& node);               // 2026-10-01
std::optional<Duration> read_time_of_day(Report& report, const YamlNode& node);  // "08:30", 00:00 to 24:00
std::optional<Duration> read_utc_offset(Report& report, const YamlNode& node);   // "+08:00"
std::optional<Metres> read_place(Report& report, const YamlNode& node);          // [x, y]
std::optional<TextView> read_text(Report& report, const YamlNode& node);         // {zh: …, en: …}, both filled
std::optional<TextView> read_title(Report& report, const YamlNode& node);        // the same, or one word for both
// Why something is as it is: a standard and clause, a study, or who decided it; {zh: …, en: …}, or one text for both.
std::optional<TextView> read_basis(Report& report, const YamlNode& node);

// `quantity` in `unit`; reports when its own unit does not convert. A difference has no zero point: 5 K is 5 ℃.
enum class Meaning { Level, Difference };
std::optional<double> in_unit(Report& report, const Quantity& quantity, const Unit& unit, Meaning meaning);

// The items of a list; reports what is no list, and gives nothing then.
std::optional<std::vector<const YamlNode*>> read_list(Report& report, const YamlNode& node, Words what);

std::string shown(double value);                    // "0.3", "25"
std::string shown(double value, const Unit& unit);  // "25 %LEL"

void report_wrong_word(Report& report, const YamlNode& node, Words what, const std::vector<std::string>& words);

// One of the enum's names.
template <class E>
std::optional<E> read_enum(Report& report, const YamlNode& node, Words what) {
  if (node.kind == YamlNode::Kind::Scalar)
    if (const std::optional<E> value = value_named<E>(node.text)) return value;
  std::vector<std::string> words;
  for (const auto& entry : kEnumNames<E>) words.emplace_back(entry.name);
  report_wrong_word(report, node, what, words);
  return std::nullopt;
}

}  // namespace davy::site
