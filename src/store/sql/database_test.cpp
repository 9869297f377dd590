#include "store/sql/database.hpp"

#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <string>
#include <vector>

namespace davy::store::sql {
namespace {

class TheDatabase : public ::testing::Test {
 protected:
  void SetUp() override {
    database = *Database::open(folder.path() + "/test.db", Access::Write);
    database->run("CREATE TABLE readings (id INTEGER PRIMARY KEY, value TEXT)");
    Statement insert = database->prepare("INSERT INTO readings (id, value) VALUES ($1, $2)");
    for (int id = 1; id <= 3; ++id) insert.run(id, std::to_string(id * 10));
  }

  std::string one(int id) {
    Statement row = database->prepare("SELECT value FROM readings WHERE id = $1");
    row.query(id);
    return row.next() ? row.get<std::string>(0) : "none";
  }

  fixture::TemporaryFolder folder;
  std::unique_ptr<Database> database;
};

TEST_F(TheDatabase, AStatementThatIsUsedAgainKnowsNothingOfItsLastUse) {
  EXPECT_EQ(one(1), "10");
  EXPECT_EQ(one(2), "20");
  EXPECT_EQ(one(9), "none");
  EXPECT_EQ(one(1), "10");
}

TEST_F(TheDatabase, TwoStatementsOfOneTextRunBesideEachOther) {
  const char* all = "SELECT id FROM readings ORDER BY id";
  Statement outer = database->prepare(all);
  int pairs = 0;
  for (outer.query(); outer.next();) {
    Statement inner = database->prepare(all);
    for (inner.query(); inner.next();) ++pairs;
  }
  EXPECT_EQ(pairs, 9);
}

TEST_F(TheDatabase, AStatementLeftInTheMiddleOfItsRowsHoldsNothingBack) {
  {
    Statement row = database->prepare("SELECT id FROM readings");
    row.query();
    ASSERT_TRUE(row.next());
  }
  database->run("DROP TABLE readings");
  EXPECT_FALSE(database->error());
}

// Each may keep 4 MB: sixteen of them would come to twice the limit.
TEST_F(TheDatabase, ManyConnectionsShareOneLimitOfTheirCaches) {
  const std::string page(4'000, 'x');
  Transaction transaction(*database);
  Statement insert = database->prepare("INSERT INTO readings (id, value) VALUES ($1, $2)");
  for (int id = 10; id < 1'510; ++id) insert.run(id, page);
  ASSERT_TRUE(transaction.commit());
  std::vector<std::unique_ptr<Database>> readers;
  for (int i = 0; i < 16; ++i) {
    readers.push_back(*Database::open(folder.path() + "/test.db", Access::Read));
    Statement whole = readers.back()->prepare("SELECT count(*) FROM readings WHERE value LIKE 'xx%'");
    whole.query();
    ASSERT_TRUE(whole.next());
    EXPECT_EQ(whole.integer(0), 1'500);
  }
  EXPECT_GT(sqlite3_memory_used(), kCachesBytesMax / 2) << "they do keep pages";
  EXPECT_LT(sqlite3_memory_used(), kCachesBytesMax + kCachesBytesMax / 4);
}

TEST_F(TheDatabase, AStatementMayOutliveIt) {
  Statement row = database->prepare("SELECT id FROM readings");
  database.reset();
}

}  // namespace
}  // namespace davy::store::sql
