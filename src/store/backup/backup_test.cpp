// A plant's data are backed up while it lives, its disk is lost, and what the target holds gives all of it again.
#include "store/backup/backup.hpp"

#include "store/backup/folder_target.hpp"
#include "store/backup/part_file.hpp"
#include "store/backup/restore.hpp"
#include "store/blobs/blobs.hpp"
#include "store/historian/historian.hpp"
#include "store/resealing.hpp"
#include "store/seal/keys.hpp"
#include "store/sealing.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store::backup {
namespace {

namespace fs = std::filesystem;

Instant at_second(std::uint64_t s) { return Instant::from_unix_ms(1'800'000'000'000 + static_cast<std::int64_t>(s) * 1'000); }

std::string file_bytes(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

site::Site one_point() {
  site::Site site;
  site.points.resize(1);
  site.points[0].name = "ch4-01";
  return site;
}

class ABackup : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(data_);
    ASSERT_TRUE(prepare_seal(data_, {}, Sealed::Yes));
    reopen();
  }

  void reopen() { store_ = std::move(*SqliteStore::open(data_, directory_)); }

  // So many hazards, each with a sample.
  void live(int count) {
    for (int i = 0; i < count; ++i) {
      runtime::Commit commit;
      ++seq_;
      core::HazardReported reported;
      reported.zone = "tank-farm";
      reported.what = "loose rail " + std::to_string(seq_);
      commit.events.push_back({seq_, at_second(seq_), "user:li.na", std::move(reported)});
      commit.samples.push_back({site::PointIndex(0), core::Quality::Good, static_cast<double>(seq_), at_second(seq_), at_second(seq_)});
      const Result<void> done = store_->commit(commit);
      ASSERT_TRUE(done) << done.error().message;
    }
  }

  Made backed_up() {
    Result<Made> made = make_backup(data_, target_, at_second(seq_), "test");
    EXPECT_TRUE(made) << made.error().message;
    return std::move(*made);
  }
  Result<Restored> restored(const std::string& name = "") { return restore(target_, name, new_data_, {key_}); }

  static std::vector<double> values_in(const std::string& folder) {
    const auto historian = std::move(*Historian::open(folder));
    std::vector<double> values;
    const auto answer = historian->raw("ch4-01", {Instant::before_all(), Instant::never()}, 1'000'000);
    for (const Reading& reading : answer->found) values.push_back(reading.value);
    return values;
  }

  const site::Site site_ = one_point();
  const site::Directory directory_{site_};
  fixture::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data";
  const std::string new_data_ = folder_.path() + "/new";
  const seal::KeySource key_{.key_file = data_ + ".key", .passphrase_file = {}};
  FolderTarget target_{folder_.path() + "/target"};
  std::unique_ptr<SqliteStore> store_;
  std::uint64_t seq_ = 0;
};

TEST_F(ABackup, GivesEverythingAgain) {
  live(300);
  const std::string picture = *Blobs(data_).put("a picture");
  const Made made = backed_up();
  EXPECT_EQ(made.manifest.head, 300U);
  EXPECT_EQ(made.new_blobs, 1U);
  store_.reset();
  fs::remove_all(data_);

  const Result<Restored> done = restored();
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->records, 300U);
  EXPECT_EQ(done->head, made.manifest.head_hash);
  EXPECT_EQ(values_in(new_data_).size(), 300U);
  EXPECT_EQ(*Blobs(new_data_).get(picture), "a picture");
}

TEST_F(ABackup, RemovesTheCopyOfADatabaseThatACutOffOneLeftAndNoneThatIsInUse) {
  live(3);
  const auto in_use = PartFile::copy(data_, "davy.db");
  ASSERT_TRUE(in_use) << in_use.error().message;
  const std::string left = data_ + "/davy.db.0123abcd.part";
  fs::copy_file(in_use->path(), left);
  backed_up();
  EXPECT_FALSE(fs::exists(left));
  EXPECT_TRUE(fs::exists(in_use->path()));
}

TEST_F(ABackup, ShowsNothingOfWhatItHolds) {
  live(300);
  Shipper shipper(data_, target_, backed_up());
  live(100);
  ASSERT_TRUE(shipper.ship());
  std::size_t bytes = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder_.path() + "/target")) {
    if (!entry.is_regular_file()) continue;
    const std::string content = file_bytes(entry.path());
    bytes += content.size();
    EXPECT_EQ(content.find("loose"), std::string::npos) << entry.path();
    EXPECT_EQ(content.find("li.na"), std::string::npos) << entry.path();
  }
  EXPECT_GT(bytes, 20'000U);
}

