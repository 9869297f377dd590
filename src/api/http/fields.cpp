#include "api/http/fields.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace davy::api {
namespace {

constexpr double kWholeMost = 9'007'199'254'740'991;  // what JSON's numbers hold exactly

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_control_characters(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F; });
}

bool is_json(std::string_view content_type) {
  std::string kind(content_type.substr(0, content_type.find(';')));
  std::transform(kind.begin(), kind.end(), kind.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  while (!kind.empty() && kind.back() == ' ') kind.pop_back();
  return kind == "application/json";
}

}  // namespace

// One level of objects within objects, and no more.
struct Fields::Parser {
  static Fields fields_of(const nlohmann::json& json) {
    Fields fields;
    for (const auto& [name, value] : json.items())
      if (!value.is_null()) fields.values_[name] = value_of(value);
    return fields;
  }

  static Value value_of(const nlohmann::json& value) {
    const auto all = [&](auto is) { return value.is_array() && std::all_of(value.begin(), value.end(), is); };
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number()) return value.get<double>();
    if (value.is_boolean()) return value.get<bool>() ? 1.0 : 0.0;
    if (value.is_object()) return Object{{flat_fields_of(value)}};
    if (all([](const auto& each) { return each.is_string(); })) return value.get<std::vector<std::string>>();
    if (all([](const auto& each) { return each.is_number(); })) return value.get<std::vector<double>>();
    if (!all([](const auto& each) { return each.is_object(); })) return Other{};
    std::vector<Fields> parts;
    for (const auto& part : value) parts.push_back(flat_fields_of(part));
    return parts;
  }

  static Fields flat_fields_of(const nlohmann::json& json) {
    Fields fields;
    for (const auto& [name, value] : json.items()) {
      const bool deep = value.is_object() || (value.is_array() && !value.empty() && value.front().is_structured());
      if (!value.is_null()) fields.values_[name] = deep ? Value(Other{}) : value_of(value);
    }
    return fields;
  }
};

std::variant<Fields, Problem> Fields::of_body(const Ask& ask) {
  if (ask.body.empty()) return Fields();
  if (!is_json(ask.header("content-type")))
    return api::problem(ProblemKind::UnsupportedMedia, "请以 application/json 发送", "Send application/json");
  const auto json = nlohmann::json::parse(ask.body, nullptr, false);
  if (!json.is_object()) return api::problem(ProblemKind::BadRequest, "内容不是 JSON 对象", "The body is not a JSON object");
  return Parser::fields_of(json);
}

Fields Fields::of_query(const Ask& ask) {
  Fields fields;
  fields.of_query_ = true;
  for (const auto& [name, value] : ask.target.query) fields.values_[name] = value;
  return fields;
}

std::string Fields::text(std::string_view name, Length length) {
  if (absent(name)) return {};
  return maybe_text(name, length).value_or("");
}

std::string Fields::text_or(std::string_view name, std::string fallback, Length length) {
  const auto text = maybe_text(name, length);
  return text ? *text : std::move(fallback);
}

std::optional<std::string> Fields::maybe_text(std::string_view name, Length length) {
  const std::string* text = find_text(name);
  if (text == nullptr) return std::nullopt;
  const std::size_t count = characters(*text);
  if (has_control_characters(*text)) {
    wrong(name, "含有控制字符", "has control characters");
  } else if (length.least > 0 && trimmed(*text).empty()) {
    wrong(name, "必须填写", "must be given");
  } else if (count < length.least || count > length.most) {
    wrong(name, fmt::format("长度应为 {} 至 {} 个字符，现为 {}", length.least, length.most, count),
          fmt::format("must have {} to {} characters, has {}", length.least, length.most, count));
  }
  return *text;
}

std::vector<std::string> Fields::texts(std::string_view name, std::size_t most) {
  if (absent(name)) return {};
  return list(name, *find(name), most);
}

std::vector<std::string> Fields::texts_or_none(std::string_view name, std::size_t most) {
  const Value* value = find(name);
  return value == nullptr ? std::vector<std::string>() : list(name, *value, most);
}

std::vector<double> Fields::numbers_or_none(std::string_view name, std::size_t most) {
  const Value* value = find(name);
  if (value == nullptr) return {};
  const auto* texts = std::get_if<std::vector<std::string>>(value);
  if (texts != nullptr && texts->empty()) return {};  // an empty list is of any kind
  const auto* numbers = std::get_if<std::vector<double>>(value);
  if (numbers == nullptr || numbers->size() > most) {
    wrong(name, fmt::format("应为至多 {} 个数的列表", most), fmt::format("must be a list of at most {} numbers", most));
    return {};
  }
  return *numbers;
}

Duration Fields::span(std::string_view name) {
  if (absent(name)) return {};
  return maybe_span(name).value_or(Duration());
}

std::optional<Duration> Fields::maybe_span(std::string_view name) {
  const std::string* text = find_text(name);
  if (text == nullptr) return std::nullopt;
  const auto parsed = parse_duration(*text);
  if (!parsed || parsed.value() <= Duration()) {
    wrong(name, "应为带单位的时长，如 30min、2h", "must be a number with its unit, as 30min or 2h");
    return std::nullopt;
  }
  return *parsed;
}

std::optional<Instant> Fields::maybe_time(std::string_view name) {
  return read_by(name, parse_instant, {"应为 RFC 3339 时间，如 2026-11-24T11:32:18Z", "must be an RFC 3339 time, as 2026-11-24T11:32:18Z"});
}

std::optional<Day> Fields::maybe_day(std::string_view name) {
  return read_by(name, parse_day, {"日期应为 2026-12-01 的形式", "must be a day, as 2026-12-01"});
}

