// A store's evidence: salts, checkpoints, bundles of a matter; and a journal that an older program began.
#include "evidence/verify.hpp"
#include "store/blobs/blobs.hpp"
#include "store/evidence/export.hpp"
#include "store/files.hpp"
#include "store/journal/record.hpp"
#include "store/sql/database.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

namespace davy::store {
namespace {

constexpr core::MatterRef kReported{core::MatterKind::Hazard, 4};

class EvidenceOfAStore : public testing::Test {
 protected:
  EvidenceOfAStore() { open(); }

  void open() {
    store_.reset();
    Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(folder_.path(), directory_);
    ensure(opened.has_value(), "the store opens");
    store_ = std::move(*opened);
    checkpoints_.reset();
    Result<std::unique_ptr<Checkpoints>> checkpoints = Checkpoints::open(folder_.path(), "works");
    ensure(checkpoints.has_value(), "the checkpoints open");
    checkpoints_ = std::move(*checkpoints);
  }

  void happens(core::EventBody body) {
    runtime::Commit commit;
    commit.events.push_back({++seq_, at(seq_), "user:li.na", std::move(body)});
    ASSERT_TRUE(store_->commit(commit).has_value());
  }

  // Records 1 to 3 and 5 to 6 are of others; 4 reports a hazard with a photo.
  void lives() {
    for (int i = 0; i < 3; ++i) happens(core::RowReset{"row-1"});
    core::HazardReported report;
    report.zone = "plant";
    report.what = "a secret leak";
    report.photos = {photo_};
    happens(report);
    for (int i = 0; i < 2; ++i) happens(core::RowReset{"row-2"});
  }

  // Those up to `last_old` as a program before salts wrote them, the others chained to them anew.
  void age(std::uint64_t last_old) {
    store_.reset();
    checkpoints_.reset();
    const auto database = std::move(*sql::Database::open(database_path(folder_.path()), sql::Access::Write));
    sql::Transaction writing(*database);
    std::vector<Record> records;
    sql::Statement read = database->prepare(std::string("SELECT ") + kRecordColumns + " FROM journal ORDER BY seq");
    for (read.query(); read.next();) records.push_back(record_at(read));
    Digest prev{};
    for (Record& record : records) {
      record.prev = prev;
      if (record.seq <= last_old) record.salt.reset();
      prev = hash_of(record);
      std::optional<sql::Blob> salt;
      if (record.salt) salt = blob_of(*record.salt);
      database->prepare("UPDATE journal SET prev = $1, hash = $2, salt = $3 WHERE seq = $4")
          .run(blob_of(record.prev), blob_of(prev), salt, record.seq);
    }
    database->prepare("UPDATE journal_head SET hash = $1").run(blob_of(prev));
    ensure(writing.commit().has_value(), "the journal is aged");
  }

  Result<std::string> exported(OldRecords old = OldRecords::Refuse) {
    ExportWishes wishes{.matter = kReported, .made_by = "user:zhou", .program_version = "test", .now = at(100), .old_records = old};
    return export_evidence(folder_.path(), *checkpoints_, wishes);
  }

  static Instant at(std::uint64_t s) { return Instant::from_unix_ms(1'800'000'000'000) + 1_s * static_cast<std::int64_t>(s); }

