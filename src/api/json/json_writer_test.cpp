#include "api/json/json_writer.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace davy::api {
namespace {

enum class Fruit { Apple, Pear };

}  // namespace
}  // namespace davy::api

template <>
inline constexpr auto davy::kEnumNames<davy::api::Fruit> =
    std::to_array<davy::EnumName<davy::api::Fruit>>({{davy::api::Fruit::Apple, "apple"}, {davy::api::Fruit::Pear, "pear"}});

namespace davy::api {
namespace {

TEST(JsonWriter, WritesObjectsListsAndScalarsInTheOrderOfTheCalls) {
  JsonWriter out;
  out.object().field("id", SeqId<struct SomeTag>(17)).field("fruit", Fruit::Pear).field("ripe", true).field("weight", 1.5);
  out.key("seeds").list().value(1).value(2).end().field("title", Text{"梨", "pear"}).end();
  EXPECT_EQ(out.take(), R"({"id":17,"fruit":"pear","ripe":true,"weight":1.5,"seeds":[1,2],"title":{"zh":"梨","en":"pear"}})");
}

TEST(JsonWriter, WhatIsNotThereIsNull) {
  JsonWriter out;
  out.list().value(std::optional<double>()).value(SeqId<struct SomeTag>()).value(or_null(std::string())).value(or_null(Instant()));
  out.value(or_null(Instant::never())).value(std::nan("")).value(std::numeric_limits<double>::infinity()).end();
  EXPECT_EQ(out.take(), "[null,null,null,null,null,null,null]");
}

TEST(JsonWriter, TimesAreRfc3339AndSpansAreSeconds) {
  JsonWriter out;
  out.object().field("at", Instant::from_unix_ms(1'500)).field("after_s", Duration::from_ms(2'500)).end();
  EXPECT_EQ(out.take(), R"({"at":"1970-01-01T00:00:01.500Z","after_s":2.5})");
}

TEST(JsonWriter, TextThatIsNotUtf8IsMended) {
  JsonWriter out;
  out.list().value("a\xFFz").value("\xC0\xAF").value("\xED\xA0\x80").value("\xE4\xBD").value("ok\"\\\n\x01").end();
  const auto read = nlohmann::json::parse(out.take());
  EXPECT_EQ(read[0], "a\xEF\xBF\xBDz");
  EXPECT_EQ(read[1], "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(read[3], "\xEF\xBF\xBD\xEF\xBF\xBD");
  EXPECT_EQ(read[4], "ok\"\\\n\x01");
}

RC_GTEST_PROP(JsonWriter, AnyBytesGiveJsonThatReads, (const std::vector<std::string>& texts)) {
  JsonWriter out;
  out.value(texts);
  RC_ASSERT(nlohmann::json::parse(out.take()).size() == texts.size());
}

RC_GTEST_PROP(JsonWriter, ADoubleReadsBackExactly, (double number)) {
  RC_PRE(std::isfinite(number));
  JsonWriter out;
  out.value(number);
  RC_ASSERT(nlohmann::json::parse(out.take()).get<double>() == number);
}

}  // namespace
}  // namespace davy::api
