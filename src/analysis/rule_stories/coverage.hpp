#pragma once
// Coverage: which conditions of a site no story ever made ring (or true, where only a permit makes it ring), and which rows never tripped.

#include "analysis/rule_stories/play_story.hpp"

#include <string>
#include <vector>

namespace davy::analysis {

struct Coverage {
  std::string site;  // its folder
  std::size_t conditions = 0;
  std::size_t rows = 0;
  std::vector<std::string> never_true;     // conditions, in the site's order
  std::vector<std::string> never_tripped;  // rows, likewise
};

Coverage coverage(const site::Directory& directory, const std::vector<StoryResult>& results);

}  // namespace davy::analysis
