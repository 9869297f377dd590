// Davy keeps its data backed up by itself: what holds up one kind of work holds up no other, and what it cannot do it says.
#include "store/backup/keeper.hpp"

#include "store/backup/folder_target.hpp"
#include "store/sealing.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>

namespace davy::store::backup {
namespace {

namespace fs = std::filesystem;

class StandingClock final : public runtime::Clock {
 public:
  Instant now() const override { return Instant::from_unix_ms(1'800'000'000'000); }
};

// What a target is asked, and where it waits, told by the test.
struct Gate {
  std::mutex mutex;
  std::condition_variable changed;
  bool holds_blocks = false;
  bool has_lost_seal = false;
  std::atomic<int> blocks_asked = 0;
  std::atomic<int> seals_asked = 0;
  std::atomic<int> bases_looked_for = 0;

  void open() {
    const std::scoped_lock lock(mutex);
    holds_blocks = false;
    changed.notify_all();
  }
};

class GatedTarget final : public Target {
 public:
  GatedTarget(std::string folder, Gate& gate) : folder_(std::move(folder)), gate_(gate) {}
  Result<void> put(const std::string& name, std::string_view bytes) override { return folder_.put(name, bytes); }
  Result<std::string> get(const std::string& name) override {
    if (name.starts_with(kBlocks)) {
      ++gate_.blocks_asked;
      std::unique_lock lock(gate_.mutex);
      gate_.changed.wait_for(lock, std::chrono::seconds(30), [this] { return !gate_.holds_blocks; });
    }
    if (name == kSealObject) {
      ++gate_.seals_asked;
      const std::scoped_lock lock(gate_.mutex);
      if (gate_.has_lost_seal) return not_found("no seal");
    }
    return folder_.get(name);
  }
  Result<std::vector<std::string>> list(const std::string& prefix) override {
    if (prefix.starts_with(kManifests) && prefix != kManifests) ++gate_.bases_looked_for;
    return folder_.list(prefix);
  }
  Result<void> remove(const std::string& name) override { return folder_.remove(name); }
  std::string where() const override { return folder_.where(); }

 private:
  FolderTarget folder_;
  Gate& gate_;
};

class AKeeper : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(data_);
    ASSERT_TRUE(prepare_seal(data_, {}, Sealed::Yes));
    store_ = std::move(*SqliteStore::open(data_, directory_));
    live(20);
  }
  void TearDown() override {
    gate_.open();
    keeper_.reset();
  }

  void live(int count) {
    for (int i = 0; i < count; ++i) {
      runtime::Commit commit;
      ++seq_;
      core::HazardReported reported;
      reported.zone = "tank-farm";
      reported.what = "loose rail";
      commit.events.push_back({seq_, clock_.now() + Duration::from_ms(static_cast<std::int64_t>(seq_)), "user:li.na", std::move(reported)});
      ASSERT_TRUE(store_->commit(commit));
    }
  }

  void begin(std::function<Result<void>(const std::string&)> try_restored = {}) {
    keeper_.reset();
    KeeperOptions options;
    options.address = target_;
    options.ship_every = Duration::from_ms(2);
    options.program_version = "test";
    options.open = [this] { return Result<std::unique_ptr<Target>>(std::make_unique<GatedTarget>(target_, gate_)); };
    options.try_restored = std::move(try_restored);
    keeper_ = std::make_unique<Keeper>(data_, std::move(options), clock_);
  }

  // Within half a minute.
  template <class Condition>
  bool comes(const Condition& condition) {
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    for (int looks = 0; looks < 6'000; ++looks) {
      if (condition()) return true;
      never.wait_for(lock, std::chrono::milliseconds(5));
    }
    return condition();
  }
  bool trouble_comes(const std::string& text) {
    return comes([&] { return keeper_->state().trouble.en().find(text) != std::string::npos; });
  }

  const site::Site site_;
  const site::Directory directory_{site_};
  const StandingClock clock_;
  fixture::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data";
  const std::string target_ = folder_.path() + "/target";
  Gate gate_;
  std::unique_ptr<SqliteStore> store_;
  std::unique_ptr<Keeper> keeper_;
  std::uint64_t seq_ = 0;
};

