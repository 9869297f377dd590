#include "site/safety_rules.hpp"

#include "base/bytes.hpp"
#include "site/exercise.hpp"
#include "site/expression/program.hpp"
#include "site/names.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>
#include <utility>

namespace davy::site {
namespace {

struct RuleField {
  std::string_view name;
  std::string text;
};

struct SafetyRule {
  RulePart part = RulePart::Access;
  std::string name;
  std::string point;  // of a condition
  std::vector<RuleField> fields;
};

constexpr std::string_view kNone = "-";

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all.empty() ? std::string(kNone) : all;
}

std::string or_none(const std::optional<Duration>& span) { return span ? to_text(*span) : std::string(kNone); }

std::string word(bool holds) { return holds ? "yes" : "no"; }

std::string title_of(const SafetyRule& rule) {
  const std::string_view part = name_of(rule.part);
  return rule.name.empty() ? std::string(part) : fmt::format("{} {}", part, rule.name);
}

using TakeRule = std::function<void(SafetyRule)>;

// Gives a site's rules one after the other: all together are many times the site. `known`: the points of the site that it is held against; a risk of them is
// the same however many points are new.
class RuleWriter {
 public:
  RuleWriter(const Site& site, const std::set<std::string>* known, TakeRule take) : site_(site), known_(known), take_(std::move(take)) {}

  void write() {
    write_access();
    write_permits();
    for (std::size_t i = 0; i < site_.modes.size(); ++i)
      add(RulePart::Mode, site_.modes[i].name,
          {{"normal", word(i == 0)}, {"at-most", or_none(site_.modes[i].at_most)}, {"shift", hours_of(site_.modes[i].shift)}});
    for (const Fact& fact : site_.facts)
      add(RulePart::Fact, fact.name,
          {{"kind", std::string(name_of(fact.kind))}, {"zones", names(fact.zones)}, {"valid-for", to_text(fact.valid_for)}});
    for (const Zone& zone : site_.zones)
      add(RulePart::Zone, zone.name,
          {{"parent", zone.parent ? site_[*zone.parent].name : std::string(kNone)}, {"neighbours", names(zone.neighbours)}});
    for (const Device& device : site_.devices) add(RulePart::Device, device.name, {});
    for (const Point& point : site_.points) write_point(point);
    for (const Condition& condition : site_.conditions) write_condition(condition);
    for (const Actuator& actuator : site_.actuators) write_actuator(actuator);
    for (const Row& row : site_.rows) write_row(row);
    for (const Inhibition& each : site_.inhibitions)
      add(RulePart::Inhibition, each.name,
          {{"while", conditions(each.inhibitors)},
           {"set-aside", conditions(each.targets)},
           {"within", std::string(name_of(each.reach))},
           {"at-most", or_none(each.at_most)}});
    for (const Risk& risk : site_.risks) write_risk(risk);
  }

 private:
  void add(RulePart part, std::string name, std::vector<RuleField> fields) { take_({part, std::move(name), {}, std::move(fields)}); }

  void write_access() {
    const AccessTerms& terms = site_.access;
    add(RulePart::Access, "",
        {{"two-people", std::string(name_of(terms.two_people))},
         {"two-people-for-rules", std::string(name_of(terms.rules))},
         {"long-shelf", to_text(terms.long_shelf)},
         {"consent-within", to_text(terms.consent_within)},
         {"second-factor", joined(terms.second_factor)},
         {"site", site_.name}});  // devices speak to it by this name
  }

  void write_permits() {
    const PermitRules& permits = site_.permits;
    std::vector<std::string> posts, rest_days, holidays, workdays;
    for (const auto& [role, name] : kEnumNames<PermitRole>)
      if (const auto& post = permits.post(role)) posts.push_back(fmt::format("{} {}", name, site_[*post].name));
    for (const std::uint8_t day : permits.rest_days) rest_days.push_back(std::to_string(day));
    for (const Day day : permits.holidays) holidays.push_back(to_text(day));
    for (const Day day : permits.workdays) workdays.push_back(to_text(day));
    add(RulePart::Permits, "",
        {{"posts", joined(posts)},
         {"night", to_text(permits.night_from) + " to " + to_text(permits.night_until)},
         {"rest-days", joined(rest_days)},
         {"holidays", joined(holidays)},
         {"workdays", joined(workdays)},
         {"guardian-within", to_text(permits.guardian_within)},
         {"answer-within", to_text(permits.answer_within)},
         {"around", to_text(permits.around)},
         {"on-site-within", fmt::format("{} m", permits.on_site_within_m)},
         {"typed-codes", word(permits.typed_codes == TypedCodes::Count)},
         {"certificates", certificates(permits)},
         {"utc-offset", to_text(site_.utc_offset)},
         {"anchor", anchor()}});
  }

