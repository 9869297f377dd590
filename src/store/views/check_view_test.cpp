// What is read of checks and cards: as it happened, page by page, and the same when the journal is folded anew.
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using core::CheckId;
using core::CheckIssued;
using core::CheckMissed;
using core::CheckRecorded;
using core::CheckResult;
using core::CheckState;
using core::CheckWithdrawn;
using core::SeedFound;
using core::SeedId;
using core::SeedOverlooked;
using core::SeedPlanted;
using core::SeedRemoved;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class CheckViewTest : public fixture::ViewStage {
 protected:
  std::uint64_t issue(const std::string& measure, int due, const std::string& zone = "tank-farm", const std::string& post = "operator") {
    return add(CheckIssued{
        measure, measure + " holds", "look", zone, post, "pt-101", {2, core::CycleUnit::Hours}, hour(0), hour(due), hour(due + 1)});
  }
  static CheckRecorded record(std::uint64_t check, CheckResult result) {
    CheckRecorded said;
    said.check = CheckId(check);
    said.result = result;
    said.done_at = hour(3);
    said.reading = 0.5;
    said.note = "seen";
    said.photos = {"p1", "p2"};
    said.voice = "v1";
    said.place = core::CheckPlace::Scanned;
    said.tag = "SECRET";
    return said;
  }
  std::vector<std::uint64_t> ids(const CheckFilter& filter) { return paged(filter, 2, &Queries::checks); }
  static CheckFilter which(CheckFilter::Which which) {
    CheckFilter filter;
    filter.which = which;
    return filter;
  }
};

TEST_F(CheckViewTest, ShowsEveryRecordInItsOrderAndWhatCameOfIt) {
  const std::uint64_t check = issue("gauge", 4);
  const std::uint64_t seed = add(SeedPlanted{"gauge", "K7X2", hour(90), "behind"}, "user:chen");
  add(record(check, CheckResult::Normal), "user:wang");
  add(SeedOverlooked{SeedId(seed), CheckId(check), "wang", "chen"});
  CheckRecorded second = record(check, CheckResult::Hazard);
  second.late = true;
  add(second, "user:li");
  core::HazardReported reported;
  reported.zone = "tank-farm";
  reported.about.check = CheckId(check);
  const std::uint64_t hazard = add(reported, "user:li");
  commit();
  for (const char* folded : {"as it came", "anew"}) {
    SCOPED_TRACE(folded);
    const CheckRow row = *queries_->check(CheckId(check)).value();
    EXPECT_EQ(row.state, CheckState::Done);
    EXPECT_EQ(row.ended, hour(3));
    EXPECT_EQ(row.name, "gauge holds");
    ASSERT_EQ(row.records.size(), 2U);
    EXPECT_TRUE(is_disputed(row));
    const CheckRecordRow& first = row.records[0];
    EXPECT_EQ(first.by, "wang");
    EXPECT_EQ(first.record.reading, 0.5);
    EXPECT_THAT(first.record.photos, ElementsAre("p1", "p2"));
    EXPECT_EQ(first.record.tag, "") << "what was read on a card is not shown";
    EXPECT_EQ(first.seed, SeedOutcome::Overlooked);
    EXPECT_TRUE(first.raised.none());
    EXPECT_FALSE(first.record.late);
    EXPECT_TRUE(row.records[1].record.late);
    EXPECT_EQ(row.records[1].raised.get(), hazard);
    EXPECT_FALSE(row.records[1].seed.has_value());
    ASSERT_TRUE(rebuild_views(folder_.path()).has_value());
  }
}

TEST_F(CheckViewTest, ARecordNamesTheHazardThatWasOpenAlready) {
  const std::uint64_t check = issue("gauge", 4);
  core::HazardReported reported;
  reported.zone = "tank-farm";
  reported.about.measure = "gauge";
  const std::uint64_t hazard = add(reported, "system");
  CheckRecorded found = record(check, CheckResult::Hazard);
  found.open_hazard = core::HazardId(hazard);
  add(found, "user:li");
  commit();
  const CheckRow row = *queries_->check(CheckId(check)).value();
  ASSERT_EQ(row.records.size(), 1U);
  EXPECT_EQ(row.records[0].raised.get(), hazard);
}

