// What is read of incidents: how each stands, who is where, everything that happened to it; the same when the journal is folded anew.
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using core::EvacuationOrdered;
using core::Exercise;
using core::ExpectedBecause;
using core::ExpectedPerson;
using core::IncidentId;
using core::IncidentOpened;
using core::PersonAccounted;
using core::ReportKind;
using core::ResponseLevel;
using core::Whereabouts;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class IncidentViewTest : public fixture::ViewStage {
 protected:
  static Instant hour(std::uint64_t h) { return ViewStage::hour(static_cast<std::int64_t>(h)); }

  IncidentId open(Exercise exercise = Exercise::Real) {
    IncidentOpened opened;
    opened.exercise = exercise;
    opened.plan = "gas-leak";
    opened.danger = "0026";
    opened.zone = "tank-farm";
    opened.what = "a flange leaks";
    opened.commander = "wang";
    opened.photos = {"p1"};
    if (exercise == Exercise::Real) opened.report_due = hour(seq_ + 2);
    add(opened, "user:wang");
    return IncidentId(seq_);
  }
  void issue(IncidentId incident, const std::string& card) {
    add(core::IncidentCardIssued{incident, card, {"关阀", "close"}, {{"戴呼吸器", "wear the mask"}}, "operator", "tank-farm", hour(seq_)});
  }
  void evacuate(IncidentId incident, std::vector<ExpectedPerson> people) {
    add(EvacuationOrdered{incident, {"tank-farm"}, "muster-point", std::move(people), {{"tank-farm", 3}}}, "user:li");
  }
  void account(IncidentId incident, const std::string& person, Whereabouts state, const std::string& by = "user:li") {
    add(PersonAccounted{incident, person, state, "muster-point", "seen"}, by);
  }
  template <class Set>
  std::vector<std::uint64_t> ids_with(Set set) {
    IncidentFilter filter;
    set(filter);
    std::vector<std::uint64_t> found;
    const auto page = queries_->incidents(filter);
    for (const IncidentRow& row : page->items) found.push_back(row.id.get());
    return found;
  }
  IncidentRow one(IncidentId id) { return **queries_->incident(id); }
};

