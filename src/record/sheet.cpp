#include "record/sheet.hpp"

#include "base/text.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <regex>

namespace davy::record {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kId = "id";
const Text kIdTitle{"记录编号", "Record id"};  // no field is called so

const std::string& in(Tongue tongue, const Text& text) { return tongue == Tongue::Zh ? text.zh : text.en; }

// Without the blanks around it.
std::string bare(std::string_view text) { return std::string(trimmed(text)); }

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return c < 0x80U ? std::tolower(c) : c; });
  return result;
}

bool is_word(std::string_view text, const Text& title) { return lower(text) == lower(title.zh) || lower(text) == lower(title.en); }

// What a spreadsheet would run, or what begins as our mark of it.
std::string guarded(std::string text) { return text.find_first_of("=+-@\t\r'") == 0 ? "'" + std::move(text) : std::move(text); }

std::string unguarded(std::string_view text) { return std::string(text.starts_with('\'') ? text.substr(1) : text); }

// A line end within a text of a list is written "\n", a backslash twice.
std::string one_line(const std::string& text) {
  std::string line;
  for (const char c : text) line += c == '\n' ? std::string("\\n") : c == '\\' ? std::string("\\\\") : std::string(1, c);
  return line;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool escaped = text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == 'n' || text[at + 1] == '\\');
    if (escaped)
      lines.back() += text[++at] == 'n' ? '\n' : '\\';
    else if (text[at] == '\n')
      lines.emplace_back();
    else
      lines.back() += text[at];
  }
  return lines;
}

std::string word_of(const Field& field, const Json& value, const LabelOf& label_of, Tongue tongue) {
  if (value.is_boolean()) return value.get<bool>() ? in(tongue, {"是", "yes"}) : in(tongue, {"否", "no"});
  if (!value.is_string()) return value.dump();
  const auto& text = value.get_ref<const std::string&>();
  const auto choice = std::ranges::find(field.choices, text, &Choice::value);
  if (choice != field.choices.end()) return in(tongue, choice->title);
  if (field.refers_to.empty()) return text;
  const std::string label = label_of(field.refers_to, text);
  return label.empty() ? text : label + " [" + text + "]";
}

std::string cell_of(const Field& field, const Json& value, const LabelOf& label_of, Tongue tongue) {
  if (value.is_null()) return "";
  if (value.is_number()) return value.dump();
  if (!value.is_array()) return guarded(word_of(field, value, label_of, tongue));
  std::string cell;
  for (const Json& each : value) cell += (cell.empty() ? "" : "\n") + one_line(word_of(field, each, label_of, tongue));
  return guarded(cell);
}

// The words of a list of choices or references: also of one that a person wrote in one line.
std::vector<std::string> words_of(std::string_view text) {
  std::string lines(text);
  for (const std::string_view mark : {"；", "、", "，", ";", ","})
    for (std::size_t at = lines.find(mark); at != std::string::npos; at = lines.find(mark, at)) lines.replace(at, mark.size(), "\n");
  std::vector<std::string> words;
  for (const std::string& line : lines_of(lines))
    if (!trimmed(line).empty()) words.push_back(bare(line));
  return words;
}

using Read = std::variant<Json, Text>;  // the value, or what was expected

Text choices_of(const Field& field) {
  Text text{"以下之一：", "one of "};
  for (const Choice& each : field.choices) {
    text.zh += (&each == &field.choices.front() ? "" : "、") + each.title.zh;
    text.en += (&each == &field.choices.front() ? "" : ", ") + each.title.en;
  }
  return text;
}

// Reads one cell that is not empty.
class CellReader {
 public:
  CellReader(const Field& field, const Find& find) : field_(field), find_(find) {}

  Read read(const std::string& cell) const {
    switch (field_.type) {
      case FieldType::Text: return word(unguarded(cell));
      case FieldType::Date: return date(bare(cell));
      case FieldType::Flag: return flag(lower(bare(cell)));
      case FieldType::Number:
      case FieldType::Integer: return number(bare(unguarded(cell)));
      case FieldType::Texts: return texts(unguarded(cell));
    }
    return Json();
  }

 private:
  Read word(const std::string& text) const {
    if (!field_.choices.empty()) {
      const std::string wanted = bare(text);
      const auto found = std::ranges::find_if(field_.choices, [&](const Choice& choice) {
        return choice.value == wanted || is_word(wanted, choice.title);
      });
      return found == field_.choices.end() ? Read(choices_of(field_)) : Read(Json(found->value));
    }
    return field_.refers_to.empty() ? Read(Json(text)) : reference(bare(text));
  }

  Read reference(const std::string& text) const {
    static const std::regex kLabelled(R"([\s\S]*\[([a-z0-9-]+)\])");
    std::smatch parts;
    if (std::regex_match(text, parts, kLabelled) && !find_(field_.refers_to, parts[1]).empty()) return Json(parts[1].str());
    const std::vector<std::string> found = find_(field_.refers_to, text);
    if (found.size() == 1) return Json(found.front());
    if (found.empty()) return Text{"一条已有记录的名称或编号", "the name or id of a record that is there"};
    Text several{"编号：有多条同名记录", "an id: several records have this name"};
    for (const std::string& id : found) {
      several.zh += (id == found.front() ? "（" : "、") + id;
      several.en += (id == found.front() ? " (" : ", ") + id;
    }
    return Text{several.zh + "）", several.en + ")"};
  }

