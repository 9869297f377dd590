// The vectors of RFC 6238 appendix B for SHA-1, whose last six of eight digits are ours.
#include "api/session/totp.hpp"

#include <gtest/gtest.h>

#include <set>

namespace davy::api {
namespace {

const std::string kRfcSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";  // "12345678901234567890"

TEST(Totp, GivesTheCodesOfTheStandard) {
  struct Vector {
    std::int64_t seconds;
    const char* code;
  };
  for (const Vector& each : {Vector{59, "287082"}, Vector{1'111'111'109, "081804"}, Vector{1'111'111'111, "050471"},
                             Vector{1'234'567'890, "005924"}, Vector{2'000'000'000, "279037"}, Vector{20'000'000'000, "353130"}})
    EXPECT_EQ(totp_code(kRfcSecret, static_cast<std::uint64_t>(each.seconds / 30)), each.code) << each.seconds;
}

TEST(Totp, TakesTheNeighbouringStepsAndNoOther) {
  const Instant now = Instant::from_unix_ms(1'234'567'890'000);
  const std::uint64_t step = totp_step(now);
  for (const std::uint64_t good : {step - 1, step, step + 1}) EXPECT_EQ(totp_step_of(kRfcSecret, totp_code(kRfcSecret, good), now), good);
  for (const std::uint64_t bad : {step - 2, step + 2}) EXPECT_FALSE(totp_step_of(kRfcSecret, totp_code(kRfcSecret, bad), now));
  EXPECT_FALSE(totp_step_of(kRfcSecret, "", now));
  EXPECT_FALSE(totp_step_of(kRfcSecret, "0059240", now));
}

TEST(Totp, SecretsAreOf160BitsAndDiffer) {
  const std::string one = new_totp_secret();
  EXPECT_EQ(from_base32(one)->size(), 20U);
  EXPECT_NE(one, new_totp_secret());
  EXPECT_FALSE(from_base32("not base32!"));
  EXPECT_EQ(from_base32("MZXW6YTBOI"), "foobar");
}

TEST(Totp, RecoveryCodesAreTenDifferentOnes) {
  const auto codes = new_recovery_codes();
  EXPECT_EQ(codes.size(), 10U);
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10U);
  EXPECT_EQ(codes.front().size(), 19U);
}

TEST(Totp, TheUriNamesSiteAndLogin) {
  EXPECT_EQ(totp_uri("demo", "li na", "ABC"),
            "otpauth://totp/Davy%20demo:li%20na?secret=ABC&issuer=Davy%20demo&algorithm=SHA1&digits=6&period=30");
}

}  // namespace
}  // namespace davy::api
