#pragma once
// play_story(): runs the daemon's own loop over a story and says where its rules did not do what the story expects.
//
// Time goes in steps of 100 ms from the story's start; an expectation is judged at the first step at or after its instant. All failures of a story are
// given, each once, by place, with the nearest event about the same thing: for that a story that failed is played on for five minutes. The same site and story give the same result.

#include "analysis/rule_stories/story.hpp"
#include "base/said.hpp"
#include "site/directory.hpp"

#include <set>
#include <string>
#include <vector>

namespace davy::analysis {

struct Failure {
  Place place;
  Said expected;  // "ch4-01:high active at 30s"
  Said found;     // "at 30s it is absent (ch4-01 reads 24 %LEL)"
  Said nearest;   // "raised at 41s"; "nothing"
};

struct StoryResult {
  Place place;
  std::string name;
  Duration lasts;
  std::size_t expectations = 0;  // and requests of people
  std::vector<Failure> failures;
  std::set<site::ConditionIndex> rang;  // at some time; of those that ring only with a permit, or never, what was true
  std::set<site::RowIndex> tripped;
};

StoryResult play_story(const site::Directory& directory, const Story& story);

// "stories/gas.yaml:12:9: expected ch4-01:high active at 30s, found …; nearest: raised at 41s"
std::string to_text(const Failure& failure, Language language = Language::En);

}  // namespace davy::analysis
