#pragma once
// Safety rules: what of a site decides when Davy rings, acts or lets people work, as texts that can be held against those of another site.
//
// Taken from the compiled Site, so that how the files are cut, written or commented does not matter, and what a template or a default brings does. Not among
// them: titles, guidance, plans, who answers (posts, duties, shifts that bring no mode), how long samples stay. Compare two sites that the same program has read.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/said.hpp"
#include "site/model.hpp"

namespace davy::site {

enum class RulePart { Access, Permits, Mode, Fact, Zone, Device, Point, Condition, Actuator, Row, Inhibition, Risk };

// All rules of one part; the digest is the same while they are.
struct RulesDigest {
  RulePart part = RulePart::Access;
  std::uint64_t rules = 0;
  std::string digest;  // SHA-256, hexadecimal
  DAVY_FIELDS(part, rules, digest)
  bool operator==(const RulesDigest&) const = default;
};

// One field of one rule. Without a field the whole rule: `from` is empty where it is new, `to` where it is gone.
struct RuleChange {
  RulePart part = RulePart::Access;
  std::string name;  // of the row, the condition …; empty: the site has one only
  std::string field;
  std::string from;
  std::string to;
  DAVY_FIELDS(part, name, field, from, to)
  bool operator==(const RuleChange&) const = default;
};

struct RuleChanges {
  std::vector<RuleChange> changes;
  std::vector<RuleChange>
      additions;  // zones, devices, points with their conditions and actuators that are new, and touch no rule there was
};

// Twins of drills are none (site/exercise.hpp). Some microseconds a condition.
std::vector<RulesDigest> rules_digests(const Site& site);
// Both without the twins.
RuleChanges rule_changes(const Site& before, const Site& after);

// "condition ch4-01:high-high: limit 50 %LEL → 60 %LEL"; fields and values are called as in the files.
Said said_of(const RuleChange& change);
std::string to_text(const RuleChange& change);  // in English

}  // namespace davy::site

template <>
inline constexpr auto davy::kEnumNames<davy::site::RulePart> =
    std::to_array<davy::EnumName<davy::site::RulePart>>({{davy::site::RulePart::Access, "access"},
                                                         {davy::site::RulePart::Permits, "permits"},
                                                         {davy::site::RulePart::Mode, "mode"},
                                                         {davy::site::RulePart::Fact, "fact"},
                                                         {davy::site::RulePart::Zone, "zone"},
                                                         {davy::site::RulePart::Device, "device"},
                                                         {davy::site::RulePart::Point, "point"},
                                                         {davy::site::RulePart::Condition, "condition"},
                                                         {davy::site::RulePart::Actuator, "actuator"},
                                                         {davy::site::RulePart::Row, "row"},
                                                         {davy::site::RulePart::Inhibition, "inhibition"},
                                                         {davy::site::RulePart::Risk, "risk"}});
