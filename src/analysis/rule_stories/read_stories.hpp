#pragma once
// read_stories(): the stories of one file, or everything that is wrong with it. Format: docs/formats/story.md.

#include "analysis/rule_stories/story.hpp"
#include "site/directory.hpp"
#include "site/finding.hpp"

#include <string_view>

namespace davy::analysis {

struct StoriesRead {
  std::vector<Story> stories;  // empty when there is any error
  std::vector<site::Finding> findings;
};

// `file` is how findings and failures name the file.
StoriesRead read_stories(const site::Directory& directory, const std::string& file, std::string_view text);

// The site folder that a file names in `site:`, relative to the file; empty when it names none or is no YAML.
std::string site_named_in(std::string_view text);

}  // namespace davy::analysis
