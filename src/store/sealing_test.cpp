#include "store/sealing.hpp"

#include "base/bytes.hpp"
#include "store/blobs/blobs.hpp"
#include "store/durable_file.hpp"
#include "store/seal/keys.hpp"
#include "store/sql/database.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store {
namespace {

namespace fs = std::filesystem;
using fixture::TemporaryFolder;
using sql::Access;
using sql::Database;

const seal::Asked kSealed{"machine:cli/test", Instant::from_unix_ms(1'800'000'000'000)};

std::string bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string all_bytes_in(const std::string& folder) {
  std::string all;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all += bytes_of(entry.path());
  return all;
}

void flip_byte(const std::string& path, std::size_t at) {
  std::string bytes = bytes_of(path);
  bytes.at(at) = static_cast<char>(bytes.at(at) ^ 1);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

// A folder with its key beside it, as davyd makes one.
class ASealedFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(data);
    ASSERT_EQ(*prepare_seal(data, {}, Sealed::Yes), Sealed::Yes);
  }

  std::unique_ptr<Database> open(Access access = Access::Write) { return *Database::open(path, access); }

  // Rows of `text` and its number, in transactions of `together`.
  static void write_rows(Database& database, const std::string& text, int from, int to, int together = 100) {
    database.run("CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, text TEXT)");
    sql::Statement insert = database.prepare("INSERT INTO notes (id, text) VALUES ($1, $2)");
    for (int first = from; first < to; first += together) {
      sql::Transaction writing(database);
      for (int id = first; id < std::min(to, first + together); ++id) insert.run(id, text + std::to_string(id));
      ASSERT_TRUE(writing.commit());
    }
  }

  static std::int64_t count(Database& database) {
    sql::Statement rows = database.prepare("SELECT count(*) FROM notes WHERE text LIKE '甲烷 methane%'");
    return rows.query().next() ? rows.integer(0) : -1;
  }
  static std::string integrity(Database& database) {
    sql::Statement check = database.prepare("PRAGMA integrity_check");
    return check.query().next() ? check.get<std::string>(0) : database.error()->message;
  }

  TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  const std::string path = data + "/davy.db";
  const std::string secret = "甲烷 methane ";
};