  // "analyst hot-work gas-analyst or lab"
  static std::string certificates(const PermitRules& permits) {
    std::vector<std::string> all;
    for (const auto& [part, part_name] : kEnumNames<PermitPart>)
      for (const auto& [kind, kind_name] : kEnumNames<PermitKind>) {
        std::string categories;
        for (const std::string& each : permits.certificates_of(part, kind)) categories += (categories.empty() ? "" : " or ") + each;
        if (!categories.empty()) all.push_back(fmt::format("{} {} {}", part_name, kind_name, categories));
      }
    return joined(all);
  }

  // By which a phone is on site or not.
  std::string anchor() const {
    const auto& at = site_.plan.anchor;
    return at ? fmt::format("{} {} bearing {}", at->latitude, at->longitude, at->bearing) : std::string(kNone);
  }

  // A mode that follows a shift holds by its hours.
  std::string hours_of(const std::optional<ShiftIndex>& shift) const {
    if (!shift) return std::string(kNone);
    return fmt::format("{} {} to {}", site_[*shift].name, to_text(site_[*shift].from), to_text(site_[*shift].until));
  }

  // A new point in a set of an expression changes what that asks, though its text stays.
  std::string points_read(const Condition& c) const {
    std::set<std::string> all;
    if (!c.program) return std::string(kNone);
    for (const expression::Input& input : c.program->inputs)
      for (const auto& point : {input.point, input.other})
        if (point && *point != c.point) all.insert(site_[*point].name);
    return joined({all.begin(), all.end()});
  }

  void write_point(const Point& point) {
    add(RulePart::Point, point.name,
        {{"kind", std::string(name_of(point.kind))},
         {"purpose", std::string(name_of(point.purpose))},
         {"zone", site_[point.zone].name},
         {"device", site_[point.device].name},
         {"range", fmt::format("{} to {}", point.range_min, with_unit(point.range_max, point))},
         {"period", to_text(point.period)},
         {"stale-after", to_text(point.stale_after)}});
  }

  void write_condition(const Condition& c) {
    const Point& point = site_[c.point];
    std::vector<std::string> gates, upgrades, by_mode;
    for (const PermitKind kind : c.gates) gates.emplace_back(name_of(kind));
    for (const PermitKind kind : c.upgrades) upgrades.emplace_back(name_of(kind));
    for (const ModeLimit& limit : c.by_mode)
      by_mode.push_back(site_[limit.mode].name + " " + (limit.limit ? with_unit(*limit.limit, point) : std::string("disabled")));
    const bool has_limit = c.kind == ConditionKind::High || c.kind == ConditionKind::Low;
    const bool is_judged = has_limit || c.kind == ConditionKind::Expression;
    std::vector<RuleField> fields{{"when", c.kind == ConditionKind::Expression ? c.text : std::string(name_of(c.kind))},
                                  {"reads", points_read(c)},
                                  {"limit", has_limit ? with_unit(c.limit, point) : std::string(kNone)},
                                  {"by-mode", joined(by_mode)},
                                  {"deadband", is_judged ? with_unit(c.deadband, point) : std::string(kNone)},
                                  {"on-delay", to_text(c.on_delay)},
                                  {"off-delay", to_text(c.off_delay)},
                                  {"severity", std::string(name_of(c.severity))},
                                  {"latch", word(c.latch == Latch::Yes)},
                                  {"work-order", word(c.work_order == WorkOrder::Yes)},
                                  {"respond-within", to_text(c.respond_within)},
                                  {"realarm-after", or_none(c.realarm_after)},
                                  {"shelve-at-most", or_none(c.shelve_at_most)},
                                  {"answered-by", c.answered_by ? site_[*c.answered_by].name : std::string(kNone)},
                                  {"rings", std::string(name_of(c.rings))},
                                  {"gates", joined(gates)},
                                  {"upgrades", joined(upgrades)}};
    take_({RulePart::Condition, point.name + ":" + c.suffix, point.name, std::move(fields)});
  }

