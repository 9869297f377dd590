// Lists in every order that can be asked for; and a page costs what a page costs, however much there is beside it.
#include "store/store.hpp"
#include "store/testing/query_steps.hpp"
#include "store/testing/sorted_pages.hpp"
#include "store/testing/temporary_folder.hpp"
#include "store/views/queries.hpp"

#include <gmock/gmock.h>

#include <memory>

namespace davy::store {
namespace {

using By = ListOrder::By;
using Way = ListOrder::Way;

constexpr std::uint64_t kRare = 8;  // of each kind that are of the rare zone, post, person …
constexpr std::uint64_t kOpen = 6;  // of each kind, whatever the length of the life
constexpr site::Severity kTold[] = {site::Severity::Moderate, site::Severity::Major, site::Severity::Low, site::Severity::Serious};

enum class Fate { StaysOpen, IsOver };

// A plant that has lived through `things` of each kind.
class LivedPlant {
 public:
  explicit LivedPlant(std::uint64_t things) {
    alarm_ = core::AlarmId(add(core::AlarmRaised{"gas-1:high", "farm", site::Severity::Major, at(0), 30, "1", "operator"}));
    for (std::uint64_t i = 0; i < things; ++i) live_through(i, i + kOpen >= things ? Fate::StaysOpen : Fate::IsOver);
    const site::Site site;
    const site::Directory directory(site);
    EXPECT_TRUE((*SqliteStore::open(folder_.path(), directory))->commit(commit_).has_value());
    queries = std::move(*Queries::open(folder_.path()));
  }

  static Instant at(std::uint64_t hour) { return Instant::from_unix_ms(1'800'000'000'000) + 1_h * static_cast<int>(hour); }

  std::unique_ptr<Queries> queries;

 private:
  std::uint64_t add(core::EventBody body, const std::string& by = "user:li") {
    commit_.events.push_back({++seq_, at(seq_), by, std::move(body)});
    return seq_;
  }

