#include "core/notice/hazard_notices.hpp"

#include "core/duty.hpp"
#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <span>

namespace davy::core {
namespace {

// Told slowly from the journal alone: what the laws need to remember of one hazard.
struct Remembered {
  std::string post;
  std::string reporter;
  std::string handler;
  bool graded = false;
  bool major = false;
  bool rectified = false;  // waits for its first review
  bool reviewed = false;   // waits for its second one
};

struct Call {
  NoticeReason reason;
  std::string post;  // that answers for it; empty: whoever it is
  std::string person;
};

// What each step must make somebody know, whoever else is told.
class Laws {
 public:
  explicit Laws(const site::Directory& directory) : directory_(directory) {}

  // The events of one decision: what they call for, and the notices among them.
  void read(std::span<const Event> decided) {
    std::vector<std::pair<HazardId, Call>> wanted;
    for (const Event& event : decided) visit([&](const auto& body) { judge(event, body, wanted); }, event.body);
    for (const auto& [hazard, call] : wanted) {
      bool told = false;
      for (const Event& event : decided) {
        const auto* notice = get_if<NoticeIssued>(&event.body);
        told = told || (notice != nullptr && notice->hazard == hazard && notice->reason == call.reason && notice->post == call.post &&
                        (call.person.empty() || notice->person == call.person));
      }
      RC_ASSERT(told);
    }
  }

 private:
  using Wanted = std::vector<std::pair<HazardId, Call>>;

  std::string above(const Remembered& hazard) const { return post_above(directory_, hazard.post); }

  void judge(const Event& event, const HazardReported& reported, Wanted& wanted) {
    Remembered& hazard = hazards_[HazardId(event.seq)];
    hazard.post = reported.post;
    if (event.actor.starts_with("user:")) hazard.reporter = event.actor.substr(5);
    wanted.push_back({HazardId(event.seq), {NoticeReason::HazardReported, hazard.post, ""}});
  }
  void judge(const Event&, const HazardGraded& graded, Wanted& wanted) {
    Remembered& hazard = hazards_.at(graded.hazard);
    wanted.push_back({graded.hazard, {NoticeReason::HazardGraded, graded.post, hazard.handler}});
    hazard.post = graded.post;
    hazard.graded = true;
    hazard.major = graded.grade == HazardGrade::Major;
    hazard.handler.clear();
  }
  void judge(const Event& event, const HazardAccepted& accepted, Wanted&) { hazards_.at(accepted.hazard).handler = event.actor.substr(5); }
  void judge(const Event& event, const HazardRectified& rectified, Wanted& wanted) {
    Remembered& hazard = hazards_.at(rectified.hazard);
    hazard.handler = event.actor.substr(5);
    hazard.rectified = true;
    wanted.push_back({rectified.hazard, {NoticeReason::HazardRectified, above(hazard), ""}});
  }
  void judge(const Event&, const HazardReviewed& reviewed, Wanted& wanted) {
    Remembered& hazard = hazards_.at(reviewed.hazard);
    hazard.rectified = false;
    if (reviewed.verdict == Verdict::Returned)
      wanted.push_back({reviewed.hazard, {NoticeReason::HazardReturned, hazard.post, hazard.handler}});
    hazard.reviewed = reviewed.verdict == Verdict::Approved && hazard.major;
  }
  void judge(const Event&, const HazardReviewedAgain& reviewed, Wanted& wanted) {
    Remembered& hazard = hazards_.at(reviewed.hazard);
    hazard.reviewed = false;
    if (reviewed.verdict == Verdict::Returned)
      wanted.push_back({reviewed.hazard, {NoticeReason::HazardReturned, hazard.post, hazard.handler}});
  }
  void judge(const Event&, const HazardSupervised& supervised, Wanted& wanted) {
    wanted.push_back({supervised.hazard, {NoticeReason::HazardSupervised, supervised.post, ""}});
  }
  void judge(const Event&, const HazardReminded& reminded, Wanted& wanted) {
    const Remembered& hazard = hazards_.at(reminded.hazard);
    if (!hazard.graded) wanted.push_back({reminded.hazard, {NoticeReason::HazardReported, hazard.post, ""}});
    if (hazard.rectified) wanted.push_back({reminded.hazard, {NoticeReason::HazardRectified, above(hazard), ""}});
  }
  void judge(const Event&, const HazardExtensionAsked& asked, Wanted& wanted) {
    wanted.push_back({asked.hazard, {NoticeReason::HazardExtensionAsked, above(hazards_.at(asked.hazard)), ""}});
  }
  void judge(const Event&, const HazardExtended& extended, Wanted& wanted) {
    const Remembered& hazard = hazards_.at(extended.hazard);
    wanted.push_back({extended.hazard, {NoticeReason::HazardExtended, hazard.post, hazard.handler}});
  }
  void judge(const Event&, const HazardExtensionRefused& refused, Wanted& wanted) {
    const Remembered& hazard = hazards_.at(refused.hazard);
    wanted.push_back({refused.hazard, {NoticeReason::HazardExtensionRefused, hazard.post, hazard.handler}});
  }
  void judge(const Event&, const HazardClosed& closed, Wanted& wanted) { end(closed.hazard, NoticeReason::HazardClosed, wanted); }
  void judge(const Event&, const HazardMerged& merged, Wanted& wanted) { end(merged.hazard, NoticeReason::HazardMerged, wanted); }
  void judge(const Event&, const HazardDismissed& dismissed, Wanted& wanted) {
    end(dismissed.hazard, NoticeReason::HazardDismissed, wanted);
  }
  // Nothing is said of who reported without a name.
  void judge(const Event&, const NoticeIssued& told, Wanted&) {
    if (told.hazard.none()) return;
    RC_ASSERT(!told.what.empty());
    const bool to_reporter = told.reason == NoticeReason::HazardClosed || told.reason == NoticeReason::HazardMerged ||
                             told.reason == NoticeReason::HazardDismissed;
    if (to_reporter) RC_ASSERT(!told.person.empty() && hazards_.at(told.hazard).reporter == told.person);
  }
  template <class Other>
  void judge(const Event&, const Other&, Wanted&) {}

