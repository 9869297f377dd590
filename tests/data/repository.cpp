#include "tests/data/repository.hpp"

#include "base/ensure.hpp"
#include "site/yaml/yaml_tree.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

namespace davy::data {
namespace {

using site::YamlNode;

nlohmann::json scalar(const YamlNode& node) {
  const std::string text(node.text);
  if (node.style == YamlNode::Style::Quoted) return text;
  if (text == "true") return true;
  if (text == "false") return false;
  if (text.empty() || text == "null" || text == "~") return nullptr;
  std::int64_t whole = 0;
  const char* end = text.data() + text.size();
  if (const auto [at, error] = std::from_chars(text.data(), end, whole); error == std::errc() && at == end) return whole;
  double number = 0;
  if (const auto [at, error] = std::from_chars(text.data(), end, number); error == std::errc() && at == end) return number;
  return text;
}

nlohmann::json as_json(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::Scalar: return scalar(node);
    case YamlNode::Kind::Sequence: {
      nlohmann::json list = nlohmann::json::array();
      for (const YamlNode& item : node) list.push_back(as_json(item));
      return list;
    }
    case YamlNode::Kind::Mapping: {
      nlohmann::json object = nlohmann::json::object();
      for (const YamlNode& key : node) object[std::string(key.text)] = as_json(*key.value);
      return object;
    }
  }
  return nullptr;
}

}  // namespace

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(DAVY_ROOT / path, std::ios::binary);
  ensure(file.good(), path.c_str());
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::vector<std::filesystem::path> yaml_files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(DAVY_ROOT / folder))
    if (entry.path().extension() == ".yaml") files.push_back(folder / entry.path().filename());
  std::sort(files.begin(), files.end());
  return files;
}

nlohmann::json json_of(const std::string& yaml) {
  site::YamlTree tree;
  const site::YamlTree::Read read = tree.read(0, yaml);
  ensure(read.root != nullptr, "the text is YAML");
  return as_json(*read.root);
}

}  // namespace davy::data
