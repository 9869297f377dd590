// What is read of modes, facts and related risks, and that the journal gives it again.
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gtest/gtest.h>

namespace davy::store {
namespace {

Instant second(int s) { return Instant::from_unix_ms(1'800'000'000'000) + Duration::from_ms(s * 1'000); }

TEST(ModeView, ShowsWhatIsSetAndToldAndWhyAnAlarmWeighsMore) {
  const site::Site site;
  const site::Directory directory(site);
  const fixture::TemporaryFolder folder;
  std::uint64_t seq = 0;
  runtime::Commit commit;
  const auto add = [&](core::EventBody body) {
    commit.events.push_back({++seq, second(static_cast<int>(seq)), "user:li", std::move(body)});
  };
  add(core::ModeSet{"tank-farm", "maintenance", "pump seal", second(100)});
  add(core::ModeSet{"", "start-up", "after the stop", {}});
  add(core::ModeEnded{"", "start-up", core::Ended::Expired});
  add(core::FactTold{"people", "tank-farm", 3, second(2), second(50)});
  add(core::FactTold{"people", "tank-farm", 4, second(4), second(60)});
  add(core::AlarmRaised{"ch4-01:high", "tank-farm", site::Severity::Moderate, second(6), 30, "rules", "operator"});
  add(core::AlarmAcknowledged{core::AlarmId(6), ""});
  const core::Impact impact{{"tank-farm", "pump-house"}, {"operator"}, {"wang"}, {"rtu-01"}};
  add(core::AlarmRegraded{core::AlarmId(6), site::Severity::Major, site::Severity::Moderate, "gas-beside-heat", {"tt-201:high"}, impact});
  {
    const auto store = SqliteStore::open(folder.path(), directory);
    ASSERT_TRUE(store.has_value());
    ASSERT_TRUE((*store)->commit(commit).has_value());
  }
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    const auto queries = Queries::open(folder.path());
    ASSERT_TRUE(queries.has_value());
    const auto modes = (*queries)->modes();
    ASSERT_EQ(modes->size(), 1);
    EXPECT_EQ(modes->front().zone, "tank-farm");
    EXPECT_EQ(modes->front().set.by, "li");
    EXPECT_EQ(modes->front().set.until, second(100));
    const auto facts = (*queries)->facts();
    ASSERT_EQ(facts->size(), 1);
    EXPECT_EQ(facts->front().told.value, 4);
    EXPECT_EQ(facts->front().told.until, second(60));
    const core::Alarm alarm = (*(*queries)->alarm(core::AlarmId(6)))->alarm;
    EXPECT_EQ(alarm.severity, site::Severity::Major);
    EXPECT_EQ(alarm.own_severity, site::Severity::Moderate);
    EXPECT_FALSE(alarm.acked) << "what was acknowledged was less";
    EXPECT_EQ(alarm.related->rule, "gas-beside-heat");
    EXPECT_EQ(alarm.related->impact.zones, impact.zones);
    EXPECT_EQ(alarm.related->since, second(8));
    ASSERT_TRUE(rebuild_views(folder.path()).has_value());
  }
}

}  // namespace
}  // namespace davy::store
