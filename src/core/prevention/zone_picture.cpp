#include "core/prevention/zone_picture.hpp"

#include "site/exercise.hpp"

#include <algorithm>
#include <cmath>

namespace davy::core {
namespace {

using Kind = RiskReason::Kind;

constexpr std::string_view kPermit = "permit-";
constexpr std::string_view kPeople = "people";

bool says_blind(const site::Site& site, const site::Condition& condition) {
  using site::ConditionKind;
  const bool about_sight =
      condition.kind == ConditionKind::Stale || condition.kind == ConditionKind::BadQuality || condition.kind == ConditionKind::OutOfRange;
  return about_sight && site[condition.point].purpose == site::Purpose::Safety;
}

class Painter {
 public:
  Painter(const site::Directory& directory, const ZoneSources& sources, Instant now)
      : directory_(directory), site_(directory.site()), sources_(sources), now_(now), zones_(site_.zones.size()) {}

  std::vector<ZonePicture> paint() {
    add_assessments();
    add_measures();
    add_missed_checks();
    add_alarms();
    add_hazards();
    add_facts();
    add_calibrations();
    judge_from_inside();
    return std::move(zones_);
  }

 private:
  ZonePicture* of(std::string_view name) {
    const auto zone = directory_.zone(name);
    return zone ? &zones_[zone->get()] : nullptr;
  }
  static void because(ZonePicture& zone, RiskTerm term, RiskReason reason) { zone.reasons[term].push_back(std::move(reason)); }

  site::Severity inherent_level(const RiskEvent& event) const { return level_of(event.inherent, event.day(site_.utc_offset), site_); }

  // What the site says stands beside what is assessed until an event is assessed that was as bad before its measures: a low one is not what the site speaks of.
  void add_assessments() {
    std::vector<site::Severity> assessed(zones_.size(), site::Severity::Low);
    const RiskRegister& known = sources_.prevention.known;
    for (const auto& [id, event] : known.events) {
      const auto zone = directory_.zone(known.zone_of_event(id));
      if (!zone) continue;
      ZonePicture& at = zones_[zone->get()];
      const site::Severity level = level_of(event.residual, event.day(site_.utc_offset), site_);
      assessed[zone->get()] = std::max(assessed[zone->get()], inherent_level(event));
      at.inputs.residual = std::max(at.inputs.residual, level);
      if (level > site::Severity::Low) because(at, RiskTerm::Residual, {Kind::Assessment, id, std::string(name_of(level))});
    }
    for (std::size_t i = 0; i < zones_.size(); ++i) {
      const site::Severity said = site_.zones[i].inherent_risk;
      if (said <= assessed[i]) continue;
      zones_[i].inputs.residual = std::max(zones_[i].inputs.residual, said);
      because(zones_[i], RiskTerm::Residual, {Kind::Zone, site_.zones[i].name, ""});
    }
  }

  void add_measures() {
    const RiskRegister& known = sources_.prevention.known;
    for (const auto& [id, failed] : sources_.prevention.failed) {
      const auto measure = known.measures.find(id);
      ZonePicture* at = of(known.zone_of_measure(id));
      if (at == nullptr || measure == known.measures.end()) continue;
      ++at->inputs.failed_measures;
      at->inputs.unguarded = std::max(at->inputs.unguarded, inherent_level(known.events.at(measure->second.event)));
      because(*at, RiskTerm::Measures, {Kind::Measure, id, failed.watch});
    }
  }

  // Of a measure that is still to be looked at.
  void add_missed_checks() {
    const RiskRegister& known = sources_.prevention.known;
    for (const auto& [id, missed] : sources_.missed) {
      const auto measure = known.measures.find(id);
      ZonePicture* at = of(known.zone_of_measure(id));
      if (at == nullptr || measure == known.measures.end() || measure->second.check.empty()) continue;
      ++at->inputs.missed_checks;
      at->inputs.unchecked = std::max(at->inputs.unchecked, inherent_level(known.events.at(measure->second.event)));
      because(*at, RiskTerm::Checks, {Kind::Check, std::to_string(missed.check), id});
    }
  }

