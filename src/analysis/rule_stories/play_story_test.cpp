#include "analysis/rule_stories/coverage.hpp"
#include "analysis/rule_stories/read_stories.hpp"
#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const site::Directory& small() {
  static const site::Loaded loaded = site::load_site(site::small_site());
  ensure(loaded.site.has_value(), "the small site is sound");
  static const site::Directory directory(*loaded.site);
  return directory;
}

// The small plant, whose high condition of gas rings only with a permit.
const site::Directory& gated() {
  static const site::Loaded loaded = site::load_site(
      changed(site::small_site(), "lab/pack.yaml", "limit: 25", "limit: 25\n        gates: [hot-work]\n        rings: with-permit"));
  ensure(loaded.site.has_value(), "the small site is sound with a gate");
  static const site::Directory directory(*loaded.site);
  return directory;
}

// The small plant, where gas at one point weighs more while the pressure beside it rises.
const site::Directory& asking() {
  static const site::Loaded loaded = [] {
    site::SourceFiles sources = site::small_site();
    sources.site.push_back(
        {"risks.yaml",
         "risks:\n  - {id: rising, raise: [\"ch4-01:high\"], when: 'point(\"pt-101\").rate(30s) > 60 kPa/min', within: zone, "
         "to: major, reason: {zh: 压力上升, en: Pressure rises}, basis: test}\n"});
    return site::load_site(sources);
  }();
  ensure(loaded.site.has_value(), "the small site is sound with a risk");
  static const site::Directory directory(*loaded.site);
  return directory;
}

// The small plant, which allows more gas in the night shift.
const site::Directory& shifted() {
  static const site::Loaded loaded = [] {
    site::SourceFiles sources =
        changed(site::small_site(), "points.yaml", "at: [10, 10]", "at: [10, 10], conditions: {high: {by-mode: {late: 40}}}");
    sources.site.push_back({"modes.yaml", "modes:\n  - {id: running}\n  - {id: late, shift: night}\n"});
    return site::load_site(sources);
  }();
  ensure(loaded.site.has_value(), "the small site is sound with a mode of the night");
  static const site::Directory directory(*loaded.site);
  return directory;
}

// A story of a plant: what happens, and what is expected, as the lines of their lists.
StoryResult play_at(const site::Directory& plant, const std::string& happens, const std::string& expect) {
  const std::string text = "stories:\n  - story: one\n" + happens + "    expect:\n" + expect;
  const StoriesRead read = read_stories(plant, "story.yaml", text);
  for (const site::Finding& finding : read.findings) ADD_FAILURE() << to_text(finding);
  ensure(read.stories.size() == 1, "the story can be read");
  return play_story(plant, read.stories[0]);
}

StoryResult play(const std::string& happens, const std::string& expect) { return play_at(small(), happens, expect); }

std::vector<std::string> failures(const StoryResult& result) {
  std::vector<std::string> lines;
  for (const Failure& failure : result.failures) lines.push_back(to_text(failure));
  return lines;
}

TEST(PlayStory, AnExpressionMakesAnAlarmWorseAndBetterAgain) {
  const StoryResult result = play_at(asking(), R"(    series:
      - {point: ch4-01, sends: [{value: 5}, {from: 20s, value: 30}, {from: 5min, value: 5}]}
      - {point: pt-101, sends: [{value: 100}, {from: 1min, ramp: {from: 100, to: 220, over: 60s}}]}
)",
                                     R"(      - {at: 50s, alarm: "ch4-01:high", is: active, severity: moderate}
      - {at: 90s, alarm: "ch4-01:rising", is: met}
      - {at: 90s, alarm: "ch4-01:high", is: active, severity: major}
      - {at: 200s, alarm: "ch4-01:high", is: active, severity: moderate}
      - {at: 310s, alarm: "ch4-01:high", is: absent}
)");
  EXPECT_THAT(failures(result), IsEmpty());
  EXPECT_TRUE(std::ranges::any_of(result.rang, [](site::ConditionIndex each) { return asking().name_of(each) == "ch4-01:rising"; }))
      << "it is covered";
}

