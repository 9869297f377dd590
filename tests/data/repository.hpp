#pragma once
// The files that the project ships, for tests that hold them against their rules.

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace davy::data {

// A file of the repository, by its path from the root. It must be there.
std::string content_of(const std::filesystem::path& path);

// The YAML files of a folder of the repository, sorted.
std::vector<std::filesystem::path> yaml_files_in(const std::filesystem::path& folder);

// YAML as JSON in the way that editors see it (the core schema of YAML 1.2); it must be YAML that a site may use.
nlohmann::json json_of(const std::string& yaml);

}  // namespace davy::data