  void live_through(std::uint64_t i, Fate fate) {
    const bool rare = i < kRare;
    zone_ = rare ? "corner" : i % 2 == 0 ? "farm" : "pumps";
    post_ = rare ? "porter" : i % 4 < 2 ? "operator" : "guard";
    person_ = rare ? "chen" : i % 2 == 0 ? "wang" : "zhao";
    due_ = at(500 + i % 7 * 3);
    add_order_and_hazard(i, fate);
    add_check(i, fate);
    add_care(i, fate);
    add_handover(i, fate);
    add_training(i, fate);
    add_permit(i, fate);
    add_incident(i, fate);
    add_drill(i);
    core::NoticeIssued told;
    told.post = post_;
    told.person = i % 3 == 0 ? person_ : "";
    told.people = {person_};
    told.severity = kTold[i % 4];
    const core::NoticeId notice(add(told));
    add(core::NoticeSent{notice, "display"});
  }
  // In the farm the guards soon have nothing more to do.
  void add_order_and_hazard(std::uint64_t i, Fate fate) {
    const std::string& post = zone_ == "farm" && i >= 4 * kRare ? kUsual : post_;
    const core::OrderId order(add(core::OrderIssued{alarm_, "gas-1:high", zone_, kTold[rare_or(i)], post, due_}));
    if (fate == Fate::IsOver) add(core::OrderClosed{order});
    const core::HazardId hazard(add(core::HazardReported{zone_, "wet", {}, {}, {}, {}, post, due_}));
    const auto grade = i < kRare ? core::HazardGrade::Major : i % 2 == 0 ? core::HazardGrade::General : core::HazardGrade::Serious;
    add(core::HazardGraded{hazard, grade, {}, core::HazardHandling::ByDeadline, post, due_, {}});
    if (i < 3 * kRare) add(core::HazardAccepted{hazard});
    if (fate == Fate::IsOver) add(core::HazardDismissed{hazard, "dry"});
  }
  void add_check(std::uint64_t i, Fate fate) {
    const bool is_supply = i >= kRare && i < 2 * kRare;
    const std::string measure = i < kRare ? "m-rare" : is_supply ? "supply/s-1" : "m-" + std::to_string(i % 5);
    const core::CheckId check(add(core::CheckIssued{measure, measure, "look", zone_, post_, "", {}, at(seq_), due_, due_}));
    if (fate == Fate::StaysOpen) return;
    if (i < kRare)
      add(core::CheckMissed{check, "guard"});
    else
      add(core::CheckRecorded{check, core::CheckResult::Normal, at(seq_), {}, "", {}, "", "", {}, "", false}, "user:" + person_);
  }
  void add_care(std::uint64_t i, Fate fate) {
    core::CareIssued asked;
    asked.device = i < kRare ? "rtu-rare" : "rtu-1";
    if (i < 3 * kRare) asked.work = core::CareWork::Repair;
    asked.post = post_;
    asked.zone = zone_;
    asked.due = due_;
    const core::CareId care(add(asked));
    if (fate == Fate::StaysOpen) return;
    add(core::CareStarted{care, {}}, "user:" + person_);
    if (i < kRare) {
      add(core::CareAbandoned{care, "no part"});
    } else {
      core::CareFinished finished;
      finished.care = care;
      add(finished);
    }
  }
  void add_handover(std::uint64_t, Fate fate) {
    const core::HandoverId handover(add(core::HandoverOffered{post_, "", due_, {}}));
    if (fate == Fate::IsOver) add(core::HandoverWithdrawn{handover, ""});
  }
  void add_training(std::uint64_t i, Fate fate) {
    core::TrainingAssigned assigned;
    assigned.person = person_;
    assigned.course = i < kRare ? "rare" : "fire";
    assigned.due = due_;
    const core::TrainingId training(add(assigned));
    if (fate == Fate::IsOver) add(core::TrainingWithdrawn{training, core::TrainingEnd::ByPerson, ""});
  }
  void add_permit(std::uint64_t i, Fate fate) {
    core::PermitApplied applied;
    applied.kind = i < kRare && i != 1 ? core::PermitKind::Lifting : core::PermitKind::HotWork;
    applied.zone = zone_;
    applied.lead = person_;
    applied.until = due_;
    const core::PermitId permit(add(applied));
    if (fate == Fate::StaysOpen) return;
    if (i < kRare / 2)
      add(core::PermitCancelled{permit, "rain"});
    else
      add(core::PermitArchived{permit});
  }
  void add_incident(std::uint64_t i, Fate fate) {
    core::IncidentOpened opened;
    opened.zone = zone_;
    opened.level = i % 3 == 0 ? core::ResponseLevel::First : i % 3 == 1 ? core::ResponseLevel::Third : core::ResponseLevel::Second;
    const core::IncidentId incident(add(opened));
    if (fate == Fate::IsOver) add(core::IncidentClosed{incident, "over", {}});
  }
  void add_drill(std::uint64_t i) {
    core::DrillStarted drill;
    drill.scenario = i < kRare ? "rare" : "leak";
    core::DrillEnded ended;
    ended.drill = core::DrillId(add(drill));
    add(ended);
  }
  // Major ones of the rare zone, and then some serious ones of the others.
  static std::uint64_t rare_or(std::uint64_t i) { return i < kRare ? 1 : i < 2 * kRare ? 3 : i % 2 * 2; }