template <class T>
std::optional<T> Fields::read_by(std::string_view name, Result<T> (*parse)(std::string_view), Text otherwise) {
  const std::string* text = find_text(name);
  if (text == nullptr) return std::nullopt;
  const Result<T> value = parse(*text);
  if (value) return *value;
  wrong(name, std::move(otherwise.zh), std::move(otherwise.en));
  return std::nullopt;
}

std::vector<Fields> Fields::parts_of(std::string_view name, std::size_t most) {
  if (absent(name)) return {};
  const Value* value = find(name);
  const auto* texts = std::get_if<std::vector<std::string>>(value);
  if (texts != nullptr && texts->empty()) return {};  // an empty list is of any kind
  const auto* parts = std::get_if<std::vector<Fields>>(value);
  if (parts == nullptr || parts->size() > most) {
    wrong(name, fmt::format("应为至多 {} 个对象的列表", most), fmt::format("must be a list of at most {} objects", most));
    return {};
  }
  return *parts;
}

std::optional<Fields> Fields::part_of(std::string_view name) {
  const Value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const auto* object = std::get_if<Object>(value)) return object->one.front();
  wrong(name, "应为对象", "must be an object");
  return std::nullopt;
}

void Fields::take_errors(const std::string& prefix, Fields& part) {
  const auto found = part.problem();
  if (!found) return;
  for (const FieldError& error : found->errors) errors_.push_back({prefix + error.field, error.message});
}

std::optional<std::uint64_t> Fields::maybe_number(std::string_view name, Bounds bounds) {
  const Value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const auto* number = std::get_if<double>(value)) {
    const bool whole = *number >= 0 && *number <= kWholeMost && *number == std::floor(*number);
    if (const auto counted = static_cast<std::uint64_t>(whole ? *number : 0); whole && counted >= bounds.least && counted <= bounds.most)
      return counted;
  } else if (const auto* text = std::get_if<std::string>(value)) {
    std::uint64_t read = 0;
    const auto [last, error] = std::from_chars(text->data(), text->data() + text->size(), read);
    if (error == std::errc{} && last == text->data() + text->size() && read >= bounds.least && read <= bounds.most) return read;
  }
  wrong(name, fmt::format("应为 {} 至 {} 的整数", bounds.least, bounds.most),
        fmt::format("must be a whole number from {} to {}", bounds.least, bounds.most));
  return std::nullopt;
}

std::optional<double> Fields::maybe_amount(std::string_view name) {
  const Value* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (const auto* number = std::get_if<double>(value)) return *number;
  if (const auto* text = std::get_if<std::string>(value); text != nullptr && of_query_) {
    double number = 0;
    const auto [last, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error == std::errc{} && last == text->data() + text->size() && std::isfinite(number)) return number;
  }
  wrong(name, "应为数值，或 true、false", "must be a number, or true or false");
  return std::nullopt;
}

std::optional<std::uint64_t> Fields::maybe_id(std::string_view name) {
  const auto number = find(name) == nullptr ? std::nullopt : maybe_amount(name);
  if (!number) return std::nullopt;
  if (*number >= 1 && *number <= kWholeMost && *number == std::floor(*number)) return static_cast<std::uint64_t>(*number);
  wrong(name, "应为编号，如 21", "must be a number such as 21");
  return std::nullopt;
}

std::string Fields::choice(std::string_view name, const std::vector<std::string>& choices) {
  if (absent(name)) return choices.front();
  return choice_or(name, choices, choices.front());
}

std::string Fields::choice_or(std::string_view name, const std::vector<std::string>& choices, std::string fallback) {
  const std::string* text = find_text(name);
  if (text == nullptr) return fallback;
  if (std::find(choices.begin(), choices.end(), *text) != choices.end()) return *text;
  wrong(name, fmt::format("应为 {} 之一", fmt::join(choices, "、")), fmt::format("must be one of {}", fmt::join(choices, ", ")));
  return fallback;
}

void Fields::wrong(std::string_view field, std::string zh, std::string en) {
  errors_.push_back({std::string(field), {std::move(zh), std::move(en)}});
}

std::optional<Problem> Fields::problem() {
  for (const auto& [name, value] : values_) {
    if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
    const std::string near = nearest(name, known_);
    wrong(name, near.empty() ? "没有这个字段" : fmt::format("没有这个字段，是否指 {}？", near),
          near.empty() ? "is not a field here" : fmt::format("is not a field here, did you mean {}?", near));
  }
  if (errors_.empty()) return std::nullopt;
  Problem result = api::problem(ProblemKind::Invalid, "有字段需要改正", "Some fields need correction");
  result.errors = std::move(errors_);
  return result;
}

const Fields::Value* Fields::find(std::string_view name) {
  known_.emplace_back(name);
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

const std::string* Fields::find_text(std::string_view name) {
  const Value* value = find(name);
  if (value == nullptr) return nullptr;
  if (const auto* text = std::get_if<std::string>(value)) return text;
  wrong(name, "应为文本", "must be text");
  return nullptr;
}

bool Fields::absent(std::string_view name) {
  if (find(name) != nullptr) return false;
  wrong(name, "必须填写", "must be given");
  return true;
}

std::vector<std::string> Fields::list(std::string_view name, const Value& value, std::size_t most) {
  const auto* texts = std::get_if<std::vector<std::string>>(&value);
  if (texts == nullptr) {
    wrong(name, "应为文本列表", "must be a list of texts");
    return {};
  }
  if (texts->size() > most) wrong(name, fmt::format("最多 {} 项", most), fmt::format("may have at most {} items", most));
  for (std::size_t i = 0; i < texts->size(); ++i)
    if (has_control_characters((*texts)[i])) wrong(fmt::format("{}[{}]", name, i), "含有控制字符", "has control characters");
  return *texts;
}

}  // namespace davy::api
