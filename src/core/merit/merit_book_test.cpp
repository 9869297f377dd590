#include "core/merit/merit_book.hpp"

#include "core/testing/plant_story.hpp"

#include <gmock/gmock.h>

namespace davy::core {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class MeritBookTest : public testing::Test {
 protected:
  void report(const std::string& login, Reporter reporter = Reporter::Named) {
    ASSERT_EQ(plant.asks(login, ReportHazard{"tank-farm", "handrail loose", {}, {}, {}, {}, reporter}), "done");
    for (const Event& event : plant.journal())
      if (holds<HazardReported>(event.body)) id = HazardId(event.seq);
  }
  std::string grade(const std::string& login, HazardGrade grade = HazardGrade::General) {
    return plant.asks(
        login,
        GradeHazard{id, grade, HazardKind::Safety, HazardHandling::ByDeadline, "", plant.now() + 24_h * 5, {"a", "b", "c", "d", "e"}});
  }
  std::string accept(const std::string& login) { return plant.asks(login, AcceptHazard{id}); }
  std::string rectify(const std::string& login) { return plant.asks(login, RectifyHazard{id, "welded", {"after-1"}}); }
  std::string review(const std::string& login, Verdict verdict) { return plant.asks(login, ReviewHazard{id, verdict, "seen"}); }
  std::string review_again(const std::string& login) { return plant.asks(login, ReviewHazardAgain{id, Verdict::Approved, ""}); }
  // "zhao report-accepted 2", since the last call; "2 of 5" when the cap has left less.
  std::vector<std::string> given() {
    std::vector<std::string> lines;
    for (; read_ < plant.journal().size(); ++read_)
      if (const auto* merit = get_if<MeritGiven>(&plant.journal()[read_].body)) {
        std::string line = merit->person + " " + std::string(name_of(merit->reason)) + " " + std::to_string(merit->points);
        lines.push_back(merit->points == merit->worth ? line : line + " of " + std::to_string(merit->worth));
      }
    return lines;
  }

  PlantStory plant;
  HazardId id;