TEST(PlayStory, AModeThatFollowsAShiftIsThatOfTheStorysClock) {
  const StoryResult result = play_at(shifted(), R"(    start: "2026-01-05T19:59:00+08:00"
    series:
      - {point: ch4-01, sends: [{value: 5}, {from: 20s, value: 30}]}
)",
                                     R"(      - {at: 50s, alarm: "ch4-01:high", is: active}
      - {at: 65s, alarm: "ch4-01:high", is: absent}
)");
  EXPECT_THAT(failures(result), IsEmpty());
}

const std::string kLeak = R"(    series:
      - {point: ch4-01, sends: [{value: 5}, {from: 20s, value: 60}, {from: 1min, value: 5}]}
)";

TEST(PlayStory, FollowsALeakFromTheReadingToTheValve) {
  const StoryResult result = play(kLeak, R"(      - {at: 19s, alarm: "ch4-01:high", is: absent}
      - {at: 20s, alarm: "ch4-01:high", is: active, severity: moderate}
      - {at: 20s, row: gas-trip}
      - {at: 20s, command: xv-101, state: closed}
      - {at: 30s, command: xv-101, state: closed, is: observed}
      - {at: 30s, order: "ch4-01:high-high", post: operator}
      - {at: 61s, alarm: "ch4-01:high-high", is: latched}
      - {always: [20s, 61s], row: gas-trip}
      - {within: [10s, 30s], alarm: "ch4-01:high"}
      - {never: [0s, 61s], alarm: "ch4-02:high"}
)");
  EXPECT_THAT(failures(result), IsEmpty());
  EXPECT_EQ(result.expectations, 10U);
}

TEST(PlayStory, SaysEveryFailureWithItsPlaceAndTheNearestEvent) {
  const StoryResult result = play(kLeak, R"(      - {at: 15s, alarm: "ch4-01:high"}
      - {at: 25s, alarm: "ch4-01:high", is: active, severity: major}
      - {never: [0s, 30s], row: gas-trip}
      - {always: [0s, 30s], alarm: "ch4-01:high", is: absent}
      - {within: [0s, 10s], command: xv-101, state: closed}
      - {at: 30s, order: "ch4-02:high"}
)");
  EXPECT_THAT(
      failures(result),
      ElementsAre(
          "story.yaml:6:26: expected ch4-01:high active at 15s, found at 15s absent (ch4-01 reads 5 %LEL, good); nearest: raised at 20s",
          HasSubstr("story.yaml:7:26: expected ch4-01:high active, major at 25s, found at 25s active, moderate"),
          HasSubstr("expected row gas-trip tripped never from 0s to 30s, found at 20s tripped; nearest: tripped at 20s"),
          HasSubstr("expected ch4-01:high absent always from 0s to 30s, found at 20s active"),
          HasSubstr("nearest: requested closed at 20s"),
          HasSubstr("expected an order about ch4-02:high at 30s, found at 30s no open order; nearest: nothing")));
}

TEST(PlayStory, SaysAFailureInChineseToo) {
  const StoryResult result = play(kLeak, R"(      - {at: 15s, alarm: "ch4-01:high"}
      - {at: 30s, order: "ch4-02:high"}
)");
  ASSERT_EQ(result.failures.size(), 2U);
  EXPECT_EQ(
      to_text(result.failures[0], Language::Zh),
      "story.yaml:6:26：应为 ch4-01:high active，于 15s；实为 15s 时 没有报警（ch4-01 读数 5 %LEL，good）；最近的事件：20s 时 raised");
  EXPECT_EQ(to_text(result.failures[1], Language::Zh),
            "story.yaml:7:26：应为 关于 ch4-02:high 的工单，于 30s；实为 30s 时 没有未结的工单；最近的事件：无");
}

TEST(PlayStory, NamesWhatCameTooLateButDoesNotCountIt) {
  const StoryResult result = play(kLeak, "      - {at: 10s, alarm: \"ch4-01:high\"}\n");
  EXPECT_THAT(failures(result), ElementsAre(HasSubstr("nearest: raised at 20s")));
  EXPECT_THAT(result.rang, IsEmpty());
}

TEST(PlayStory, AValveThatDoesNotObeyFailsItsCommand) {
  for (const std::string manner : {"stuck", "mute", "refuses"}) {
    const StoryResult result = play(kLeak + "    devices:\n      - {actuator: xv-101, manner: " + manner + "}\n",
                                    R"(      - {at: 40s, command: xv-101, state: closed, is: failed}
      - {at: 40s, alarm: "xv-101-fb:not-proved"}
)");
    EXPECT_THAT(failures(result), IsEmpty()) << manner;
  }
}

