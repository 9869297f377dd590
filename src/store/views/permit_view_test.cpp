// What is read of permits: how each stands, whose turn it is, everything that happened to it; the same when the journal is folded anew.
#include "core/permit/gb30871.hpp"
#include "store/testing/view_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::store {
namespace {

using core::OnSite;
using core::PermitApplied;
using core::PermitId;
using core::PermitKind;
using core::PermitLevel;
using core::StopCause;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class PermitViewTest : public fixture::ViewStage {
 protected:
  PermitId apply(PermitKind kind = PermitKind::BlindPlate, const std::string& zone = "plant", const std::string& lead = "wang") {
    PermitApplied applied;
    applied.kind = kind;
    applied.zone = zone;
    applied.what = "weld";
    applied.lead = lead;
    applied.guardian = "zhao";
    applied.related = {PermitId(40)};
    applied.others = {"a screen"};
    add(applied, "user:li");
    return PermitId(seq_);
  }
  // All steps of a blind plate, the post of the last being nobody's.
  void sign_all(PermitId permit) {
    const auto steps = core::gb30871::signatures(PermitKind::BlindPlate, PermitLevel::None);
    for (std::uint32_t step = 1; step <= steps.size(); ++step)
      add(core::PermitSigned{permit, step, steps[step - 1].role, steps[step - 1].purpose, step == 1 ? "" : "operator", "agreed",
                             OnSite::Scanned, step == steps.size() ? "" : "operator"},
          "user:wang");
  }
  std::vector<std::uint64_t> ids(const PermitFilter& filter) {
    std::vector<std::uint64_t> found;
    const auto page = queries_->permits(filter);
    for (const PermitRow& row : page->items) found.push_back(row.id.get());
    return found;
  }
  template <class Set>
  std::vector<std::uint64_t> ids_with(Set set) {
    PermitFilter filter;
    set(filter);
    return ids(filter);
  }
  PermitRow one(PermitId id) { return **queries_->permit(id); }
};

TEST_F(PermitViewTest, FollowsAPermitFromTheApplicationToTheArchive) {
  const PermitId permit = apply();
  add(core::PermitMeasureConfirmed{permit, 2, true, "closed", {"p1"}}, "user:zhao");
  add(core::PermitMeasureConfirmed{permit, 2, false, "no pipe", {}}, "user:zhao");
  add(core::PermitGasTested{permit, hour(0), "chen", {}, true, {}}, "user:chen");
  add(core::PermitBriefed{permit, {"zhang-san"}, "mind the step", {}}, "user:wang");
  sign_all(permit);
  add(core::PermitStarted{permit}, "user:wang");
  const Instant started = hour(static_cast<std::int64_t>(seq_));
  add(core::PermitGuarded{permit, OnSite::Located}, "user:zhao");
  add(core::PermitSuspended{permit, StopCause::Gas, "ch4-01:high", 26.5, "plant", "operator"});
  add(core::PermitResumed{permit, "good again"}, "user:li");
  const Instant resumed = hour(static_cast<std::int64_t>(seq_));
  add(core::PermitFinished{permit, "done", {"p2"}, "operator"}, "user:wang");
  add(core::PermitReturned{permit, "not clean"}, "user:li");
  add(core::PermitFinished{permit, "clean", {}, "operator"}, "user:wang");
  add(core::PermitAccepted{permit, "fine"}, "user:li");
  add(core::PermitArchived{permit}, "user:li");
  commit();

  const PermitRow row = one(permit);
  EXPECT_EQ(row.state, PermitStage::Archived);
  EXPECT_EQ(row.by, "li");
  EXPECT_EQ(row.what.related.at(0), PermitId(40));
  EXPECT_EQ(row.what.others, std::vector<std::string>{"a screen"});
  EXPECT_EQ(row.started, started);
  EXPECT_EQ(row.guarded, started + 1_h);
  EXPECT_EQ(row.stopped.has_value(), false);
  EXPECT_EQ(row.ended, hour(static_cast<std::int64_t>(seq_)));

  const PermitStory story = *queries_->permit_story(permit);
  EXPECT_EQ(story.measures.at(2).what.remark, "no pipe") << "the latest word";
  EXPECT_EQ(story.measures.at(2).by, "zhao");
  EXPECT_EQ(story.tests.at(0).what.analyst, "chen");
  EXPECT_EQ(story.briefings.at(0).what.receivers, std::vector<std::string>{"zhang-san"});
  EXPECT_EQ(story.signatures.size(), row.signatures);
  EXPECT_EQ(story.signatures.at(0).what.on_site, OnSite::Scanned);
  EXPECT_EQ(story.rests.at(0).what, "ch4-01:high");
  EXPECT_EQ(story.rests.at(0).by, "") << "Davy";
  EXPECT_EQ(story.rests.at(0).resumed, resumed);
  EXPECT_EQ(story.rests.at(1).cause, std::nullopt) << "returned: the work rests";
  EXPECT_EQ(story.finished->what.note, "clean");
  EXPECT_EQ(story.verdict->note, "fine");
  EXPECT_EQ(story.history.size(), seq_);
  EXPECT_EQ(story.history.front().kind, "permit.applied");
  EXPECT_EQ(*queries_->permit(PermitId(2)), std::nullopt);
  EXPECT_THAT(queries_->permit_story(PermitId(2))->history, IsEmpty());
}

TEST_F(PermitViewTest, SaysHowEachStands) {
  std::vector<PermitId> all;
  for (int i = 0; i < 8; ++i) all.push_back(apply());
  sign_all(all[1]);
  add(core::PermitStarted{all[2]}, "user:wang");
  add(core::PermitStarted{all[3]}, "user:wang");
  add(core::PermitInterrupted{all[3], "lunch"}, "user:wang");
  add(core::PermitStarted{all[4]}, "user:wang");
  add(core::PermitSuspended{all[4], StopCause::Person, "smoke", 0, "plant", "operator"}, "user:zhao");
  core::PermitRefused refused;
  refused.permit = all[5];
  refused.reason = "too windy";
  add(refused, "user:li");
  core::PermitExpired expired;
  expired.permit = all[6];
  expired.was_open = true;
  add(expired);
  add(core::PermitCancelled{all[7], "not needed"}, "user:li");
  commit();
  const auto state = [&](std::size_t which) { return one(all[which]).state; };
  EXPECT_EQ(state(0), PermitStage::Preparing);
  EXPECT_EQ(state(1), PermitStage::Signed);
  EXPECT_EQ(one(all[1]).post, "");
  EXPECT_EQ(state(2), PermitStage::Open);
  EXPECT_EQ(state(3), PermitStage::Interrupted);
  EXPECT_EQ(state(4), PermitStage::Suspended);
  EXPECT_EQ(one(all[4]).stopped->cause, StopCause::Person);
  EXPECT_EQ(one(all[4]).stopped->what, "smoke");
  EXPECT_EQ(state(5), PermitStage::Refused);
  EXPECT_EQ(one(all[5]).ended_reason, "too windy");
  EXPECT_EQ(state(6), PermitStage::Expired);
  EXPECT_EQ(state(7), PermitStage::Cancelled);
  EXPECT_EQ(queries_->permit_story(all[3])->rests.at(0).what, "lunch");
}

TEST_F(PermitViewTest, ListsTheNewestFirstByWhatIsAskedFor) {
  const PermitId hot = apply(PermitKind::HotWork);
  const PermitId tank = apply(PermitKind::ConfinedSpace, "tank-farm", "chen");
  const PermitId plate = apply();
  add(core::PermitStarted{tank}, "user:chen");
  add(core::PermitCancelled{plate, "rain"}, "user:li");
  commit();
  const auto h = hot.get(), t = tank.get(), p = plate.get();
  EXPECT_THAT(ids({}), ElementsAre(p, t, h));
  EXPECT_THAT(ids_with([](PermitFilter& f) { f.which = PermitFilter::Which::Open; }), ElementsAre(t, h));
  EXPECT_THAT(ids_with([](PermitFilter& f) { f.which = PermitFilter::Which::Over; }), ElementsAre(p));
  EXPECT_THAT(ids_with([](PermitFilter& f) { f.state = PermitStage::Open; }), ElementsAre(t));
  EXPECT_THAT(ids_with([](PermitFilter& f) { f.kind = PermitKind::HotWork; }), ElementsAre(h));
  EXPECT_THAT(ids_with([](PermitFilter& f) { f.zone = "tank-farm"; }), ElementsAre(t));
  PermitFilter paged;
  paged.limit = 2;
  const auto first = queries_->permits(paged);
  paged.after = first->next;
  EXPECT_THAT(ids(paged), ElementsAre(h));
  paged.after = "x";
  EXPECT_FALSE(queries_->permits(paged).has_value()) << "a cursor of another list";
}

TEST_F(PermitViewTest, MineAreThoseThatNameMeAndThoseWhoseTurnIsThatOfMyPost) {
  const PermitId named = apply(PermitKind::BlindPlate, "plant", "chen");
  const PermitId waiting = apply();
  const PermitId accepting = apply();
  const PermitId other = apply();
  add(core::PermitSigned{waiting, 1, site::PermitRole::Lead, core::SignPurpose::Lead, "", "", OnSite::No, "operator"}, "user:wang");
  add(core::PermitFinished{accepting, "", {}, "operator"}, "user:wang");
  add(core::PermitSigned{other, 1, site::PermitRole::Lead, core::SignPurpose::Lead, "", "", OnSite::No, "safety"}, "user:wang");
  commit();
  const auto mine = [&](const std::string& login, std::vector<std::string> posts, std::size_t limit = 50) {
    return ids_with([&](PermitFilter& f) {
      f.mine = PermitFilter::Mine{login, std::move(posts)};
      f.limit = limit;
    });
  };
  EXPECT_THAT(mine("chen", {}), ElementsAre(named.get()));
  EXPECT_THAT(mine("chen", {"operator"}), ElementsAre(accepting.get(), waiting.get(), named.get()));
  EXPECT_THAT(mine("chen", {"operator"}, 2), ElementsAre(accepting.get(), waiting.get()));
  EXPECT_THAT(mine("nobody", {"safety"}), ElementsAre(other.get()));
  EXPECT_THAT(mine("wang", {"operator"}), ElementsAre(other.get(), accepting.get(), waiting.get())) << "each once";
  EXPECT_THAT(mine("nobody", {}), IsEmpty());
  PermitFilter of_worker;
  of_worker.mine = PermitFilter::Mine{"nobody", {}, {waiting, other}};
  EXPECT_THAT(ids(of_worker), ElementsAre(other.get(), waiting.get())) << "they wait for a receipt of theirs";
  of_worker.mine = PermitFilter::Mine{"chen", {"operator"}, {waiting}};
  EXPECT_THAT(ids(of_worker), ElementsAre(accepting.get(), waiting.get(), named.get())) << "each once";
  PermitFilter next;
  next.mine = PermitFilter::Mine{"chen", {"operator"}};
  next.limit = 2;
  next.after = queries_->permits(next)->next;
  EXPECT_THAT(ids(next), ElementsAre(named.get()));
}

}  // namespace
}  // namespace davy::store