  void add_alarms() {
    for (const ActiveAlarm& alarm : sources_.alarms) {
      const auto condition = directory_.condition(alarm.condition);
      if (!condition || site::is_exercise(alarm.condition)) continue;
      const site::Condition& rule = site_[*condition];
      ZonePicture& at = zones_[site_[rule.point].zone.get()];
      const RiskReason reason{Kind::Alarm, std::to_string(alarm.id.get()), alarm.condition};
      at.inputs.readings = std::max(at.inputs.readings, alarm.severity);
      if (alarm.severity > site::Severity::Low) because(at, RiskTerm::Readings, reason);
      if (!alarm.blind && !says_blind(site_, rule)) continue;
      ++at.inputs.blind;
      because(at, RiskTerm::Blindness, reason);
    }
  }

  void add_hazards() {
    for (const OpenHazard& hazard : sources_.hazards) {
      ZonePicture* at = of(hazard.zone);
      if (at == nullptr) continue;
      if (hazard.grade == HazardGrade::Major)
        ++at->inputs.major_hazards;
      else if (hazard.deadline <= now_ || hazard.grade == HazardGrade::Serious)
        ++at->inputs.pressing_hazards;
      else
        ++at->inputs.open_hazards;
      because(*at, RiskTerm::Hazards, {Kind::Hazard, std::to_string(hazard.id.get()), std::string(name_of(hazard.grade))});
    }
  }

  void add_facts() {
    for (const site::Fact& fact : site_.facts) {
      if (fact.name != kPeople && !fact.name.starts_with(kPermit)) continue;
      if (fact.zones.empty())
        for (std::size_t i = 0; i < zones_.size(); ++i) add_fact(fact, "", zones_[i]);
      for (const site::ZoneIndex zone : fact.zones) add_fact(fact, site_[zone].name, zones_[zone.get()]);
    }
  }

  void add_fact(const site::Fact& fact, const std::string& told_of, ZonePicture& at) {
    const ToldFact* told = sources_.facts.find(fact.name, told_of);
    const bool known = told != nullptr && now_ < told->until;
    if (fact.name == kPeople) {
      at.inputs.people = known ? static_cast<std::size_t>(told->value) : 1;
      because(at, RiskTerm::People, {Kind::People, "", known ? std::to_string(at.inputs.people) : ""});
    } else if (known && told->value > 0) {
      ++at.inputs.special_work;
      because(at, RiskTerm::SpecialWork, {Kind::Permit, fact.name, ""});
    }
  }

  void add_calibrations() {
    for (const auto& [card, calibration] : sources_.calibrations) {
      const auto device = directory_.device(calibration.device);
      if (!device || !is_doubted(calibration.state)) continue;
      ZonePicture& at = zones_[site_[*device].zone.get()];
      const bool failed = calibration.state == CalibrationState::Failed;
      ++at.inputs.uncalibrated;
      because(at, RiskTerm::Calibration,
              {Kind::Device, calibration.device, failed ? std::string(name_of(calibration.state)) : calibration.by});
    }
  }

  // Every zone before the one that it lies in.
  void judge_from_inside() {
    std::vector<std::size_t> order(zones_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t i) { return depth(site::ZoneIndex(i)); });
    for (const std::size_t i : order) {
      ZonePicture& zone = zones_[i];
      zone.risk = judge(zone.inputs);
      std::erase_if(zone.reasons, [&](const auto& each) {
        return std::ranges::find(zone.risk.terms, each.first, &TermLevel::term) == zone.risk.terms.end();
      });
      const auto& parent = site_.zones[i].parent;
      if (!parent || zone.risk.level == site::Severity::Low) continue;
      ZonePicture& around = zones_[parent->get()];
      around.inputs.inside = std::max(around.inputs.inside, zone.risk.level);
      because(around, RiskTerm::Inside, {Kind::Zone, site_.zones[i].name, std::string(name_of(zone.risk.level))});
    }
  }

  std::size_t depth(site::ZoneIndex zone) const {
    std::size_t steps = 0;
    for (auto at = site_[zone].parent; at; at = site_[*at].parent) ++steps;
    return steps;
  }

  const site::Directory& directory_;
  const site::Site& site_;
  const ZoneSources& sources_;
  Instant now_;
  std::vector<ZonePicture> zones_;
};

}  // namespace

std::vector<ZonePicture> picture(const site::Directory& directory, const ZoneSources& sources, Instant now) {
  return Painter(directory, sources, now).paint();
}

}  // namespace davy::core
