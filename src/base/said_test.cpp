#include "base/said.hpp"

#include <gtest/gtest.h>

namespace davy {
namespace {

TEST(SaidTest, FillsBothHalvesTogether) {
  const Said message =
      said({"区域 {} 重复，首次在 {}", "zone {} a second time; the first is at {}"}, "'plant'", std::string("places.yaml:9:3"));
  EXPECT_EQ(message.zh(), "区域 'plant' 重复，首次在 places.yaml:9:3");
  EXPECT_EQ(message.en(), "zone 'plant' a second time; the first is at places.yaml:9:3");
  EXPECT_EQ(message.in(Language::Zh), message.zh());
  EXPECT_EQ(message.in(Language::En), message.en());
}

TEST(SaidTest, ALanguageMayHaveItsOwnOrder) {
  const Said message = said({"{1} 个中需要 {0} 个", "{} needed of {}"}, 2, 3U);
  EXPECT_EQ(message.zh(), "3 个中需要 2 个");
  EXPECT_EQ(message.en(), "2 needed of 3");
}

TEST(SaidTest, AMessageInAMessageKeepsItsLanguages) {
  const Said zone = said({"区域", "zone"});
  EXPECT_EQ(said({"本站点的{}", "a {} of this site"}, zone).text(), (Text{"本站点的区域", "a zone of this site"}));
}

TEST(SaidTest, OtherBracesStandForThemselves) {
  EXPECT_EQ(said({"两种语言，如 {zh: …, en: …}", "both languages, as {zh: …, en: …}"}).en(), "both languages, as {zh: …, en: …}");
  EXPECT_EQ(said({"应为 {}", "found {}"}, "{}").en(), "found {}") << "what an argument holds is no hole";
}

TEST(SaidTest, WhatIsOfNoLanguageIsTheSameInBoth) {
  EXPECT_EQ(as_written("'&&'").text(), (Text{"'&&'", "'&&'"}));
  EXPECT_TRUE(Said().empty());
  EXPECT_FALSE(as_written("x").empty());
}

TEST(SaidTest, AnErrorCarriesBothAndKeepsThemFurtherOut) {
  const Error error = not_found(said({"没有设备 '{}' 的密码", "no password for device '{}'"}, "rtu-01")).within("passwords.txt");
  EXPECT_EQ(error.code, ErrorCode::NotFound);
  EXPECT_EQ(error.message, "passwords.txt: no password for device 'rtu-01'");
  EXPECT_EQ(error.in(Language::En), error.message);
  EXPECT_EQ(error.in(Language::Zh), "passwords.txt：没有设备 'rtu-01' 的密码");
  EXPECT_EQ(failed("of one language").within("x").in(Language::Zh), "x: of one language");
}

TEST(SaidTest, AContextOfWordsIsInTheLanguageOfTheErrorBehindIt) {
  const Error error = seen_from(said({"登录", "sign-in"}), invalid(said({"密码有误", "wrong password"})));
  EXPECT_EQ(error.code, ErrorCode::Invalid);
  EXPECT_EQ(error.message, "sign-in: wrong password");
  EXPECT_EQ(error.in(Language::Zh), "登录：密码有误");
  EXPECT_EQ(seen_from(said({"登录", "sign-in"}), failed("timeout")).in(Language::Zh), "登录：timeout");
}

// What the compiler asks of each pair.
static_assert(halves::has_chinese("区域"));
static_assert(!halves::has_chinese("{zh: …} ℃ ×"));
static_assert(!halves::has_letters("{} {}"));
static_assert(halves::names_all("{1} 个中需要 {0} 个", 2));
static_assert(!halves::names_all("需要 {0} 个", 2), "an argument is left out");
static_assert(!halves::names_all("{} {} {}", 2), "a hole without an argument");
static_assert(halves::names_all("{zh: …, en: …}", 0));

}  // namespace
}  // namespace davy