TEST_F(ASealedFolder, IsReadAndWrittenAsAnyOther) {
  {
    const auto database = open();
    write_rows(*database, secret, 0, 20'000);
    EXPECT_EQ(count(*database), 20'000);
    EXPECT_EQ(count(*open(Access::Read)), 20'000);
  }
  const auto database = open();
  EXPECT_EQ(count(*database), 20'000);
  EXPECT_EQ(integrity(*database), "ok");
}

TEST_F(ASealedFolder, ShowsNothingOfWhatItHolds) {
  const auto database = open();
  write_rows(*database, secret, 0, 5'000);
  Blobs blobs(data);
  const std::string picture = "a picture of 甲烷 methane, long enough to be found";
  ASSERT_TRUE(blobs.put(picture));
  const std::string with_log = all_bytes_in(data);
  database->run("PRAGMA wal_checkpoint(TRUNCATE)");
  for (const std::string& bytes : {with_log, all_bytes_in(data)}) {
    EXPECT_GT(bytes.size(), 100'000U);
    EXPECT_EQ(bytes.find("methane"), std::string::npos);
    EXPECT_EQ(bytes.find("甲烷"), std::string::npos);
    EXPECT_EQ(bytes.find("CREATE TABLE"), std::string::npos);
  }
}

// What a power cut leaves: the files as they are in the middle of the work, the log not yet in the database.
TEST_F(ASealedFolder, IsRecoveredFromItsLog) {
  const auto database = open();
  write_rows(*database, secret, 0, 3'000, 10);
  TemporaryFolder other;
  const std::string cut_off = other.path() + "/data";
  fs::copy(data, cut_off, fs::copy_options::recursive);
  fs::remove(cut_off + "/davy.db-shm");
  fs::copy(data + ".key", cut_off + ".key");
  const auto again = *Database::open(cut_off + "/davy.db", Access::Write);
  EXPECT_EQ(count(*again), 3'000);
  EXPECT_EQ(integrity(*again), "ok");
}

TEST_F(ASealedFolder, EndsItsLogWhereAWriteWasTorn) {
  const auto database = open();
  write_rows(*database, secret, 0, 1'000, 10);
  TemporaryFolder other;
  const std::string cut_off = other.path() + "/data";
  fs::copy(data, cut_off, fs::copy_options::recursive);
  fs::remove(cut_off + "/davy.db-shm");
  fs::copy(data + ".key", cut_off + ".key");
  const auto size = fs::file_size(cut_off + "/davy.db-wal");
  flip_byte(cut_off + "/davy.db-wal", size - 2'000);
  const auto again = *Database::open(cut_off + "/davy.db", Access::Write);
  EXPECT_EQ(count(*again), 990);
  EXPECT_EQ(integrity(*again), "ok");
}

// A transaction too large for the cache: pages go to the log before the commit, and some of them twice.
TEST_F(ASealedFolder, TakesATransactionLargerThanTheCache) {
  {
    const auto database = open();
    database->run("PRAGMA cache_size=10");
    write_rows(*database, secret, 0, 20'000, 20'000);
    sql::Transaction writing(*database);
    database->run("UPDATE notes SET text = text || '!' WHERE id % 2 = 0");
    database->run("UPDATE notes SET text = text || '?' WHERE id % 3 = 0");
    database->run("DELETE FROM notes WHERE id % 5 = 0");
    const Result<void> done = writing.commit();
    ASSERT_TRUE(done) << done.error().message;
  }
  const auto database = open();
  EXPECT_EQ(count(*database), 16'000);
  EXPECT_EQ(integrity(*database), "ok");
}

TEST_F(ASealedFolder, NamesADamagedPageAndGivesNothingOfIt) {
  {
    const auto database = open();
    write_rows(*database, secret, 0, 5'000);
  }
  flip_byte(path, 10 * 4096 + 100);
  const auto database = open();
  EXPECT_EQ(count(*database), -1);
  ASSERT_TRUE(database->error());
  EXPECT_EQ(database->error()->code, ErrorCode::Corrupt);
  EXPECT_NE(database->error()->message.find("page 11 is damaged"), std::string::npos);
}

TEST_F(ASealedFolder, TellsPagesThatChangedPlaces) {
  {
    const auto database = open();
    write_rows(*database, secret, 0, 5'000);
  }
  std::string bytes = bytes_of(path);
  std::swap_ranges(bytes.begin() + 10 * 4096, bytes.begin() + 11 * 4096, bytes.begin() + 11 * 4096);
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  const auto database = open();
  EXPECT_EQ(count(*database), -1);
  EXPECT_EQ(database->error()->code, ErrorCode::Corrupt);
}

TEST_F(ASealedFolder, SaysWhichKeyIsMissingOrWrong) {
  open();
  const std::string seal = bytes_of(seal::seal_path(data));
  fs::rename(data + ".key", folder.path() + "/away");
  const auto missing = seal::open_seal(data, seal::usual_source(data));
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find(data + ".key is not there"), std::string::npos) << missing.error().message;
  EXPECT_NE(missing.error().message.find("--seal-key-file"), std::string::npos);

  ASSERT_TRUE(seal::make_key_file(data + ".key"));
  const auto wrong = seal::open_seal(data, seal::usual_source(data));
  ASSERT_FALSE(wrong);
  EXPECT_NE(wrong.error().message.find("is not the one that opens them"), std::string::npos) << wrong.error().message;
  EXPECT_NE(wrong.error().in(Language::Zh).find("中的密钥不能开启这些数据"), std::string::npos) << wrong.error().zh;
  EXPECT_EQ(bytes_of(seal::seal_path(data)), seal);
}

TEST_F(ASealedFolder, SaysThatItsSealIsGone) {
  {
    const auto database = open();
    write_rows(*database, secret, 0, 10);
  }
  fs::remove(seal::seal_path(data));
  const auto database = Database::open(path, Access::Write);
  ASSERT_FALSE(database);
  EXPECT_NE(database.error().message.find("seal.json"), std::string::npos);
}

TEST_F(ASealedFolder, IsWrappedAnewWhileItIsOpen) {
  const auto database = open();
  write_rows(*database, secret, 0, 10);
  const std::string passphrase = folder.path() + "/passphrase";
  ASSERT_TRUE(replace_file(passphrase, "one lamp in every hand\n"));
  const seal::KeySource by_passphrase{.key_file = {}, .passphrase_file = passphrase};
  ASSERT_TRUE(seal::rewrap(data, seal::usual_source(data), by_passphrase));
  write_rows(*database, secret, 10, 20);
  const auto before = seal::open_seal(data, seal::usual_source(data));
  EXPECT_FALSE(before);
  const auto after = seal::open_seal(data, by_passphrase);
  ASSERT_TRUE(after);
  EXPECT_TRUE(after->has_value());
  EXPECT_EQ(count(*database), 20);
  // What this process opens from now on it opens too, though nobody told it where the new wrapping key is.
  EXPECT_EQ(count(*open(Access::Read)), 20);
  Blobs blobs(data);
  EXPECT_EQ(*blobs.get(*blobs.put("a picture")), "a picture");
}

TEST(AClearFolder, IsSealedAsACopyThatTakesItsPlace) {
  TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  fs::create_directory(data);
  Blobs blobs(data);
  const std::string picture = *blobs.put("a picture with methane in it");
  {
    const auto database = *Database::open(data + "/davy.db", Access::Write);
    database->run("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('methane')");
  }
  EXPECT_NE(all_bytes_in(data).find("methane"), std::string::npos);
  EXPECT_EQ(*prepare_seal(data, {}, Sealed::Yes), Sealed::No);

  const auto sealed = seal_anew(data, seal::usual_source(data), kSealed);
  ASSERT_TRUE(sealed) << sealed.error().message;
  EXPECT_EQ(all_bytes_in(data).find("methane"), std::string::npos);
  const auto database = *Database::open(data + "/davy.db", Access::Write);
  sql::Statement rows = database->prepare("SELECT text FROM notes");
  ASSERT_TRUE(rows.query().next());
  EXPECT_EQ(rows.get<std::string>(0), "methane");
  EXPECT_EQ(*blobs.get(picture), "a picture with methane in it");
}

// What an upgrade kept, and what was set aside when somebody went back.
TEST(AClearFolder, IsSealedWithTheCopiesBesideIt) {
  TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  fs::create_directory(data);
  const std::vector<std::string> names{"davy.db", "davy.db.schema-22", "credentials.db.schema-22", "davy.db.rolled-back",
                                       "davy.db.rolled-back-2"};
  for (const std::string& name : names)
    (*Database::open(data + "/" + name, Access::Write))->run("CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES ('methane')");
  for (const char* again : {"sealed", "sealed anew"}) {
    const auto sealed = seal_anew(data, seal::usual_source(data), kSealed);
    ASSERT_TRUE(sealed) << again << ": " << sealed.error().message;
    EXPECT_EQ(all_bytes_in(data).find("methane"), std::string::npos) << again;
    for (const std::string& name : names) {
      const auto database = *Database::open(data + "/" + name, Access::Read);
      sql::Statement rows = database->prepare("SELECT text FROM notes");
      ASSERT_TRUE(rows.query().next()) << again << ": " << name;
      EXPECT_EQ(rows.get<std::string>(0), "methane");
    }
  }
}

TEST_F(ASealedFolder, GetsAnotherDataKey) {
  {
    const auto database = open();
    write_rows(*database, secret, 0, 1'000);
  }
  const std::string key_before = (*seal::key_of(data))->to_hex();
  const auto sealed = seal_anew(data, seal::usual_source(data), kSealed);
  ASSERT_TRUE(sealed) << sealed.error().message;
  EXPECT_NE((*seal::key_of(data))->to_hex(), key_before);
  EXPECT_EQ(count(*open()), 1'000);
}

// The journal may not have been told of any of them yet.
TEST_F(ASealedFolder, KeepsWhatBecameOfItsKeysUnderAnotherOne) {
  open();
  ASSERT_TRUE(seal::begin_resealing(data, seal::usual_source(data), {"user:admin", kSealed.at - 1_h}));
  const std::vector<seal::Rotation> begun = seal::rotations(data);
  ASSERT_EQ(begun.size(), 1U);
  const auto sealed = seal_anew(data, seal::usual_source(data), kSealed);
  ASSERT_TRUE(sealed) << sealed.error().message;
  const std::vector<seal::Rotation> both = seal::rotations(data);
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].before, begun[0].before);
  EXPECT_EQ(both[0].by, "user:admin");
  EXPECT_EQ(both[0].since, kSealed.at - 1_h);
  EXPECT_EQ(both[0].stage, seal::Rotation::Stage::Finished) << "nothing is under the key before any more";
  EXPECT_EQ(both[1].before, begun[0].after);
  EXPECT_EQ(both[1].after, (*seal::key_of(data))->name());
  EXPECT_EQ(both[1].by, kSealed.by);
  EXPECT_EQ(both[1].stage, seal::Rotation::Stage::Finished);
  EXPECT_FALSE(seal::is_resealing(data));
}

TEST_F(ASealedFolder, FinishesAnExchangeThatWasCutOff) {
  {
    const auto database = open();
    write_rows(*database, secret, 0, 1'000);
  }
  TemporaryFolder other;
  fs::copy(data, other.path() + "/data", fs::copy_options::recursive);
  fs::copy(data + ".key", other.path() + "/data.key");
  const auto sealed = seal_anew(other.path() + "/data", seal::usual_source(data), kSealed);
  ASSERT_TRUE(sealed) << sealed.error().message;
  fs::create_directory(data + "/sealing");
  fs::rename(other.path() + "/data/davy.db", data + "/sealing/davy.db");
  fs::rename(other.path() + "/data/seal.json", data + "/sealing/seal.json");
  ASSERT_TRUE(replace_file(data + "/sealing/complete", ""));
  ASSERT_TRUE(finish_sealing(data));
  EXPECT_EQ(count(*open()), 1'000);
  EXPECT_FALSE(fs::exists(data + "/sealing"));

  fs::create_directory(data + "/sealing");  // not complete: as if it had never begun
  ASSERT_TRUE(replace_file(data + "/sealing/davy.db", "half"));
  ASSERT_TRUE(finish_sealing(data));
  EXPECT_EQ(count(*open()), 1'000);
}

}  // namespace
}  // namespace davy::store
