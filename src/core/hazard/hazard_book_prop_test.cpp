#include "core/hazard/hazard_book.hpp"

#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace davy::core {
namespace {

// All that happened to each hazard; the laws are asked of the whole story each time.
class Stories {
 public:
  void read(const Event& event) {
    visit([&](const auto& body) { add(event, body); }, event.body);
  }
  const std::map<HazardId, std::vector<Event>>& open() const { return open_; }

 private:
  void add(const Event& event, const HazardReported& reported) {
    RC_ASSERT(reported.deadline > event.time);
    open_[HazardId(event.seq)].push_back(event);
  }
  void add(const Event& event, const HazardClosed& closed) { check_closed(take(event, closed.hazard)); }
  void add(const Event& event, const HazardMerged& merged) {
    RC_ASSERT(open_.contains(merged.into));
    check_set_aside(take(event, merged.hazard));
  }
  void add(const Event& event, const HazardDismissed& dismissed) { check_set_aside(take(event, dismissed.hazard)); }
  template <class Body>
  void add(const Event& event, const Body& body) {
    constexpr bool kOfOthers =
        std::is_same_v<Body, NoticeIssued> || std::is_same_v<Body, MeritGiven>;  // which tell of hazards that are over, too
    if constexpr (requires { body.hazard; } && !kOfOthers) open_.at(body.hazard).push_back(event);
  }

  std::vector<Event> take(const Event& event, HazardId id) {
    RC_ASSERT(event.actor.starts_with("user:"));
    std::vector<Event> story = std::move(open_.at(id));
    open_.erase(id);
    return story;
  }

  template <class Body>
  static std::size_t count(const std::vector<Event>& story) {
    return static_cast<std::size_t>(std::ranges::count_if(story, [](const Event& e) { return holds<Body>(e.body); }));
  }

  // Nobody had taken it for a hazard yet.
  static void check_set_aside(const std::vector<Event>& story) { RC_ASSERT(count<HazardGraded>(story) == 0); }

  // From the end backwards: the reviews that approved, before them the mending with its photo; all who ever mended against all who approved.
  static void check_closed(const std::vector<Event>& story) {
    std::set<std::string> menders;
    bool major = false;
    for (const Event& event : story) {
      if (const auto* graded = get_if<HazardGraded>(&event.body)) major = graded->grade == HazardGrade::Major;
      if (holds<HazardRectified>(event.body)) menders.insert(event.actor);
    }
    std::vector<std::string> approvers;
    auto at = story.rbegin();
    for (; at != story.rend(); ++at) {
      if (is_call(*at)) continue;
      if (const auto* again = get_if<HazardReviewedAgain>(&at->body); again && again->verdict == Verdict::Approved)
        approvers.push_back(at->actor);
      else if (const auto* first = get_if<HazardReviewed>(&at->body); first && first->verdict == Verdict::Approved)
        approvers.push_back(at->actor);
      else
        break;
    }
    RC_ASSERT(approvers.size() == (major ? 2u : 1u));
    if (major) RC_ASSERT(approvers[0] != approvers[1]);
    for (const std::string& approver : approvers) RC_ASSERT(approver.starts_with("user:") && !menders.contains(approver));
    RC_ASSERT(at != story.rend());
    const auto* mended = get_if<HazardRectified>(&at->body);
    RC_ASSERT(mended != nullptr && !mended->photos.empty() && mended->note == "because");
  }
  static bool is_call(const Event& event) { return holds<HazardReminded>(event.body) || holds<HazardSupervised>(event.body); }

  std::map<HazardId, std::vector<Event>> open_;
};

// Every life begins with a serious and a major hazard, and people who do their work, and who try to review their own and to be two persons in one; what
// else happens comes in between.
std::vector<Happening> with_hazards(const std::vector<Happening>& others) {
  const std::vector<Happening> work{{43, 1, 1, 1, 1},   {43, 2, 1, 0, 60},  {44, 17, 7, 3, 60}, {44, 18, 5, 3, 60}, {48, 17, 1, 0, 60},
                                    {48, 18, 1, 2, 60}, {49, 17, 1, 0, 60}, {49, 18, 1, 2, 60}, {51, 17, 1, 2, 60}, {51, 18, 1, 2, 60},
                                    {51, 18, 1, 3, 60}, {52, 18, 1, 3, 60}, {52, 18, 1, 4, 60}};
  std::vector<Happening> all;
  for (std::size_t i = 0; i < std::max(others.size(), work.size()); ++i) {
    if (i < work.size()) all.push_back(work[i]);
    if (i < others.size()) all.push_back(others[i]);
  }
  return all;
}

// Only what happens to hazards, which all of it together leaves too rarely.
std::vector<Happening> hazards_only(std::vector<Happening> all) {
  for (Happening& h : all)
    if (h.what < 43) h.what = 43 + h.what % 13;
  return all;
}

void live_by_the_laws(const std::vector<Happening>& happened) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  Stories stories;
  std::size_t read = 0;
  for (const Happening& h : happened) {
    life.live(h);
    for (; read < life.journal().size(); ++read) stories.read(life.journal()[read]);
    const HazardBook& book = life.state().hazards;
    RC_ASSERT(book.hazards.size() == stories.open().size());
    for (const auto& [id, hazard] : book.hazards) RC_ASSERT(stories.open().contains(id));
  }
  std::size_t closed = 0;
  for (const Event& event : life.journal()) closed += holds<HazardClosed>(event.body);
  RC_TAG(closed == 0 ? "none closed" : "some closed");
}

RC_GTEST_PROP(HazardBookProperty, NothingIsClosedButByMendingAndTheReviewOfOthers, ()) { live_by_the_laws(with_hazards(*happenings())); }

RC_GTEST_PROP(HazardBookProperty, NothingIsClosedInALifeOfNothingButHazards, ()) {
  live_by_the_laws(hazards_only(with_hazards(*happenings())));
}

RC_GTEST_PROP(HazardBookProperty, TimeClosesNothingAndLeavesNoOverdueHazardInPeace, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : hazards_only(with_hazards(*happenings()))) life.live(h);
  const std::size_t before = life.state().hazards.hazards.size();
  for (int day = 0; day < 40; ++day) {
    life.live({42, 1, 0, 0, 24 * 3600});
    RC_ASSERT(life.state().hazards.hazards.size() == before);
    for (const auto& [id, hazard] : life.state().hazards.hazards)
      if (hazard.deadline <= life.now()) RC_ASSERT(hazard.reminders > 0 && life.now() - hazard.last_call < site.hazards.supervise_every);
  }
  for (const auto& [id, hazard] : life.state().hazards.hazards) RC_ASSERT(hazard.supervision > 0);
}

RC_GTEST_PROP(HazardBookProperty, TheJournalFoldsToTheBook, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : hazards_only(with_hazards(*happenings()))) life.live(h);
  HazardBook folded;
  for (const Event& event : life.journal()) hazard::evolve(folded, event);
  RC_ASSERT(print(folded) == print(life.state().hazards));
}

}  // namespace
}  // namespace davy::core