  void end(HazardId id, NoticeReason reason, Wanted& wanted) {
    if (const std::string& reporter = hazards_.at(id).reporter; !reporter.empty()) wanted.push_back({id, {reason, "", reporter}});
  }

  const site::Directory& directory_;
  std::map<HazardId, Remembered> hazards_;
};

std::vector<Happening> mostly_hazards(std::vector<Happening> all) {
  for (Happening& h : all)
    if (h.what < 42) h.what = 43 + h.what % 13;
  return all;
}

RC_GTEST_PROP(HazardNoticesProperty, EveryStepThatNeedsSomebodyTellsThePostThatAnswersForIt, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  Laws laws(directory);
  for (const Happening& h : mostly_hazards(*happenings())) {
    const std::size_t before = life.journal().size();
    life.live(h);
    laws.read(std::span(life.journal()).subspan(before));
  }
}

RC_GTEST_PROP(HazardNoticesProperty, WhatWaitsForSomebodyNowIsNeverTakenForOutdated, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : mostly_hazards(*happenings())) {
    const std::size_t before = life.journal().size();
    const bool nothing_is_due =
        life.engine().next_due() > life.now() && h.wait_s == 0;  // else the request may have dealt with what time called for
    life.live(h);
    for (const Event& event : std::span(life.journal()).subspan(before)) {
      const auto* told = get_if<NoticeIssued>(&event.body);
      if (told == nullptr || told->hazard.none() || !nothing_is_due) continue;
      const State& now = life.state();
      RC_ASSERT(notice::outdated({NoticeId(event.seq), *told, event.time}, {now.alarms, now.orders, now.hazards, now.care, now.checks,
                                                                            now.permits, now.incidents, now.trainings, now.handovers}) ==
                "");
    }
  }
}

}  // namespace
}  // namespace davy::core
