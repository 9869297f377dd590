#include "core/merit/merit_book.hpp"

#include "core/testing/any_life.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

namespace davy::core {
namespace {

struct Earned {
  std::string person;
  MeritReason reason;
  std::uint64_t hazard;
  std::string month;
  std::uint32_t worth;
  std::uint32_t points;
  bool operator==(const Earned&) const = default;
};

// The slow way: for every grading and closing, the hazard's whole story is read again from the beginning, and for every point all that was earned before.
class SlowMerits {
 public:
  SlowMerits(const std::vector<Event>& journal, const site::Site& site) : journal_(journal), site_(site) {
    for (std::size_t i = 0; i < journal.size(); ++i) {
      if (const auto* graded = get_if<HazardGraded>(&journal[i].body)) grade(i, *graded);
      if (const auto* closed = get_if<HazardClosed>(&journal[i].body)) close(i, closed->hazard);
    }
  }

  std::vector<Earned> earned;

 private:
  const Event& report_of(HazardId id) const { return journal_[id.get() - 1]; }
  std::string reporter_of(HazardId id) const { return login(report_of(id).actor); }
  static std::string login(const std::string& actor) { return actor.starts_with("user:") ? actor.substr(5) : ""; }

  template <class Body>
  std::vector<std::pair<Event, Body>> before(std::size_t end, HazardId id) const {
    std::vector<std::pair<Event, Body>> found;
    for (std::size_t i = 0; i < end; ++i)
      if (const auto* body = get_if<Body>(&journal_[i].body); body != nullptr && body->hazard == id) found.emplace_back(journal_[i], *body);
    return found;
  }

  void earn(std::size_t at, const std::string& person, MeritReason reason, HazardId id, std::uint32_t worth) {
    if (person.empty() || worth == 0) return;
    // 2026-11-24T00:00Z of kEight is 08:00 of the site; no story lasts to the second month after.
    const Instant december = Instant::from_unix_ms(1'796'054'400'000);
    const Instant january = december + 24_h * 31;
    const Instant time = journal_[at].time;
    const std::string month = time < december ? "2026-11" : time < january ? "2026-12" : "2027-01";
    std::uint32_t sum = 0;
    for (const Earned& other : earned)
      if (other.person == person && other.month == month) sum += other.points;
    const std::uint32_t cap = site_.merits.month_cap;
    const std::uint32_t points = sum + worth <= cap ? worth : sum < cap ? cap - sum : 0;
    earned.push_back({person, reason, id.get(), month, worth, points});
  }

  void grade(std::size_t at, const HazardGraded& graded) {
    const std::string reporter = reporter_of(graded.hazard);
    if (login(journal_[at].actor) == reporter) return;
    const auto earlier = before<HazardGraded>(at, graded.hazard);
    if (earlier.empty()) earn(at, reporter, MeritReason::ReportAccepted, graded.hazard, site_.merits.report);
    const bool was_major = std::ranges::any_of(earlier, [](const auto& one) { return one.second.grade == HazardGrade::Major; });
    if (graded.grade == HazardGrade::Major && !was_major) earn(at, reporter, MeritReason::ReportMajor, graded.hazard, site_.merits.major);
  }

  // The deadline that held when it was last mended: the latest word about it before that.
  Instant deadline_before(std::uint64_t seq, HazardId id) const {
    Instant deadline;
    for (const Event& event : journal_) {
      if (event.seq >= seq) break;
      if (const auto* graded = get_if<HazardGraded>(&event.body); graded && graded->hazard == id) deadline = graded->deadline;
      if (const auto* extended = get_if<HazardExtended>(&event.body); extended && extended->hazard == id) deadline = extended->deadline;
      if (const auto* one = get_if<HazardReviewed>(&event.body); one && one->hazard == id) deadline = one->deadline;
      if (const auto* two = get_if<HazardReviewedAgain>(&event.body); two && two->hazard == id) deadline = two->deadline;
    }
    return deadline;
  }

  void close(std::size_t at, HazardId id) {
    const std::string reporter = reporter_of(id);
    const auto mendings = before<HazardRectified>(at, id);
    const Event& last = mendings.back().first;
    const std::string mender = login(last.actor);
    if (mender != reporter && last.time <= deadline_before(last.seq, id))
      earn(at, mender, MeritReason::MendedInTime, id, site_.merits.mended_in_time);
    std::set<std::string> reviewers;
    for (const auto& one : before<HazardReviewed>(at, id)) reviewers.insert(login(one.first.actor));
    for (const auto& one : before<HazardReviewedAgain>(at, id)) reviewers.insert(login(one.first.actor));
    for (const auto& one : mendings) reviewers.erase(login(one.first.actor));
    reviewers.erase(reporter);
    for (const std::string& reviewer : reviewers) earn(at, reviewer, MeritReason::Reviewed, id, site_.merits.review);
  }

  const std::vector<Event>& journal_;
  const site::Site& site_;
};

// Hazards and nothing else, and in between people who do their work, so that some are closed.
std::vector<Happening> busy(std::vector<Happening> all) {
  std::vector<Happening> busy;
  for (Happening& h : all) {
    if (h.what < 42) h.what = 43 + h.what % 13;
    busy.push_back(h);
    switch (h.how % 3) {
      case 0: busy.push_back({43, 1, 1, h.which % 5, 0}); break;
      case 1: busy.push_back({44, h.which, h.which % 2 == 0 ? 7 : 5, 3, 60}); break;
      default:
        busy.push_back({48, h.which, 1, 0, 60});
        busy.push_back({49, h.which, 1, 0, 60});
        busy.push_back({51, h.which, 1, 2, 60});
        busy.push_back({52, h.which, 1, 4, 60});
    }
  }
  return busy;
}

RC_GTEST_PROP(MeritBookProperty, WhatWasGivenIsWhatTheRuleSaysOfTheWholeJournal, ()) {
  site::Site site = make_small_plant();
  site.merits = {2, 10, 3, 1, *rc::gen::element(30u, 7u, 1u)};
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : busy(*happenings())) life.live(h);
  std::vector<Earned> given;
  for (const Event& event : life.journal())
    if (const auto* merit = get_if<MeritGiven>(&event.body)) {
      RC_ASSERT(event.actor == "system");
      given.push_back({merit->person, merit->reason, merit->hazard.get(), merit->month, merit->worth, merit->points});
    }
  const SlowMerits slow(life.journal(), site);
  RC_ASSERT(given == slow.earned);
  const bool handled = std::ranges::any_of(given, [](const Earned& one) { return one.reason != MeritReason::ReportAccepted; });
  RC_TAG(given.empty() ? "nothing given" : handled ? "for reports and work" : "for reports");
}

RC_GTEST_PROP(MeritBookProperty, NobodyEarnsMoreThanTheCapNorTwiceForOnePart, ()) {
  const site::Site site = make_small_plant();
  const site::Directory directory(site);
  AnyLife life(directory);
  for (const Happening& h : busy(*happenings())) life.live(h);
  std::map<std::pair<std::string, std::string>, std::uint32_t> sums;
  std::set<std::tuple<std::string, MeritReason, std::uint64_t>> parts;
  for (const Event& event : life.journal())
    if (const auto* merit = get_if<MeritGiven>(&event.body)) {
      sums[{merit->month, merit->person}] += merit->points;
      RC_ASSERT(parts.insert({merit->person, merit->reason, merit->hazard.get()}).second);
    }
  for (const auto& [whose, sum] : sums) RC_ASSERT(sum <= site.merits.month_cap);
}

}  // namespace
}  // namespace davy::core
