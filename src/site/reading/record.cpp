#include "site/reading/record.hpp"

#include "base/ensure.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <string>
#include <utility>

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
    report.error(node, quoted(node), said({"含有下列键的映射：{}", "a mapping with {}"}, listed(keys)));
    return;
  }
  for (const YamlNode& key : node) {
    const std::size_t at = position(key.text);
    if (at == keys.size()) {
      const std::vector<std::string> known(keys.begin(), keys.end());
      report.error(key, said({"键 {}", "key {}"}, quoted(key)), said({"下列之一：{}", "one of {}"}, listed(keys)),
                   nearest(key.text.substr(0, 64), known));
    } else if (places_[at] != nullptr) {
      report.error(key, said({"键 {} 重复", "key {} a second time"}, quoted(key)),
                   said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*places_[at])));
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

const YamlNode* Record::need(std::string_view key, Words expected) const {
  const YamlNode* value = find(key);
  if (value == nullptr) lacks(key, said(expected));
  return value;
}

void Record::lacks(std::string_view key, Said expected) const {
  if (node_->kind == YamlNode::Kind::Mapping) report_->error(*node_, said({"缺少 '{}'", "no '{}'"}, key), std::move(expected));
}

std::size_t Record::position(std::string_view key) const {
  return static_cast<std::size_t>(std::find(keys_.begin(), keys_.end(), key) - keys_.begin());
}

}  // namespace davy::site