TEST_F(CheckViewTest, OpenOnesStandByTheirDueTimeAndTheOthersTheNewestFirst) {
  const std::uint64_t late = issue("a", 20);
  const std::uint64_t soon = issue("b", 10, "loading");
  const std::uint64_t same = issue("c", 20, "tank-farm", "guard");
  const std::uint64_t done = issue("d", 9);
  const std::uint64_t missed = issue("e", 8);
  const std::uint64_t gone = issue("f", 8);
  add(core::CheckOverdue{CheckId(soon)});
  add(record(done, CheckResult::Normal), "user:wang");
  add(CheckMissed{CheckId(missed), "shift-lead"});
  add(CheckWithdrawn{CheckId(gone)});
  commit();
  EXPECT_THAT(ids({}), ElementsAre(soon, late, same));
  EXPECT_THAT(ids(which(CheckFilter::Which::Over)), ElementsAre(gone, missed, done));
  EXPECT_THAT(ids(which(CheckFilter::Which::All)), ElementsAre(gone, missed, done, same, soon, late));
  CheckFilter filter;
  filter.state = CheckState::Overdue;
  EXPECT_THAT(ids(filter), ElementsAre(soon));
  filter = {};
  filter.zone = "tank-farm";
  filter.post = "guard";
  EXPECT_THAT(ids(filter), ElementsAre(same));
  filter = which(CheckFilter::Which::All);
  filter.measure = "e";
  EXPECT_THAT(ids(filter), ElementsAre(missed));
  filter = which(CheckFilter::Which::All);
  filter.mine = {"wang", {"guard"}};
  EXPECT_THAT(ids(filter), ElementsAre(done, same)) << "recorded by me, or for a post of mine";
  filter = {};
  filter.after = "soon";
  EXPECT_EQ(queries_->checks(filter).error().code, ErrorCode::Invalid);
}

TEST_F(CheckViewTest, AMissedCheckIsMadeGoodByALaterLookAtTheMeasure) {
  const auto missed = [&] {
    commit();
    std::vector<std::string> found;
    const auto sources = queries_->zone_sources();
    for (const auto& [measure, check] : sources.value().missed) found.push_back(measure + " " + std::to_string(check.check));
    return found;
  };
  const std::uint64_t before = issue("tight", 2), first = issue("tight", 4), second = issue("tight", 6), other = issue("gauge", 2);
  add(CheckMissed{CheckId(first), "lead"});
  add(CheckMissed{CheckId(other), "lead"});
  EXPECT_THAT(missed(), ElementsAre("gauge " + std::to_string(other), "tight " + std::to_string(first)));
  add(record(before, CheckResult::Normal), "user:wang");
  EXPECT_THAT(missed(), ElementsAre("gauge " + std::to_string(other), "tight " + std::to_string(first)))
      << "an earlier one says nothing of it";
  add(CheckMissed{CheckId(second), "lead"});
  add(record(second, CheckResult::Other), "user:wang");
  EXPECT_THAT(missed(), ElementsAre("gauge " + std::to_string(other), "tight " + std::to_string(second))) << "nobody could look";
  add(record(second, CheckResult::Hazard), "user:wang");
  EXPECT_THAT(missed(), ElementsAre("gauge " + std::to_string(other)));
  add(record(other, CheckResult::Normal), "user:wang");
  EXPECT_THAT(missed(), IsEmpty());
}

TEST_F(CheckViewTest, CardsHangUntilTheyAreFoundOverlookedOrRemoved) {
  const std::uint64_t check = issue("gauge", 4);
  const std::uint64_t first = add(SeedPlanted{"gauge", "K7X2", hour(90), "behind"}, "user:chen");
  commit();
  EXPECT_THAT(*queries_->hanging_seeds(), ElementsAre(first));
  add(record(check, CheckResult::Hazard), "user:wang");
  add(SeedFound{SeedId(first), CheckId(check), "wang"});
  const std::uint64_t second = add(SeedPlanted{"gauge", "ABC", hour(90), ""}, "user:chen");
  add(SeedRemoved{SeedId(second)}, "user:chen");
  commit();
  EXPECT_THAT(*queries_->hanging_seeds(), IsEmpty());
  const auto page = queries_->seeds({});
  ASSERT_EQ(page->items.size(), 2U);
  EXPECT_EQ(page->items[0].outcome, SeedOutcome::Removed);
  const SeedRow found = page->items[1];
  EXPECT_EQ(found.outcome, SeedOutcome::Found);
  EXPECT_EQ(found.name, "gauge holds");
  EXPECT_EQ(found.zone, "tank-farm");
  EXPECT_EQ(found.by, "chen");
  EXPECT_EQ(found.judged, "wang");
  EXPECT_EQ(found.check, CheckId(check));
}

TEST_F(CheckViewTest, TheJournalLeavesOutWhatItIsAskedTo) {
  issue("gauge", 4);
  const std::uint64_t hidden = add(SeedPlanted{"gauge", "K7X2", hour(90), "behind"}, "user:chen");
  const std::uint64_t shown = add(SeedPlanted{"other", "ABC", hour(90), ""}, "user:chen");
  commit();
  JournalFilter filter;
  filter.kind_prefix = "seed.";
  filter.limit = 1;
  filter.without = {hidden};
  const auto page = queries_->journal(filter);
  ASSERT_EQ(page->items.size(), 1U);
  EXPECT_EQ(page->items[0].event.seq, shown);
  EXPECT_EQ(page->next, "") << "no page says that something was left out";
}

}  // namespace
}  // namespace davy::store