 private:
  std::size_t read_ = 0;
};

TEST_F(MeritBookTest, AReportEarnsWhenItIsGradedAndTheWorkWhenItIsClosed) {
  report("zhao");
  EXPECT_THAT(given(), IsEmpty());
  grade("chen");
  EXPECT_THAT(given(), ElementsAre("zhao report-accepted 2"));
  accept("wang");
  rectify("wang");
  EXPECT_THAT(given(), IsEmpty()) << "nothing before it is proved";
  review("li", Verdict::Approved);
  EXPECT_THAT(given(), ElementsAre("wang mended-in-time 3", "li reviewed 1"));
}

TEST_F(MeritBookTest, AMajorOneEarnsMoreAlsoWhenItIsFoundToBeLater) {
  report("zhao");
  grade("chen", HazardGrade::Major);
  EXPECT_THAT(given(), ElementsAre("zhao report-accepted 2", "zhao report-major 10"));
  report("zhao");
  grade("chen");
  given();
  grade("chen", HazardGrade::Major);
  EXPECT_THAT(given(), ElementsAre("zhao report-major 10"));
}

TEST_F(MeritBookTest, BothReviewersOfAMajorOneEarn) {
  report("zhao");
  grade("chen", HazardGrade::Major);
  accept("wang");
  rectify("wang");
  review("li", Verdict::Approved);
  given();
  review_again("root");
  EXPECT_THAT(given(), ElementsAre("wang mended-in-time 3", "li reviewed 1", "root reviewed 1"));
}

TEST_F(MeritBookTest, NobodyEarnsByAReportWithoutANameAMergedOrADismissedOne) {
  report("zhao", Reporter::Anonymous);
  const HazardId first = id;
  grade("chen");
  report("zhao");
  plant.asks("chen", MergeHazard{id, first});
  report("zhao");
  plant.asks("chen", DismissHazard{id, "it is meant to move"});
  EXPECT_THAT(given(), IsEmpty());
}

TEST_F(MeritBookTest, WhoReportsAndMendsEarnsOnce) {
  report("wang");
  grade("chen");
  accept("wang");
  rectify("wang");
  review("li", Verdict::Approved);
  EXPECT_THAT(given(), ElementsAre("wang report-accepted 2", "li reviewed 1"));
}

TEST_F(MeritBookTest, WhoReportsAndReviewsEarnsOnceAndWhoGradesTheirOwnNothing) {
  report("chen");
  grade("chen");
  EXPECT_THAT(given(), IsEmpty());
  accept("wang");
  rectify("wang");
  review("chen", Verdict::Approved);
  EXPECT_THAT(given(), ElementsAre("wang mended-in-time 3"));
}

TEST_F(MeritBookTest, WhatIsMendedLateEarnsNothingAndWhatIsReturnedIsInTimeByItsLastMending) {
  report("zhao");
  grade("chen");
  accept("wang");
  plant.only_timers(24_h * 5 + 1_s);
  rectify("wang");
  given();
  review("li", Verdict::Approved);
  EXPECT_THAT(given(), ElementsAre("li reviewed 1"));
  report("zhao");
  grade("chen");
  accept("wang");
  plant.only_timers(24_h * 5 + 1_s);
  rectify("wang");
  review("li", Verdict::Returned);
  rectify("wang");
  given();
  review("li", Verdict::Approved);
  EXPECT_THAT(given(), ElementsAre("wang mended-in-time 3", "li reviewed 1")) << "within the time that the review gave";
}

TEST_F(MeritBookTest, WhoReviewedAndThenMendedItEarnsByMendingOnly) {
  report("zhao");
  grade("chen");
  accept("wang");
  rectify("wang");
  review("li", Verdict::Returned);
  accept("li");
  rectify("li");
  given();
  review("chen", Verdict::Approved);
  EXPECT_THAT(given(), ElementsAre("li mended-in-time 3", "chen reviewed 1"));
}

TEST_F(MeritBookTest, AMonthHasACapAndTheNextOneBeginsAtMidnightOfTheSite) {
  plant.only_timers(24_h * 5);  // the 29th, 08:00 of the site
  for (int i = 0; i < 3; ++i) {
    report("zhao");
    grade("chen", HazardGrade::Major);
  }
  EXPECT_THAT(given(), ElementsAre("zhao report-accepted 2", "zhao report-major 10", "zhao report-accepted 2", "zhao report-major 10",
                                   "zhao report-accepted 2", "zhao report-major 4 of 10"));
  report("zhao");
  grade("chen");
  EXPECT_THAT(given(), ElementsAre("zhao report-accepted 0 of 2"));
  report("wang");
  grade("chen");
  EXPECT_THAT(given(), ElementsAre("wang report-accepted 2")) << "each has their own";
  plant.only_timers(40_h);  // the 1st, 00:00
  report("zhao");
  grade("chen");
  EXPECT_THAT(given(), ElementsAre("zhao report-accepted 2"));
}

TEST(MeritRule, IsTheSites) {
  site::Site site = make_small_plant();
  site.merits = {0, 4, 1, 1, 3};
  PlantStory plant(std::move(site));
  plant.asks("zhao", ReportHazard{"tank-farm", "wet", {}, {}, {}, {}, {}});
  HazardId id;
  for (const Event& event : plant.journal())
    if (holds<HazardReported>(event.body)) id = HazardId(event.seq);
  plant.wrote();
  plant.asks("chen",
             GradeHazard{id, HazardGrade::Major, {}, HazardHandling::ByDeadline, "", plant.now() + 24_h, {"a", "b", "c", "d", "e"}});
  EXPECT_THAT(plant.wrote("merit."), ElementsAre("merit.given wet")) << "what is worth nothing is not given";
  EXPECT_EQ(plant.state().merits.months.begin()->second.at("zhao"), 3u);
}

TEST(MeritRule, IsSaidInWordsWithItsNumbers) {
  const std::vector<Text> words = merit::in_words({2, 10, 3, 1, 30});
  EXPECT_EQ(words[0].en, "A report that another person grades: 2 points; 10 points more when it is graded major.");
  EXPECT_EQ(words[2].en, "A review of another's work: 1 point to each reviewer when it is closed.");
  EXPECT_EQ(words[3].zh, "每人每月最多 30 分。");
}

TEST(MeritMonth, IsOfTheSitesCalendar) {
  const Instant midnight = Instant::from_unix_ms(1'796'054'400'000);  // 2026-11-30T16:00Z
  EXPECT_EQ(merit::month_of(midnight, 8_h), "2026-12");
  EXPECT_EQ(merit::month_of(midnight - 1_ms, 8_h), "2026-11");
}

}  // namespace
}  // namespace davy::core
