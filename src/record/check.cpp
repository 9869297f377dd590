#include "record/check.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <regex>

namespace davy::record {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kFoundMost = 60;
constexpr std::size_t kTextsMost = 200;
constexpr std::size_t kIdMost = 64;

std::string shown(const Json& json) {
  std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() <= kFoundMost) return text;
  std::size_t end = kFoundMost;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }));
}

// Whole ones without a point, as people write them.
std::string number(double value) {
  const bool whole = std::floor(value) == value && std::abs(value) < 1e15;
  return whole ? std::to_string(static_cast<std::int64_t>(value)) : Json(value).dump();
}

// A day that there is, as 2027-01-15.
bool is_date(const std::string& text) {
  static const std::regex kForm("([0-9]{4})-([0-9]{2})-([0-9]{2})");
  std::smatch parts;
  if (!std::regex_match(text, parts, kForm)) return false;
  const auto number = [&](std::size_t part) { return std::stoi(parts[part]); };
  const std::chrono::year_month_day day(std::chrono::year(number(1)), std::chrono::month(static_cast<unsigned>(number(2))),
                                        std::chrono::day(static_cast<unsigned>(number(3))));
  return day.ok();
}

Text one_of(const Field& field) {
  Text text{"以下之一：", "one of "};
  for (std::size_t i = 0; i < field.choices.size(); ++i) {
    text.zh += (i == 0 ? "" : "、") + field.choices[i].value;
    text.en += (i == 0 ? "" : ", ") + field.choices[i].value;
  }
  return text;
}

Text of_the_site(SitePart part) {
  switch (part) {
    case SitePart::None: break;
    case SitePart::Zone: return {"现场配置中的区域名", "the name of a zone of the site"};
    case SitePart::Device: return {"现场配置中的设备名", "the name of a device of the site"};
    case SitePart::Point: return {"现场配置中的测点名", "the name of a point of the site"};
    case SitePart::Condition: return {"现场配置中的条件名，如 ch4-01:high", "the name of a condition of the site, as ch4-01:high"};
    case SitePart::Row: return {"现场配置中的联锁行名", "the name of a row of the site's cause-and-effect table"};
    case SitePart::Post: return {"现场配置中的岗位名", "the name of a post of the site"};
  }
  return {};
}

// What the field wants instead of the value; none when it is right.
class Judge {
 public:
  Judge(const Field& field, const SiteNames& names) : field_(field), names_(names) {}

  std::optional<Text> expected(const Json& value) const {
    switch (field_.type) {
      case FieldType::Text: return value.is_string() ? of_text(value.get_ref<const std::string&>()) : Text{"文字", "text"};
      case FieldType::Date:
        if (value.is_string() && is_date(value.get_ref<const std::string&>())) return std::nullopt;
        return Text{"日期，如 2027-01-15", "a date, as 2027-01-15"};
      case FieldType::Number: return value.is_number() ? of_number(value.get<double>()) : Text{"数字", "a number"};
      case FieldType::Integer:
        return value.is_number() && std::floor(value.get<double>()) == value.get<double>() ? of_number(value.get<double>())
                                                                                           : Text{"整数", "a whole number"};
      case FieldType::Flag: return value.is_boolean() ? std::nullopt : std::optional(Text{"true 或 false", "true or false"});
      case FieldType::Texts: return of_texts(value);
    }
    return std::nullopt;
  }

 private:
  std::optional<Text> of_text(const std::string& text) const {
    if (!field_.choices.empty() && std::ranges::find(field_.choices, text, &Choice::value) == field_.choices.end()) return one_of(field_);
    const std::size_t length = characters(text);
    if (length < field_.length_least)
      return Text{"至少 " + std::to_string(field_.length_least) + " 个字",
                  "at least " + std::to_string(field_.length_least) + " characters"};
    if (length > field_.length_most)
      return Text{"最多 " + std::to_string(field_.length_most) + " 个字", "at most " + std::to_string(field_.length_most) + " characters"};
    if (!field_.pattern.empty() && !std::regex_search(text, std::regex(field_.pattern))) return field_.pattern_words;
    if (!field_.refers_to.empty() && !is_record_id(text)) return Text{"一条记录的编号", "the id of a record"};
    if (field_.site_part != SitePart::None && names_ && !names_(field_.site_part, text)) return of_the_site(field_.site_part);
    return std::nullopt;
  }
  std::optional<Text> of_number(double value) const {
    if (field_.least && value < *field_.least) return Text{"不小于 " + number(*field_.least), number(*field_.least) + " or more"};
    if (field_.most && value > *field_.most) return Text{"不大于 " + number(*field_.most), number(*field_.most) + " or less"};
    return std::nullopt;
  }
  std::optional<Text> of_texts(const Json& value) const {
    if (!value.is_array() || value.size() > kTextsMost) return Text{"一列文字", "a list of texts"};
    for (const Json& each : value) {
      if (!each.is_string()) return Text{"一列文字", "a list of texts"};
      if (auto wrong = of_text(each.get_ref<const std::string&>())) return wrong;
    }
    return std::nullopt;
  }

  const Field& field_;
  const SiteNames& names_;
};

bool is_empty(const Json& value) {
  return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty()) || (value.is_array() && value.empty());
}

void add_marks(const Kind& kind, const Json& json, Sound& sound) {
  for (const Field& field : kind.fields) {
    const auto value = json.find(field.name);
    if (value == json.end()) continue;
    if (field.uniqueness == Uniqueness::Unique)
      sound.unique.push_back({field.name, value->is_string() ? value->get<std::string>() : value->dump()});
    if (field.refers_to.empty() && field.read_by == ReadBy::People) continue;
    for (const Json& each : value->is_array() ? *value : Json::array({*value})) {
      const std::string text = each.is_string() ? each.get<std::string>() : each.dump();
      if (!field.refers_to.empty()) sound.references.push_back({field.name, field.refers_to + "/" + text});
      if (field.read_by == ReadBy::Core) sound.live.push_back({field.name, text});
    }
  }
}

}  // namespace

Checked check(const Kind& kind, std::string_view text, const SiteNames& names) {
  Checked checked;
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) {
    checked.faults.push_back({"", json.is_discarded() ? "" : shown(json), {"一个 JSON 对象", "a JSON object"}});
    return checked;
  }
  for (auto each = json.begin(); each != json.end();) each = is_empty(*each) ? json.erase(each) : std::next(each);
  for (const Field& field : kind.fields) {
    const auto value = json.find(field.name);
    if (value != json.end()) {
      if (const auto expected = Judge(field, names).expected(*value)) checked.faults.push_back({field.name, shown(*value), *expected});
    } else if (field.need == Need::Required) {
      checked.faults.push_back({field.name, "", {"必填", "a value: it must be given"}});
    }
  }
  for (const auto& [name, value] : json.items())
    if (kind.field(name) == nullptr)
      checked.faults.push_back({name, shown(value), {"该类记录没有此字段", "no such field: this kind has none"}});
  if (!checked.faults.empty()) return checked;
  Sound sound;
  add_marks(kind, json, sound);
  sound.body = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  checked.sound = std::move(sound);
  return checked;
}

std::string without_personal(const Kind& kind, std::string_view body) {
  Json json = Json::parse(body, nullptr, false);
  for (const Field& field : kind.fields)
    if (field.privacy == Privacy::Personal && json.is_object()) json.erase(field.name);
  return json.is_discarded() ? "{}" : json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool is_record_id(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !text.empty() && text.size() <= kIdMost && std::ranges::all_of(text, allowed) && text.front() != '-' && text.back() != '-';
}

}  // namespace davy::record
