// A folder in use gets another data key: nothing stops, nothing is lost, and the key before opens nothing there any more.
#include "store/resealing.hpp"

#include "store/blobs/blobs.hpp"
#include "store/durable_file.hpp"
#include "store/files.hpp"
#include "store/seal/keys.hpp"
#include "store/seal/sealed_page.hpp"
#include "store/sealing.hpp"
#include "store/sql/database.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace davy::store {
namespace {

const seal::Asked kAsked{"user:admin", Instant::from_unix_ms(1'795'500'000'000)};

bool never_stops(double) { return true; }

class AFolderInUse : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directory(data_);
    ASSERT_EQ(*prepare_seal(data_, {}, Sealed::Yes), Sealed::Yes);
    database_ = *sql::Database::open(path_, sql::Access::Write);
    database_->run("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)");
    note(5'000);
    picture_ = *blobs_.put("a picture of methane");
  }

  void note(int rows) {
    sql::Statement insert = database_->prepare("INSERT INTO notes (text) VALUES ($1)");
    sql::Transaction writing(*database_);
    for (int i = 0; i < rows; ++i) insert.run("methane by the tank " + std::to_string(++noted_));
    ASSERT_TRUE(writing.commit());
  }

  void begin() {
    const Result<void> begun = seal::begin_resealing(data_, seal::usual_source(data_), kAsked);
    ASSERT_TRUE(begun) << begun.error().message;
  }

  std::int64_t rows(sql::Access access = sql::Access::Read) const {
    const auto reader = sql::Database::open(path_, access);
    if (!reader) return -1;
    sql::Statement count = (*reader)->prepare("SELECT count(*) FROM notes WHERE text LIKE 'methane by the tank%'");
    return count.query().next() ? count.integer(0) : -1;
  }

  // Pages of the database file and its log that this key opens by itself.
  std::size_t opened_by(const seal::Key& data_key) const {
    const seal::Key key = data_key.alone().derived(seal::Purpose::Pages);
    std::size_t opened = 0;
    seal::Page page;
    std::ifstream file(path_, std::ios::binary);
    for (std::uint64_t n = 0; file.read(reinterpret_cast<char*>(page.data()), page.size()); ++n)
      opened += seal::open_page(page, key, seal::about_page(n)) ? 1 : 0;
    std::ifstream log(path_ + "-wal", std::ios::binary);
    log.seekg(32);
    std::array<char, 24> head{};
    while (log.read(head.data(), head.size()) && log.read(reinterpret_cast<char*>(page.data()), page.size()))
      opened += seal::open_page(page, key, seal::kAboutLog) ? 1 : 0;
    return opened;
  }

  fixture::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data";
  const std::string path_ = database_path(data_);
  Blobs blobs_{data_};
  std::unique_ptr<sql::Database> database_;
  std::string picture_;
  int noted_ = 0;
};