  const site::Site site_;
  const site::Directory directory_{site_};
  fixture::TemporaryFolder folder_;
  const std::string photo_ = *Blobs(folder_.path()).put("the picture");
  std::unique_ptr<SqliteStore> store_;
  std::unique_ptr<Checkpoints> checkpoints_;
  std::uint64_t seq_ = 0;
};

TEST_F(EvidenceOfAStore, ABundleShowsItsMatterAndProvesTheRestWithoutShowingIt) {
  lives();
  const auto text = exported();
  ASSERT_TRUE(text.has_value()) << text.error().message;
  const auto bundle = evidence::bundle_from_json(*text);
  ASSERT_TRUE(bundle.has_value()) << bundle.error().message;
  const evidence::Verdict verdict = verify(*bundle, {.key = checkpoints_->key().public_key(), .kept = {}});
  EXPECT_EQ(verdict.first_fault(), nullptr);
  EXPECT_EQ(verdict.manifest->shown, std::vector<std::uint64_t>{4});
  EXPECT_EQ(bundle->records.size(), 6U) << "from the beginning, no checkpoint was before";
  ASSERT_EQ(bundle->photos.size(), 1U);
  EXPECT_EQ(bundle->photos[0].bytes, "the picture");
  EXPECT_EQ(text->find("row-1"), std::string::npos);
}

TEST_F(EvidenceOfAStore, CheckpointsEncloseTheMatterAsNearlyAsTheyCan) {
  lives();
  ASSERT_EQ((*checkpoints_->make(at(20)))->checkpoint.seq, 6U);
  EXPECT_EQ((*checkpoints_->make(at(30)))->number, 1U) << "nothing moved";
  core::HazardReported again;
  again.zone = "plant";
  again.what = "another";
  happens(again);
  const auto text = export_evidence(
      folder_.path(), *checkpoints_,
      {.matter = {core::MatterKind::Hazard, 7}, .made_by = "user:zhou", .program_version = "test", .now = at(40), .directory = nullptr});
  ASSERT_TRUE(text.has_value()) << text.error().message;
  const auto bundle = evidence::bundle_from_json(*text);
  ASSERT_EQ(bundle->records.size(), 1U);
  EXPECT_EQ(bundle->checkpoints.size(), 2U);
  EXPECT_EQ(verify(*bundle, {}).first_fault(), nullptr);
}

TEST_F(EvidenceOfAStore, AJournalThatWasRewrittenGetsNoCheckpoint) {
  lives();
  ASSERT_TRUE(checkpoints_->make(at(20)).has_value());
  age(6);
  open();
  EXPECT_EQ(checkpoints_->make(at(30)).error().code, ErrorCode::Corrupt);
}

TEST_F(EvidenceOfAStore, AnOlderJournalGoesOnUnbroken) {
  lives();
  age(3);
  open();
  happens(core::RowReset{"row-3"});
  const auto verified = verify_journal(folder_.path());
  ASSERT_TRUE(verified.has_value());
  EXPECT_EQ(verified->first_bad, std::nullopt) << verified->why.en();
  EXPECT_EQ(verified->records, 7U);

  EXPECT_EQ(exported().error().code, ErrorCode::Conflict) << "records 1 to 3 can be proved only by being shown";
  const auto text = exported(OldRecords::Show);
  ASSERT_TRUE(text.has_value()) << text.error().message;
  const auto bundle = evidence::bundle_from_json(*text);
  const evidence::Verdict verdict = verify(*bundle, {});
  EXPECT_EQ(verdict.first_fault(), nullptr);
  EXPECT_EQ(verdict.manifest->shown, (std::vector<std::uint64_t>{1, 2, 3, 4}));
}

TEST_F(EvidenceOfAStore, AWitnessHasWhatItWasGiven) {
  lives();
  EXPECT_EQ(checkpoints_->progress("office")->waiting, 0U);
  ASSERT_TRUE(checkpoints_->make(at(20)).has_value());
  EXPECT_EQ(checkpoints_->progress("office")->waiting, 1U);
  ASSERT_TRUE(checkpoints_->kept("office", 1, at(21)).has_value());
  open();
  const auto progress = checkpoints_->progress("office");
  EXPECT_EQ(std::tuple(progress->number, progress->at, progress->waiting), std::tuple(1U, std::optional(at(21)), 0U));
  EXPECT_EQ(checkpoints_->after(0, 10)->size(), 1U);
}

TEST_F(EvidenceOfAStore, ThereIsNoEvidenceOfWhatNeverWas) {
  EXPECT_EQ(exported().error().code, ErrorCode::NotFound);
  EXPECT_FALSE(checkpoints_->make(at(1))->has_value()) << "an empty journal has no head";
}

// Contents with few possibilities cannot be told from their digests by whoever lacks the store's key.
TEST_F(EvidenceOfAStore, EveryRecordHasASaltOfItsOwn) {
  lives();
  const auto text = exported();
  ASSERT_TRUE(text.has_value());
  const auto bundle = evidence::bundle_from_json(*text);
  EXPECT_NE(std::get<Digest>(bundle->records[0].what), std::get<Digest>(bundle->records[1].what)) << "the same reset twice";
}

}  // namespace
}  // namespace davy::store
