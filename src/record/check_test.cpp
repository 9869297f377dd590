// Kinds of records, the shipped ones and wrong ones, and what is said of records that do not keep to them.
#include "record/check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::record {
namespace {

const KindBook& shipped() {
  static const KindBook book = KindBook::read(shipped_kinds()).value();
  return book;
}

std::vector<std::string> faults(const std::string& kind, const std::string& json) {
  std::vector<std::string> lines;
  for (const Fault& fault : check(*shipped().find(kind), json).faults)
    lines.push_back(fault.field + ": found " + fault.found + ", expected " + fault.expected.en);
  return lines;
}

std::string wrong(const std::string& schema) {
  const Result<Kind> kind = read_kind("thing", schema);
  return kind ? "" : kind.error().message;
}

TEST(Kinds, TheShippedOnesAreReadAndReferToEachOther) {
  EXPECT_EQ(shipped().kinds().size(), 26U);
  const Kind* person = shipped().find("person");
  ASSERT_NE(person, nullptr);
  EXPECT_EQ(person->title.zh, "人员");
  EXPECT_EQ(person->fields.front().name, "name");
  EXPECT_EQ(person->field("unit")->refers_to, "organisation-unit");
  EXPECT_EQ(person->field("phone")->privacy, Privacy::Personal);
  EXPECT_EQ(shipped().find("persons"), nullptr);
}

TEST(Kinds, SayWhatIsWrongWithASchema) {
  const std::string head =
      R"({"type":"object","additionalProperties":false,"x-title":{"zh":"物","en":"Thing"},"x-label":"name","required":["name"],"properties":)";
  EXPECT_EQ(wrong(head + R"({"name":{"type":"string","x-title":{"zh":"名","en":"Name"}}}})"), "");
  EXPECT_EQ(wrong(head + R"({"name":{"type":"string","x-title":{"zh":"名"}}}})"),
            "kind 'thing': properties.name.x-title: expected words in both languages");
  EXPECT_EQ(wrong(head + R"({"name":{"type":"string","oneOf":[],"x-title":{"zh":"名","en":"Name"}}}})"),
            "kind 'thing': properties.name.oneOf: a key that records do not have");
  EXPECT_EQ(wrong(head + R"({"title":{"type":"string","x-title":{"zh":"名","en":"Name"}}}})"),
            "kind 'thing': required: found 'name', expected a name of properties");
  EXPECT_THAT(wrong(head + R"({"name":{"type":7}}})"), testing::StartsWith("kind 'thing': "));
  EXPECT_THAT(wrong("[]"), testing::HasSubstr("expected a JSON Schema"));
}

TEST(Kinds, TakeOnlyPartsThatASiteHas) {
  const std::string head =
      R"({"type":"object","additionalProperties":false,"x-title":{"zh":"物","en":"Thing"},"x-label":"name","required":["name"],"properties":)";
  const std::string name = R"({"name":{"type":"string","x-title":{"zh":"名","en":"Name"},)";
  EXPECT_EQ(wrong(head + name + R"("x-site":"tank"}}})"),
            "kind 'thing': properties.name.x-site: expected zone, device, point, condition, row or post");
}

TEST(Check, HoldsNamesOfTheSiteAgainstTheSiteWhenItIsThere) {
  const Kind& object = *shipped().find("risk-object");
  const auto names = [](SitePart part, const std::string& name) { return part == SitePart::Zone && name == "tank-farm"; };
  EXPECT_TRUE(check(object, R"({"name":"储罐","zone":"tank-farm"})", names).faults.empty());
  const Checked wrong = check(object, R"({"name":"储罐","zone":"tank-barn"})", names);
  ASSERT_EQ(wrong.faults.size(), 1U);
  EXPECT_EQ(wrong.faults[0].field, "zone");
  EXPECT_EQ(wrong.faults[0].expected.en, "the name of a zone of the site");
  EXPECT_TRUE(check(object, R"({"name":"储罐","zone":"tank-barn"})").faults.empty());
}

TEST(Check, HoldsEachNameOfAListAgainstTheSite) {
  const Kind& route = *shipped().find("inspection-route");
  const auto names = [](SitePart part, const std::string& name) {
    return part == SitePart::Post ? name == "operator" : part == SitePart::Zone && (name == "tank-farm" || name == "loading");
  };
  EXPECT_TRUE(check(route, R"({"name":"罐区巡检","post":"operator","zones":["loading","tank-farm","loading"]})", names).faults.empty());
  const Checked wrong = check(route, R"({"name":"罐区巡检","zones":["tank-farm","tank-barn"]})", names);
  ASSERT_EQ(wrong.faults.size(), 1U);
  EXPECT_EQ(wrong.faults[0].field, "zones");
  EXPECT_EQ(wrong.faults[0].expected.en, "the name of a zone of the site");
}

TEST(Check, SetsBesideTheBodyWhatTheCoreReads) {
  const Checked measure =
      check(*shipped().find("risk-measure"), R"({"name":"可燃气体报警","event":"leak","class":"1-4","every":8,"every-unit":"hours"})");
  std::vector<std::string> live;
  for (const Mark& mark : measure.sound.value().live) live.push_back(mark.field + "=" + mark.value);
  EXPECT_THAT(live, testing::ElementsAre("name=可燃气体报警", "event=leak", "every=8", "every-unit=hours"));
}

TEST(Kinds, RefuseAReferenceToNoKindAndANameTwice) {
  std::vector<KindBook::Source> sources = shipped_kinds();
  std::erase_if(sources, [](const auto& source) { return source.name == "contractor"; });
  EXPECT_THAT(KindBook::read(sources).error().message, testing::HasSubstr("found 'contractor', expected a kind of record"));
  sources = shipped_kinds();
  sources.push_back({"person", sources[0].text, "mine"});
  EXPECT_EQ(KindBook::read(sources).error().message, "kind 'person' a second time, by pack mine");
}

TEST(Records, AreSoundWhenEveryFieldIs) {
  const Checked checked = check(*shipped().find("person"), R"({"number":"1001","name":"李娜","unit":"line-1","phone":""})");
  ASSERT_TRUE(checked.sound.has_value());
  EXPECT_EQ(checked.sound->body, R"({"name":"李娜","number":"1001","unit":"line-1"})");
  ASSERT_EQ(checked.sound->unique.size(), 1U);
  EXPECT_EQ(checked.sound->unique[0].value, "1001");
  ASSERT_EQ(checked.sound->references.size(), 1U);
  EXPECT_EQ(checked.sound->references[0].value, "organisation-unit/line-1");
}

TEST(Records, SayEveryFieldThatIsWrong) {
  EXPECT_THAT(faults("person", R"({"number":1001,"nmae":"李娜","joined":"2027-02-30","phone":"call me","unit":"Line 1"})"),
              testing::ElementsAre("name: found , expected a value: it must be given", "number: found 1001, expected text",
                                   "unit: found \"Line 1\", expected the id of a record",
                                   "phone: found \"call me\", expected a telephone number",
                                   "joined: found \"2027-02-30\", expected a date, as 2027-01-15",
                                   "nmae: found \"李娜\", expected no such field: this kind has none"));
  EXPECT_THAT(faults("supply", R"({"name":"沙袋","quantity":-1,"unit":"袋"})"),
              testing::ElementsAre("quantity: found -1, expected 0 or more"));
  EXPECT_THAT(faults("supply", "not json"), testing::ElementsAre(": found , expected a JSON object"));
  EXPECT_THAT(faults("qualification",
                     R"({"number":"T1","person":"li","category":"diving","issued":"2027-01-01","valid-until":"2033-01-01"})"),
              testing::ElementsAre(testing::StartsWith("category: found \"diving\", expected one of low-voltage-electrician, ")));
}

TEST(Records, HidePersonalFields) {
  EXPECT_EQ(without_personal(*shipped().find("person"), R"({"name":"李娜","phone":"13800000000"})"), R"({"name":"李娜"})");
}

}  // namespace
}  // namespace davy::record
