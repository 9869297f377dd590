// Rows as people keep them in spreadsheets, and what goes wrong with their cells.
#include "record/sheet.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace davy::record {
namespace {

using Json = nlohmann::json;

const Kind& tool() {
  static const Kind kKind = *read_kind("tool", R"({"type": "object", "additionalProperties": false, "x-title": {"zh": "工具", "en": "Tool"},
    "x-label": "name", "required": ["name"], "properties": {
    "name": {"type": "string", "x-title": {"zh": "名称", "en": "Name"}},
    "weight": {"type": "number", "x-title": {"zh": "重量", "en": "Weight"}},
    "count": {"type": "integer", "x-title": {"zh": "数量", "en": "Count"}},
    "sharp": {"type": "boolean", "x-title": {"zh": "锋利", "en": "Sharp"}},
    "bought": {"type": "string", "format": "date", "x-title": {"zh": "购入", "en": "Bought"}},
    "state": {"type": "string", "enum": ["ok", "broken"], "x-title": {"zh": "状态", "en": "State"},
              "x-choices": {"ok": {"zh": "完好", "en": "Good"}, "broken": {"zh": "损坏", "en": "Broken"}}},
    "keeper": {"type": "string", "x-reference": "person", "x-title": {"zh": "保管人", "en": "Keeper"}},
    "users": {"type": "array", "items": {"type": "string"}, "x-reference": "person", "x-title": {"zh": "使用人", "en": "Users"}},
    "notes": {"type": "array", "items": {"type": "string"}, "x-title": {"zh": "备注", "en": "Notes"}}}})");
  return kKind;
}

// Two people have the same name.
std::vector<std::string> people(const std::string&, const std::string& text) {
  if (text == "li-na" || text == "李娜") return {"li-na"};
  if (text == "wang-1" || text == "wang-2") return {text};
  if (text == "王强") return {"wang-1", "wang-2"};
  return {};
}
std::string name_of_person(const std::string&, const std::string& id) {
  return id == "li-na" ? "李娜" : id == "wang-1" || id == "wang-2" ? "王强" : "";
}

std::string read_one(const std::string& heading, const std::string& cell) {
  const RowRead read = SheetReader(tool(), {heading}).read({cell}, people);
  if (read.faults.empty()) return read.values;
  return read.faults[0].found + " ≠ " + read.faults[0].expected.en;
}

TEST(Sheet, ReadsCellsAsPeopleWriteThem) {
  EXPECT_EQ(read_one("名称", "扳手"), R"({"name":"扳手"})");
  EXPECT_EQ(read_one("Name", "'=1+1"), R"({"name":"=1+1"})");
  EXPECT_EQ(read_one("weight", " 2.5 "), R"({"weight":2.5})");
  EXPECT_EQ(read_one("数量", "-3"), R"({"count":-3})");
  EXPECT_EQ(read_one("锋利", "是"), R"({"sharp":true})");
  EXPECT_EQ(read_one("Sharp", "No"), R"({"sharp":false})");
  EXPECT_EQ(read_one("购入", "2027/1/5"), R"({"bought":"2027-01-05"})");
  EXPECT_EQ(read_one("购入", "2027年11月15日"), R"({"bought":"2027-11-15"})");
  EXPECT_EQ(read_one("购入", "2027-01-15T00:00:00.000Z"), R"({"bought":"2027-01-15"})");
  EXPECT_EQ(read_one("状态", "损坏"), R"({"state":"broken"})");
  EXPECT_EQ(read_one("state", "good"), R"({"state":"ok"})");
  EXPECT_EQ(read_one("保管人", "李娜"), R"({"keeper":"li-na"})");
  EXPECT_EQ(read_one("保管人", "王强 [wang-2]"), R"({"keeper":"wang-2"})");
  EXPECT_EQ(read_one("使用人", "李娜、wang-1"), R"({"users":["li-na","wang-1"]})");
  EXPECT_EQ(read_one("notes", "a, b\nc"), R"({"notes":["a, b","c"]})");
  EXPECT_EQ(read_one("notes", " "), R"({"notes":null})");
}

