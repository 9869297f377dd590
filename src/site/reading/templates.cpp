#include "site/reading/templates.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr std::array<std::string_view, 4> kPackSections{"pack", "point-templates", "actuator-templates", "row-templates"};

template <std::size_t N>
constexpr auto template_keys(const std::array<std::string_view, N>& draft_keys) {
  std::array<std::string_view, N + 2> keys{"id", "extends"};
  std::copy(draft_keys.begin(), draft_keys.end(), keys.begin() + 2);
  return keys;
}

PointDraft read_draft(Report& report, const Record& record, const PointDraft*) { return read_point_draft(report, record); }
ActuatorDraft read_draft(Report& report, const Record& record, const ActuatorDraft*) { return read_actuator_draft(report, record); }
RowDraft read_draft(Report& report, const Record& record, const RowDraft*) { return read_row_draft(report, record); }

const PointDraft& draft_of(const PointTemplate& t) { return t.draft; }
const ActuatorDraft& draft_of(const ActuatorDraft& t) { return t; }
const RowDraft& draft_of(const RowDraft& t) { return t; }

template <class T>
void read_templates(Report& report, TemplateTable<T>& table, std::string_view pack, const YamlNode& section,
                    std::span<const std::string_view> keys) {
  const auto items = read_list(report, section, {"模板的列表", "a list of templates"});
  if (!items) return;
  for (const YamlNode* item : *items) {
    const Record record(report, *item, keys);
    using Draft = std::remove_cvref_t<decltype(draft_of(std::declval<T>()))>;
    Draft draft = read_draft(report, record, static_cast<const Draft*>(nullptr));
    if (const YamlNode* base = record.find("extends")) {
      const T* lower = table.find(std::string(pack) + "/" + std::string(base->text));
      if (lower == nullptr)
        report.unknown_name(*base, {"模板", "template"},
                            said({"同一场景包中位于其前的模板", "a template that stands before this one in the same pack"}), std::string());
      else
        draft = overlay(draft_of(*lower), draft);
    }
    const YamlNode* id = record.need("id", {"模板的名称", "the template's name"});
    if (id != nullptr && read_name(report, *id)) table.add(report, *id, pack, T{std::move(draft)});
  }
}

void read_head(Report& report, std::string_view pack, const YamlNode& node) {
  static constexpr std::array<std::string_view, 3> kKeys{"id", "title", "version"};
  const Record record(report, node, kKeys);
  if (const YamlNode* id = record.need("id", {"场景包的名称", "the pack's name"}); id != nullptr && id->text != pack)
    report.error(*id, quoted(*id), said({"其目录的名称 {}", "the name of its folder, {}"}, quoted(pack)));
  if (const YamlNode* title = record.need("title", {"场景包的显示名称", "what people call the pack"})) read_text(report, *title);
  if (const YamlNode* version = record.need("version", {"场景包的版本", "the pack's version"}))
    read_word(report, *version, {"场景包的版本", "the pack's version"});
}

}  // namespace

void read_pack(Report& report, Templates& templates, std::string_view pack, const std::vector<const YamlNode*>& roots) {
  static constexpr auto kPointKeys = template_keys(kPointDraftKeys);
  static constexpr auto kActuatorKeys = template_keys(kActuatorDraftKeys);
  static constexpr auto kRowKeys = template_keys(kRowDraftKeys);
  const YamlNode* head = nullptr;
  for (const YamlNode* root : roots) {
    if (root == nullptr) continue;
    const Record record(report, *root, kPackSections);
    if (const YamlNode* here = record.find("pack")) {
      if (head != nullptr)
        report.error(*here, said({"'pack' 重复", "'pack' a second time"}),
                     said({"只写一次，首次在 {}", "it once; the first is at {}"}, report.place(*head)));
      read_head(report, pack, *here);
      head = here;
    }
    if (const YamlNode* section = record.find("point-templates")) read_templates(report, templates.points, pack, *section, kPointKeys);
    if (const YamlNode* section = record.find("actuator-templates"))
      read_templates(report, templates.actuators, pack, *section, kActuatorKeys);
    if (const YamlNode* section = record.find("row-templates")) read_templates(report, templates.rows, pack, *section, kRowKeys);
  }
  if (head == nullptr && report.complete())
    report.error_without_place("pack " + std::string(pack), said({"缺少 'pack' 节", "no 'pack' section"}),
                               said({"在某个文件中写 pack: {id: …, title: …, version: …}",
                                     "pack: {id: …, title: …, version: …} in one of its files"}));
}

}  // namespace davy::site
