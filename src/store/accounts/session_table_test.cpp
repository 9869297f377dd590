// Sessions and second factors as they are kept.
#include "store/accounts/credentials.hpp"
#include "store/files.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace davy::store {
namespace {

const Instant kMorning = Instant::from_unix_ms(1'795'500'000'000);

struct SessionTableTest : ::testing::Test {
  Session session(const std::string& id, const std::string& login = "li.na") const {
    return {id, login, kMorning, kMorning, 30_min, kMorning + 12_h, Renew::No, "10.0.0.7", "Firefox"};
  }
  bool lives(const std::string& token, Instant at) { return table.find(token, at)->has_value(); }

  fixture::TemporaryFolder folder;
  std::unique_ptr<Credentials> credentials = *Credentials::open(folder.path());
  SessionTable& table = credentials->sessions();
};

TEST_F(SessionTableTest, RestsForItsIdleTimeOnly) {
  ASSERT_TRUE(table.open("a", session("1")));
  EXPECT_TRUE(lives("a", kMorning + 29_min));
  EXPECT_FALSE(lives("a", kMorning + 30_min));
  ASSERT_TRUE(table.use("a", kMorning + 29_min));
  EXPECT_TRUE(lives("a", kMorning + 58_min));
  EXPECT_FALSE(lives("b", kMorning));
}

TEST_F(SessionTableTest, EndsForGoodWhateverItsUse) {
  ASSERT_TRUE(table.open("a", session("1")));
  ASSERT_TRUE(table.use("a", kMorning + 12_h - 1_s));
  EXPECT_TRUE(lives("a", kMorning + 12_h - 1_s));
  EXPECT_FALSE(lives("a", kMorning + 12_h));
}

TEST_F(SessionTableTest, TheOverOnesAreDeletedWhenAnotherBegins) {
  ASSERT_TRUE(table.open("a", session("1")));
  Session later = session("2");
  later.opened = later.used = kMorning + 1_h;
  ASSERT_TRUE(table.open("b", later));
  EXPECT_EQ(table.of("li.na", kMorning)->size(), 1U) << "asked of a time at which both would live";
}

TEST_F(SessionTableTest, OneOrAllOfAPersonAreEnded) {
  ASSERT_TRUE(table.open("a", session("1")));
  ASSERT_TRUE(table.open("b", session("2")));
  ASSERT_TRUE(table.open("c", session("3")));
  ASSERT_TRUE(table.open("d", session("4", "wang")));
  EXPECT_FALSE(*table.close_by_id("li.na", "4")) << "another's";
  EXPECT_TRUE(*table.close_by_id("li.na", "1"));
  EXPECT_FALSE(lives("a", kMorning));
  ASSERT_TRUE(table.close_all("li.na", "c"));
  EXPECT_FALSE(lives("b", kMorning));
  EXPECT_TRUE(lives("c", kMorning));
  EXPECT_TRUE(lives("d", kMorning));
}

TEST_F(SessionTableTest, NoTokenStandsInTheFile) {
  const std::string token = "c0ffee-c0ffee-c0ffee-c0ffee";
  ASSERT_TRUE(table.open(token, session("1")));
  ASSERT_TRUE(table.know_browser(token + "b", "li.na", kMorning + 1_h));
  EXPECT_TRUE(*table.knows_browser(token + "b", "li.na", kMorning));
  EXPECT_FALSE(*table.knows_browser(token + "b", "wang", kMorning));
  EXPECT_FALSE(*table.knows_browser(token + "b", "li.na", kMorning + 1_h));
  for (const char* end : {"", "-wal"}) {
    std::ifstream file(credentials_path(folder.path()) + end, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    EXPECT_FALSE(bytes.empty());
    EXPECT_EQ(bytes.find("c0ffee"), std::string::npos) << end;
  }
}

TEST_F(SessionTableTest, ACodeIsGoodOnceAndAnEarlierOneNeverAgain) {
  FactorTable& factors = credentials->factors();
  ASSERT_TRUE(factors.begin("li.na", "SECRET"));
  EXPECT_EQ((*factors.find("li.na"))->enrolment, Enrolment::Begun);
  ASSERT_TRUE(factors.confirm("li.na", 100, {"one", "two"}));
  EXPECT_EQ((*factors.find("li.na"))->enrolment, Enrolment::Confirmed);
  EXPECT_FALSE(*factors.take_step("li.na", 100));
  EXPECT_TRUE(*factors.take_step("li.na", 101));
  EXPECT_FALSE(*factors.take_step("li.na", 101));
  EXPECT_FALSE(*factors.take_step("li.na", 100));
  EXPECT_FALSE(*factors.take_recovery_code("wang", "one"));
  EXPECT_TRUE(*factors.take_recovery_code("li.na", "one"));
  EXPECT_FALSE(*factors.take_recovery_code("li.na", "one"));
  EXPECT_EQ(*factors.recovery_codes_left("li.na"), 1U);
  ASSERT_TRUE(factors.remove("li.na"));
  EXPECT_FALSE(*factors.find("li.na"));
}

}  // namespace
}  // namespace davy::store
