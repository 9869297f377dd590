#pragma once
// load_site(): reads a site folder (YAML, several files) with its packs into a Site, or says everything that is wrong with it.
//
// All findings of one run are reported, each as file:line:column with what was found, what was expected and, for a name, the nearest
// valid one. A site with any Error finding is not loaded. Only names are not judged while some file is not YAML at all: then the list of
// names is not whole. Format: docs/formats/site.md, schema/site.schema.json. Called at start, from one thread.

#include "site/finding.hpp"
#include "site/model.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::site {

struct Loaded {
  std::optional<Site> site;       // absent when there is any error
  std::vector<Finding> findings;  // by file, line, column
};

// `packs` is the folder that holds the scene packs, one folder each.
Loaded load_site(const std::filesystem::path& folder, const std::filesystem::path& packs);

struct SourceFile {
  std::string name;  // "points.yaml"
  std::string text;
};

// A site folder and its packs in memory.
struct SourceFiles {
  std::vector<SourceFile> site;
  std::map<std::string, std::vector<SourceFile>> packs;  // by the pack's name
  std::vector<std::string> others;                       // files of the site folder that are not YAML: "plan.svg"
};

Loaded load_site(const SourceFiles& sources);

// A site folder with its packs, as load_site() reads them; what cannot be read is added to `findings`.
SourceFiles read_sources(const std::filesystem::path& folder, const std::filesystem::path& packs, std::vector<Finding>& findings);

// The packs in a folder of them; what cannot be read is added to `findings`.
std::map<std::string, std::vector<SourceFile>> read_packs_folder(const std::filesystem::path& packs, std::vector<Finding>& findings);

}  // namespace davy::site
