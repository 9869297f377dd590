#include "api/problem.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace davy::api {
namespace {

TEST(Problem, IsRfc9457InTheReadersLanguageWithBothBesideIt) {
  Problem wrong = problem(ProblemKind::Invalid, "有字段需要改正", "Some fields need correction");
  wrong.errors.push_back({"reason", {"必须填写", "must be given"}});
  const auto en = nlohmann::json::parse(to_json(wrong, Language::En));
  EXPECT_EQ(en["type"], "urn:davy:problem:invalid");
  EXPECT_EQ(en["title"], "The request has errors");
  EXPECT_EQ(en["status"], 422);
  EXPECT_EQ(en["detail"], "Some fields need correction");
  EXPECT_EQ(en["message"]["zh"], "有字段需要改正");
  EXPECT_EQ(en["errors"][0]["field"], "reason");
  EXPECT_EQ(nlohmann::json::parse(to_json(wrong, Language::Zh))["title"], "请求有误");
}

TEST(Problem, ARefusalOfTheCoreKeepsItsWordsAndItsField) {
  const Problem problem = to_problem(core::Refusal{core::RefusalCode::Invalid, "duration", {"太长", "too long"}});
  EXPECT_EQ(status_of(problem.kind), 422);
  EXPECT_EQ(problem.detail.zh, "太长");
  EXPECT_EQ(problem.errors.at(0).field, "duration");
}

TEST(Problem, EachRefusalHasItsStatus) {
  const auto status = [](core::RefusalCode code) { return status_of(to_problem(core::Refusal{code, "", {}}).kind); };
  EXPECT_EQ(status(core::RefusalCode::NotFound), 404);
  EXPECT_EQ(status(core::RefusalCode::NotAllowed), 403);
  EXPECT_EQ(status(core::RefusalCode::NotNow), 409);
  EXPECT_EQ(status(core::RefusalCode::Invalid), 422);
}

TEST(Problem, AFullQueueIsUnavailableADamagedRecordIsAFailure) {
  EXPECT_EQ(status_of(to_problem(Error{ErrorCode::Full, "queue"}).kind), 503);
  EXPECT_EQ(status_of(to_problem(Error{ErrorCode::Corrupt, "chunk"}).kind), 500);
}

TEST(Problem, AnErrorIsSaidInTheLanguagesThatItHas) {
  const Error both{ErrorCode::NotFound, "no backup of that name", "没有该名称的备份"};
  EXPECT_EQ(to_problem(both).detail, (Text{"不存在：没有该名称的备份", "no backup of that name"}));
  EXPECT_EQ(to_problem(both.within("s3")).detail, (Text{"不存在：s3：没有该名称的备份", "s3: no backup of that name"}));
  EXPECT_EQ(to_problem(Error{ErrorCode::Failed, "disk"}).detail, (Text{"系统出错：disk", "disk"}));
}

TEST(Language, IsTheBetterWeightedOfTheTwo) {
  EXPECT_EQ(language_of("en-US,en;q=0.9,zh;q=0.8"), Language::En);
  EXPECT_EQ(language_of("zh-CN,zh;q=0.9,en;q=0.8"), Language::Zh);
  EXPECT_EQ(language_of("en;q=0.2, zh;q=0.7"), Language::Zh);
  EXPECT_EQ(language_of("de, en;q=0.5"), Language::En);
}

TEST(Language, IsChineseWhenNeitherIsAskedFor) {
  for (const char* header : {"", "fr", "*", ";;;", "en;q=0", "en;q=x"}) EXPECT_EQ(language_of(header), Language::Zh) << header;
}

}  // namespace
}  // namespace davy::api
