#include "api/session/passwords.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

TEST(Passwords, AHashVerifiesItsPasswordOnly) {
  const auto hash = hash_password("correct horse battery");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->substr(0, 10), "$argon2id$");
  EXPECT_EQ(verify_password("correct horse battery", *hash), Verdict::Right);
  EXPECT_EQ(verify_password("correct horse batterz", *hash), Verdict::Wrong);
  EXPECT_EQ(verify_password("anything", "not a hash"), Verdict::Wrong);
}

TEST(Passwords, NobodysPasswordIsAlwaysWrong) { EXPECT_EQ(verify_nobodys_password("correct horse battery"), Verdict::Wrong); }

const PasswordUse kUse{"li.na", "demo"};

TEST(Passwords, IsTheSameFromEveryKeyboard) {
  const auto hash = hash_password("\uFF43orrect horse battery \u00E9");  // a full-width c; e with its accent in one
  ASSERT_TRUE(hash);
  EXPECT_EQ(verify_password("correct horse battery e\u0301", *hash), Verdict::Right);
}

TEST(Passwords, LengthMakesAPasswordStrong) {
  EXPECT_TRUE(weakness("short1!A", kUse));
  EXPECT_EQ(weakness("correct horse!", kUse)->en, "must have at least 15 characters");
  EXPECT_FALSE(weakness("correct horse ba", kUse));
  EXPECT_FALSE(weakness("巡检路线从泵房走到罐区再回来", {"li.na", "demo", 14}));
  EXPECT_FALSE(weakness("trwq8v1k", {"li.na", "demo", kPasswordBesideFactor})) << "beside a second factor";
}

TEST(Passwords, KindsOfCharactersDoNotMatter) { EXPECT_FALSE(weakness("wet ladders lean badly", kUse)); }

TEST(Passwords, RepetitionAndTheLoginMakeItWeak) {
  EXPECT_TRUE(weakness("aaaaaaaaaaaaaaaa", kUse));
  EXPECT_TRUE(weakness("1212121212121212", kUse));
  EXPECT_TRUE(weakness("my li.na password", kUse));
}

TEST(Passwords, WhatEverybodyTriesFirstIsRefused) {
  for (const char* common : {"password12345678", "Password!2026!!!", "P@55w0rdP@55w0rd", "qwertyuiopasdfgh", "1234567890123456",
                             "admin-admin-2026", "demodemo-davy-2026", "abcdefghijklmnopq", "correctcorrect!!correctcorrect!!",
                             "woainiwoaini5201314", "安全生产安全生产安全生产安全"})
    EXPECT_TRUE(weakness(common, kUse)) << common;
  for (const char* rare : {"correct horse battery", "long enough to keep", "the valve hums at dawn"})
    EXPECT_FALSE(weakness(rare, kUse)) << rare;
}

}  // namespace
}  // namespace davy::api
