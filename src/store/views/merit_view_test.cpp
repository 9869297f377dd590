#include "store/views/merit_view.hpp"

#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using core::HazardId;
using core::MeritReason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(MeritView, GivesWhatWasEarnedInAMonthByWhomAndTheSameWhenItIsFoldedAnew) {
  const fixture::TemporaryFolder folder;
  {
    const site::Site site;
    const site::Directory directory(site);
    const auto store = SqliteStore::open(folder.path(), directory);
    runtime::Commit commit;
    const auto give = [&](core::MeritGiven merit) {
      commit.events.push_back({commit.events.size() + 1, Instant::from_unix_ms(1'800'000'000'000), "system", std::move(merit)});
    };
    give({"zhao", MeritReason::ReportAccepted, HazardId(7), "2026-11", 2, 2});
    give({"wang", MeritReason::MendedInTime, HazardId(7), "2026-11", 3, 1});
    give({"zhao", MeritReason::ReportMajor, HazardId(9), "2026-12", 10, 10});
    ASSERT_TRUE((*store)->commit(commit).has_value());
  }
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    const auto queries = Queries::open(folder.path());
    const auto of = [&](const std::string& month, const std::string& person) {
      std::vector<std::uint64_t> ids;
      const auto rows = (*queries)->merits(month, person);
      for (const MeritRow& row : *rows) ids.push_back(row.id);
      return ids;
    };
    EXPECT_THAT(of("2026-11", ""), ElementsAre(1, 2));
    EXPECT_THAT(of("2026-11", "wang"), ElementsAre(2));
    EXPECT_THAT(of("2026-12", "wang"), IsEmpty());
    const auto rows = (*queries)->merits("2026-11", "wang");
    const core::MeritGiven& merit = rows->front().merit;
    EXPECT_EQ(merit.reason, MeritReason::MendedInTime);
    EXPECT_EQ(merit.hazard, HazardId(7));
    EXPECT_EQ(merit.worth, 3u);
    EXPECT_EQ(merit.points, 1u);
    ASSERT_TRUE(rebuild_views(folder.path()).has_value());
  }
}

}  // namespace
}  // namespace davy::store
