// What is read of hazards: as the core's book has them, whatever happened, and the same when the journal is folded anew.
#include "core/testing/any_life.hpp"
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace davy::store {
namespace {

using core::HazardAccepted;
using core::HazardClosed;
using core::HazardDismissed;
using core::HazardGrade;
using core::HazardGraded;
using core::HazardHandling;
using core::HazardId;
using core::HazardKind;
using core::HazardLink;
using core::HazardManagement;
using core::HazardMerged;
using core::HazardPlace;
using core::HazardRectified;
using core::HazardReported;
using core::HazardReviewed;
using core::HazardReviewedAgain;
using core::HazardSource;
using core::HazardState;
using core::OrderId;
using core::Verdict;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

void expect_same(const HazardRow& row, const core::Hazard& hazard) {
  RC_ASSERT(row.outcome == HazardOutcome::Open && !row.ended && !row.merged_into);
  RC_ASSERT(row.zone == hazard.zone && row.reporter == hazard.reporter && row.post == hazard.post);
  RC_ASSERT(row.state == hazard.state && row.handler == hazard.handler && row.reviewer == hazard.reviewer);
  RC_ASSERT(row.grade.has_value() == (hazard.state != core::HazardState::Reported));
  if (row.grade) RC_ASSERT(*row.grade == hazard.grade && *row.handling == hazard.handling);
  RC_ASSERT(row.reported == hazard.reported && row.deadline == hazard.deadline && row.last_call == hazard.last_call);
  RC_ASSERT(row.reminders == hazard.reminders && row.supervision == hazard.supervision && row.supervised_by == hazard.supervised_by);
  RC_ASSERT(row.returns == hazard.returns && row.extensions == hazard.extensions);
  RC_ASSERT(row.rectified.has_value() == !hazard.rectifiers.empty());
  if (row.rectified) RC_ASSERT(*row.rectified == hazard.mended);
  RC_ASSERT(row.asked == hazard.asked && row.what == hazard.what);
}

RC_GTEST_PROP(HazardViewProperty, OpenHazardsAreThoseOfTheBook, ()) {
  const site::Site site = core::make_small_plant();
  const site::Directory directory(site);
  core::AnyLife life(directory);
  for (core::Happening h : *core::happenings()) {
    if (h.what < 43) h.what = 43 + h.what % 13;
    life.live(h);
  }
  const fixture::TemporaryFolder folder;
  {
    const auto store = SqliteStore::open(folder.path(), directory);
    runtime::Commit commit;
    commit.events = life.journal();
    RC_ASSERT((*store)->commit(commit).has_value());
  }
  const auto queries = Queries::open(folder.path());
  HazardFilter all;
  all.limit = 200;
  const auto rows = (*queries)->hazards(all);
  RC_ASSERT(rows->items.size() == life.state().hazards.hazards.size());
  for (const HazardRow& row : rows->items) expect_same(row, *life.state().hazards.find(row.id));
}

class HazardViewTest : public fixture::ViewStage {
 protected:
  void add(core::EventBody body, std::string actor = "user:li") { ViewStage::add(std::move(body), std::move(actor)); }
  std::vector<std::uint64_t> ids(const HazardFilter& filter) {
    std::vector<std::uint64_t> found;
    const auto page = queries_->hazards(filter);
    for (const HazardRow& row : page->items) found.push_back(row.id.get());
    return found;
  }
  HazardRow one(std::uint64_t id) { return **queries_->hazard(core::HazardId(id)); }
};

TEST_F(HazardViewTest, ShowsWhatWasFoundPlannedAndDoneWithThePhotosBeforeAndAfter) {
  add(HazardReported{"tank-farm",
                     "flange drips",
                     {"b1", "b2"},
                     HazardSource::Expert,
                     HazardPlace{3.5, 0},
                     {"ch4-01", "", "", OrderId(9)},
                     "operator",
                     hour(24)});
  add(HazardReported{"tank-farm", "flange drips again", {}, HazardSource::Routine, {}, {}, "operator", hour(26)}, "anonymous");
  add(HazardReported{"pump-house", "nothing", {}, HazardSource::Routine, {}, {}, "operator", hour(27)});
  add(HazardGraded{HazardId(1),
                   HazardGrade::Major,
                   HazardKind::Equipment,
                   HazardHandling::ByDeadline,
                   "shift-lead",
                   hour(90),
                   {"a", "b", "c", "d", "e"}});
  add(HazardMerged{HazardId(2), HazardId(1)});
  add(HazardDismissed{HazardId(3), "looked"});
  add(HazardAccepted{HazardId(1)}, "user:wang");
  add(HazardRectified{HazardId(1), "new gasket", {"a1"}}, "user:wang");
  add(HazardReviewed{HazardId(1), Verdict::Approved, "", hour(90)});
  add(HazardReviewedAgain{HazardId(1), Verdict::Approved, "", hour(90)}, "user:chen");
  add(HazardClosed{HazardId(1)}, "user:chen");
  commit();
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    const HazardRow row = one(1);
    EXPECT_EQ(row.outcome, HazardOutcome::Closed);
    EXPECT_EQ(row.ended, hour(11));
    EXPECT_EQ(row.what, "flange drips");
    EXPECT_EQ(row.place->x_m, 3.5);
    EXPECT_EQ(row.place->y_m, 0);
    EXPECT_EQ(row.about.point, "ch4-01");
    EXPECT_EQ(row.about.order, OrderId(9));
    EXPECT_EQ(row.source, HazardSource::Expert);
    EXPECT_EQ(row.danger, HazardKind::Equipment);
    EXPECT_EQ(row.plan.interim, "e");
    EXPECT_EQ(row.rectified, hour(8));
    EXPECT_THAT(row.photos_before, ElementsAre("b1", "b2"));
    EXPECT_THAT(row.photos_after, ElementsAre("a1"));
    EXPECT_EQ(one(2).outcome, HazardOutcome::Merged);
    EXPECT_EQ(one(2).merged_into, HazardId(1));
    EXPECT_EQ(one(2).reporter, "");
    EXPECT_FALSE(one(2).place.has_value());
    EXPECT_EQ(one(3).outcome, HazardOutcome::Dismissed);
    EXPECT_EQ(one(3).ended, hour(6));
    ASSERT_TRUE(rebuild_views(folder_.path()).has_value());
  }
}

TEST_F(HazardViewTest, ShowsWhatTheExchangeTablesAskWhereSomebodySaidIt) {
  for (int i = 0; i < 2; ++i) add(HazardReported{"tank-farm", "drips", {}, HazardSource::Routine, {}, {}, "operator", hour(24)});
  HazardGraded graded{HazardId(1), HazardGrade::General, HazardKind::Equipment, HazardHandling::AtOnce, "operator", hour(90), {}};
  graded.management = HazardManagement::Things;
  graded.arose_in = HazardLink::Transport;
  graded.reason = "gasket of the wrong kind";
  graded.hazard_code = "FX-01";
  add(graded);
  add(HazardRectified{HazardId(1), "new gasket", {"a1"}, 1800.5}, "user:wang");
  commit();
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    EXPECT_EQ(one(1).management, HazardManagement::Things);
    EXPECT_EQ(one(1).arose_in, HazardLink::Transport);
    EXPECT_EQ(one(1).reason, "gasket of the wrong kind");
    EXPECT_EQ(one(1).hazard_code, "FX-01");
    EXPECT_EQ(one(1).cost_yuan, 1800.5);
    EXPECT_FALSE(one(2).management.has_value());
    EXPECT_FALSE(one(2).cost_yuan.has_value());
    ASSERT_TRUE(rebuild_views(folder_.path()).has_value());
  }
}

