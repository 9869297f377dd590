#include "site/reading/record.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <string>

namespace davy::site {
namespace {

std::string listed(std::span<const std::string_view> keys) {
  std::string text;
  for (const std::string_view key : keys) text += (text.empty() ? "" : ", ") + std::string(key);
  return text;
}

}  // namespace

Record::Record(Report& report, const YamlNode& node, std::span<const std::string_view> keys) : report_(&report), node_(&node), keys_(keys) {
  ensure(keys.size() <= kKeysMax, "a record has a place for every key");
  if (node.kind != YamlNode::Kind::Mapping) {
    report.error(node, quoted(node), "a mapping with " + listed(keys));
    return;
  }
  for (const YamlNode& key : node) {
    const std::size_t at = position(key.text);
    if (at == keys.size()) {
      const std::vector<std::string> known(keys.begin(), keys.end());
      report.error(key, "key " + quoted(key), "one of " + listed(keys), nearest(key.text.substr(0, 64), known));
    } else if (places_[at] != nullptr) {
      report.error(key, "key " + quoted(key) + " a second time", "it once; the first is at " + report.place(*places_[at]));
    } else {
      places_[at] = &key;
      values_[at] = key.value;
    }
  }
}

const YamlNode* Record::find(std::string_view key) const {
  const std::size_t at = position(key);
  ensure(at < keys_.size(), "only known keys are asked for");
  return values_[at];
}

const YamlNode* Record::need(std::string_view key, std::string_view expected) const {
  const YamlNode* value = find(key);
  if (value == nullptr && node_->kind == YamlNode::Kind::Mapping)
    report_->error(*node_, "no '" + std::string(key) + "'", std::string(expected));
  return value;
}

std::size_t Record::position(std::string_view key) const {
  return static_cast<std::size_t>(std::find(keys_.begin(), keys_.end(), key) - keys_.begin());
}

}  // namespace davy::site
