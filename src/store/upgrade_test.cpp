// An upgrade is gone back from, more than once, cut off, or in vain: no record is ever lost by it.
#include "store/upgrade.hpp"

#include "store/files.hpp"
#include "store/sealing.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>

namespace davy::store {
namespace {

namespace fs = std::filesystem;

Instant at_second(std::uint64_t s) { return Instant::from_unix_ms(1'800'000'000'000 + static_cast<std::int64_t>(s) * 1'000); }

class AnUpgradedFolder : public ::testing::Test {
 protected:
  // Records from `first` on; the folder is closed again.
  void live(std::uint64_t first, std::uint64_t last) {
    const auto store = std::move(*SqliteStore::open(data_, directory_));
    for (std::uint64_t seq = first; seq <= last; ++seq) {
      runtime::Commit commit;
      core::HazardReported reported;
      reported.zone = "tank-farm";
      reported.what = "loose rail";
      commit.events.push_back({seq, at_second(seq), "user:li.na", std::move(reported)});
      const Result<void> done = store->commit(commit);
      ASSERT_TRUE(done) << done.error().message;
    }
  }

  // As keep_before_upgrade() does, of a folder that nobody has open.
  void upgrade() const {
    const auto database = std::move(*sql::Database::open(database_path(data_), sql::Access::Read));
    ASSERT_TRUE(database->write_page_copy(database_path(data_) + ".schema-22"));
  }

  static std::int64_t records(const std::string& path) {
    const auto database = sql::Database::open(path, sql::Access::Read);
    if (!database) return -1;
    sql::Statement count = (*database)->prepare("SELECT count(*) FROM journal");
    return count.query().next() ? count.integer(0) : -1;
  }

  const site::Site site_;
  const site::Directory directory_{site_};
  fixture::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data";
};

TEST_F(AnUpgradedFolder, IsGoneBackFromTwiceAndBothPartsAreKept) {
  live(1, 3);
  upgrade();
  live(4, 5);
  const auto first = roll_back(data_);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->records, 3U);
  EXPECT_EQ(first->set_aside, 2U);
  EXPECT_EQ(first->set_aside_in, database_path(data_) + ".rolled-back");
  upgrade();
  live(4, 7);
  const auto second = roll_back(data_);
  ASSERT_TRUE(second) << second.error().message;
  EXPECT_EQ(second->set_aside, 4U);
  EXPECT_EQ(second->set_aside_in, database_path(data_) + ".rolled-back-2");
  EXPECT_EQ(records(first->set_aside_in), 5);
  EXPECT_EQ(records(second->set_aside_in), 7);
  EXPECT_EQ(records(database_path(data_)), 3);
}

// Killed between two names: the next start makes no empty store, and the next try finishes.
TEST_F(AnUpgradedFolder, IsNoEmptyOneWhenGoingBackWasCutOff) {
  live(1, 3);
  upgrade();
  live(4, 5);
  (*sql::Database::open(database_path(data_), sql::Access::Write))->run("PRAGMA wal_checkpoint(TRUNCATE)");
  fs::rename(database_path(data_), database_path(data_) + ".rolled-back");
  const auto opened = SqliteStore::open(data_, directory_);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, ErrorCode::Conflict);
  EXPECT_NE(opened.error().message.find("davy rollback"), std::string::npos) << opened.error().message;
  EXPECT_FALSE(prepare_seal(data_, {}, Sealed::Yes));
  EXPECT_FALSE(fs::exists(database_path(data_)));
  EXPECT_FALSE(fs::exists(seal::seal_path(data_)));

  const auto back = roll_back(data_);
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(back->records, 3U);
  EXPECT_EQ(back->set_aside, 2U);
  EXPECT_EQ(records(back->set_aside_in), 5);
  EXPECT_EQ(records(database_path(data_)), 3);
}

// As `davy seal` of an older program left it: the copy is in the clear, the folder is not.
TEST_F(AnUpgradedFolder, IsLeftAsItIsWhenTheCopyDoesNotOpen) {
  live(1, 3);
  upgrade();
  live(4, 5);
  const std::string copy = database_path(data_) + ".schema-22";
  fs::rename(copy, folder_.path() + "/away");
  const auto sealed = seal_anew(data_, seal::usual_source(data_), {"machine:cli/test", at_second(0)});
  ASSERT_TRUE(sealed) << sealed.error().message;
  fs::rename(folder_.path() + "/away", copy);
  const auto back = roll_back(data_);
  ASSERT_FALSE(back);
  EXPECT_NE(back.error().message.find(copy + " cannot be gone back to"), std::string::npos) << back.error().message;
  EXPECT_EQ(records(database_path(data_)), 5);
  EXPECT_TRUE(fs::exists(copy));
  EXPECT_FALSE(fs::exists(database_path(data_) + ".rolled-back"));
}

}  // namespace
}  // namespace davy::store