  fixture::TemporaryFolder folder_;
  std::uint64_t seq_ = 0;
  runtime::Commit commit_;
  core::AlarmId alarm_;
  static inline const std::string kUsual = "operator";
  std::string zone_, post_, person_;
  Instant due_;
};

Queries& lived() {
  static const LivedPlant plant(40);
  return *plant.queries;
}

const std::vector<By> kByDeadline{By::Id, By::Deadline};
const std::vector<By> kBySeverity{By::Id, By::Severity};

TEST(SortedLists, ChecksComeInTheOrderAskedFor) {
  for (const auto which : {CheckFilter::Which::Open, CheckFilter::Which::Over, CheckFilter::Which::All}) {
    CheckFilter filter;
    filter.which = which;
    fixture::expect_sorted<CheckRow>(lived(), filter, kByDeadline, &Queries::checks);
    CheckFilter mine = filter;
    mine.mine = CheckFilter::Mine{"wang", {"guard", "operator"}};
    fixture::expect_sorted<CheckRow>(lived(), mine, kByDeadline, &Queries::checks);
    filter.post = "operator";
    fixture::expect_sorted<CheckRow>(lived(), filter, kByDeadline, &Queries::checks);
    filter.post.clear();
    filter.zone = "farm";
    fixture::expect_sorted<CheckRow>(lived(), filter, kByDeadline, &Queries::checks);
  }
  CheckFilter filter;
  filter.which = CheckFilter::Which::Over;
  filter.measure = "m-2";
  fixture::expect_sorted<CheckRow>(lived(), filter, kByDeadline, &Queries::checks);
  filter.measure.clear();
  for (const auto state : {core::CheckState::Missed, core::CheckState::Done}) {
    filter.state = state;
    fixture::expect_sorted<CheckRow>(lived(), filter, kByDeadline, &Queries::checks);
  }
}

TEST(SortedLists, WhatIsMineAmongChecksIsWhatIRecordedAndWhatMyPostsAnswerFor) {
  CheckFilter filter;
  filter.which = CheckFilter::Which::All;
  filter.mine = CheckFilter::Mine{"wang", {"guard"}};
  std::size_t expected = 0;
  CheckFilter all = filter;
  all.mine.reset();
  for (const CheckRow& row : fixture::every_page<CheckRow>(lived(), all, 500, &Queries::checks))
    if (row.post == "guard" || std::ranges::count(row.records, "wang", &CheckRecordRow::by) > 0) ++expected;
  EXPECT_EQ(fixture::every_page<CheckRow>(lived(), filter, 7, &Queries::checks).size(), expected);
  EXPECT_GT(expected, 0U);
}

TEST(SortedLists, CareComesInTheOrderAskedFor) {
  for (const auto which : {CareFilter::Which::Current, CareFilter::Which::All}) {
    CareFilter filter;
    filter.which = which;
    fixture::expect_sorted<CareRow>(lived(), filter, kByDeadline, &Queries::care);
    CareFilter mine = filter;
    mine.mine = CareFilter::Mine{"wang", {"guard", "operator"}};
    fixture::expect_sorted<CareRow>(lived(), mine, kByDeadline, &Queries::care);
    filter.post = "operator";
    fixture::expect_sorted<CareRow>(lived(), filter, kByDeadline, &Queries::care);
  }
  CareFilter filter;
  filter.which = CareFilter::Which::All;
  filter.device = "rtu-1";
  fixture::expect_sorted<CareRow>(lived(), filter, kByDeadline, &Queries::care);
  filter.device.clear();
  filter.state = CareState::Done;
  fixture::expect_sorted<CareRow>(lived(), filter, kByDeadline, &Queries::care);
}

TEST(SortedLists, NoticesComeInTheOrderAskedFor) {
  NoticeFilter filter;
  filter.post = "operator";
  fixture::expect_sorted<NoticeRow>(lived(), filter, kBySeverity, &Queries::notices);
  filter.post.clear();
  filter.person = "wang";
  fixture::expect_sorted<NoticeRow>(lived(), filter, kBySeverity, &Queries::notices);
  filter.person.clear();
  filter.among = "zhao";
  fixture::expect_sorted<NoticeRow>(lived(), filter, kBySeverity, &Queries::notices);
}

TEST(SortedLists, HandoversPermitsTrainingsAndIncidentsComeInTheOrderAskedFor) {
  HandoverFilter handovers;
  fixture::expect_sorted<HandoverRow>(lived(), handovers, kByDeadline, &Queries::handovers);
  handovers.post = "guard";
  fixture::expect_sorted<HandoverRow>(lived(), handovers, kByDeadline, &Queries::handovers);
  handovers = {};
  handovers.which = HandoverFilter::Which::Open;
  fixture::expect_sorted<HandoverRow>(lived(), handovers, kByDeadline, &Queries::handovers);
  for (const auto which : {TrainingFilter::Which::Open, TrainingFilter::Which::Over}) {
    TrainingFilter trainings;
    trainings.which = which;
    fixture::expect_sorted<TrainingRow>(lived(), trainings, kByDeadline, &Queries::trainings);
    trainings.person = "wang";
    fixture::expect_sorted<TrainingRow>(lived(), trainings, kByDeadline, &Queries::trainings);
    trainings.person.clear();
    trainings.course = "fire";
    fixture::expect_sorted<TrainingRow>(lived(), trainings, kByDeadline, &Queries::trainings);
  }
  for (const auto which : {PermitFilter::Which::Open, PermitFilter::Which::All}) {
    PermitFilter permits;
    permits.which = which;
    fixture::expect_sorted<PermitRow>(lived(), permits, kByDeadline, &Queries::permits);
    permits.kind = core::PermitKind::HotWork;
    fixture::expect_sorted<PermitRow>(lived(), permits, kByDeadline, &Queries::permits);
    permits.kind.reset();
    permits.mine = PermitFilter::Mine{"wang", {"guard"}};
    fixture::expect_sorted<PermitRow>(lived(), permits, kByDeadline, &Queries::permits);
  }
  fixture::expect_sorted<IncidentRow>(lived(), IncidentFilter(), kBySeverity, &Queries::incidents);
}

// What the first page and one from the middle cost, in every order that the list knows.
template <class Row, class Filter>
std::vector<std::int64_t> costs(LivedPlant& plant, fixture::QuerySteps& steps, Filter filter, const std::vector<By>& orders,
                                Result<Page<Row>> (Queries::*list)(const Filter&)) {
  std::vector<std::int64_t> each;
  for (const By by : orders)
    for (const Way way : {Way::Up, Way::Down}) {
      filter.order = ListOrder{by, way};
      filter.limit = 4;
      filter.after.clear();
      for (int page = 0; page < 2; ++page) {
        steps.take();
        const auto rows = (*plant.queries.*list)(filter);
        each.push_back(steps.take());
        if (!rows || rows->items.empty()) ADD_FAILURE() << "a list of nothing shows nothing";
        if (rows) filter.after = rows->next;
      }
    }
  return each;
}

using Costs = std::vector<std::int64_t>;
const std::vector<By> kEvery{By::Id, By::Severity, By::Deadline};

void append_costs(Costs& all, const Costs& some) { all.insert(all.end(), some.begin(), some.end()); }

Costs costs_of_orders_and_hazards(LivedPlant& plant, fixture::QuerySteps& steps) {
  Costs all;
  const auto add = [&](const Costs& some) { append_costs(all, some); };
  OrderFilter order;
  order.which = OrderFilter::Which::Closed;
  order.zone = "corner";
  add(costs<OrderRow>(plant, steps, order, kEvery, &Queries::orders));
  order.zone.clear();
  order.severity = site::Severity::Major;
  add(costs<OrderRow>(plant, steps, order, kEvery, &Queries::orders));
  order.zone = "farm";
  order.severity = site::Severity::Serious;
  add(costs<OrderRow>(plant, steps, order, kBySeverity, &Queries::orders));
  order.severity.reset();
  order.post = "guard";
  add(costs<OrderRow>(plant, steps, order, kEvery, &Queries::orders));
  for (const auto which : {HazardFilter::Which::Over, HazardFilter::Which::All}) {
    HazardFilter hazard;
    hazard.which = which;
    hazard.zone = "corner";
    add(costs<HazardRow>(plant, steps, hazard, kEvery, &Queries::hazards));
    hazard.zone.clear();
    hazard.post = "porter";
    add(costs<HazardRow>(plant, steps, hazard, kEvery, &Queries::hazards));
    hazard.post.clear();
    hazard.grade = core::HazardGrade::Major;
    add(costs<HazardRow>(plant, steps, hazard, kEvery, &Queries::hazards));
    hazard.grade.reset();
    hazard.state = core::HazardState::Accepted;
    add(costs<HazardRow>(plant, steps, hazard, kEvery, &Queries::hazards));
    hazard.zone = "farm";
    add(costs<HazardRow>(plant, steps, hazard, kEvery, &Queries::hazards));
    hazard.state.reset();
    hazard.post = "guard";
    add(costs<HazardRow>(plant, steps, hazard, kEvery, &Queries::hazards));
    hazard.zone.clear();
    hazard.post.clear();
    hazard.concerned = HazardFilter::Concerned{"nobody", {"porter"}, {}, {}};
    add(costs<HazardRow>(plant, steps, hazard, kEvery, &Queries::hazards));
  }
  return all;
}

Costs costs_of_checks_and_care(LivedPlant& plant, fixture::QuerySteps& steps) {
  Costs all;
  const auto add = [&](const Costs& some) { append_costs(all, some); };
  CheckFilter check;
  check.which = CheckFilter::Which::Over;
  add(costs<CheckRow>(plant, steps, check, kByDeadline, &Queries::checks));
  check.zone = "corner";
  add(costs<CheckRow>(plant, steps, check, kByDeadline, &Queries::checks));
  check.zone = "farm";
  check.state = core::CheckState::Done;
  add(costs<CheckRow>(plant, steps, check, kByDeadline, &Queries::checks));
  check = {};
  check.which = CheckFilter::Which::Over;
  check.state = core::CheckState::Missed;
  add(costs<CheckRow>(plant, steps, check, kByDeadline, &Queries::checks));
  check.state.reset();
  check.mine = CheckFilter::Mine{"chen", {"porter"}};
  add(costs<CheckRow>(plant, steps, check, kByDeadline, &Queries::checks));
  check.mine = CheckFilter::Mine{"zhao", {}};
  add(costs<CheckRow>(plant, steps, check, {By::Id}, &Queries::checks));
  check.mine.reset();
  check.of = CheckFilter::Of::Supplies;
  add(costs<CheckRow>(plant, steps, check, kByDeadline, &Queries::checks));
  check.state = core::CheckState::Done;
  add(costs<CheckRow>(plant, steps, check, kByDeadline, &Queries::checks));
  CareFilter care;
  care.which = CareFilter::Which::All;
  care.work = core::CareWork::Repair;
  add(costs<CareRow>(plant, steps, care, kByDeadline, &Queries::care));
  care.post = "operator";
  add(costs<CareRow>(plant, steps, care, kByDeadline, &Queries::care));
  care.post.clear();
  care.work.reset();
  care.device = "rtu-rare";
  add(costs<CareRow>(plant, steps, care, kByDeadline, &Queries::care));
  care.device.clear();
  care.mine = CareFilter::Mine{"chen", {"porter"}};
  add(costs<CareRow>(plant, steps, care, kByDeadline, &Queries::care));
  care.mine.reset();
  care.state = CareState::Abandoned;
  add(costs<CareRow>(plant, steps, care, kByDeadline, &Queries::care));
  return all;
}

Costs costs_of_the_others(LivedPlant& plant, fixture::QuerySteps& steps) {
  Costs all;
  const auto add = [&](const Costs& some) { append_costs(all, some); };
  NoticeFilter notice;
  notice.among = "wang";
  add(costs<NoticeRow>(plant, steps, notice, kBySeverity, &Queries::notices));
  notice.among.clear();
  notice.post = "operator";
  add(costs<NoticeRow>(plant, steps, notice, kBySeverity, &Queries::notices));
  HandoverFilter handover;
  add(costs<HandoverRow>(plant, steps, handover, kByDeadline, &Queries::handovers));
  handover.post = "porter";
  add(costs<HandoverRow>(plant, steps, handover, kByDeadline, &Queries::handovers));
  TrainingFilter training;
  training.which = TrainingFilter::Which::All;
  training.person = "chen";
  add(costs<TrainingRow>(plant, steps, training, kByDeadline, &Queries::trainings));
  training.person.clear();
  training.which = TrainingFilter::Which::Open;
  training.course = "fire";
  add(costs<TrainingRow>(plant, steps, training, kByDeadline, &Queries::trainings));
  training.course.clear();
  add(costs<TrainingRow>(plant, steps, training, kByDeadline, &Queries::trainings));
  PermitFilter permit;
  permit.kind = core::PermitKind::Lifting;
  add(costs<PermitRow>(plant, steps, permit, kByDeadline, &Queries::permits));
  permit.kind.reset();
  permit.zone = "corner";
  add(costs<PermitRow>(plant, steps, permit, kByDeadline, &Queries::permits));
  permit.kind = core::PermitKind::HotWork;
  add(costs<PermitRow>(plant, steps, permit, kByDeadline, &Queries::permits));
  permit.zone.clear();
  permit.kind = core::PermitKind::Lifting;
  permit.state = PermitStage::Archived;
  add(costs<PermitRow>(plant, steps, permit, kByDeadline, &Queries::permits));
  add(costs<IncidentRow>(plant, steps, IncidentFilter(), kBySeverity, &Queries::incidents));
  IncidentFilter incident;
  incident.which = IncidentFilter::Which::Open;
  add(costs<IncidentRow>(plant, steps, incident, kBySeverity, &Queries::incidents));
  DrillFilter drill;
  drill.scenario = "rare";
  add(costs<DrillRow>(plant, steps, drill, {By::Id}, &Queries::drills));
  return all;
}

Costs costs_of_lists(LivedPlant& plant, fixture::QuerySteps& steps) {
  Costs all = costs_of_orders_and_hazards(plant, steps);
  append_costs(all, costs_of_checks_and_care(plant, steps));
  append_costs(all, costs_of_the_others(plant, steps));
  return all;
}

TEST(SortedLists, APageCostsWhatAPageCosts) {
  fixture::QuerySteps steps;
  LivedPlant young(60), old(1'200);
  const auto few = costs_of_lists(young, steps);
  const auto many = costs_of_lists(old, steps);
  ASSERT_EQ(few.size(), many.size());
  for (std::size_t i = 0; i < few.size(); ++i) {
    EXPECT_GT(few[i], 0);
    EXPECT_LE(many[i], few[i] * 3 / 2 + 200) << "list " << i << " of " << few.size() << ": " << few[i] << " steps in a young plant";
  }
}

// The last three of the many of one severity: behind them there is no other.
std::int64_t cost_of_a_last_page(LivedPlant& plant, fixture::QuerySteps& steps) {
  OrderFilter filter;
  filter.which = OrderFilter::Which::Closed;
  filter.severity = site::Severity::Low;
  filter.order = ListOrder{By::Severity, Way::Up};
  filter.limit = 4;
  filter.after = plant.queries->orders(filter)->next;
  filter.order.way = Way::Down;
  steps.take();
  const auto last = plant.queries->orders(filter);
  EXPECT_EQ(last->items.size(), 3U);
  EXPECT_EQ(last->next, "");
  return steps.take();
}

TEST(SortedLists, TheLastPageOfOneSeverityLooksAtNothingAgain) {
  fixture::QuerySteps steps;
  LivedPlant young(60), old(1'200);
  const std::int64_t few = cost_of_a_last_page(young, steps);
  EXPECT_LE(cost_of_a_last_page(old, steps), few * 3 / 2 + 200);
}

// What two weeks cost somebody who was told much before and after.
Costs costs_of_what_was_told(LivedPlant& plant, fixture::QuerySteps& steps) {
  ToldFilter told;
  told.person = "wang";
  told.from = LivedPlant::at(300);
  told.until = LivedPlant::at(636);
  told.limit = 4;
  Costs each;
  std::size_t found = 0;
  do {
    steps.take();
    const auto page = plant.queries->notices_told(told);
    each.push_back(steps.take());
    for (const NoticeRow& row : page->items) {
      EXPECT_GE(row.notice.issued, told.from);
      EXPECT_LT(row.notice.issued, told.until);
    }
    found += page->items.size();
    told.after = page->next;
  } while (!told.after.empty());
  EXPECT_GT(found, told.limit);
  return each;
}

TEST(SortedLists, WhatSomebodyWasToldCostsWhatItsTimeHolds) {
  fixture::QuerySteps steps;
  LivedPlant young(60), old(1'200);
  const Costs few = costs_of_what_was_told(young, steps);
  const Costs many = costs_of_what_was_told(old, steps);
  ASSERT_EQ(few.size(), many.size());
  for (std::size_t i = 0; i < few.size(); ++i) EXPECT_LE(many[i], few[i] * 3 / 2 + 200);
}

// A figure that nothing belongs to: no walk through all that was asked for.
std::int64_t cost_of_no_obligations(LivedPlant& plant, fixture::QuerySteps& steps) {
  ObligationFilter filter;
  filter.from = LivedPlant::at(0);
  filter.until = LivedPlant::at(100'000);
  filter.as_of = LivedPlant::at(100'000);
  filter.metric = core::Metric::DataQuality;
  steps.take();
  EXPECT_TRUE(plant.queries->obligations(filter)->items.empty());
  return steps.take();
}

TEST(SortedLists, ObligationsThatAreNotThereCostNothing) {
  fixture::QuerySteps steps;
  LivedPlant young(8), old(60);
  const std::int64_t few = cost_of_no_obligations(young, steps);
  EXPECT_LE(cost_of_no_obligations(old, steps), few * 3 / 2 + 200);
}

}  // namespace
}  // namespace davy::store