  void write_actuator(const Actuator& actuator) {
    std::vector<std::string> states;
    for (const ActuatorState& state : actuator.states) states.push_back(fmt::format("{} {}", state.name, state.feedback_value));
    add(RulePart::Actuator, actuator.name,
        {{"zone", site_[actuator.zone].name},
         {"device", site_[actuator.device].name},
         {"states", joined(states)},
         {"safe-state", actuator.safe_state},
         {"feedback", site_[actuator.feedback].name},
         {"feedback-tolerance", fmt::format("{}", actuator.feedback_tolerance)},
         {"accept-within", to_text(actuator.accept_within)},
         {"observe-within", to_text(actuator.observe_within)}});
  }

  void write_row(const Row& row) {
    add(RulePart::Row, row.name,
        {{"causes", conditions(row.causes)},
         {"needed", std::to_string(row.needed)},
         {"effects", effects(row.effects)},
         {"on-unknown", std::string(name_of(row.on_unknown))},
         {"severity", std::string(name_of(row.severity))},
         {"bypass-at-most", to_text(row.bypass_at_most)}});
  }

  void write_risk(const Risk& risk) {
    std::vector<std::string> asked;
    for (const ConditionIndex when : risk.when)
      if (is_known(when)) asked.push_back(site_[when].text);
    const std::set<std::string> each_once(asked.begin(), asked.end());
    add(RulePart::Risk, risk.name,
        {{"raise", known_conditions(risk.raised)},
         {"beside", known_conditions(risk.companions)},
         {"when", joined({each_once.begin(), each_once.end()})},
         {"within", std::string(name_of(risk.reach))},
         {"to", std::string(name_of(risk.to))}});
  }

  std::string name_of_condition(ConditionIndex index) const { return site_[site_[index].point].name + ":" + site_[index].suffix; }
  bool is_known(ConditionIndex index) const { return known_ == nullptr || known_->contains(site_[site_[index].point].name); }

  std::string conditions(const std::vector<ConditionIndex>& list) const {
    std::vector<std::string> all;
    for (const ConditionIndex index : list) all.push_back(name_of_condition(index));
    return joined(all);
  }
  std::string known_conditions(const std::vector<ConditionIndex>& list) const {
    std::vector<std::string> all;
    for (const ConditionIndex index : list)
      if (is_known(index)) all.push_back(name_of_condition(index));
    return joined(all);
  }
  std::string names(const std::vector<ZoneIndex>& zones) const {
    std::set<std::string> all;
    for (const ZoneIndex zone : zones) all.insert(site_[zone].name);
    return joined({all.begin(), all.end()});
  }
  std::string effects(const std::vector<Effect>& list) const {
    std::vector<std::string> all;
    for (const Effect& effect : list) {
      std::string text = site_[effect.actuator].name + " " + effect.state;
      if (!effect.alternatives.empty()) text += " else (" + effects(effect.alternatives) + ")";
      all.push_back(std::move(text));
    }
    return joined(all);
  }
  static std::string with_unit(double value, const Point& point) { return fmt::format("{} {}", value, point.unit->symbol); }

