// What is read of notices that tell of many alarms, and that the journal gives it again.
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using core::AlarmId;
using core::NoticeId;
using core::OrderId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Instant moment(std::uint64_t s) { return Instant::from_unix_ms(1'800'000'000'000) + 1_s * static_cast<std::int64_t>(s); }

std::vector<std::uint64_t> told_by(Queries& queries, std::uint64_t notice) {
  std::vector<std::uint64_t> ids;
  const AlarmFilter filter{
      .which = AlarmFilter::Which::All, .zone = "", .condition = "", .group = {}, .notice = NoticeId(notice), .after = ""};
  const auto rows = queries.alarms(filter);
  for (const AlarmRow& row : rows->items) ids.push_back(row.alarm.id.get());
  return ids;
}

// Each alarm that waited is in the one bundle that told of it, for the post that it was told to.
TEST(NoticeView, AnAlarmThatWaitedIsFoundByTheNoticeThatToldOfIt) {
  const site::Site site;
  const site::Directory directory(site);
  const fixture::TemporaryFolder folder;
  runtime::Commit commit;
  const auto add = [&](core::EventBody body) {
    const std::uint64_t seq = commit.events.size() + 1;
    commit.events.push_back({seq, moment(seq), "system", std::move(body)});
    return seq;
  };
  const auto raised = [&](const char* condition) {
    return add(core::AlarmRaised{condition, "tank-farm", site::Severity::Moderate, moment(0), 30, "rules", "operator"});
  };
  const auto waits = [&](std::uint64_t alarm, const char* post, OrderId order = {}) {
    const auto reason = order.none() ? core::NoticeReason::AlarmRaised : core::NoticeReason::OrderIssued;
    add(core::NoticeBundled{reason, AlarmId(alarm), order, "ch4-01:high", post, site::Severity::Moderate});
  };
  const auto told = [&](std::vector<AlarmId> alarms, std::vector<OrderId> orders, const char* post) {
    core::Bundle bundle;
    bundle.alarms = std::move(alarms);
    bundle.orders = std::move(orders);
    bundle.moderate = 1;
    return add(core::NoticeIssued{core::NoticeReason::FloodBundle, {}, {}, "ch4-01:high", post, site::Severity::Moderate, 0, bundle});
  };
  const std::uint64_t first = raised("ch4-01:high");
  const std::uint64_t second_one = raised("ch4-02:high");
  waits(first, "operator");
  waits(first, "operator", OrderId(7));
  waits(second_one, "operator");
  waits(first, "team-lead");
  const std::uint64_t bundle = told({AlarmId(first), AlarmId(second_one)}, {OrderId(7)}, "operator");
  waits(second_one, "operator");  // it rang again
  const std::uint64_t later = told({AlarmId(second_one)}, {}, "operator");
  waits(first, "operator");  // is still to be told
  {
    const auto store = SqliteStore::open(folder.path(), directory);
    ASSERT_TRUE(store.has_value());
    ASSERT_TRUE((*store)->commit(commit).has_value());
  }
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    const auto queries = Queries::open(folder.path());
    ASSERT_TRUE(queries.has_value());
    EXPECT_THAT(told_by(**queries, bundle), ElementsAre(second_one, first));
    EXPECT_THAT(told_by(**queries, later), ElementsAre(second_one));
    EXPECT_THAT(told_by(**queries, 999), IsEmpty());
    const auto notices = (*queries)->notices({"operator", "", "", 10});
    ASSERT_EQ(notices->items.size(), 2u);
    EXPECT_EQ(notices->items.back().notice.what.bundle->alarms.size(), 2u);
    EXPECT_THAT((*queries)->notices({"team-lead", "", "", 10})->items, IsEmpty()) << "nobody has told it";
    ASSERT_TRUE(rebuild_views(folder.path()).has_value());
  }
}

// Three before the clock was set back by eight hours, two after; each is told of once, in the time that it was issued in, whatever its number.
TEST(NoticeView, WhatWasToldIsFoundThoughTheClockWasSetBack) {
  const site::Site site;
  const site::Directory directory(site);
  const fixture::TemporaryFolder folder;
  runtime::Commit commit;
  const auto tell = [&](Instant time) {
    core::NoticeIssued told;
    told.post = "operator";
    told.people = {"wang"};
    const std::uint64_t seq = commit.events.size() + 1;
    commit.events.push_back({seq, time, "system", told});
    commit.events.push_back({seq + 1, time, "system", core::NoticeSent{NoticeId(seq), "display"}});
  };
  for (const std::uint64_t hour : {30U, 31U, 32U, 24U, 25U}) tell(moment(hour * 3'600));
  ASSERT_TRUE((*SqliteStore::open(folder.path(), directory))->commit(commit).has_value());
  const auto queries = Queries::open(folder.path());
  const auto told_between = [&](std::uint64_t from, std::uint64_t until) {
    ToldFilter filter;
    filter.person = "wang";
    filter.from = moment(from * 3'600);
    filter.until = moment(until * 3'600);
    std::vector<std::uint64_t> numbers;
    const auto page = (*queries)->notices_told(filter);
    for (const NoticeRow& row : page->items) numbers.push_back(row.notice.id.get());
    return numbers;
  };
  EXPECT_THAT(told_between(20, 28), ElementsAre(9U, 7U));
  EXPECT_THAT(told_between(28, 40), ElementsAre(5U, 3U, 1U));
  EXPECT_THAT(told_between(25, 31), ElementsAre(9U, 1U));
  EXPECT_THAT(told_between(40, 50), IsEmpty());
}

}  // namespace
}  // namespace davy::store
