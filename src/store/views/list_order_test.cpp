#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace davy::store {
namespace {

using core::AlarmId;
using core::HazardId;
using core::OrderId;
using site::Severity;
using By = ListOrder::By;
using Way = ListOrder::Way;

constexpr std::uint64_t kAlarms = 36;
constexpr Severity kSeverities[] = {Severity::Moderate, Severity::Major, Severity::Low};
constexpr std::optional<core::HazardGrade> kGrades[] = {core::HazardGrade::Serious, std::nullopt, core::HazardGrade::Major,
                                                        core::HazardGrade::General};

// Alarms with their orders, and hazards: some of each over, many of one severity or deadline.
class ListOrderTest : public ::testing::Test {
 protected:
  ListOrderTest() {
    for (std::uint64_t i = 0; i < kAlarms; ++i) live_through(i);
    const site::Site site;
    const site::Directory directory(site);
    EXPECT_TRUE((*SqliteStore::open(folder_.path(), directory))->commit(commit_).has_value());
    queries_ = std::move(*Queries::open(folder_.path()));
  }

  std::uint64_t add(core::EventBody body) {
    commit_.events.push_back({++seq_, hour(seq_), "user:li", std::move(body)});
    return seq_;
  }
  static Instant hour(std::uint64_t h) { return Instant::from_unix_ms(1'800'000'000'000) + 1_h * static_cast<int>(h); }

  void live_through(std::uint64_t i) {
    const std::string condition = "gas-" + std::to_string(i % 12) + ":high";
    const std::string zone = i % 2 == 0 ? "farm" : "pumps";
    const std::string post = i % 4 < 2 ? "operator" : "guard";
    const AlarmId alarm(add(core::AlarmRaised{condition, zone, kSeverities[i % 3], hour(seq_), 30, "1", post}));
    const OrderId order(add(core::OrderIssued{alarm, condition, zone, kSeverities[i % 3], post, hour(500 + i % 5)}));
    if (i % 3 == 0) add(core::OrderAccepted{order});
    if (i < 24) {
      add(core::AlarmReturned{alarm, hour(seq_), 5, false});
      add(core::AlarmAcknowledged{alarm, ""});
      add(core::OrderClosed{order});
    }
    const HazardId hazard(add(core::HazardReported{zone, "wet", {}, {}, {}, {}, post, hour(600 + i % 3)}));
    if (const auto grade = kGrades[i % 4])
      add(core::HazardGraded{hazard, *grade, {}, core::HazardHandling::ByDeadline, post, hour(700 - i % 7), {}});
    if (i % 5 == 0) add(core::HazardDismissed{hazard, "dry"});
  }

  // Every page of a list, `limit` lines each.
  template <class Row, class Filter>
  std::vector<Row> all(Filter filter, std::size_t limit, Result<Page<Row>> (Queries::*list)(const Filter&)) {
    filter.limit = limit;
    std::vector<Row> rows;
    for (;;) {
      auto page = (queries_.get()->*list)(filter);
      if (!page) {
        ADD_FAILURE() << page.error().message;
        return rows;
      }
      for (Row& row : page->items) rows.push_back(std::move(row));
      if (page->next.empty()) return rows;
      filter.after = page->next;
    }
  }

  // In every order and size of pages the list is the one by id, sorted.
  template <class Row, class Filter>
  void expect_sorted(const Filter& filter, const std::vector<By>& orders, Result<Page<Row>> (Queries::*list)(const Filter&)) {
    const auto places = [](const std::vector<Row>& rows, By by) {
      std::vector<ListPlace> found;
      for (const Row& row : rows) found.push_back(place_of(row, by));
      return found;
    };
    Filter plain = filter;
    plain.order = {By::Id, Way::Up};
    const std::vector<Row> rows = all<Row>(plain, 500, list);
    ASSERT_GT(rows.size(), 1U);
    for (const By by : orders)
      for (const Way way : {Way::Up, Way::Down})
        for (const std::size_t limit : {1U, 3U, 500U}) {
          SCOPED_TRACE(testing::Message() << "by " << static_cast<int>(by) << " way " << static_cast<int>(way) << " limit " << limit);
          Filter sorted = filter;
          sorted.order = {by, way};
          auto expected = places(rows, by);
          std::ranges::sort(expected);
          if (way == Way::Down) std::ranges::reverse(expected);
          EXPECT_EQ(places(all<Row>(sorted, limit, list), by), expected);
        }
  }

  fixture::TemporaryFolder folder_;
  std::uint64_t seq_ = 0;
  runtime::Commit commit_;
  std::unique_ptr<Queries> queries_;
};

TEST_F(ListOrderTest, AlarmsComeInTheOrderAskedFor) {
  for (const auto which : {AlarmFilter::Which::Open, AlarmFilter::Which::All})
    for (const char* zone : {"", "farm"}) {
      AlarmFilter filter;
      filter.which = which;
      filter.zone = zone;
      expect_sorted<AlarmRow>(filter, {By::Id, By::Severity}, &Queries::alarms);
    }
  AlarmFilter of_one;
  of_one.which = AlarmFilter::Which::All;
  of_one.condition = "gas-0:high";
  expect_sorted<AlarmRow>(of_one, {By::Id, By::Severity}, &Queries::alarms);
}

TEST_F(ListOrderTest, OrdersComeInTheOrderAskedFor) {
  for (const auto which : {OrderFilter::Which::Open, OrderFilter::Which::Closed, OrderFilter::Which::All})
    for (const char* post : {"", "operator"})
      for (const char* handler : {"", "li"}) {
        OrderFilter filter;
        filter.which = which;
        filter.post = post;
        filter.handler = handler;
        expect_sorted<OrderRow>(filter, {By::Id, By::Severity, By::Deadline}, &Queries::orders);
      }
}

TEST_F(ListOrderTest, HazardsComeInTheOrderAskedFor) {
  for (const auto which : {HazardFilter::Which::Open, HazardFilter::Which::Over, HazardFilter::Which::All})
    for (const char* zone : {"", "farm"}) {
      HazardFilter filter;
      filter.which = which;
      filter.zone = zone;
      expect_sorted<HazardRow>(filter, {By::Id, By::Severity, By::Deadline}, &Queries::hazards);
    }
}

TEST_F(ListOrderTest, OpenAlarmsAreTheWorstFirstUnlessAskedOtherwise) {
  std::vector<Severity> severities;
  for (const AlarmRow& row : all<AlarmRow>(AlarmFilter(), 5, &Queries::alarms)) severities.push_back(row.alarm.severity);
  EXPECT_TRUE(std::ranges::is_sorted(severities, std::greater()));
  EXPECT_EQ(severities.size(), 12U);
}

TEST_F(ListOrderTest, ACursorOfAnotherOrderIsRefused) {
  OrderFilter filter;
  filter.order = {By::Deadline, Way::Up};
  filter.after = "17";
  EXPECT_EQ(queries_->orders(filter).error().code, ErrorCode::Invalid);
  filter.order = {};
  filter.after = "3-17";
  EXPECT_EQ(queries_->orders(filter).error().code, ErrorCode::Invalid);
}

}  // namespace
}  // namespace davy::store