TEST_F(ABackup, SendsOnlyWhatChanged) {
  live(3'000);
  const Made first = backed_up();
  const Made again = backed_up();
  EXPECT_GT(first.new_blocks, 5U);
  EXPECT_EQ(again.new_blocks, 0U);
  live(1);
  const Made third = backed_up();
  EXPECT_GT(third.new_blocks, 0U);
  EXPECT_LT(third.sent_bytes, first.sent_bytes);
}

TEST_F(ABackup, IsFollowedByTheJournalAndTheSamples) {
  live(100);
  Shipper shipper(data_, target_, backed_up());
  live(50);
  const auto shipped = shipper.ship();
  ASSERT_TRUE(shipped) << shipped.error().message;
  EXPECT_EQ(shipped->records, 50U);
  EXPECT_EQ(shipped->rows, 50U);
  live(7);
  ASSERT_TRUE(shipper.ship());
  EXPECT_EQ(shipper.ship()->records, 0U);
  live(5);  // lost with the disk

  const Result<Restored> done = restored();
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->records, 157U);
  EXPECT_EQ(done->pieces, 2U);
  EXPECT_EQ(values_in(new_data_).size(), 157U);
  EXPECT_EQ(values_in(new_data_).back(), 157.0);
}

// Also when the restored folder goes on as a store, with what is tidied later.
TEST_F(ABackup, GoesOnAfterARestore) {
  live(100);
  Shipper shipper(data_, target_, backed_up());
  live(50);
  ASSERT_TRUE(shipper.ship());
  ASSERT_TRUE(restored());
  fs::copy(data_ + ".key", new_data_ + ".key");
  store_ = std::move(*SqliteStore::open(new_data_, directory_));
  EXPECT_EQ(store_->recover(at_second(seq_))->events.size(), 150U);
  live(10);
  store_.reset();
  EXPECT_FALSE(verify_journal(new_data_)->first_bad);
  EXPECT_EQ(values_in(new_data_).size(), 160U);
}

// A process that has the data key needs no other: `davy key change` while it runs is no reason for a restart.
TEST_F(ABackup, IsOpenedByTheDataKeyAtHandAfterAnotherKeyFile) {
  live(50);
  const seal::Key known = **seal::key_of(data_);
  const seal::KeySource other{.key_file = folder_.path() + "/other.key", .passphrase_file = {}};
  ASSERT_TRUE(seal::rewrap(data_, key_, other));
  backed_up();
  const auto refused = restored();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("is not the one that opens them"), std::string::npos) << refused.error().message;
  const auto done = restore(target_, "", new_data_, {key_, known});
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->records, 50U);
  fs::remove_all(new_data_);
  const auto foreign = restore(target_, "", new_data_, {key_, seal::Key::random()});
  EXPECT_FALSE(foreign) << "another data key opens nothing";
}

// What was sent under the key before stays good, until it is removed.
TEST_F(ABackup, OutlivesAnotherDataKey) {
  live(100);
  const std::string picture = *Blobs(data_).put("a picture");
  const Made first = backed_up();
  Shipper shipper(data_, target_, first);
  ASSERT_TRUE(seal::begin_resealing(data_, key_, {}));
  live(10);
  const auto refused = shipper.ship();
  ASSERT_FALSE(refused) << "the target does not know yet how the new key opens";
  EXPECT_EQ(refused.error().code, ErrorCode::Conflict);
  const Made meanwhile = backed_up();
  ASSERT_TRUE(reseal(data_, [](double) { return true; }));
  live(10);
  const Made last = backed_up();
  Shipper after(data_, target_, last);
  live(5);
  ASSERT_TRUE(after.ship());
  ASSERT_TRUE(keep_newest(data_, target_, {3}));
  const std::uint64_t wanted[] = {100, 110, 125};
  for (const auto& [name, records] :
       {std::pair{first.manifest.name, wanted[0]}, {meanwhile.manifest.name, wanted[1]}, {last.manifest.name, wanted[2]}}) {
    const Result<Restored> done = restored(name);
    ASSERT_TRUE(done) << name << ": " << done.error().message;
    EXPECT_EQ(done->records, records);
    EXPECT_EQ(*Blobs(new_data_).get(picture), "a picture");
    fs::remove_all(new_data_);
  }
}

TEST_F(ABackup, IsTakenOfAnEarlierOneByName) {
  live(10);
  const std::string first = backed_up().manifest.name;
  live(10);
  backed_up();
  EXPECT_EQ(restored(first)->records, 10U);
  EXPECT_FALSE(restored(first)) << "a folder that holds something is left alone";
}

