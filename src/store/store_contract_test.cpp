// What every store keeps, whatever it is made of: a store on another database joins by one line at the end.

#include "store/sealing.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <functional>

namespace davy::store {
namespace {

using core::Event;
using core::EventBody;

// A data folder and the store on it, which can be closed and opened again as after a crash.
class OpenStore {
 public:
  virtual ~OpenStore() = default;
  virtual runtime::Store& store() = 0;
  virtual void reopen() = 0;
};

class OpenSqliteStore final : public OpenStore {
 public:
  OpenSqliteStore(const site::Directory& directory, Sealed sealed) : directory_(directory) {
    std::filesystem::create_directory(data_);
    ensure(prepare_seal(data_, {}, sealed).has_value(), "the folder is prepared");
    reopen();
  }
  runtime::Store& store() override { return *store_; }
  void reopen() override {
    store_.reset();
    Result<std::unique_ptr<SqliteStore>> opened = SqliteStore::open(data_, directory_);
    ensure(opened.has_value(), "the store opens");
    store_ = std::move(*opened);
  }

 private:
  const site::Directory& directory_;
  fixture::TemporaryFolder folder_;
  const std::string data_ = folder_.path() + "/data";
  std::unique_ptr<SqliteStore> store_;
};

struct StoreKind {
  const char* name;
  std::function<std::unique_ptr<OpenStore>(const site::Directory&)> open;
};

site::Site two_points() {
  site::Site site;
  site.points.resize(2);
  site.points[0].name = "ch4-01";
  site.points[1].name = "ch4-02";
  return site;
}

Instant second(int s) { return Instant::from_unix_ms(1'800'000'000'000) + Duration::from_ms(s * 1'000); }

Event event(std::uint64_t seq, EventBody body = core::RowReset{"row-1"}) {
  return {seq, second(static_cast<int>(seq)), "user:li.na", std::move(body)};
}

class StoreContract : public ::testing::TestWithParam<StoreKind> {
 protected:
  Result<void> commit(std::vector<Event> events) {
    runtime::Commit commit;
    commit.events = std::move(events);
    return open_->store().commit(commit);
  }

  runtime::Recovered recover() { return *open_->store().recover(second(1000)); }

  std::vector<std::uint64_t> recovered_seqs() {
    std::vector<std::uint64_t> seqs;
    for (const Event& event : recover().events) seqs.push_back(event.seq);
    return seqs;
  }

  const site::Site site_ = two_points();
  const site::Directory directory_{site_};
  std::unique_ptr<OpenStore> open_ = GetParam().open(directory_);
};

using Seqs = std::vector<std::uint64_t>;

TEST_P(StoreContract, BeginsWithNothing) {
  const runtime::Recovered recovered = recover();
  EXPECT_EQ(recovered.state.last_seq, 0U);
  EXPECT_TRUE(recovered.events.empty());
  EXPECT_TRUE(recovered.samples.empty());
  EXPECT_FALSE(recovered.last_alive);
}

TEST_P(StoreContract, GivesBackWhatWasCommitted) {
  ASSERT_TRUE(commit({event(1), event(2, core::DevicePresence{"gw-1", core::Presence::Offline})}));
  ASSERT_TRUE(commit({event(3)}));
  open_->reopen();

  const runtime::Recovered recovered = recover();
  ASSERT_EQ(recovered.events.size(), 3U);
  EXPECT_EQ(recovered.events[1].seq, 2U);
  EXPECT_EQ(recovered.events[1].time, second(2));
  EXPECT_EQ(recovered.events[1].actor, "user:li.na");
  EXPECT_EQ(get<core::DevicePresence>(recovered.events[1].body).device, "gw-1");
  EXPECT_EQ(recovered.last_alive, second(3));
}

TEST_P(StoreContract, RefusesAHoleOrARepeatAndKeepsNothingOfThatCommit) {
  ASSERT_TRUE(commit({event(1)}));

  EXPECT_EQ(commit({event(2), event(4)}).error().code, ErrorCode::Conflict);
  EXPECT_EQ(commit({event(1)}).error().code, ErrorCode::Conflict);

  ASSERT_TRUE(commit({event(2)}));
  EXPECT_EQ(recovered_seqs(), (Seqs{1, 2}));
}

TEST_P(StoreContract, StartsFromTheNewestSnapshot) {
  runtime::Commit with_snapshot;
  with_snapshot.events = {event(1), event(2), event(3)};
  with_snapshot.snapshot = core::State{.last_seq = 2, .offline = {"gw-1"}};
  ASSERT_TRUE(open_->store().commit(with_snapshot));
  ASSERT_TRUE(commit({event(4)}));
  open_->reopen();

  const runtime::Recovered recovered = recover();
  EXPECT_EQ(recovered.state.last_seq, 2U);
  EXPECT_EQ(recovered.state.offline, std::set<std::string>{"gw-1"});
  EXPECT_EQ(recovered_seqs(), (Seqs{3, 4}));
}

TEST_P(StoreContract, RefusesASnapshotThatIsAheadOfTheJournal) {
  runtime::Commit ahead;
  ahead.events = {event(1)};
  ahead.snapshot = core::State{.last_seq = 2};
  EXPECT_EQ(open_->store().commit(ahead).error().code, ErrorCode::Conflict);
  EXPECT_TRUE(recovered_seqs().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Sqlite, StoreContract,
    ::testing::Values(
        StoreKind{"Sqlite", [](const site::Directory& directory) { return std::make_unique<OpenSqliteStore>(directory, Sealed::No); }},
        StoreKind{"Sealed", [](const site::Directory& directory) { return std::make_unique<OpenSqliteStore>(directory, Sealed::Yes); }}),
    [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace davy::store
