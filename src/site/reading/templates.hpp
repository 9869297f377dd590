#pragma once
// Templates: what packs offer, as drafts, under "pack/template".
//
// A pack is a folder of YAML files with the sections pack, point-templates, actuator-templates and row-templates. A template may extend
// one that stands before it in the same pack.

#include "site/reading/drafts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace davy::site {

struct PointTemplate {
  PointDraft draft;
  std::optional<std::vector<Condition>> conditions;  // of a point that changes nothing, once one was made
};

template <class T>
class TemplateTable {
 public:
  explicit TemplateTable(Words what) : what_(what) {}

  void add(Report& report, const YamlNode& id, std::string_view pack, T value) {
    const std::string name = std::string(pack) + "/" + std::string(id.text);
    if (entries_.try_emplace(name, Entry{std::move(value), &id}).second)
      names_.push_back(name);
    else
      report.error(id, said({"{} {} 重复", "{} {} a second time"}, what_, quoted(id)),
                   said({"不与其他重复的名称，首次在 {}", "a name of its own; the first is at {}"}, report.place(*entries_.at(name).at)));
  }

  T* find(const std::string& name) {
    const auto entry = entries_.find(name);
    return entry == entries_.end() ? nullptr : &entry->second.value;
  }

  // The template named at `node`, as "pack/template"; null, and reported, when there is none.
  T* find(Report& report, const YamlNode& node) {
    T* found = find(std::string(node.text));
    if (found == nullptr)
      report.unknown_name(node, what_,
                          said({"本站点场景包中的{}，写作 \"pack/template\"", "{} of the packs of this site, as \"pack/template\""},
                               with_article(what_)),
                          names_);
    return found;
  }

  const std::vector<std::string>& names() const { return names_; }

 private:
  struct Entry {
    T value;
    const YamlNode* at;
  };

  Words what_;
  std::unordered_map<std::string, Entry> entries_;
  std::vector<std::string> names_;
};

struct Templates {
  TemplateTable<PointTemplate> points{{"测点模板", "point template"}};
  TemplateTable<ActuatorDraft> actuators{{"执行机构模板", "actuator template"}};
  TemplateTable<RowDraft> rows{{"联锁模板", "row template"}};
};

// Adds the templates of one pack; `roots` are the files' contents, null for an empty file.
void read_pack(Report& report, Templates& templates, std::string_view pack, const std::vector<const YamlNode*>& roots);

}  // namespace davy::site