TEST_F(HazardViewTest, IsFoundByWhatPeopleAskFor) {
  for (int i = 0; i < 4; ++i)
    add(HazardReported{i % 2 == 0 ? "tank-farm" : "pump-house", "wet", {}, {}, {}, {}, i < 2 ? "operator" : "shift-lead", hour(30 + i)});
  add(HazardGraded{HazardId(2), HazardGrade::Serious, {}, HazardHandling::ByDeadline, "operator", hour(90), {}});
  add(HazardDismissed{HazardId(4), "dry"});
  commit();
  const auto where = [](auto change) {
    HazardFilter filter;
    change(filter);
    return filter;
  };
  EXPECT_THAT(ids({}), ElementsAre(3, 2, 1));
  EXPECT_THAT(ids(where([](auto& f) { f.which = HazardFilter::Which::Over; })), ElementsAre(4));
  EXPECT_THAT(ids(where([](auto& f) { f.which = HazardFilter::Which::All; })), ElementsAre(4, 3, 2, 1));
  EXPECT_THAT(ids(where([](auto& f) { f.zone = "tank-farm"; })), ElementsAre(3, 1));
  EXPECT_THAT(ids(where([](auto& f) { f.post = "operator"; })), ElementsAre(2, 1));
  EXPECT_THAT(ids(where([](auto& f) { f.grade = HazardGrade::Serious; })), ElementsAre(2));
  EXPECT_THAT(ids(where([](auto& f) { f.grade = HazardGrade::Major; })), IsEmpty());
  EXPECT_THAT(ids(where([](auto& f) { f.state = HazardState::Reported; })), ElementsAre(3, 1));
  EXPECT_THAT(ids(where([](auto& f) { f.overdue_at = hour(30); })), ElementsAre(1));
  EXPECT_THAT(ids(where([](auto& f) { f.limit = 2; })), ElementsAre(3, 2));
  EXPECT_THAT(ids(where([](auto& f) { f.limit = 2, f.after = "2"; })), ElementsAre(1));
}

