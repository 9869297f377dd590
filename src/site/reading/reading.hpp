#pragma once
// Reading: all that is known while a site is read. One is made per load_site() and passed from section to section.
//
// What could not be read is left out of the draft structures and was reported; the Site is given away only when there is no error, so
// that half-read parts of it are never used.

#include "site/expression/scope.hpp"
#include "site/load.hpp"
#include "site/reading/name_table.hpp"
#include "site/reading/templates.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace davy::site {

// A point with what its conditions are made of.
struct PointParts {
  const YamlNode* at = nullptr;
  Soundness soundness = Soundness::Broken;  // Sound: unit, range and purpose are known
  std::optional<ZoneIndex> zone;
  PointTemplate* from = nullptr;          // its template, when it changes nothing of it
  std::unique_ptr<PointDraft> own;        // else template and site's entry together
  const YamlNode* feedback_at = nullptr;  // where an actuator names it as its feedback
  std::unique_ptr<ConditionDraft> fault;  // that actuator's fault condition
};

struct GuidanceKey {
  GuidanceDraft words;
  bool operator==(const GuidanceKey& o) const;
};

struct GuidanceHash {
  std::size_t operator()(const GuidanceKey& key) const;
};

// What every safety point and every actuator has, with words of its own where no template says better.
struct BuiltIn {
  std::vector<ConditionDraft> blind;  // stale, bad-quality, out-of-range
  ConditionDraft fault;               // not-proved
};

struct Reading {
  Report report;
  YamlTree tree;
  std::map<std::string_view, std::vector<const YamlNode*>> sections;  // by top-level key, one node a file
  BuiltIn built_in;
  Templates templates;
  Site site;

  NameTable<ZoneIndex> zones{{"区域", "zone"}};
  NameTable<DeviceIndex> devices{{"设备", "device"}};
  NameTable<PointIndex> points{{"测点", "point"}};
  NameTable<ActuatorIndex> actuators{{"执行机构", "actuator"}};
  NameTable<PostIndex> posts{{"岗位", "post"}};
  NameTable<ShiftIndex> shifts{{"班次", "shift"}};
  NameTable<RowIndex> rows{{"联锁", "row"}};
  NameTable<InhibitionIndex> inhibitions{{"抑制规则", "inhibition"}};
  NameTable<RetentionIndex> retention{{"数据保留类别", "class of retention"}};
  NameTable<std::size_t> alarm_classes{{"报警类别", "alarm class"}};

  std::vector<std::optional<Duration>> realarm_of_class;  // none: never
  std::map<Severity, std::optional<Duration>> realarm_of_severity;
  NameTable<ModeIndex> modes{{"工况", "mode"}};
  NameTable<FactIndex> facts{{"事实", "fact"}};
  NameTable<RiskIndex> risks{{"相关风险", "risk"}};

  std::vector<PointParts> point_parts;
  Soundness duties = Soundness::Sound;
  std::vector<std::pair<std::size_t, std::size_t>> conditions_of;  // per point: first and count in site.conditions
  std::unordered_set<std::string_view> broken_conditions;          // suffixes of which one was reported and not made
  std::unordered_map<GuidanceKey, GuidanceIndex, GuidanceHash> guidance;

  // What the names of conditions mean; asked only when all points and zones were read.
  std::unique_ptr<expression::Scope> names;
  const expression::Scope& scope();

  // The items of a section, from all files.
  std::vector<const YamlNode*> items(std::string_view section);
};

// The sections, in the order in which they must be read.
BuiltIn read_built_in(Report& report, YamlTree& tree);
void read_site_head(Reading& reading, const std::vector<std::string>& other_files);
void read_zones(Reading& reading);
void read_modes(Reading& reading);
void read_facts(Reading& reading);
void read_devices(Reading& reading);
void read_posts(Reading& reading);
void read_shifts(Reading& reading);
void read_duties(Reading& reading);
void read_alarm_classes(Reading& reading);
void read_points(Reading& reading);
void read_condition_section(Reading& reading);
void read_risk_expressions(Reading& reading);  // as conditions of the points whose alarms they make worse
void read_actuators(Reading& reading);
void make_conditions(Reading& reading);
void read_rows(Reading& reading);
void read_consequences(Reading& reading);
void read_inhibitions(Reading& reading);
void read_retention(Reading& reading);
void read_risks(Reading& reading);
void read_access(Reading& reading);
void read_hazards(Reading& reading);
void read_merits(Reading& reading);
void read_risk_bands(Reading& reading);
void read_permits(Reading& reading);
void read_emergency_plans(Reading& reading);
void read_appraisal(Reading& reading);
void read_drill_scenarios(Reading& reading);
void check_whole(Reading& reading);  // what only the whole site shows

// Lays a condition over what a point has.
void lay_over(Reading& reading, PointIndex point, const ConditionDraft& draft);

// Reads `id` of a record and enters it in the table of names.
template <class I>
std::string read_id(Reading& reading, const Record& record, NameTable<I>& table, std::size_t position) {
  const YamlNode* id = record.need("id", {"不与其他重复的名称", "a name of its own"});
  if (id == nullptr || !read_name(reading.report, *id)) return {};
  table.add(reading.report, *id, I(position));
  return std::string(id->text);
}

// The thing that `key` of a record names; a missing key and an unknown name are reported.
template <class I>
std::optional<I> read_reference(Reading& reading, const Record& record, std::string_view key, const NameTable<I>& table) {
  if (const YamlNode* node = record.find(key)) return table.find(reading.report, *node);
  record.lacks(key, said({"本站点的{}的名称", "the name of {} of this site"}, with_article(table.what())));
  return std::nullopt;
}

}  // namespace davy::site
