#include "api/http/fields.hpp"

#include "core/sample.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

Ask posting(std::string body, std::string type = "application/json") {
  Ask ask;
  ask.method = Method::Post;
  ask.headers = {{"content-type", std::move(type)}};
  ask.body = std::move(body);
  return ask;
}

Fields fields_of(const std::string& body) { return std::get<Fields>(Fields::of_body(posting(body))); }

Fields query_of(const std::string& target) {
  Ask ask;
  ask.target = *parse_target(target);
  return Fields::of_query(ask);
}

ProblemKind kind_of_body(const Ask& ask) { return std::get<Problem>(Fields::of_body(ask)).kind; }

TEST(Fields, GiveWhatWasSent) {
  Fields fields = fields_of(R"({"duration":"1h30min","reason":"探头标定","photos":["a","b"]})");
  EXPECT_EQ(fields.span("duration"), Duration::from_ms(5'400'000));
  EXPECT_EQ(fields.text("reason"), "探头标定");
  EXPECT_EQ(fields.texts("photos", 2), (std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE(fields.problem());
}

TEST(Fields, AllThatIsWrongIsSaidAtOnceAndByField) {
  Fields fields = fields_of(R"({"duration":"soon","reason":"  ","role":"king","photos":"a"})");
  fields.span("duration");
  fields.text("reason");
  fields.named<core::Role>("role");
  fields.texts("photos", 2);
  fields.text("name");
  const auto problem = fields.problem();
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->kind, ProblemKind::Invalid);
  std::vector<std::string> names;
  for (const FieldError& error : problem->errors) names.push_back(error.field);
  EXPECT_EQ(names, (std::vector<std::string>{"duration", "reason", "role", "photos", "name"}));
}

TEST(Fields, AMistypedFieldIsAnErrorThatNamesTheNearestOne) {
  Fields fields = fields_of(R"({"coment":"on my way"})");
  fields.text_or("comment", "");
  const auto problem = fields.problem();
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->errors.at(0).field, "coment");
  EXPECT_NE(problem->errors.at(0).message.en.find("comment"), std::string::npos);
}

TEST(Fields, AnObjectIsReadWithItsPath) {
  const auto x_of = [](Fields& place) { return place.maybe_amount("x_m").value_or(0); };
  Fields fields = fields_of(R"({"place":{"x_m":41.5},"list":[{"x_m":1}],"none":null,"deep":{"at":{"x_m":1}},"wrong":{"y_m":2}})");
  EXPECT_EQ(fields.object("place", x_of), 41.5);
  EXPECT_EQ(fields.object("none", x_of), std::nullopt);
  EXPECT_EQ(fields.object("list", x_of), std::nullopt);
  fields.object("wrong", x_of);
  fields.object("deep", [](Fields& part) { return part.text("at"); });
  const auto problem = fields.problem();
  ASSERT_TRUE(problem);
  std::vector<std::string> names;
  for (const FieldError& error : problem->errors) names.push_back(error.field);
  EXPECT_EQ(names, (std::vector<std::string>{"list", "wrong.y_m", "deep.at"}));
}

TEST(Fields, AnAmountIsANumberOrATruth) {
  Fields fields = fields_of(R"({"value":-2.5,"yes":true,"no":false,"text":"3"})");
  EXPECT_EQ(fields.maybe_amount("value"), -2.5);
  EXPECT_EQ(fields.maybe_amount("yes"), 1);
  EXPECT_EQ(fields.maybe_amount("no"), 0);
  EXPECT_FALSE(fields.maybe_amount("absent"));
  EXPECT_FALSE(fields.maybe_amount("text"));
  EXPECT_EQ(fields.problem()->errors.size(), 1) << "the text is no amount";
}

TEST(Fields, NullIsTheSameAsAbsent) {
  Fields fields = fields_of(R"({"comment":null})");
  EXPECT_EQ(fields.text_or("comment", "none"), "none");
  EXPECT_FALSE(fields.problem());
}

