#include "api/session/login_guard.hpp"

#include <gtest/gtest.h>

namespace davy::api {
namespace {

class Door : public testing::Test {
 protected:
  void fail(int times, const std::string& login = "li.na", const std::string& address = "10.0.0.7") {
    for (int i = 0; i < times; ++i) guard.failed({login, address}, now);
  }
  std::optional<Duration> wait(const std::string& login = "li.na", const std::string& address = "10.0.0.7") const {
    return guard.wait({login, address}, now);
  }

  LoginGuard guard;
  Instant now = Instant::from_unix_ms(1'800'000'000'000);
};

TEST_F(Door, FourMistakesAreForgiven) {
  fail(4);
  EXPECT_FALSE(wait());
}

TEST_F(Door, TheFifthMistakeLocksForHalfAMinute) {
  fail(5);
  EXPECT_EQ(wait(), 30_s);
  now = now + 30_s;
  EXPECT_FALSE(wait());
}

TEST_F(Door, EveryFurtherMistakeDoublesTheWaitUpToAQuarterOfAnHour) {
  fail(6);
  EXPECT_EQ(wait(), 1_min);
  fail(1);
  EXPECT_EQ(wait(), 2_min);
  fail(20);
  EXPECT_EQ(wait(), 15_min);
}

TEST_F(Door, AStrangerElsewhereLocksNobodyOut) {
  fail(20, "li.na", "10.9.9.9");
  EXPECT_FALSE(wait("li.na", "10.0.0.7"));
}

TEST_F(Door, OneAddressThatTriesManyLoginsIsLockedForAll) {
  for (int i = 0; i < 30; ++i) fail(1, "guess" + std::to_string(i));
  EXPECT_TRUE(wait("li.na"));
  EXPECT_FALSE(wait("li.na", "10.0.0.8"));
}

TEST_F(Door, SuccessForgetsTheMistakesOfThatLogin) {
  fail(4);
  guard.succeeded({"li.na", "10.0.0.7"});
  fail(4);
  EXPECT_FALSE(wait());
}

TEST_F(Door, MistakesOfLongAgoDoNotCount) {
  fail(4);
  now = now + 16_min;
  fail(1);
  EXPECT_FALSE(wait());
}

TEST_F(Door, MemoryIsBoundedAndTheNewestCountsAreKept) {
  for (int i = 0; i < 12'000; ++i) {
    now = now + 1_s;
    guard.failed({"guess", "10." + std::to_string(i)}, now);
  }
  fail(5);
  EXPECT_TRUE(wait());
}

TEST_F(Door, AKnownBrowserIsNotSlowedByStrangersEvenAtItsOwnAddress) {
  fail(1'000);
  EXPECT_TRUE(wait());
  const SignInAttempt known{"li.na", "10.0.0.7", "browser-1"};
  EXPECT_FALSE(guard.wait(known, now));
  for (int i = 0; i < 5; ++i) guard.failed(known, now);
  EXPECT_EQ(guard.wait(known, now), 30_s) << "it is counted by itself";
  EXPECT_FALSE(guard.wait({"li.na", "10.0.0.7", "browser-2"}, now));
}

TEST_F(Door, StrangersFromEverywhereAreSpreadAndKnownBrowsersAreNot) {
  for (int i = 0; i < 60; ++i) fail(1, "li.na", "10.1.0." + std::to_string(i));
  EXPECT_EQ(wait("li.na", "10.2.0.1"), 1_s);
  EXPECT_FALSE(guard.wait({"li.na", "10.2.0.1", "browser-1"}, now));
  now = now + 3_s;
  EXPECT_FALSE(wait("li.na", "10.2.0.1"));
}

TEST_F(Door, AThousandTriesFromOneAddressLeaveOthersAlone) {
  for (int i = 0; i < 1'000; ++i)
    if (!wait("li.na", "10.9.9.9")) fail(1, "li.na", "10.9.9.9");
  EXPECT_TRUE(wait("li.na", "10.9.9.9"));
  EXPECT_FALSE(wait("li.na", "10.0.0.8"));
}

}  // namespace
}  // namespace davy::api