TEST(PlayStory, SilenceAndBadQualityAreUnknownNotAbsent) {
  const StoryResult result = play(R"(    series:
      - {point: ch4-01, sends: [{value: 5}, {from: 10s, silent: true}, {from: 30s, value: 5, quality: bad}]}
)",
                                  R"(      - {at: 20s, alarm: "ch4-01:high", is: unknown}
      - {at: 20s, alarm: "ch4-01:stale"}
      - {at: 35s, alarm: "ch4-01:bad-quality"}
      - {at: 35s, alarm: "ch4-01:high", is: absent}
)");
  EXPECT_THAT(failures(result), ElementsAre(HasSubstr("expected ch4-01:high absent at 35s, found at 35s unknown")));
}

TEST(PlayStory, AsksAsPeopleDoAndSaysWhenTheyAreRefused) {
  const StoryResult result = play(kLeak + R"(    people:
      - {at: 5s, acknowledge: "ch4-01:high"}
      - {at: 25s, role: worker, post: operator, acknowledge: "ch4-01:high"}
      - {at: 26s, role: worker, reset-row: gas-trip, outcome: refused}
      - {at: 70s, role: team-lead, reset: "ch4-01:high-high"}
      - {at: 71s, role: team-lead, reset-row: gas-trip}
)",
                                  R"(      - {at: 30s, alarm: "ch4-01:high", is: acknowledged}
      - {at: 75s, row: gas-trip, is: resting}
)");
  EXPECT_THAT(failures(result),
              ElementsAre(HasSubstr("acknowledge ch4-01:high done at 5s"), HasSubstr("reset ch4-01:high-high done at 1min10s")));
}

TEST(PlayStory, WhatRingsOnlyWithAPermitIsMetAndDoesNotRing) {
  const StoryResult result = play_at(gated(), kLeak, R"(      - {never: [0s, 19s], alarm: "ch4-01:high", is: met}
      - {at: 30s, alarm: "ch4-01:high", is: met}
      - {at: 30s, alarm: "ch4-01:high-high", is: met}
      - {never: [0s, 70s], alarm: "ch4-01:high"}
      - {at: 30s, alarm: "ch4-01:high"}
)");
  EXPECT_THAT(failures(result),
              ElementsAre(HasSubstr("found at 30s met, but does not ring (ch4-01 reads 60 %LEL, good); nearest: nothing")));
}

TEST(PlayStory, TheSameStoryGivesTheSameResult) {
  const std::string noisy = "    series:\n      - {point: ch4-01, sends: [{value: 24, noise: 4, seed: 9}]}\n";
  const std::string expect = "      - {never: [0s, 5min], alarm: \"ch4-01:high\"}\n";
  const auto first = failures(play(noisy, expect));
  EXPECT_EQ(first.size(), 1U);
  EXPECT_EQ(failures(play(noisy, expect)), first);
}

TEST(Coverage, NamesWhatNoStoryMadeTrue) {
  const Coverage found = coverage(small(), {play(kLeak, "      - {at: 30s, row: gas-trip}\n")});
  EXPECT_EQ(found.conditions, 11U);
  EXPECT_THAT(found.never_true,
              ElementsAre("ch4-01:stale", "ch4-01:bad-quality", "ch4-01:out-of-range", "ch4-02:stale", "ch4-02:bad-quality",
                          "ch4-02:out-of-range", "ch4-02:high", "ch4-02:high-high", "xv-101-fb:not-proved"));
  EXPECT_THAT(found.never_tripped, IsEmpty());
}

TEST(Coverage, TakesWhatRingsOnlyWithAPermitForCoveredWhenItIsTrue) {
  const Coverage found = coverage(gated(), {play_at(gated(), kLeak, "      - {at: 30s, row: gas-trip}\n")});
  EXPECT_THAT(found.never_true, Not(Contains("ch4-01:high")));
  EXPECT_THAT(found.never_true, Contains("ch4-02:high"));
}

}  // namespace
}  // namespace davy::analysis