TEST_F(AKeeper, ShipsWhileAProofIsUnderWay) {
  gate_.holds_blocks = true;
  begin();
  ASSERT_TRUE(comes([&] { return gate_.blocks_asked > 0; })) << "the proof reads the first block";
  live(10);
  EXPECT_TRUE(comes([&] { return keeper_->state().shipped_head == seq_; }));
  EXPECT_EQ(keeper_->state().doing, Doing::Proof);
  EXPECT_FALSE(keeper_->state().proof);
  gate_.open();
  ASSERT_TRUE(comes([&] { return keeper_->state().proof.has_value(); })) << keeper_->state().trouble.en();
  EXPECT_EQ(keeper_->state().proof->records, 30U);
}

TEST_F(AKeeper, RestsBeforeItTriesAProofAgain) {
  gate_.has_lost_seal = true;
  begin();
  ASSERT_TRUE(trouble_comes("the backup could not be restored"));
  EXPECT_TRUE(keeper_->state().trouble.zh().starts_with("备份无法恢复：")) << keeper_->state().trouble.zh();
  const int looked = gate_.bases_looked_for;
  ASSERT_TRUE(comes([&] { return gate_.bases_looked_for >= looked + 300; }));
  EXPECT_LE(gate_.seals_asked, 12) << "in hundreds of turns";
  EXPECT_NE(keeper_->state().trouble.en().find("could not be restored"), std::string::npos) << "it goes on being said";
  {
    const std::scoped_lock lock(gate_.mutex);
    gate_.has_lost_seal = false;
  }
  keeper_->prove_now();
  EXPECT_TRUE(comes([&] { return keeper_->state().proof.has_value(); })) << "who asks need not wait";
  EXPECT_TRUE(comes([&] { return keeper_->state().trouble.empty(); }));
}

TEST_F(AKeeper, ProvesNothingByWhatFailsItsSelfTest) {
  std::atomic<bool> was_there = false;
  begin([&](const std::string& folder) -> Result<void> {
    was_there = fs::exists(folder + "/davy.db");
    return failed("5 of 6 steps were seen");
  });
  ASSERT_TRUE(trouble_comes("did not pass its self-test: 5 of 6 steps were seen"));
  EXPECT_TRUE(was_there);
  EXPECT_FALSE(keeper_->state().proof);
  EXPECT_FALSE(fs::exists(data_ + ".proof"));
  keeper_.reset();  // before what it calls
}

TEST_F(AKeeper, BeginsAnewWhenItsBackupWasRemoved) {
  begin();
  ASSERT_TRUE(comes([&] { return keeper_->state().proof.has_value(); })) << keeper_->state().trouble.en();
  const std::string first = keeper_->state().last->name;
  live(1);  // so that the next one has another name
  ASSERT_TRUE(FolderTarget(target_).remove(kManifests + first));
  EXPECT_TRUE(comes([&] { return keeper_->state().last->name != first; })) << keeper_->state().trouble.en();
  live(5);
  EXPECT_TRUE(comes([&] { return keeper_->state().shipped_head == seq_ && keeper_->state().trouble.empty(); }));
}

// Also after a start: the disk that is not mounted may be why there was one.
TEST_F(AKeeper, MakesNothingWhereItsTargetIsNoLonger) {
  begin();
  ASSERT_TRUE(comes([&] { return keeper_->state().proof.has_value(); })) << keeper_->state().trouble.en();
  fs::rename(target_, folder_.path() + "/away");
  live(1);
  EXPECT_TRUE(trouble_comes("is it mounted"));
  fs::remove_all(target_);  // what was on its way when the disk went may have made a folder there
  begin();
  EXPECT_TRUE(trouble_comes("is it mounted"));
  EXPECT_FALSE(fs::exists(target_));
  keeper_->back_up_now();
  EXPECT_TRUE(comes([&] { return fs::exists(target_ + "/seal.json") && keeper_->state().trouble.empty(); }))
      << keeper_->state().trouble.en();
}

}  // namespace
}  // namespace davy::store::backup
