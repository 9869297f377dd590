#include "store/store.hpp"
#include "store/testing/sorted_pages.hpp"
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

  template <class Row, class Filter>
  void expect_sorted(const Filter& filter, const std::vector<By>& orders, Result<Page<Row>> (Queries::*list)(const Filter&)) {
    fixture::expect_sorted<Row>(*queries_, filter, orders, list);
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
        if (filter.handler.empty()) filter.zone = "farm";
        expect_sorted<OrderRow>(filter, {By::Id, By::Severity, By::Deadline}, &Queries::orders);
        filter.zone.clear();
        filter.severity = Severity::Moderate;
        expect_sorted<OrderRow>(filter, {By::Id, By::Severity, By::Deadline}, &Queries::orders);
      }
}

TEST_F(ListOrderTest, HazardsComeInTheOrderAskedFor) {
  for (const auto which : {HazardFilter::Which::Open, HazardFilter::Which::Over, HazardFilter::Which::All})
    for (const char* zone : {"", "farm"})
      for (const char* post : {"", "guard"}) {
        HazardFilter filter;
        filter.which = which;
        filter.zone = zone;
        filter.post = post;
        expect_sorted<HazardRow>(filter, {By::Id, By::Severity, By::Deadline}, &Queries::hazards);
        filter.grade = core::HazardGrade::Major;
        filter.post.clear();
        if (which == HazardFilter::Which::All) expect_sorted<HazardRow>(filter, {By::Id, By::Severity, By::Deadline}, &Queries::hazards);
      }
}

TEST_F(ListOrderTest, OrdersAreThoseOfTheZoneAndTheSeverityAskedFor) {
  OrderFilter filter;
  filter.which = OrderFilter::Which::All;
  filter.zone = "farm";
  filter.severity = Severity::Major;
  const auto rows = fixture::every_page<OrderRow>(*queries_, filter, 5, &Queries::orders);
  EXPECT_EQ(rows.size(), kAlarms / 6);
  for (const OrderRow& row : rows) {
    EXPECT_EQ(row.order.zone, "farm");
    EXPECT_EQ(row.order.severity, Severity::Major);
  }
}

TEST_F(ListOrderTest, OpenAlarmsAreTheWorstFirstUnlessAskedOtherwise) {
  std::vector<Severity> severities;
  for (const AlarmRow& row : fixture::every_page<AlarmRow>(*queries_, AlarmFilter(), 5, &Queries::alarms))
    severities.push_back(row.alarm.severity);
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