TEST_F(HazardViewTest, IsFoundByWhomItConcerns) {
  add(HazardReported{"tank-farm", "wet", {}, {}, {}, {}, "operator", hour(30)}, "user:zhao");
  add(HazardReported{"tank-farm", "wet", {}, {}, {}, {}, "operator", hour(30)}, "anonymous");
  add(HazardReported{"tank-farm", "wet", {}, {}, {}, {}, "guard", hour(30)}, "user:li");
  add(HazardGraded{HazardId(3), HazardGrade::General, {}, HazardHandling::ByDeadline, "guard", hour(90), {}});
  add(HazardAccepted{HazardId(3)}, "user:wang");
  add(HazardRectified{HazardId(3), "dried", {"a1"}}, "user:wang");
  add(HazardReported{"tank-farm", "wet", {}, {}, {}, {}, "guard", hour(30)}, "user:li");
  add(core::HazardSupervised{HazardId(7), "shift-lead", 1}, "system");
  add(HazardReported{"tank-farm", "dry", {}, {}, {}, {}, "guard", hour(30)}, "user:li");
  add(HazardDismissed{HazardId(9), "dry"});
  commit();
  const auto concerning = [&](HazardFilter::Concerned who) {
    HazardFilter filter;
    filter.which = HazardFilter::Which::All;
    filter.concerned = std::move(who);
    return ids(filter);
  };
  using Grades = HazardFilter::Concerned::Grades;
  EXPECT_THAT(concerning({"zhao", {}, {}, Grades::No}), ElementsAre(1)) << "not the one without a name";
  EXPECT_THAT(concerning({"wang", {"operator"}, {}, Grades::No}), ElementsAre(3, 2, 1));
  EXPECT_THAT(concerning({"chen", {"shift-lead"}, {"guard"}, Grades::No}), ElementsAre(7, 3));
  EXPECT_THAT(concerning({"chen", {}, {}, Grades::Yes}), ElementsAre(7, 2, 1)) << "to be graded, not what is over";
}

TEST_F(HazardViewTest, ItsStoryTellsWhoWasCalledAndTheNoticesFindTheirPerson) {
  add(HazardReported{"tank-farm", "wet", {}, {}, {}, {}, "operator", hour(30)}, "user:zhao");
  core::NoticeIssued called;
  called.reason = core::NoticeReason::HazardReported;
  called.post = "operator";
  called.hazard = HazardId(1);
  called.what = "wet";
  add(called, "system");
  add(HazardDismissed{HazardId(1), "dry"});
  called.reason = core::NoticeReason::HazardDismissed;
  called.post = "";
  called.person = "zhao";
  add(called, "system");
  add(core::NoticeSent{core::NoticeId(4), "display"}, "system");
  commit();
  const auto queries = Queries::open(folder_.path());
  const auto story = (*queries)->story(HazardId(1));
  std::vector<std::string> kinds;
  for (const JournalRow& row : *story) kinds.push_back(row.kind);
  EXPECT_THAT(kinds, ElementsAre("hazard.reported", "notice.issued", "hazard.dismissed", "notice.issued", "notice.sent"));
  const auto to_person = (*queries)->notices({"", "zhao", "", 10});
  ASSERT_EQ(to_person->items.size(), 1u);
  const core::NoticeIssued& told = to_person->items[0].notice.what;
  EXPECT_EQ(told.hazard, HazardId(1));
  EXPECT_EQ(told.what, "wet");
  EXPECT_EQ(told.person, "zhao");
  EXPECT_EQ((*queries)->notices({"operator", "", "", 10})->items.size(), 1u);
}

}  // namespace
}  // namespace davy::store
