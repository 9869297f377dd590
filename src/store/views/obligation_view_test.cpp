// What is read of the duty chain: as the core's fold has it, whatever happened and wherever a store was left; the figures over it; and the story of a matter.
#include "core/testing/any_life.hpp"
#include "core/testing/duty_chain.hpp"
#include "store/store.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace davy::store {
namespace {

using core::AlarmId;
using core::KpiBy;
using core::MatterKind;
using core::MatterRef;
using core::Metric;
using core::Obligation;
using core::Standing;
using core::Step;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string text_of(const std::vector<Obligation>& chain) {
  std::string text;
  for (const Obligation& each : chain) text += core::Printer::print(each) + "\n";
  return text;
}

// All of them, page by page, in the order in which they were asked.
std::vector<Obligation> all_pages(Queries& queries, ObligationFilter filter) {
  std::vector<Obligation> all;
  do {
    Result<Page<Obligation>> page = queries.obligations(filter);
    RC_ASSERT(page.has_value());
    all.insert(all.end(), page->items.begin(), page->items.end());
    filter.after = page->next;
  } while (!filter.after.empty());
  std::ranges::reverse(all);
  return all;
}

// A journal that is committed in two parts, the store being left and opened again between them.
struct LivedFolder {
  explicit LivedFolder(const std::vector<core::Event>& journal, std::size_t cut) {
    for (const auto& [from, until] : {std::pair(std::size_t{0}, cut), std::pair(cut, journal.size())}) {
      const auto store = SqliteStore::open(folder.path(), directory);
      runtime::Commit commit;
      commit.events.assign(journal.begin() + static_cast<std::ptrdiff_t>(from), journal.begin() + static_cast<std::ptrdiff_t>(until));
      RC_ASSERT((*store)->commit(commit).has_value());
    }
  }

  site::Site site = core::make_small_plant();
  site::Directory directory{site};
  fixture::TemporaryFolder folder;
};

// Of all that was asked for, in the order of that: what stands so, and what a figure is made of.
void expect_narrowed_lists(Queries& queries, const ObligationFilter& filter, const std::vector<Obligation>& all) {
  const auto expect = [&](const ObligationFilter& narrowed, const auto& is_meant) {
    std::vector<Obligation> meant;
    for (const Obligation& each : all)
      if (is_meant(each, core::standing_of(each, filter.standards, filter.as_of))) meant.push_back(each);
    RC_ASSERT(text_of(all_pages(queries, narrowed)) == text_of(meant));
  };
  for (const auto& wanted : kEnumNames<Standing>) {
    ObligationFilter narrowed = filter;
    narrowed.standing = wanted.value;
    expect(narrowed, [&](const Obligation&, Standing standing) { return standing == wanted.value; });
    narrowed.zone = "tank-farm";
    expect(narrowed, [&](const Obligation& each, Standing standing) { return standing == wanted.value && each.zone == "tank-farm"; });
  }
  for (const auto& wanted : kEnumNames<Metric>) {
    ObligationFilter narrowed = filter;
    narrowed.metric = wanted.value;
    expect(narrowed, [&](const Obligation& each, Standing standing) { return core::is_about(each, standing, wanted.value); });
  }
}

RC_GTEST_PROP(ObligationViewProperty, ListsAndFiguresAreThoseOfTheWholeJournal, ()) {
  const site::Site site = core::make_small_plant();
  const site::Directory directory(site);
  core::AnyLife life(directory);
  for (const core::Happening& each : *rc::gen::resize(50, core::happenings())) life.live(each);
  const std::vector<core::Event>& journal = life.journal();
  const LivedFolder lived(journal, *rc::gen::inRange<std::size_t>(0, journal.size() + 1));
  const auto queries = Queries::open(lived.folder.path());
  const std::vector<Obligation> chain = core::fixture::duty_chain(journal);

  ObligationFilter filter;
  filter.until = Instant::never();
  filter.as_of = life.now();
  filter.limit = *rc::gen::inRange<std::size_t>(1, 5);
  std::vector<Obligation> by_time = chain;  // a report of a hazard stands where that was found
  std::ranges::stable_sort(by_time, {}, &Obligation::asked);
  RC_ASSERT(text_of(all_pages(**queries, filter)) == text_of(by_time));

  // Asked in the second half of its time.
  const Instant middle = core::kEight + (life.now() - core::kEight) / 2;
  ObligationFilter at_a_time = filter;
  at_a_time.as_of = *rc::gen::element(middle, life.now());
  at_a_time.limit = 7;
  expect_narrowed_lists(**queries, at_a_time, by_time);
  std::vector<Obligation> later;
  for (const Obligation& each : chain)
    if (each.asked >= middle) later.push_back(each);
  for (const KpiBy by : {KpiBy::Person, KpiBy::Post, KpiBy::Zone}) {
    const auto rows = (*queries)->kpi({middle, Instant::never(), life.now(), filter.standards, by});
    RC_ASSERT(*rows == core::kpi_of(later, filter.standards, life.now(), by));
  }

  // What a figure of a person is made of can be listed.
  filter.limit = 1'000;
  for (const core::KpiRow& row : core::kpi_of(chain, filter.standards, life.now(), KpiBy::Person))
    for (const Metric metric : {Metric::WarningTimeliness, Metric::ReviewTimeliness, Metric::RectifiedOnTime, Metric::FirstPass}) {
      ObligationFilter mine = filter;
      mine.person = row.name;
      mine.metric = metric;
      std::size_t counts = 0;
      for (const Obligation& each : all_pages(**queries, mine)) {
        const Standing standing = core::standing_of(each, filter.standards, life.now());
        if (standing != Standing::Pending && standing != Standing::Withdrawn) ++counts;
      }
      RC_ASSERT(counts == row.shares[static_cast<std::size_t>(metric)].of);
    }

  const auto before = views_digest(lived.folder.path());
  RC_ASSERT(*rebuild_views(lived.folder.path()) == *before);
}

class ObligationViewTest : public ::testing::Test {
 protected:
  static Instant minute(std::int64_t n) { return core::kEight + 1_min * n; }

