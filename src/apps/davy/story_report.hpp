#pragma once
// How the outcome of `davy test-rules` looks: to people, as JSON, and as JUnit XML for a build server.

#include "analysis/rule_stories/coverage.hpp"
#include "site/finding.hpp"

#include <string>
#include <vector>

namespace davy::apps {

enum class Required { Nothing, Rows, Everything };  // what no story may have left out

struct StoryOutcome {
  std::vector<site::Finding> findings;  // of stories and sites that cannot be read
  std::vector<analysis::StoryResult> results;
  std::vector<analysis::Coverage> coverage;  // by site
  Required required = Required::Nothing;
};

bool passed(const StoryOutcome& outcome);

enum class Detail { Short, WithCoverage };
std::string stories_for_people(const StoryOutcome& outcome, Detail detail);
std::string stories_as_json(const StoryOutcome& outcome);
std::string stories_as_junit(const StoryOutcome& outcome);

}  // namespace davy::apps