  const Site& site_;
  const std::set<std::string>* known_;
  TakeRule take_;
};

std::set<std::string> points_of(const Site& site) {
  std::set<std::string> points;
  for (const Point& point : site.points) points.insert(point.name);
  return points;
}

std::string whole(const SafetyRule& rule) {
  std::string text;
  for (const RuleField& field : rule.fields)
    if (field.text != kNone) text += fmt::format("{}{} {}", text.empty() ? "" : "; ", field.name, field.text);
  return text.empty() ? title_of(rule) : text;
}

// What is new and takes nothing from anything that there was.
bool only_adds(const SafetyRule& rule, const std::set<std::string>& known_points) {
  switch (rule.part) {
    case RulePart::Zone:
    case RulePart::Device:
    case RulePart::Point:
    case RulePart::Actuator: return true;
    case RulePart::Condition: return !known_points.contains(rule.point);
    case RulePart::Access:
    case RulePart::Permits:
    case RulePart::Mode:
    case RulePart::Fact:
    case RulePart::Row:
    case RulePart::Inhibition:
    case RulePart::Risk: return false;
  }
  return false;
}

using RuleKey = std::pair<RulePart, std::string>;

RuleKey key_of(const SafetyRule& rule) { return {rule.part, rule.name}; }

Digest digest_of(const SafetyRule& rule) {
  Hasher hasher;
  for (const RuleField& field : rule.fields) hasher.add(field.name).add(field.text);
  return hasher.finish();
}

// The rules of another site that those of one do not have, in its order, and the keys of which are gone or differ.
struct OtherRules {
  std::vector<SafetyRule> others;
  std::set<RuleKey> gone;
  std::set<RuleKey> differ;
};

OtherRules other_rules(const Site& before, const Site& after, const std::set<std::string>& known_points) {
  std::map<RuleKey, Digest> left;
  RuleWriter(before, nullptr, [&](const SafetyRule& rule) { left[key_of(rule)] = digest_of(rule); }).write();
  OtherRules found;
  RuleWriter(after, &known_points, [&](SafetyRule rule) {
    const auto known = left.find(key_of(rule));
    const bool same = known != left.end() && known->second == digest_of(rule);
    if (known != left.end()) {
      if (!same) found.differ.insert(known->first);
      left.erase(known);
    }
    if (!same) found.others.push_back(std::move(rule));
  }).write();
  for (const auto& each : left) found.gone.insert(each.first);
  return found;
}

// The fields of a rule are the same and in the same order, whatever the site says.
void compare(const SafetyRule& before, const SafetyRule& after, std::vector<RuleChange>& changes) {
  for (std::size_t i = 0; i < before.fields.size(); ++i)
    if (before.fields[i].text != after.fields[i].text)
      changes.push_back({after.part, after.name, std::string(after.fields[i].name), before.fields[i].text, after.fields[i].text});
}

// As the console calls them.
Words words_of(RulePart part) {
  switch (part) {
    case RulePart::Access: return {"须两人的事项", "access"};
    case RulePart::Permits: return {"作业票", "permits"};
    case RulePart::Mode: return {"工况", "mode"};
    case RulePart::Fact: return {"事实", "fact"};
    case RulePart::Zone: return {"区域", "zone"};
    case RulePart::Device: return {"设备", "device"};
    case RulePart::Point: return {"测点", "point"};
    case RulePart::Condition: return {"报警条件", "condition"};
    case RulePart::Actuator: return {"执行机构", "actuator"};
    case RulePart::Row: return {"联锁", "row"};
    case RulePart::Inhibition: return {"按设计抑制", "inhibition"};
    case RulePart::Risk: return {"关联风险", "risk"};
  }
  return {"规则", "rule"};
}

}  // namespace

std::vector<RulesDigest> rules_digests(const Site& site) {
  std::map<RulePart, std::pair<std::uint64_t, Hasher>> parts;
  RuleWriter(site, nullptr, [&](const SafetyRule& rule) {
    if (is_exercise(rule.name)) return;
    auto& [count, hasher] = parts[rule.part];
    ++count;
    hasher.add(rule.name);
    for (const RuleField& field : rule.fields) hasher.add(field.name).add(field.text);
  }).write();
  std::vector<RulesDigest> digests;
  for (auto& [part, counted] : parts) digests.push_back({part, counted.first, to_hex(counted.second.finish())});
  return digests;
}

RuleChanges rule_changes(const Site& before, const Site& after) {
  const std::set<std::string> known_points = points_of(before);
  const OtherRules other = other_rules(before, after, known_points);
  RuleChanges found;
  std::map<RuleKey, SafetyRule> old_rules;
  const auto take_old = [&](SafetyRule rule) {
    const RuleKey key = key_of(rule);
    if (other.gone.contains(key)) found.changes.push_back({rule.part, rule.name, "", whole(rule), ""});
    if (other.differ.contains(key)) old_rules[key] = std::move(rule);
  };
  if (!other.gone.empty() || !other.differ.empty()) RuleWriter(before, nullptr, take_old).write();
  for (const SafetyRule& rule : other.others) {
    const auto known = old_rules.find(key_of(rule));
    if (known != old_rules.end())
      compare(known->second, rule, found.changes);
    else
      (only_adds(rule, known_points) ? found.additions : found.changes).push_back({rule.part, rule.name, "", "", whole(rule)});
  }
  // Twins of drills are no rules; the site that runs has them, the one that was just read has none.
  const auto is_of_twin = [](const RuleChange& change) { return is_exercise(change.name); };
  std::erase_if(found.changes, is_of_twin);
  std::erase_if(found.additions, is_of_twin);
  return found;
}

Said said_of(const RuleChange& change) {
  const Said part = said(words_of(change.part));
  const Said title = change.name.empty() ? part : said({"{} {}", "{} {}"}, part, change.name);
  if (!change.field.empty()) return said({"{}：{} {} → {}", "{}: {} {} → {}"}, title, change.field, change.from, change.to);
  return change.from.empty() ? said({"{}：新增，{}", "{}: new, {}"}, title, change.to)
                             : said({"{}：删除，原为 {}", "{}: gone, was {}"}, title, change.from);
}

std::string to_text(const RuleChange& change) { return said_of(change).en(); }

}  // namespace davy::site