  std::uint64_t add(core::EventBody body, std::string actor = "system") {
    commit_.events.push_back({++seq_, minute(static_cast<std::int64_t>(seq_)), std::move(actor), std::move(body)});
    return seq_;
  }
  AlarmId raise(const std::string& condition = "ch4-01:high") {
    core::AlarmRaised raised;
    raised.condition = condition;
    raised.zone = "tank-farm";
    raised.duty = "operator";
    return AlarmId(add(raised));
  }
  core::OrderId order_for(AlarmId alarm) {
    core::OrderIssued issued;
    issued.alarm = alarm;
    issued.condition = "ch4-01:high";
    issued.zone = "tank-farm";
    issued.post = "operator";
    issued.deadline = minute(500);
    return core::OrderId(add(issued));
  }
  core::NoticeIssued notice(core::NoticeReason reason, std::vector<std::string> people) {
    core::NoticeIssued told;
    told.reason = reason;
    told.post = "operator";
    told.people = std::move(people);
    return told;
  }
  void commit() {
    const site::Site site;
    const site::Directory directory(site);
    const auto store = SqliteStore::open(folder_.path(), directory);
    ASSERT_TRUE(store.has_value());
    ASSERT_TRUE((*store)->commit(commit_).has_value());
    queries_ = std::move(*Queries::open(folder_.path()));
  }
  MatterStory story(MatterKind kind, std::uint64_t id) { return **queries_->matter_story({kind, id}); }
  std::vector<std::uint64_t> records(const MatterStory& story) const {
    std::vector<std::uint64_t> seqs;
    for (const JournalRow& row : story.records) seqs.push_back(row.event.seq);
    return seqs;
  }
  ObligationFilter whole() const {
    ObligationFilter filter;
    filter.until = Instant::never();
    filter.as_of = minute(1'000);
    return filter;
  }
  std::vector<Step> steps(const ObligationFilter& filter) {
    std::vector<Step> found;
    const auto page = queries_->obligations(filter);
    for (const Obligation& each : page->items) found.push_back(each.step);
    return found;
  }

  fixture::TemporaryFolder folder_;
  std::unique_ptr<Queries> queries_;
  std::uint64_t seq_ = 0;
  runtime::Commit commit_;
};

TEST_F(ObligationViewTest, AnAlarmHasItsOrderItsNoticesAndThePermitThatItTookBack) {
  core::PermitApplied applied;
  applied.zone = "tank-farm";
  applied.lead = "wang";
  const core::PermitId permit(add(applied, "user:wang"));
  // The permit goes first, in the breath in which the alarm is raised.
  commit_.events.push_back(
      {++seq_, minute(3), "system", core::PermitSuspended{permit, core::StopCause::Gas, "ch4-01:high", 30, "tank-farm", "operator"}});
  const AlarmId alarm = raise();
  const core::OrderId order = order_for(alarm);
  core::NoticeIssued told = notice(core::NoticeReason::AlarmRaised, {"wang"});
  told.alarm = alarm;
  const std::uint64_t noticed = add(told);
  add(core::NoticeSent{core::NoticeId(noticed), "display"});
  const std::uint64_t acked = add(core::AlarmAcknowledged{alarm, ""}, "user:wang");
  raise("ch4-02:high");
  commit();
  const MatterStory whole = story(MatterKind::Alarm, alarm.get());
  EXPECT_THAT(whole.matters, ElementsAre(MatterRef{MatterKind::Alarm, alarm.get()}, MatterRef{MatterKind::Order, order.get()},
                                         MatterRef{MatterKind::Permit, permit.get()}));
  EXPECT_THAT(records(whole), ElementsAre(1, 2, alarm.get(), order.get(), noticed, noticed + 1, acked));
  EXPECT_THAT(whole.chain.size(), 5) << "the permit's, the alarm's and three of the order";
  EXPECT_EQ(whole.chain[1].done->seq, acked);
  EXPECT_THAT(story(MatterKind::Order, order.get()).matters,
              ElementsAre(MatterRef{MatterKind::Order, order.get()}, MatterRef{MatterKind::Alarm, alarm.get()}));
  EXPECT_EQ(*queries_->matter_story({MatterKind::Order, alarm.get()}), std::nullopt) << "that is no order";
  EXPECT_EQ(*queries_->matter_story({MatterKind::Alarm, 99}), std::nullopt);
}

TEST_F(ObligationViewTest, APermitThatWasTakenBackAndItsOrderHaveEachOther) {
  core::PermitApplied applied;
  applied.zone = "tank-farm";
  applied.lead = "wang";
  const core::PermitId permit(add(applied, "user:wang"));
  const std::string about = "permit/" + std::to_string(permit.get()) + ":guardian-absent";
  const std::uint64_t order = add(core::OrderIssued{{}, about, "tank-farm", site::Severity::Serious, "operator", minute(30)});
  commit();
  const MatterRef of_permit{MatterKind::Permit, permit.get()};
  const MatterRef of_order{MatterKind::Order, order};
  EXPECT_THAT(story(MatterKind::Permit, permit.get()).matters, ElementsAre(of_permit, of_order));
  EXPECT_THAT(story(MatterKind::Order, order).matters, ElementsAre(of_order, of_permit));
}

TEST_F(ObligationViewTest, AHazardHasTheCheckThatFoundItWithoutTheCardsThatHangThere) {
  core::CheckIssued issued;
  issued.measure = "m-1";
  issued.zone = "tank-farm";
  const core::CheckId check(add(issued));
  add(core::SeedPlanted{"m-1", "K7X2", minute(100), ""}, "user:chen");
  core::CheckRecorded record;
  record.check = check;
  record.done_at = minute(3);
  const std::uint64_t recorded = add(record, "user:wang");
  core::HazardReported reported;
  reported.zone = "tank-farm";
  reported.about.check = check;
  const core::HazardId hazard(add(reported, "user:wang"));
  core::NoticeIssued overlooked = notice(core::NoticeReason::SeedOverlooked, {});
  overlooked.check = check;
  add(overlooked);
  commit();
  const MatterStory whole = story(MatterKind::Hazard, hazard.get());
  EXPECT_THAT(records(whole), ElementsAre(check.get(), recorded, hazard.get()));
  EXPECT_THAT(whole.matters, ElementsAre(MatterRef{MatterKind::Hazard, hazard.get()}, MatterRef{MatterKind::Check, check.get()}));
}

TEST_F(ObligationViewTest, AnIncidentHasTheAlarmThatItBeganWith) {
  const AlarmId alarm = raise();
  core::IncidentOpened opened;
  opened.zone = "tank-farm";
  opened.alarm = alarm;
  opened.report_due = minute(60);
  const core::IncidentId incident(add(opened, "user:li"));
  commit();
  EXPECT_THAT(story(MatterKind::Incident, incident.get()).matters,
              ElementsAre(MatterRef{MatterKind::Incident, incident.get()}, MatterRef{MatterKind::Alarm, alarm.get()}));
}

TEST_F(ObligationViewTest, ListsByPersonPostZoneMetricAndStanding) {
  add(core::AccountSaved{"wang", "Wang", core::Role::Worker, {"operator"}}, "user:root");
  const AlarmId alarm = raise();
  const core::OrderId order = order_for(alarm);
  add(core::OrderAccepted{order}, "user:zhao");
  add(core::OrderSubmitted{order, "", {}}, "user:zhao");
  add(core::OrderRejected{order, "no", minute(600)}, "user:li");
  commit();
  const auto with = [&](auto set) {
    ObligationFilter filter = whole();
    set(filter);
    return steps(filter);
  };
  EXPECT_THAT(steps(whole()), ElementsAre(Step::HandleOrder, Step::ReviewOrder, Step::CloseOrder, Step::HandleOrder, Step::AcceptOrder,
                                          Step::AcknowledgeAlarm));
  EXPECT_THAT(with([](ObligationFilter& f) { f.person = "wang"; }), ElementsAre(Step::AcknowledgeAlarm)) << "zhao accepted in time";
  EXPECT_THAT(with([](ObligationFilter& f) { f.person = "zhao"; }), ElementsAre(Step::HandleOrder, Step::HandleOrder, Step::AcceptOrder));
  EXPECT_THAT(with([](ObligationFilter& f) { f.person = "zhao", f.metric = Metric::FirstPass; }), ElementsAre(Step::ReviewOrder));
  EXPECT_THAT(with([](ObligationFilter& f) { f.post = "operator", f.metric = Metric::FirstPass; }), ElementsAre(Step::ReviewOrder));
  EXPECT_THAT(with([](ObligationFilter& f) { f.post = "operator", f.standing = Standing::Overdue; }),
              ElementsAre(Step::HandleOrder, Step::CloseOrder, Step::AcknowledgeAlarm));
  EXPECT_THAT(with([](ObligationFilter& f) { f.zone = "warehouse"; }), IsEmpty());
  EXPECT_THAT(with([&](ObligationFilter& f) { f.person = "zhao", f.standing = Standing::Pending, f.as_of = minute(599); }),
              ElementsAre(Step::HandleOrder));
  ObligationFilter wrong = whole();
  wrong.after = "nowhere";
  EXPECT_EQ(queries_->obligations(wrong).error().code, ErrorCode::Invalid);
}

TEST_F(ObligationViewTest, SaysWhoLookedAtWhatTheyWereTold) {
  const auto tell = [&](std::vector<std::string> people, const std::string& person, bool leaves) {
    core::NoticeIssued told = notice(core::NoticeReason::AlarmRaised, std::move(people));
    told.person = person;
    const core::NoticeId id(add(told));
    if (leaves) add(core::NoticeSent{id, "display"});
    return id;
  };
  const core::NoticeId first = tell({"wang", "zhao"}, "", true);
  tell({"wang"}, "wang", true);
  tell({"wang"}, "", false);  // dropped: nobody could have seen it
  add(core::NoticeSeen{first}, "user:wang");
  add(core::NoticeSeen{first}, "user:chen");
  commit();
  const auto rows = queries_->notice_use(minute(0), minute(100));
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].login, "wang");
  EXPECT_EQ((*rows)[0].seen, (core::Share{1, 2}));
  EXPECT_EQ((*rows)[1].seen, (core::Share{0, 1}));
  EXPECT_THAT(*queries_->notice_use(minute(50), minute(100)), IsEmpty());
  // The figure opens onto what it counts, page by page.
  const auto told = [&](const std::string& person, std::size_t limit, const std::string& after) {
    return *queries_->notices_told({person, minute(0), minute(100), after, limit});
  };
  const Page<NoticeRow> of_wang = told("wang", 50, "");
  ASSERT_EQ(of_wang.items.size(), 2u) << "as many as count";
  EXPECT_EQ(of_wang.items[1].notice.id, first);
  EXPECT_THAT(of_wang.items[1].seen_by, testing::UnorderedElementsAre("wang", "chen"));
  EXPECT_THAT(of_wang.items[0].seen_by, IsEmpty());
  EXPECT_TRUE(of_wang.next.empty());
  const Page<NoticeRow> page = told("wang", 1, "");
  ASSERT_EQ(page.items.size(), 1u);
  const Page<NoticeRow> rest = told("wang", 1, page.next);
  ASSERT_EQ(rest.items.size(), 1u);
  EXPECT_EQ(rest.items[0].notice.id, first);
  EXPECT_TRUE(rest.next.empty());
  EXPECT_EQ(told("zhao", 50, "").items.size(), 1u);
  EXPECT_THAT(told("chen", 50, "").items, IsEmpty()) << "who saw it without being told";
  EXPECT_THAT(queries_->notices_told({"wang", minute(50), minute(100), "", 50})->items, IsEmpty());
}

TEST_F(ObligationViewTest, GivesTheEventsOfATime) {
  for (int i = 0; i < 200; ++i) add(core::FloodStarted{"operator"});
  commit();
  std::vector<std::uint64_t> seqs;
  ASSERT_TRUE(queries_->events(minute(70), minute(73), [&](const core::Event& event) { seqs.push_back(event.seq); }).has_value());
  EXPECT_THAT(seqs, ElementsAre(70, 71, 72));
}

}  // namespace
}  // namespace davy::store