TEST_F(AFolderInUse, IsSealedAnewWhileItIsWrittenAndRead) {
  const seal::Key before = **seal::key_of(data_);
  ASSERT_GT(opened_by(before), 20U);
  begin();
  std::atomic<bool> over = false;
  std::thread reading([&] {
    while (!over) EXPECT_GE(rows(), 5'000);
  });
  std::thread resealing([&] {
    const Result<void> done = reseal(data_, never_stops);
    EXPECT_TRUE(done) << done.error().message;
    over = true;
  });
  while (!over) note(100);
  resealing.join();
  reading.join();
  note(100);
  EXPECT_FALSE(seal::is_resealing(data_));
  EXPECT_EQ(rows(), noted_);
  EXPECT_EQ(*blobs_.get(picture_), "a picture of methane");
  const seal::Key now = **seal::key_of(data_);
  EXPECT_FALSE(now.is(before));
  EXPECT_TRUE(now.before().empty()) << "what the key before sealed is no longer taken here";
  EXPECT_EQ((*seal::key_of_backups(data_))->before().size(), 1U);
  EXPECT_EQ(opened_by(before), 0U);
  EXPECT_GT(opened_by(now), 20U);
}

TEST_F(AFolderInUse, IsReadWithBothKeysAfterACutOffAndGoneOnWith) {
  note(60'000);  // more than is sealed at once, and in its place: what moves there from the log is sealed with the key of then
  database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
  const seal::Key before = **seal::key_of(data_);
  begin();
  const auto cut_off = reseal(data_, [](double done) { return done <= 0; });
  ASSERT_FALSE(cut_off);
  EXPECT_EQ(cut_off.error().code, ErrorCode::Unavailable);
  EXPECT_GT(opened_by(before), 0U);
  EXPECT_GT(opened_by(**seal::key_of(data_)), 0U);
  database_.reset();
  EXPECT_EQ(rows(sql::Access::Write), noted_);
  const auto again = seal::begin_resealing(data_, seal::usual_source(data_), kAsked);
  EXPECT_EQ(again.error().code, ErrorCode::Conflict);
  ASSERT_TRUE(finish_resealing(data_));
  ASSERT_TRUE(reseal(data_, never_stops));
  EXPECT_EQ(opened_by(before), 0U);
  EXPECT_EQ(rows(), noted_);
}

TEST_F(AFolderInUse, SaysWhoAskedForAnotherKeyAndHowFarItIs) {
  EXPECT_TRUE(seal::rotations(data_).empty());
  const std::string before = (**seal::key_of(data_)).name();
  begin();
  const std::vector<seal::Rotation> begun = seal::rotations(data_);
  ASSERT_EQ(begun.size(), 1U);
  EXPECT_EQ(begun[0].before, before);
  EXPECT_EQ(begun[0].after, (**seal::key_of(data_)).name());
  EXPECT_EQ(begun[0].by, kAsked.by);
  EXPECT_EQ(begun[0].since, kAsked.at);
  EXPECT_EQ(begun[0].stage, seal::Rotation::Stage::Begun);
  ASSERT_TRUE(reseal(data_, never_stops));
  begin();
  const seal::KeySource elsewhere{.key_file = data_ + ".other.key", .passphrase_file = {}};
  ASSERT_TRUE(seal::rewrap(data_, seal::usual_source(data_), elsewhere));
  const std::vector<seal::Rotation> both = seal::rotations(data_);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].after, begun[0].after);
  EXPECT_EQ(both[0].stage, seal::Rotation::Stage::Finished);
  EXPECT_EQ(both[1].before, begun[0].after);
  EXPECT_EQ(both[1].stage, seal::Rotation::Stage::Begun);
}

TEST_F(AFolderInUse, AHalfWrittenPageIsMendedAndAWholeOneLeft) {
  database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
  database_.reset();
  std::string bytes;
  {
    std::ifstream file(path_, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(file), {});
  }
  const auto page_of = [&](std::uint64_t number) { return bytes.substr(number * seal::kPageBytes, seal::kPageBytes); };
  std::string journal;
  for (const std::uint64_t number : {std::uint64_t{3}, std::uint64_t{5}}) {
    journal.append(reinterpret_cast<const char*>(&number), sizeof(number));
    journal += number == 3 ? page_of(3) : page_of(4);  // page 5 is whole: what is noted of it is not taken
  }
  ASSERT_TRUE(replace_file(path_ + ".resealing", journal));
  std::string torn = bytes;
  torn.replace(3 * seal::kPageBytes, 512, std::string(512, 'x'));
  ASSERT_TRUE(replace_file(path_, torn));
  ASSERT_TRUE(finish_resealing(data_));
  std::ifstream file(path_, std::ios::binary);
  EXPECT_TRUE(std::string(std::istreambuf_iterator<char>(file), {}) == bytes);
  EXPECT_FALSE(std::filesystem::exists(path_ + ".resealing"));
  EXPECT_EQ(rows(), noted_);
}

TEST_F(AFolderInUse, IsNotTakenForOtherDataWhenAForeignSealIsPutThere) {
  const std::string seal_of_this = seal::seal_path(data_);
  std::filesystem::rename(seal_of_this, data_ + "/kept.json");
  ASSERT_TRUE(seal::make_seal(data_, seal::usual_source(data_)));
  note(100);  // by a connection that was open
  std::filesystem::rename(data_ + "/kept.json", seal_of_this);
  EXPECT_EQ(rows(), noted_);
}

TEST_F(AFolderInUse, TheBackgroundGoesOnWithWhatAnotherProcessBegan) {
  const seal::Key before = **seal::key_of(data_);
  begin();
  {
    Resealer resealer(data_);
    while (seal::is_resealing(data_)) std::this_thread::yield();
    EXPECT_EQ(resealer.state().trouble, davy::Said());
  }
  EXPECT_EQ(opened_by(before), 0U);
  EXPECT_EQ(rows(), noted_);
}

}  // namespace
}  // namespace davy::store