TEST_F(ABackup, NamesWhatIsDamagedAndMakesNoFolder) {
  live(3'000);
  backed_up();
  const std::vector<std::string> blocks = *target_.list(kBlocks);
  std::string bytes = *target_.get(blocks[2]);
  bytes[100] = static_cast<char>(bytes[100] ^ 1);
  ASSERT_TRUE(target_.put(blocks[2], bytes));
  const Result<Restored> damaged = restored();
  ASSERT_FALSE(damaged);
  EXPECT_NE(damaged.error().message.find(blocks[2].substr(blocks[2].rfind('/') + 1)), std::string::npos) << damaged.error().message;
  EXPECT_FALSE(fs::exists(new_data_));

  ASSERT_TRUE(target_.remove(blocks[2]));
  EXPECT_FALSE(restored());
  EXPECT_FALSE(fs::exists(new_data_ + ".restoring"));
}

TEST_F(ABackup, SaysThatAPieceIsMissing) {
  live(10);
  Shipper shipper(data_, target_, backed_up());
  for (int i = 0; i < 3; ++i) {
    live(5);
    ASSERT_TRUE(shipper.ship());
  }
  ASSERT_TRUE(target_.remove((*target_.list(kJournal))[1]));
  const Result<Restored> done = restored();
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find("journal record 16: missing"), std::string::npos) << done.error().message;
}

TEST_F(ABackup, IsNotMadeOfClearData) {
  const std::string clear = folder_.path() + "/clear";
  ASSERT_TRUE(SqliteStore::open(clear, directory_));
  const Result<Made> made = make_backup(clear, target_, at_second(0), "test");
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("davy seal"), std::string::npos);
}