TEST_F(IncidentViewTest, FollowsAnIncidentFromTheCallToItsLessons) {
  const IncidentId incident = open();
  issue(incident, "close-valve");
  issue(incident, "guard-gate");
  add(core::IncidentCardOverdue{incident, "guard-gate", "team-lead", 2});
  add(core::IncidentCardTaken{incident, "close-valve"}, "user:chen");
  add(core::IncidentCardDone{incident, "close-valve", "shut", {"p2"}}, "user:chen");
  add(core::IncidentLevelSet{incident, ResponseLevel::Second, "it spreads"}, "user:li");
  add(core::IncidentCommandTaken{incident}, "user:li");
  add(core::IncidentNoted{incident, "the brigade is here", {}}, "user:wang");
  add(core::IncidentResourceUsed{incident, "absorbent", "absorbent", 20, "kg"}, "user:wang");
  add(core::CasualtiesTold{incident, 0, 1, 0, 0, 5'000}, "user:li");
  add(core::CasualtiesTold{incident, 0, 2, 1, 0, 5'000}, "user:li");
  add(core::IncidentReported{incident, ReportKind::First, "the county", "telephone", "a leak", hour(40)}, "user:li");
  commit();
  IncidentRow row = one(incident);
  EXPECT_EQ(row.state, IncidentStage::Open);
  EXPECT_EQ(row.by, "wang");
  EXPECT_EQ(row.commander, "li");
  EXPECT_EQ(row.level, ResponseLevel::Second);
  EXPECT_EQ(row.what.level, ResponseLevel::Third) << "as it was opened";
  EXPECT_EQ(row.what.photos, std::vector<std::string>{"p1"});
  EXPECT_EQ(row.cards, 2U);
  EXPECT_EQ(row.cards_done, 1U);
  EXPECT_EQ(row.reports, 1U);
  EXPECT_EQ(row.report_due, hour(40));

  add(core::IncidentEnded{incident, "no gas any more", {"guard-gate"}}, "user:li");
  const Instant ended = hour(seq_);
  add(core::IncidentReported{incident, ReportKind::FollowUp, "the county", "telephone", "over", std::nullopt}, "user:li");
  add(core::IncidentClosed{incident, "an old gasket", {"look at all flanges"}}, "user:zhang");
  commit();
  row = one(incident);
  EXPECT_EQ(row.state, IncidentStage::Closed);
  EXPECT_EQ(row.ended, ended);
  EXPECT_EQ(row.closed, hour(seq_));
  EXPECT_EQ(row.reports, 2U);
  EXPECT_EQ(row.report_due, std::nullopt);

  const IncidentStory story = *queries_->incident_story(incident);
  ASSERT_EQ(story.cards.size(), 2U);
  EXPECT_EQ(story.cards[0].by, "chen");
  EXPECT_EQ(story.cards[0].done->what.note, "shut");
  EXPECT_EQ(story.cards[1].taken, std::nullopt);
  EXPECT_EQ(story.cards[1].overdue_calls, 2U);
  EXPECT_EQ(story.notes.at(0).what.text, "the brigade is here");
  EXPECT_EQ(story.resources.at(0).what.quantity, 20);
  EXPECT_EQ(story.casualties->what.injured, 2U) << "the latest word";
  EXPECT_EQ(story.reports.size(), 2U);
  EXPECT_EQ(story.ended->by, "li");
  EXPECT_EQ(story.closed->what.lessons, std::vector<std::string>{"look at all flanges"});
  EXPECT_EQ(story.history.size(), seq_);
  EXPECT_EQ(story.history.front().kind, "incident.opened");
  EXPECT_EQ(*queries_->incident(IncidentId(2)), std::nullopt);
  EXPECT_THAT(queries_->incident_story(IncidentId(2))->history, IsEmpty());
}

TEST_F(IncidentViewTest, CountsAsSafeOnlyWhomSomebodyHasAccountedFor) {
  const IncidentId incident = open();
  evacuate(incident, {{"user:chen", "tank-farm", ExpectedBecause::OnDuty, {}},
                      {"record:person/zhang", "tank-farm", ExpectedBecause::Permit, core::PermitId(7)}});
  commit();
  EXPECT_TRUE(one(incident).evacuating);
  EXPECT_EQ(one(incident).people, 2U);
  EXPECT_EQ(one(incident).accounted, 0U);

  account(incident, "user:chen", Whereabouts::Missing);
  account(incident, "guest:a driver", Whereabouts::Injured);
  commit();
  EXPECT_EQ(one(incident).people, 3U) << "one who was not on the list";
  EXPECT_EQ(one(incident).accounted, 1U) << "missing is not known";

  account(incident, "user:chen", Whereabouts::Safe, "user:wang");
  account(incident, "record:person/zhang", Whereabouts::NotThere);
  add(core::EvacuationEnded{incident, "all there", 0}, "user:li");
  commit();
  EXPECT_EQ(one(incident).accounted, 3U);
  EXPECT_FALSE(one(incident).evacuating);
  const IncidentStory story = *queries_->incident_story(incident);
  ASSERT_TRUE(story.evacuation);
  ASSERT_EQ(story.evacuation->people.size(), 3U);
  EXPECT_EQ(story.evacuation->people[0].told->what.state, Whereabouts::Safe);
  EXPECT_EQ(story.evacuation->people[0].told->by, "wang");
  EXPECT_EQ(story.evacuation->people[1].who.permit, core::PermitId(7));
  EXPECT_EQ(story.evacuation->people[2].who.because, ExpectedBecause::Added);
  EXPECT_EQ(story.evacuation->what.counted.at(0).people, 3);
  EXPECT_EQ(story.evacuation->ended->what.reason, "all there");
}

TEST_F(IncidentViewTest, AnEvacuationThatIsWidenedKeepsWhatIsKnownAndANewOneBeginsAnew) {
  const IncidentId incident = open();
  const ExpectedPerson chen{"user:chen", "tank-farm", ExpectedBecause::OnDuty, {}},
      wang{"user:wang", "loading", ExpectedBecause::OnDuty, {}};
  account(incident, "user:chen", Whereabouts::Safe);
  commit();
  EXPECT_EQ(one(incident).people, 0U) << "nobody was called out";
  evacuate(incident, {chen});
  account(incident, "user:chen", Whereabouts::Safe);
  evacuate(incident, {chen, wang});
  commit();
  EXPECT_EQ(one(incident).people, 2U);
  EXPECT_EQ(one(incident).accounted, 1U);
  EXPECT_EQ(queries_->incident_story(incident)->evacuation->people.at(0).told->what.state, Whereabouts::Safe);
  account(incident, "user:wang", Whereabouts::Safe);
  add(core::EvacuationEnded{incident, "all there", 0}, "user:li");
  evacuate(incident, {wang});
  commit();
  EXPECT_EQ(one(incident).people, 1U);
  EXPECT_EQ(one(incident).accounted, 0U);
  EXPECT_EQ(queries_->incident_story(incident)->evacuation->people.size(), 1U);
}

TEST_F(IncidentViewTest, AfterTheEndWhatHasBeenAskedForStaysDue) {
  const IncidentId silent = open(), told = open(), changed = open();
  for (const IncidentId each : {told, changed})
    add(core::IncidentReported{each, ReportKind::First, "the county", "telephone", "a leak", hour(40)}, "user:li");
  add(core::IncidentReportDue{changed, ReportKind::FollowUp, hour(30), "manager"});
  for (const IncidentId each : {silent, told, changed}) add(core::IncidentEnded{each, "over", {}}, "user:li");
  commit();
  EXPECT_EQ(one(silent).report_due, hour(2));
  EXPECT_EQ(one(told).report_due, std::nullopt);
  EXPECT_EQ(one(changed).report_due, hour(30)) << "it had been asked for";
}

TEST_F(IncidentViewTest, ListsTheNewestFirstByWhatIsAskedFor) {
  const auto first = open(), drill = open(Exercise::Drill), last = open();
  add(core::IncidentEnded{first, "over", {}}, "user:li");
  add(core::IncidentEnded{drill, "over", {}}, "user:li");
  add(core::IncidentClosed{drill, "well done", {}}, "user:zhang");
  add(core::IncidentReportWaived{last, "nobody was hurt"}, "user:li");
  commit();
  const auto f = first.get(), d = drill.get(), l = last.get();
  EXPECT_THAT(ids_with([](IncidentFilter&) {}), ElementsAre(l, d, f));
  EXPECT_THAT(ids_with([](IncidentFilter& each) { each.which = IncidentFilter::Which::Open; }), ElementsAre(l));
  EXPECT_THAT(ids_with([](IncidentFilter& each) { each.which = IncidentFilter::Which::Ended; }), ElementsAre(f));
  EXPECT_THAT(ids_with([](IncidentFilter& each) { each.which = IncidentFilter::Which::Closed; }), ElementsAre(d));
  EXPECT_THAT(ids_with([](IncidentFilter& each) { each.exercise = Exercise::Drill; }), ElementsAre(d));
  EXPECT_EQ(one(drill).report_due, std::nullopt);
  EXPECT_EQ(one(last).report_due, std::nullopt);
  EXPECT_TRUE(one(last).waived);
  IncidentFilter paged;
  paged.limit = 2;
  paged.after = queries_->incidents(paged)->next;
  EXPECT_EQ(queries_->incidents(paged)->items.at(0).id, first);
  paged.after = "x";
  EXPECT_FALSE(queries_->incidents(paged).has_value()) << "a cursor of another list";
}

TEST_F(IncidentViewTest, TheSameWhenTheJournalIsFoldedAnew) {
  const IncidentId incident = open();
  issue(incident, "close-valve");
  evacuate(incident, {{"user:chen", "tank-farm", ExpectedBecause::OnDuty, {}}});
  account(incident, "user:chen", Whereabouts::Safe);
  commit();
  const std::string before = *views_digest(folder_.path());
  EXPECT_EQ(*rebuild_views(folder_.path()), before);
  EXPECT_EQ(one(incident).accounted, 1U);
}

}  // namespace
}  // namespace davy::store