TEST(Fields, LengthIsCountedInCharacters) {
  Fields four = fields_of(R"({"name":"安全生产"})");
  four.text("name", {1, 4});
  EXPECT_FALSE(four.problem());
  Fields five = fields_of(R"({"name":"安全生产啊"})");
  five.text("name", {1, 4});
  EXPECT_TRUE(five.problem());
}

TEST(Fields, ControlCharactersAreRefusedLinesAreNot) {
  Fields lines = fields_of(R"({"note":"first\nsecond"})");
  lines.text("note");
  EXPECT_FALSE(lines.problem());
  Fields nul = fields_of(R"({"note":"a\u0000b"})");
  nul.text("note");
  EXPECT_TRUE(nul.problem());
}

TEST(Fields, ABodyThatIsNoJsonObjectCannotBeRead) {
  EXPECT_EQ(kind_of_body(posting("{")), ProblemKind::BadRequest);
  EXPECT_EQ(kind_of_body(posting("[1]")), ProblemKind::BadRequest);
  EXPECT_EQ(kind_of_body(posting("\"\xFF\"")), ProblemKind::BadRequest);
  EXPECT_EQ(kind_of_body(posting("{}", "text/plain")), ProblemKind::UnsupportedMedia);
  EXPECT_FALSE(std::get<Fields>(Fields::of_body(posting("{}", "application/json; charset=utf-8"))).problem());
}

TEST(Fields, AnEmptyBodyIsAnEmptyObject) {
  Fields fields = std::get<Fields>(Fields::of_body(posting("", "")));
  EXPECT_FALSE(fields.problem());
}

TEST(Fields, AQueryIsReadTheSameWay) {
  Fields fields = query_of("/alarms?which=all&limit=20&from=2026-11-24T11:32:18Z");
  EXPECT_EQ(fields.choice_or("which", {"open", "all"}, "open"), "all");
  EXPECT_EQ(fields.limit(), 20U);
  EXPECT_EQ(fields.maybe_time("from"), *parse_instant("2026-11-24T11:32:18Z"));
  EXPECT_FALSE(fields.maybe_number("before", {1, 9}));
  EXPECT_FALSE(fields.problem());
}

TEST(Fields, AFlagIsTrueOrFalseAndOffWhereNobodySaysIt) {
  Fields fields = query_of("/permits?mine=true&overdue=false");
  EXPECT_TRUE(fields.flag("mine"));
  EXPECT_FALSE(fields.flag("overdue"));
  EXPECT_FALSE(fields.flag("warned"));
  EXPECT_FALSE(fields.problem());
  Fields wrong = query_of("/permits?mine=1");
  EXPECT_FALSE(wrong.flag("mine"));
  EXPECT_TRUE(wrong.problem());
}

TEST(Fields, ANumberOfABodyIsANumber) {
  Fields fields = fields_of(R"({"bytes":1500000,"pieces":"16"})");
  EXPECT_EQ(fields.maybe_number("bytes", {1, 268'435'456}), 1'500'000U);
  EXPECT_EQ(fields.maybe_number("pieces", {1, 16}), 16U);
  EXPECT_FALSE(fields.maybe_number("not there", {1, 16}));
  EXPECT_FALSE(fields.problem());
  for (const char* body :
       {R"({"bytes":0})", R"({"bytes":17})", R"({"bytes":-1})", R"({"bytes":1.5})", R"({"bytes":1e300})", R"({"bytes":[1]})"}) {
    Fields wrong = fields_of(body);
    EXPECT_FALSE(wrong.maybe_number("bytes", {1, 16})) << body;
    EXPECT_TRUE(wrong.problem()) << body;
  }
}

TEST(Fields, ANumberOutOfItsBoundsIsWrong) {
  for (const char* target : {"/?limit=0", "/?limit=501", "/?limit=-1", "/?limit=5x", "/?limit=", "/?limit=99999999999999999999"}) {
    Fields fields = query_of(target);
    EXPECT_EQ(fields.limit(), 50U);
    EXPECT_TRUE(fields.problem()) << target;
  }
}

}  // namespace
}  // namespace davy::api
