// The section `points`: what is measured.
#include "site/reading/reading.hpp"

#include <algorithm>

namespace davy::site {
namespace {

constexpr std::array<std::string_view, 5> kPointPlaceKeys{"id", "template", "zone", "device", "at"};

constexpr auto kPointKeys = [] {
  std::array<std::string_view, kPointPlaceKeys.size() + kPointDraftKeys.size()> keys{};
  std::copy(kPointDraftKeys.begin(), kPointDraftKeys.end(), std::copy(kPointPlaceKeys.begin(), kPointPlaceKeys.end(), keys.begin()));
  return keys;
}();

// Whether the entry says more than where the point is and what it is called.
bool changes_template(const Record& record) {
  return std::any_of(kPointDraftKeys.begin(), kPointDraftKeys.end(),
                     [&](std::string_view key) { return key != "title" && record.find(key) != nullptr; });
}

template <class T>
std::optional<T> needed(Report& report, const PointDraft& draft, const std::optional<T>& field, std::string_view key, Words expected) {
  if (!field && draft.soundness == Soundness::Sound)
    report.error(*draft.at, said({"缺少 '{}'", "no '{}'"}, key), said({"{}，写在此处或模板中", "{}, here or in a template"}, expected));
  return field;
}

Duration default_stale_after(Duration period) { return std::max(period * 3, 3_s); }

// Fills what the draft says; Sound when it says all that conditions need.
Soundness complete(Report& report, const PointDraft& draft, Point& point) {
  const auto kind = needed(report, draft, draft.kind, "kind", {"测点类型", "the kind of point"});
  const auto unit = needed(report, draft, draft.unit, "unit", {"单位", "the unit"});
  const auto range = needed(report, draft, draft.range, "range", {"量程，如 [0, 100]", "the measuring range, as [0, 100]"});
  const auto period = needed(report, draft, draft.period, "period", {"采样周期，如 1s", "the time between samples, as 1s"});
  point.kind = kind.value_or(PointKind::Other);
  point.purpose = draft.purpose.value_or(Purpose::Process);
  point.period = period.value_or(1_s);
  point.stale_after = draft.stale_after.value_or(default_stale_after(point.period));
  if (draft.stale_after && *draft.stale_after <= point.period)
    report.error(*draft.at,
                 said({"stale-after 为 {}，而采样周期为 {}", "stale-after {} with a period of {}"}, to_text(*draft.stale_after),
                      to_text(point.period)),
                 said({"比采样周期更长的时间", "a time longer than the period"}));
  if (!unit || !range || !kind || !period) return Soundness::Broken;
  point.unit = *unit;
  const auto min = in_unit(report, range->min, **unit, Meaning::Level);
  const auto max = in_unit(report, range->max, **unit, Meaning::Level);
  if (!min || !max) return Soundness::Broken;
  if (*min >= *max) {
    report.error(*range->min.at, said({"量程从 {} 至 {}", "a measuring range from {} to {}"}, shown(*min, **unit), shown(*max, **unit)),
                 said({"最小值在前，较大值在后", "the lowest value first, then a higher one"}));
    return Soundness::Broken;
  }
  point.range_min = *min;
  point.range_max = *max;
  return draft.soundness;
}

// The entry's own title, else its template's with the point's name.
Text title_of(Report& report, const Record& record, const PointDraft& draft, const std::string& name) {
  if (const YamlNode* title = record.find("title"))
    if (const auto words = read_title(report, *title)) return to_text(*words);
  if (!draft.title) return {name, name};
  const Text words = to_text(*draft.title);
  return {words.zh + " " + name, words.en + " " + name};
}

void read_point(Reading& reading, const YamlNode& item) {
  Report& report = reading.report;
  const Record record(report, item, kPointKeys);
  Point point;
  PointParts parts{.at = &item};
  point.name = read_id(reading, record, reading.points, reading.site.points.size());
  parts.zone = read_reference(reading, record, "zone", reading.zones);
  point.zone = parts.zone.value_or(ZoneIndex());
  point.device = read_reference(reading, record, "device", reading.devices).value_or(DeviceIndex());
  if (const YamlNode* at = record.find("at")) point.at = read_place(report, *at);
  const YamlNode* from = record.find("template");
  parts.from = from == nullptr ? nullptr : reading.templates.points.find(report, *from);
  if (parts.from == nullptr || changes_template(record)) {
    parts.own = std::make_unique<PointDraft>(read_point_draft(report, record));
    if (parts.from != nullptr) *parts.own = overlay(parts.from->draft, *parts.own);
    if (from != nullptr && parts.from == nullptr) parts.own->soundness = Soundness::Broken;
    parts.from = nullptr;
  }
  const PointDraft& draft = parts.own ? *parts.own : parts.from->draft;
  parts.soundness = complete(report, draft, point);
  point.title = title_of(report, record, draft, point.name);
  reading.site.points.push_back(std::move(point));
  reading.point_parts.push_back(std::move(parts));
}

}  // namespace

void lay_over(Reading& reading, PointIndex point, const ConditionDraft& draft) {
  PointParts& parts = reading.point_parts[point.get()];
  if (!parts.own) parts.own = std::make_unique<PointDraft>(parts.from->draft);
  parts.from = nullptr;
  parts.own->watched = Watched::Yes;
  parts.own->conditions = overlay(std::move(parts.own->conditions), {draft});
}

void read_points(Reading& reading) {
  const std::vector<const YamlNode*> items = reading.items("points");
  reading.site.points.reserve(items.size());
  reading.point_parts.reserve(items.size());
  for (const YamlNode* item : items) read_point(reading, *item);
}

void read_condition_section(Reading& reading) {
  static const std::vector<std::string_view> kKeys = [] {
    std::vector<std::string_view> keys{"points", "id"};
    keys.insert(keys.end(), condition_keys().begin(), condition_keys().end());
    return keys;
  }();
  Report& report = reading.report;
  for (const YamlNode* item : reading.items("conditions")) {
    const Record record(report, *item, kKeys);
    const YamlNode* points =
        record.need("points", {"其所在的测点，如 [tt-101, tt-102]", "the points that it stands on, as [tt-101, tt-102]"});
    const YamlNode* id = record.need("id", {"条件的名称，如 high-high", "the condition's name, as high-high"});
    const auto names = points == nullptr ? std::nullopt : read_list(report, *points, {"测点的列表", "a list of points"});
    const auto suffix = id == nullptr ? std::nullopt : read_name(report, *id);
    if (!names || !suffix) continue;
    const ConditionDraft draft = read_condition_fields(report, *suffix, record);
    for (const YamlNode* name : *names)
      if (const auto point = reading.points.find(report, *name)) lay_over(reading, *point, draft);
  }
}

}  // namespace davy::site
