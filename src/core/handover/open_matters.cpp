#include "core/handover/open_matters.hpp"

#include "site/exercise.hpp"
#include "site/zones.hpp"

#include <algorithm>
#include <set>

namespace davy::core {
namespace {

// Where a post has a duty; everywhere, when it has none.
class Ground {
 public:
  Ground(const site::Directory& directory, const std::string& post) : directory_(directory) {
    const auto index = directory.post(post);
    for (const site::Duty& duty : directory.site().duties)
      if (index && duty.post == *index) zones_.insert(duty.zone);
  }

  bool holds(site::ZoneIndex zone) const {
    if (zones_.empty()) return true;
    return site::innermost(directory_.site(), zone, [&](site::ZoneIndex at) { return zones_.contains(at); }).has_value();
  }
  // What the site no longer has is everybody's.
  bool holds(const std::string& zone) const {
    const auto index = directory_.zone(zone);
    return !index || holds(*index);
  }
  // A mode of what lies around a zone is the zone's too.
  bool is_within(const std::string& zone) const {
    const auto index = directory_.zone(zone);
    if (!index || holds(*index)) return true;
    return std::ranges::any_of(zones_, [&](site::ZoneIndex mine) { return site::lies_in(directory_.site(), mine, *index); });
  }

 private:
  const site::Directory& directory_;
  std::set<site::ZoneIndex> zones_;
};

std::string zone_of(const site::Directory& directory, const std::string& condition) {
  const auto index = directory.condition(condition);
  const site::Site& site = directory.site();
  return index ? site[site[site[*index].point].zone].name : std::string();
}

void add_checks(std::vector<HandedMatter>& found, const CheckBook& checks, const Ground& ground, const std::string& post) {
  for (const auto& [measure, id] : checks.open) {
    const Check* check = checks.find(id);
    if (check == nullptr || check->state != CheckState::Overdue || (check->asked.post != post && !ground.holds(check->asked.zone)))
      continue;
    found.push_back({HandedKind::Check,
                     std::to_string(id.get()),
                     check->asked.name,
                     check->asked.zone,
                     std::string(name_of(check->state)),
                     site::Severity::Moderate,
                     {}});
  }
}

void add_care(std::vector<HandedMatter>& found, const CareBook& book, const Ground& ground, const std::string& post) {
  for (const auto& [id, care] : book.open) {
    const bool is_urgent = care.started || care.level > 0;
    if (!is_urgent || (care.what.post != post && !ground.holds(care.what.zone))) continue;
    found.push_back({HandedKind::Care,
                     std::to_string(id.get()),
                     care.what.device.empty() ? care.what.card : care.what.device,
                     care.what.zone,
                     care.started ? "working" : "overdue",
                     site::Severity::Moderate,
                     {}});
  }
}

void add_permits(std::vector<HandedMatter>& found, const PermitBook& book, const Ground& ground) {
  for (const auto& [id, permit] : book.permits) {
    const bool goes_on = permit.started && permit.state != PermitState::Accepted;
    if (!goes_on || !ground.holds(permit.what.zone)) continue;
    found.push_back({HandedKind::Permit,
                     std::to_string(id.get()),
                     permit.what.what,
                     permit.what.zone,
                     std::string(name_of(permit.state)),
                     site::Severity::Serious,
                     {}});
  }
}

// An emergency is everybody's.
void add_incidents(std::vector<HandedMatter>& found, const IncidentBook& book) {
  for (const auto& [id, incident] : book.incidents)
    if (incident.state == IncidentState::Open)
      found.push_back({HandedKind::Incident,
                       std::to_string(id.get()),
                       incident.what.what,
                       incident.what.zone,
                       std::string(name_of(incident.what.exercise)),
                       incident.what.exercise == Exercise::Real ? site::Severity::Major : site::Severity::Moderate,
                       {}});
}

}  // namespace

std::vector<HandedMatter> open_matters(const MatterSources& sources, const site::Directory& directory, const std::string& post) {
  const Ground ground(directory, post);
  std::vector<HandedMatter> found;
  for (const auto& [condition, alarm] : sources.alarms.alarms) {
    if (site::is_exercise(condition)) continue;  // a drill ends with everything that it opened
    const AlarmState state = state_of(alarm);
    const std::string zone = zone_of(directory, condition);
    if (state == AlarmState::Normal || (alarm.duty != post && !ground.holds(zone))) continue;
    found.push_back({HandedKind::Alarm, condition, {}, zone, std::string(name_of(state)), alarm.severity, {}});
  }
  for (const auto& [id, order] : sources.orders.orders)
    if (!site::is_exercise(order.condition) && (order.post == post || order.escalated_to == post || ground.holds(order.zone)))
      found.push_back({HandedKind::Order,
                       std::to_string(id.get()),
                       order.condition,
                       order.zone,
                       std::string(name_of(order.state)),
                       order.severity,
                       {}});
  for (const auto& [id, hazard] : sources.hazards.hazards)
    if (hazard.post == post || hazard.supervised_by == post || ground.holds(hazard.zone))
      found.push_back({HandedKind::Hazard,
                       std::to_string(id.get()),
                       {},
                       hazard.zone,
                       std::string(name_of(hazard.state)),
                       hazard.grade == HazardGrade::Major ? site::Severity::Major : site::Severity::Moderate,
                       {}});
  for (const auto& [row, state] : sources.interlocks.rows)
    if (state.bypass) {
      const auto index = directory.row(row);
      found.push_back({HandedKind::Bypass,
                       row,
                       {},
                       {},
                       "until " + to_text(state.bypass->until),
                       index ? directory.site()[*index].severity : site::Severity::Serious,
                       {}});
    }
  for (const auto& [zone, set] : sources.modes.set)
    if (zone.empty() || ground.is_within(zone)) found.push_back({HandedKind::Mode, zone, {}, zone, set.mode, site::Severity::Low, {}});
  add_checks(found, sources.checks, ground, post);
  add_care(found, sources.care, ground, post);
  add_permits(found, sources.permits, ground);
  add_incidents(found, sources.incidents);
  return found;
}

}  // namespace davy::core