TEST_F(ABackup, KeepsTheNewestAndWhatTheyNeed) {
  live(2'000);
  backed_up();
  for (int i = 0; i < 3; ++i) {
    live(500);
    Shipper shipper(data_, target_, backed_up());
    live(1);
    ASSERT_TRUE(shipper.ship());
  }
  const std::size_t before = target_.list(kBlocks)->size();
  EXPECT_EQ(*keep_newest(data_, target_, {2}), 2U);
  EXPECT_LT(target_.list(kBlocks)->size(), before);
  EXPECT_EQ(target_.list(kManifests)->size(), 2U);
  EXPECT_EQ(target_.list(kJournal)->size(), 2U);
  EXPECT_EQ(restored()->records, 3'503U);
  fs::remove_all(new_data_);
  EXPECT_EQ(restored((*manifest_names(target_)).front())->records, 3'002U);
  EXPECT_EQ(*keep_newest(data_, target_, {2}), 0U);
}

// Samples that became chunks in between are in no piece: it says so, and the next backup has them.
TEST_F(ABackup, AsksForANewBackupWhenSamplesWereTidiedAway) {
  live(100);
  Shipper shipper(data_, target_, backed_up());
  live(100);
  while (*store_->tidy(at_second(1'000'000)) != runtime::Tidied::All) continue;
  live(5);
  const auto shipped = shipper.ship();
  ASSERT_FALSE(shipped);
  EXPECT_EQ(shipped.error().code, ErrorCode::Conflict);
  Shipper after(data_, target_, backed_up());
  live(1);
  ASSERT_TRUE(after.ship());
  ASSERT_TRUE(restored());
  EXPECT_EQ(values_in(new_data_).size(), 206U);
}

// What davyd ships goes on after its own backup: one made by hand meanwhile does not hide it.
TEST_F(ABackup, MadeByHandHidesNothingOfWhatIsShipped) {
  live(100);
  Shipper shipper(data_, target_, backed_up());
  live(10);
  ASSERT_TRUE(shipper.ship());
  const std::string by_hand = backed_up().manifest.name;
  EXPECT_EQ(restored()->manifest.name, by_hand) << "of the same record, the one with fewer to put after it";
  fs::remove_all(new_data_);
  live(20);
  ASSERT_TRUE(shipper.ship());
  const Result<Restored> done = restored();
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_EQ(done->records, 130U);
  EXPECT_EQ(done->pieces, 2U);
  EXPECT_EQ(values_in(new_data_).size(), 130U);
}

TEST_F(ABackup, MadeByHandLeavesTheOneThatIsShippedAfter) {
  live(100);
  const Made followed = backed_up();
  Shipper shipper(data_, target_, followed);
  live(10);
  ASSERT_TRUE(shipper.ship());
  live(10);
  const Made by_hand = backed_up();
  EXPECT_EQ(*keep_newest(data_, target_, {.newest = 1, .also = by_hand.manifest.name}), 0U);
  live(10);
  const auto shipped = shipper.ship();
  ASSERT_TRUE(shipped) << shipped.error().message;
  EXPECT_EQ(restored()->records, 130U);
  live(10);
  const Made next = backed_up();
  EXPECT_EQ(*keep_newest(data_, target_, {.newest = 1, .also = next.manifest.name}), 1U) << "the one by hand";
  EXPECT_EQ(manifest_names(target_)->front(), followed.manifest.name);
}

// A quiet plant: no new record, only samples.
TEST_F(ABackup, IsTakenByItsSamplesWhereTheRecordsAreTheSame) {
  live(100);
  Shipper shipper(data_, target_, backed_up());
  live(1);
  ASSERT_TRUE(shipper.ship());
  backed_up();
  runtime::Commit samples;
  samples.samples.push_back({site::PointIndex(0), core::Quality::Good, 102.0, at_second(102), at_second(102)});
  ASSERT_TRUE(store_->commit(samples));
  ASSERT_TRUE(shipper.ship());
  ASSERT_TRUE(restored());
  EXPECT_EQ(values_in(new_data_).size(), 102U);
}

TEST_F(ABackup, OfAClockThatWasAheadIsNotTheNewest) {
  live(100);
  ASSERT_TRUE(make_backup(data_, target_, at_second(1'000'000), "test"));
  live(10);
  const Made now = backed_up();
  EXPECT_LT(now.manifest.name, manifest_names(target_)->back()) << "by name the other one is newer";
  EXPECT_EQ(*keep_newest(data_, target_, {1}), 1U);
  EXPECT_EQ(*manifest_names(target_), std::vector<std::string>{now.manifest.name});
  EXPECT_EQ(restored()->records, 110U);
}

TEST_F(ABackup, IsShippedAfterOnlyWhereItStillIs) {
  live(100);
  const Made made = backed_up();
  Shipper shipper(data_, target_, made);
  live(10);
  ASSERT_TRUE(target_.remove(kManifests + made.manifest.name));
  const auto removed = shipper.ship();
  ASSERT_FALSE(removed);
  EXPECT_EQ(removed.error().code, ErrorCode::NotFound);
  EXPECT_NE(removed.error().message.find(made.manifest.name), std::string::npos) << removed.error().message;
  EXPECT_TRUE(target_.list(kJournal)->empty());
}

// A disk that is no longer mounted: what is below its place stays as it is.
TEST_F(ABackup, MakesNothingWhereTheTargetWas) {
  live(100);
  Shipper shipper(data_, target_, backed_up());
  live(10);
  fs::rename(folder_.path() + "/target", folder_.path() + "/away");
  const auto gone = shipper.ship();
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::Unavailable);
  EXPECT_NE(gone.error().message.find("is it mounted"), std::string::npos) << gone.error().message;
  EXPECT_FALSE(fs::exists(folder_.path() + "/target"));
  fs::rename(folder_.path() + "/away", folder_.path() + "/target");
  ASSERT_TRUE(shipper.ship());
  EXPECT_EQ(restored()->records, 110U);
}

TEST_F(ABackup, NamesThePictureThatIsMissingAndMakesNoFolder) {
  live(10);
  const std::string picture = *Blobs(data_).put("a picture");
  backed_up();
  ASSERT_TRUE(target_.remove(blob_object(picture)));
  const Result<Restored> done = restored();
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find(picture), std::string::npos) << done.error().message;
  EXPECT_FALSE(fs::exists(new_data_));
}

TEST_F(ABackup, NamesThePictureOfAShippedRecordThatIsMissing) {
  live(10);
  Shipper shipper(data_, target_, backed_up());
  const std::string picture = *Blobs(data_).put("a picture");
  runtime::Commit commit;
  ++seq_;
  core::HazardReported reported;
  reported.zone = "tank-farm";
  reported.what = "loose rail";
  reported.photos = {picture};
  commit.events.push_back({seq_, at_second(seq_), "user:li.na", std::move(reported)});
  ASSERT_TRUE(store_->commit(commit));
  ASSERT_TRUE(shipper.ship());
  EXPECT_EQ(restored()->records, 11U);
  fs::remove_all(new_data_);
  ASSERT_TRUE(target_.remove(blob_object(picture)));
  const Result<Restored> done = restored();
  ASSERT_FALSE(done);
  EXPECT_NE(done.error().message.find(picture + " that record 11 names is missing"), std::string::npos) << done.error().message;
  EXPECT_FALSE(fs::exists(new_data_));
}

}  // namespace
}  // namespace davy::store::backup
