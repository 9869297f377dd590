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

TEST(Passwords, LengthMakesAPasswordStrong) {
  EXPECT_TRUE(weakness("short1!A", "li.na"));
  EXPECT_TRUE(weakness("安全生产人人有责吗", "li.na"));
  EXPECT_FALSE(weakness("安全生产人人都有责任", "li.na"));
  EXPECT_FALSE(weakness("correct horse", "li.na"));
}

TEST(Passwords, RepetitionAndTheLoginMakeItWeak) {
  EXPECT_TRUE(weakness("aaaaaaaaaaaa", "li.na"));
  EXPECT_TRUE(weakness("121212121212", "li.na"));
  EXPECT_TRUE(weakness("my li.na password", "li.na"));
}

}  // namespace
}  // namespace davy::api
