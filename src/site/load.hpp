#pragma once
// load_site(): reads a site folder (YAML, several files) with its packs into a Site, or says everything that is wrong with it.
//
// All findings of one run are reported, each as file:line:column with what was found, what was expected and, for a name, the nearest valid one. A site with
// any Error finding is not loaded. Format: docs/formats/site.md, schema/site.schema.json. Called at start, from one thread.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "site/model.hpp"

namespace davy::site {

enum class FindingLevel { Warning, Error };

struct Finding {
  FindingLevel level = FindingLevel::Error;
  std::string file;  // relative to the site folder, or "pack <name>/<file>"
  int line = 0;      // from 1; 0: the whole file
  int column = 0;
  std::string found;
  std::string expected;
  std::string nearest;  // empty: no valid name is near
};

// "points.yaml:12:9: error: found zone 'tank-fram', expected a zone of this site (did you mean 'tank-farm'?)"
std::string to_text(const Finding& finding);

struct Loaded {
  std::optional<Site> site;  // absent when there is any error
  std::vector<Finding> findings;
};

// `packs` is the folder that holds the scene packs, one folder each.
Loaded load_site(const std::filesystem::path& folder, const std::filesystem::path& packs);

}  // namespace davy::site
