#include "store/accounts/credentials.hpp"

#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace davy::store {
namespace {

const Instant kNow = Instant::from_unix_ms(1'795'500'000'000);

struct CredentialsTest : ::testing::Test {
  fixture::TemporaryFolder folder;
  std::unique_ptr<Credentials> credentials = *Credentials::open(folder.path());
};

TEST_F(CredentialsTest, KnowNobodyAtFirst) {
  EXPECT_FALSE(*credentials->any());
  EXPECT_EQ(*credentials->password_hash("li.na"), std::nullopt);
}

TEST_F(CredentialsTest, KeepTheLatestPasswordAcrossARestart) {
  ASSERT_TRUE(credentials->set_password_hash("li.na", "one"));
  ASSERT_TRUE(credentials->set_password_hash("li.na", "two"));
  credentials.reset();
  credentials = *Credentials::open(folder.path());
  EXPECT_TRUE(*credentials->any());
  EXPECT_EQ(*credentials->password_hash("li.na"), "two");
}

TEST_F(CredentialsTest, SetupTokenWorksOnceAndInTimeOnly) {
  ASSERT_TRUE(credentials->set_setup_token("right", kNow + 24_h));
  EXPECT_FALSE(*credentials->take_setup_token("wrong", kNow));
  EXPECT_FALSE(*credentials->take_setup_token("right", kNow + 24_h));
  EXPECT_TRUE(*credentials->take_setup_token("right", kNow));
  EXPECT_FALSE(*credentials->take_setup_token("right", kNow));
}

TEST_F(CredentialsTest, ANewSetupTokenEndsTheOldOne) {
  ASSERT_TRUE(credentials->set_setup_token("old", kNow + 24_h));
  ASSERT_TRUE(credentials->set_setup_token("new", kNow + 24_h));
  EXPECT_FALSE(*credentials->take_setup_token("old", kNow));
}

TEST_F(CredentialsTest, AMachineIsKnownByItsNewestTokenUntilItIsRemoved) {
  ASSERT_TRUE(credentials->set_machine("old", {"telegraf", "", kNow}));
  ASSERT_TRUE(credentials->set_machine("new", {"telegraf", "rtu-1", kNow + 1_h}));
  EXPECT_FALSE(*credentials->machine("old", kNow));
  ASSERT_TRUE(*credentials->machine("new", kNow));
  EXPECT_EQ((*credentials->machine("new", kNow))->device, "rtu-1");
  EXPECT_EQ(credentials->machines()->size(), 1U);
  EXPECT_TRUE(*credentials->remove_machine("telegraf"));
  EXPECT_FALSE(*credentials->remove_machine("telegraf"));
  EXPECT_FALSE(*credentials->machine("new", kNow));
}

TEST_F(CredentialsTest, ATokenEndsAtItsTimeAndSaysWhenItWasUsed) {
  ASSERT_TRUE(credentials->set_machine("t", {"plc", "", kNow, {"facts"}, kNow + 1_h}));
  const auto machine = *credentials->machine("t", kNow);
  ASSERT_TRUE(machine);
  EXPECT_EQ(machine->scopes, std::vector<std::string>{"facts"});
  EXPECT_FALSE(machine->used);
  ASSERT_TRUE(credentials->note_use(*machine, kNow + 2_min));
  EXPECT_EQ(credentials->machines()->front().used, kNow + 2_min);
  EXPECT_FALSE(*credentials->machine("t", kNow + 1_h));
}

TEST_F(CredentialsTest, BrokerPasswordsAreReplacedAndTakenBack) {
  ASSERT_TRUE(credentials->set_broker_password({"rtu-1", "$7$one", kNow}));
  ASSERT_TRUE(credentials->set_broker_password({"rtu-1", "$7$two", kNow}));
  ASSERT_EQ(credentials->broker_passwords()->size(), 1U);
  EXPECT_EQ(credentials->broker_passwords()->front().hash, "$7$two");
  EXPECT_TRUE(*credentials->remove_broker_password("rtu-1"));
  EXPECT_FALSE(*credentials->remove_broker_password("rtu-1"));
}

}  // namespace
}  // namespace davy::store
