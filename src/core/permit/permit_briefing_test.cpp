// The briefing has a giver and receivers, and each receiver signs for it in their own hand (4.4, appendix A).
#include "core/testing/permit_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using ::testing::HasSubstr;

class BriefedWork : public ::testing::Test {
 protected:
  // Of w-1, who has no account, and p-sun, who has one.
  BriefedWork() {
    story.ask("root", SaveAccount{"sun", "sun", Role::Worker, {}});
    story.person("p-sun", "sun");
    story.certificate("c-sun", "p-sun", "work-at-height");
    PermitApplied what = story.work(PermitKind::Height);
    what.workers = {"w-1", "p-sun"};
    id = story.apply(what);
  }
  std::string brief(const std::string& who, std::vector<std::string> receivers, std::vector<BriefingReceipt> receipts) {
    BriefWorkers ask;
    ask.permit = id;
    ask.receivers = std::move(receivers);
    ask.receipts = std::move(receipts);
    return story.ask(who, ask);
  }
  void confirm_all() {
    for (std::uint32_t i = 1; i <= permit::count_measures(story.permit(id).what); ++i)
      EXPECT_EQ(story.ask("wang", story.measure_of(id, i)), "done");
  }

  PermitStory story;
  PermitId id;
};

TEST_F(BriefedWork, IsSignedOnlyWhenEveryWorkerHasSignedForIt) {
  confirm_all();
  EXPECT_THAT(story.sign(id), HasSubstr("p-sun has not been briefed"));
  ASSERT_EQ(brief("wang", {"w-1", "p-sun"}, {{"w-1", "drawn"}}), "done");
  EXPECT_THAT(story.sign(id), HasSubstr("p-sun has not signed that they were briefed"));
  ASSERT_EQ(brief("sun", {}, {{"p-sun", ""}}), "done");
  EXPECT_EQ(story.sign(id), "done");
  EXPECT_EQ(story.permit(id).briefed_by, "wang") << "whoever signs for it does not brief";
}

TEST_F(BriefedWork, WaitsForTheReceiptOfWhoWasBriefedAndOfNobodyElse) {
  EXPECT_FALSE(permit::waits_for_receipt(story.permit(id), "p-sun")) << "was not briefed";
  ASSERT_EQ(brief("wang", {"w-1", "p-sun"}, {{"w-1", "drawn"}}), "done");
  EXPECT_TRUE(permit::waits_for_receipt(story.permit(id), "p-sun"));
  EXPECT_FALSE(permit::waits_for_receipt(story.permit(id), "w-1")) << "has signed";
  EXPECT_FALSE(permit::waits_for_receipt(story.permit(id), "")) << "has no record";
  Permit at_work = story.permit(id);
  at_work.state = PermitState::Open;
  EXPECT_FALSE(permit::waits_for_receipt(at_work, "p-sun")) << "it is not taken then";
}

TEST_F(BriefedWork, NobodySignsForAnother) {
  ASSERT_EQ(brief("wang", {"w-1", "p-sun"}, {}), "done");
  EXPECT_THAT(brief("wang", {}, {{"w-1", " "}}), HasSubstr("w-1 is to sign themselves")) << "without a signature";
  EXPECT_THAT(brief("sun", {}, {{"w-1", "drawn"}}), HasSubstr("only people named")) << "on the phone of another worker";
  EXPECT_EQ(brief("zhao", {}, {{"p-sun", "drawn"}}), "done") << "on the phone of the guardian";
}

TEST_F(BriefedWork, IsSignedForOnceByWhoWasBriefed) {
  EXPECT_THAT(brief("wang", {"w-1"}, {{"p-sun", "drawn"}}), HasSubstr("p-sun has not been briefed"));
  EXPECT_THAT(brief("wang", {"w-1"}, {{"w-1", "drawn"}, {"w-1", "drawn"}}), HasSubstr("w-1 has signed already"));
  ASSERT_EQ(brief("wang", {"w-1"}, {{"w-1", "drawn"}}), "done");
  EXPECT_THAT(brief("wang", {}, {{"w-1", "drawn"}}), HasSubstr("w-1 has signed already"));
  EXPECT_THAT(brief("wang", {}, {}), HasSubstr("say who was briefed"));
}

// A picture of a signature is kept with the others of the matter.
TEST_F(BriefedWork, KeepsTheSignatureAmongItsPhotos) {
  BriefWorkers ask;
  ask.permit = id;
  ask.receivers = {"w-1"};
  ask.receipts = {{"w-1", "drawn"}};
  ask.photos = {"crowd"};
  const permit::Sources sources = story.sources();
  const Decided decided = permit::decide(sources, {{"wang", Role::Worker, {"operator"}}, ask, {}}, story.plant.now());
  const auto* bodies = std::get_if<Bodies>(&decided);
  ASSERT_NE(bodies, nullptr);
  const auto* briefed = get_if<PermitBriefed>(&bodies->front());
  ASSERT_NE(briefed, nullptr);
  EXPECT_EQ(briefed->photos, (std::vector<std::string>{"crowd", "drawn"}));
}

// A permit that was signed before receipts were asked for: it is briefed, but nobody has signed; they still can.
TEST_F(BriefedWork, OfBeforeReceiptsCanStillBeSignedFor) {
  confirm_all();
  ASSERT_EQ(brief("wang", {"w-1", "p-sun"}, {{"w-1", "drawn"}, {"p-sun", "drawn"}}), "done");
  story.sign_all(id);
  story.guard(id);
  PermitBook book = story.plant.state().permits;
  book.permits.at(id).received.clear();  // as the fold of a record without receipts leaves it
  const permit::Sources now = story.sources();
  const permit::Sources sources{book,         now.alarms,    now.care,      now.qualifications, now.records,
                                now.accounts, now.directory, now.trainings, now.facts};
  EXPECT_THAT(permit::missing(sources, book.permits.at(id), story.plant.now()).front().en, HasSubstr("has not signed"));
  BriefWorkers ask;
  ask.permit = id;
  ask.receipts = {{"w-1", "drawn"}};
  const Decided decided = permit::decide(sources, {{"wang", Role::Worker, {"operator"}}, ask, {}}, story.plant.now());
  EXPECT_TRUE(std::holds_alternative<Bodies>(decided));
  EXPECT_THAT(brief("wang", {"w-1"}, {}), HasSubstr("not while")) << "nobody is briefed anew";
}

TEST(BriefedBefore, FoldsAsItDid) {
  PermitBook book;
  Event applied;
  applied.seq = 7;
  applied.actor = "user:wang";
  applied.body = PermitApplied();
  permit::evolve(book, applied);
  Event event;
  event.seq = 8;
  event.actor = "user:wang";
  event.body = PermitBriefed{PermitId(7), {"w-1"}, "", {}, {}};
  permit::evolve(book, event);
  const Permit& permit = book.permits.at(PermitId(7));
  EXPECT_EQ(permit.briefed_by, "wang");
  EXPECT_TRUE(permit.briefed.contains("w-1"));
  EXPECT_TRUE(permit.received.empty());
}

}  // namespace
}  // namespace davy::core
