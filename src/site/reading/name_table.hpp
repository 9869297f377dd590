#pragma once
// NameTable: the names of one kind of thing, each with its index and the place where it is defined.

#include "site/reading/report.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace davy::site {

template <class I>
class NameTable {
 public:
  // `what` as in a sentence: "zone".
  explicit NameTable(Words what) : what_(what) {}

  // Enters the name that stands at `at`; a name already taken is reported with its first place.
  void add(Report& report, const YamlNode& at, I index) {
    const auto [entry, is_new] = entries_.try_emplace(at.text, Entry{index, &at});
    if (is_new)
      names_.emplace_back(at.text);
    else
      report.error(at, said({"{} {} 重复", "{} {} a second time"}, what_, quoted(at)),
                   said({"不与其他重复的名称，首次在 {}", "a name of its own; the first is at {}"}, report.place(*entry->second.at)));
  }

  std::optional<I> find(std::string_view name) const {
    const auto entry = entries_.find(name);
    if (entry == entries_.end()) return std::nullopt;
    return entry->second.index;
  }

  const Words& what() const { return what_; }

  // The index of the thing named at `node`; an unknown name is reported.
  std::optional<I> find(Report& report, const YamlNode& node) const {
    if (node.kind == YamlNode::Kind::Scalar)
      if (const std::optional<I> index = find(node.text)) return index;
    report.unknown_name(node, what_, said({"本站点的{}", "{} of this site"}, with_article(what_)), names_);
    return std::nullopt;
  }

  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Entry {
    I index;
    const YamlNode* at;
  };

  Words what_;
  std::unordered_map<std::string_view, Entry> entries_;
  std::vector<std::string> names_;
};

}  // namespace davy::site