  static Read date(const std::string& text) {
    static const std::regex kForm("([0-9]{4})[-/.年]+([0-9]{1,2})[-/.月]+([0-9]{1,2})(日)?([T ]0{1,2}:00(:00)?(\\.0+)?Z?)?");
    std::smatch parts;
    if (!std::regex_match(text, parts, kForm)) return Text{"日期，如 2027-01-15", "a day, as 2027-01-15"};
    const auto two = [&](std::size_t part) { return (parts[part].length() == 1 ? "0" : "") + parts[part].str(); };
    return Json(parts[1].str() + "-" + two(2) + "-" + two(3));
  }

  static Read flag(const std::string& text) {
    for (const std::string_view yes : {"是", "yes", "y", "true", "1", "√"})
      if (text == yes) return Json(true);
    for (const std::string_view no : {"否", "no", "n", "false", "0", "×"})
      if (text == no) return Json(false);
    return Text{"是或否", "yes or no"};
  }

  Read number(const std::string& text) const {
    const bool whole = field_.type == FieldType::Integer;
    const char* const end = text.data() + text.size();
    std::int64_t integer = 0;
    if (const auto [at, error] = std::from_chars(text.data(), end, integer); error == std::errc() && at == end) return Json(integer);
    double value = 0;
    const auto [at, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc() && at == end && std::isfinite(value) && !whole) return Json(value);
    return whole ? Text{"整数", "a whole number"} : Text{"数字", "a number"};
  }

  Read texts(const std::string& cell) const {
    const bool named = !field_.choices.empty() || !field_.refers_to.empty();
    Json list = Json::array();
    for (const std::string& each : named ? words_of(cell) : lines_of(cell)) {
      Read read = word(each);
      if (std::holds_alternative<Text>(read)) return read;
      list.push_back(std::get<Json>(std::move(read)));
    }
    return list;
  }

  const Field& field_;
  const Find& find_;
};

}  // namespace

Cells headings(const std::vector<const Field*>& fields, Tongue tongue) {
  Cells cells{in(tongue, kIdTitle)};
  for (const Field* field : fields) cells.push_back(in(tongue, field->title));
  return cells;
}

Cells cells_of(const std::vector<const Field*>& fields, const std::string& id, std::string_view body, const LabelOf& label_of,
               Tongue tongue) {
  const Json json = Json::parse(body, nullptr, false);
  Cells cells{id};
  for (const Field* field : fields) {
    const bool has = json.is_object() && json.contains(field->name);
    cells.push_back(has ? cell_of(*field, json[field->name], label_of, tongue) : "");
  }
  return cells;
}

SheetReader::SheetReader(const Kind& kind, const Cells& headings) {
  for (const std::string& cell : headings) {
    const std::string heading = bare(cell);
    Column& column = columns_.emplace_back();
    if (heading.empty()) continue;
    const auto fits = [&](const Field& field) { return field.name == heading || is_word(heading, field.title); };
    const auto field = std::ranges::find_if(kind.fields, fits);
    if (field != kind.fields.end())
      column.field = &*field;
    else
      column.is_id = lower(heading) == kId || is_word(heading, kIdTitle);
    const auto same = [&](const Column& other) { return &other != &column && other.field == column.field && other.is_id == column.is_id; };
    if (column.field == nullptr && !column.is_id)
      faults_.push_back({columns_.size(), "", heading, {"该类记录的字段名称", "the title of a field of this kind"}});
    else if (std::ranges::any_of(columns_, same))
      faults_.push_back({columns_.size(), "", heading, {"每个字段只出现一次", "each field once"}});
  }
}

std::size_t SheetReader::column_of(std::string_view field) const {
  for (std::size_t at = 0; at < columns_.size(); ++at)
    if (columns_[at].field != nullptr ? columns_[at].field->name == field : columns_[at].is_id && field == kId) return at + 1;
  return 0;
}

RowRead SheetReader::read(const Cells& row, const Find& find) const {
  RowRead result;
  Json values = Json::object();
  for (std::size_t at = 0; at < row.size(); ++at) {
    const bool empty = trimmed(row[at]).empty();
    if (at >= columns_.size() || (columns_[at].field == nullptr && !columns_[at].is_id)) {
      if (!empty) result.faults.push_back({at + 1, "", row[at], {"空单元格：该列没有标题", "an empty cell: its column has no heading"}});
    } else if (columns_[at].is_id) {
      result.id = bare(row[at]);
    } else if (const Field& field = *columns_[at].field; empty) {
      values[field.name] = nullptr;
    } else {
      Read read = CellReader(field, find).read(row[at]);
      if (const auto* expected = std::get_if<Text>(&read))
        result.faults.push_back({at + 1, field.name, row[at], *expected});
      else
        values[field.name] = std::get<Json>(std::move(read));
    }
  }
  if (!result.id.empty() && !is_record_id(result.id))
    result.faults.push_back(
        {column_of(kId), std::string(kId), result.id, {"小写字母、数字和连字符，最多 64 个", "a-z, 0-9 and '-' inside, at most 64"}});
  result.values = values.dump(-1, ' ', false, Json::error_handler_t::replace);
  return result;
}

}  // namespace davy::record
