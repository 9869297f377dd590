#include "analysis/rule_stories/read_stories.hpp"

#include "site/small_site.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace davy::analysis {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const site::Directory& small_directory() {
  static const site::Loaded loaded = site::load_site(site::small_site());
  ensure(loaded.site.has_value(), "the small site is sound");
  static const site::Directory directory(*loaded.site);
  return directory;
}

std::vector<std::string> findings(std::string_view story) {
  std::vector<std::string> lines;
  for (const site::Finding& finding : read_stories(small_directory(), "story.yaml", story).findings) lines.push_back(to_text(finding));
  return lines;
}

TEST(ReadStories, ReadsAllThatAStoryMayTell) {
  const StoriesRead read = read_stories(small_directory(), "story.yaml", R"(site: here
stories:
  - story: one
    title: {zh: 一, en: One}
    start: "2026-11-02T08:00:00+08:00"
    lasts: 2min
    series:
      - {point: [ch4-01, ch4-02], sends: [{value: 5, noise: 1, seed: 3}, {from: 10s, ramp: {from: 5, to: 60 %LEL, over: 20s}}, {from: 1min, silent: true}]}
    devices:
      - {from: 5s, actuator: xv-101, manner: stuck}
    people:
      - {at: 30s, role: team-lead, bypass: gas-trip, for: 1h, outcome: refused}
    expect:
      - {at: 30s, alarm: ["ch4-01:high", "ch4-02:high"], is: active, severity: moderate}
      - {never: [0s, end], row: gas-trip}
)");
  EXPECT_THAT(read.findings, ElementsAre());
  ASSERT_EQ(read.stories.size(), 1U);
  const Story& story = read.stories[0];
  EXPECT_EQ(story.lasts, 2_min);
  EXPECT_EQ(story.series.at(0).points.size(), 2U);
  EXPECT_EQ(story.series.at(0).pieces.at(1).target, 60);
  EXPECT_EQ(story.behaviours.at(0).manner, Manner::Stuck);
  EXPECT_EQ(story.people.at(0).outcome, Outcome::Refused);
  EXPECT_EQ(story.expectations.size(), 3U);
  EXPECT_EQ(story.expectations[1].place.line, 14U);
  EXPECT_EQ(story.expectations[2].until, 2_min);
  EXPECT_EQ(site_named_in("site: here\n"), "here");
}

TEST(ReadStories, SaysEveryMistakeWithItsPlaceAndTheNearestName) {
  EXPECT_THAT(findings(R"(stories:
  - story: one
    series:
      - {point: ch4-1, sends: [{value: 5}]}
      - {point: ch4-01, sends: [{value: 5 kPa}]}
      - {point: ch4-01, sends: [{value: 5, silent: true}]}
    expect:
      - {at: 30s, alarm: "ch4-01:hihg"}
      - {at: 30s, alarm: "ch4-01:high", is: ringing}
      - {alarm: "ch4-01:high"}
      - {at: 30s}
      - {at: 30s, command: xv-101, state: shut}
)"),
              ElementsAre(HasSubstr("story.yaml:4:17: error: found point 'ch4-1', expected a point of this site (did you mean 'ch4-01'?)"),
                          HasSubstr("story.yaml:5:"), HasSubstr("found 2 shapes in one piece"), HasSubstr("did you mean 'ch4-01:high'"),
                          HasSubstr("story.yaml:9:"), HasSubstr("found 0 times in one expectation"),
                          HasSubstr("found 0 subjects in one expectation"), HasSubstr("story.yaml:12:")));
}

TEST(ReadStories, RefusesWhatWouldProveNothing) {
  EXPECT_THAT(findings("stories:\n  - {story: one}\n"), ElementsAre(HasSubstr("a story that expects nothing")));
  EXPECT_THAT(findings("stories:\n  - {story: one, expect: [{never: [0s, end], row: gas-trip}]}\n"),
              testing::Contains(HasSubstr("'end' in a story without one")));
  EXPECT_THAT(findings("stories:\n  - {story: one, expect: [{never: [9s, 3s], row: gas-trip}]}\n"),
              testing::Contains(HasSubstr("a span that ends before it begins")));
  EXPECT_THAT(findings("stories:\n  - &a {story: one}\n"), testing::Not(testing::IsEmpty()));
  EXPECT_THAT(findings(""), ElementsAre(HasSubstr("an empty file")));
}

TEST(ReadStories, ACsvIsReadRowByRow) {
  EXPECT_THAT(findings(R"(stories:
  - story: one
    series:
      - {point: ch4-01, sends: [{csv: "0, 5\n1, 6, bad\n1, 7"}]}
    expect: [{at: 3s, alarm: "ch4-01:high", is: absent}]
)"),
              ElementsAre(HasSubstr("found '1, 7' in row 3 of the CSV")));
}

}  // namespace
}  // namespace davy::analysis