TEST(Sheet, SaysOfEachCellWhatWasExpected) {
  EXPECT_EQ(read_one("weight", "heavy"), "heavy ≠ a number");
  EXPECT_EQ(read_one("count", "2.5"), "2.5 ≠ a whole number");
  EXPECT_EQ(read_one("sharp", "very"), "very ≠ yes or no");
  EXPECT_EQ(read_one("bought", "soon"), "soon ≠ a day, as 2027-01-15");
  EXPECT_EQ(read_one("state", "rusty"), "rusty ≠ one of Good, Broken");
  EXPECT_EQ(read_one("keeper", "赵六"), "赵六 ≠ the name or id of a record that is there");
  EXPECT_EQ(read_one("keeper", "王强"), "王强 ≠ an id: several records have this name (wang-1, wang-2)");
  EXPECT_EQ(read_one("id", "Li Na"), "Li Na ≠ a-z, 0-9 and '-' inside, at most 64");
  EXPECT_EQ(SheetReader(tool(), {"名称"}).read({"x", "y"}, people).faults.at(0).column, 2U);
}

TEST(Sheet, SaysWhichHeadingMeansNothing) {
  const SheetReader reader(tool(), {"名称", "colour", "", "Name", "记录编号"});
  ASSERT_EQ(reader.faults().size(), 2U);
  EXPECT_EQ(reader.faults()[0].column, 2U);
  EXPECT_EQ(reader.faults()[1].column, 4U);
  EXPECT_EQ(reader.column_of("id"), 5U);
  EXPECT_EQ(reader.column_of("weight"), 0U);
}

TEST(Csv, ReadsWhatSpreadsheetsWrite) {
  const auto rows = read_csv(
      "\xef\xbb\xbf"
      "a,\"b,\"\"c\"\"\nd\",\r\n\n,x");
  ASSERT_TRUE(rows.has_value());
  EXPECT_EQ(*rows, (std::vector<Cells>{{"a", "b,\"c\"\nd", ""}, {""}, {"", "x"}}));
  EXPECT_EQ(read_csv("a\n\"b").error().message, "row 2: found a quotation that does not end, expected CSV");
  EXPECT_EQ(read_csv("a\n\"b").error().in(Language::Zh), "第 2 行：引号没有结尾；应为 CSV");
  EXPECT_EQ(read_csv("\"b\"c").error().message, "row 1: found text after a quotation, expected CSV");
  EXPECT_FALSE(read_csv("\xc0\xee\xc4\xc8").has_value()) << "GBK";
}

std::string any_text() {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"李", "a", "=", "-", "'", "\"", ",", "\n", "\\", "\\n", "[x]", " ", "；", "@", "7"}));
  std::string text;
  for (const std::string& each : pieces) text += each;
  return text + "x";
}

Json any_tool() {
  Json body{{"name", any_text()}};
  const auto maybe = [&](const char* field, const Json& value) {
    if (*rc::gen::inRange(0, 2) == 1) body[field] = value;
  };
  maybe("weight", *rc::gen::arbitrary<double>());
  maybe("count", *rc::gen::arbitrary<int>());
  maybe("sharp", *rc::gen::arbitrary<bool>());
  maybe("bought", "2027-02-28");
  maybe("state", *rc::gen::elementOf(std::vector<std::string>{"ok", "broken"}));
  maybe("keeper", *rc::gen::elementOf(std::vector<std::string>{"li-na", "wang-2"}));
  maybe("users", Json{"wang-1", "li-na"});
  maybe("notes", Json{any_text(), any_text()});
  return body;
}

// What was exported and comes back says the same, in either language.
RC_GTEST_PROP(Sheet, ComesBackAsItWent, ()) {
  std::vector<const Field*> fields;
  for (const Field& field : tool().fields) fields.push_back(&field);
  const Tongue tongue = *rc::gen::elementOf(std::vector<Tongue>{Tongue::Zh, Tongue::En});
  const Json body = any_tool();
  const std::string csv = std::string(kByteOrderMark) + csv_line(headings(fields, tongue)) +
                          csv_line(cells_of(fields, "t-1", body.dump(), name_of_person, tongue));
  const auto rows = read_csv(csv);
  RC_ASSERT(rows.has_value());
  RC_ASSERT(rows->size() == 2U);
  const SheetReader reader(tool(), rows->at(0));
  RC_ASSERT(reader.faults().empty());
  const RowRead read = reader.read(rows->at(1), people);
  RC_ASSERT(read.faults.empty());
  RC_ASSERT(read.id == "t-1");
  Json values = Json::parse(read.values);
  for (auto each = values.begin(); each != values.end();) each = each->is_null() ? values.erase(each) : std::next(each);
  RC_ASSERT(values == body);
  // No cell of a person's own words is one that a spreadsheet would run.
  for (std::size_t at = 0; at < fields.size(); ++at)
    if (fields[at]->type == FieldType::Text || fields[at]->type == FieldType::Texts)
      RC_ASSERT(rows->at(1).at(at + 1).find_first_of("=+-@") != 0);
}

}  // namespace
}  // namespace davy::record
