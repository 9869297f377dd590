#include "core/engine/zone_limit.hpp"

#include "core/engine/engine.hpp"
#include "core/refuse.hpp"
#include "site/zones.hpp"

#include <algorithm>

namespace davy::core {
namespace {

using Zones = std::vector<std::string>;  // by name

// The zones that a request acts on; none: it is not limited, or there is nothing of that name.
struct ActedOn {
  const State& state;
  const site::Directory& directory;

  Zones of_condition(const std::string& name) const {
    const site::Site& site = directory.site();
    const auto condition = directory.condition(name);
    return condition ? Zones{site[site[site[*condition].point].zone].name} : Zones{};
  }
  Zones of_alarm(AlarmId id) const {
    const Alarm* alarm = state.alarms.find(id);
    return alarm == nullptr ? Zones{} : of_condition(alarm->condition);
  }
  // Every zone that a row reads: who may not act in one of them may not set the row aside.
  Zones of_row(const std::string& name) const {
    const auto row = directory.row(name);
    Zones zones;
    if (!row) return zones;
    for (const site::ConditionIndex cause : directory.site()[*row].causes)
      for (std::string& zone : of_condition(directory.name_of(cause))) zones.push_back(std::move(zone));
    return zones;
  }

  Zones operator()(const AcknowledgeGroup& ask) const { return of_group(ask.group); }
  Zones operator()(const ResetGroup& ask) const { return of_group(ask.group); }
  Zones of_group(AlarmId id) const {
    const auto group = state.alarms.groups.find(id);
    Zones zones;
    if (group == state.alarms.groups.end()) return zones;
    for (const AlarmId alarm : group->second.open)
      for (std::string& zone : of_alarm(alarm)) zones.push_back(std::move(zone));
    return zones;
  }

  // A report, and the hand that stops dangerous work, are welcome from everybody.
  Zones operator()(const ReportHazard&) const { return {}; }
  Zones operator()(const SuspendPermit&) const { return {}; }
  Zones operator()(const ApplyForPermit& ask) const { return {ask.what.zone}; }
  Zones operator()(const SetMode& ask) const { return {ask.zone}; }
  Zones operator()(const ProposeSite&) const { return {std::string()}; }  // rules are of the whole site
  Zones operator()(const EndMode& ask) const { return {ask.zone}; }
  Zones operator()(const SetFact& ask) const { return {ask.zone}; }
  Zones operator()(const AskForCare& ask) const { return of_device(ask.device); }
  Zones of_device(const std::string& name) const {
    const auto device = directory.device(name);
    const auto& points = directory.site().points;
    const auto point = std::ranges::find_if(points, [&](const site::Point& each) { return device && each.device == *device; });
    return point == points.end() ? Zones{} : Zones{directory.site()[point->zone].name};
  }

  template <class Ask>
  Zones operator()(const Ask& ask) const {
    if constexpr (requires { ask.incident; } || std::is_same_v<Ask, OpenIncident>)
      return {};
    else if constexpr (requires { AlarmId(ask.alarm); })
      return of_alarm(ask.alarm);
    else if constexpr (requires { ask.condition; })
      return of_condition(ask.condition);
    else if constexpr (requires { ask.row; })
      return of_row(ask.row);
    else if constexpr (requires { ask.order; })
      return of_found(state.orders.find(ask.order), [](const Order& each) { return each.zone; });
    else if constexpr (requires { ask.hazard; })
      return of_found(state.hazards.find(ask.hazard), [](const Hazard& each) { return each.zone; });
    else if constexpr (std::is_same_v<Ask, HandleIsolation>)
      return of_lock(ask);
    else if constexpr (requires { ask.permit; })
      return of_found(state.permits.find(ask.permit), [](const Permit& each) { return each.what.zone; });
    else if constexpr (requires { ask.care; })
      return of_found(state.care.find(ask.care), [](const Care& each) { return each.what.zone; });
    else if constexpr (requires { ask.check; })
      return of_found(state.checks.find(ask.check), [](const Check& each) { return each.asked.zone; });
    else
      return {};
  }
  // A lock may hang longer than its permit lives.
  Zones of_lock(const HandleIsolation& ask) const {
    const Permit* permit = state.permits.find(ask.permit);
    const IsolationLock* lock = state.permits.lock_of(ask.permit, ask.isolation);
    if (permit != nullptr) return {permit->what.zone};
    return lock == nullptr || lock->zone.empty() ? Zones{} : Zones{lock->zone};
  }
  template <class Found, class ZoneOf>
  static Zones of_found(const Found* found, ZoneOf zone_of) {
    Zones zones;
    if (found != nullptr && !zone_of(*found).empty()) zones.push_back(zone_of(*found));
    return zones;
  }
};

bool lies_within(const site::Directory& directory, const std::string& zone, const Zones& allowed) {
  if (zone.empty()) return false;  // the whole site is more than any zone
  const auto is_allowed = [&](site::ZoneIndex at) { return std::ranges::find(allowed, directory.site()[at].name) != allowed.end(); };
  return site::innermost(directory.site(), directory.zone(zone), is_allowed).has_value();
}

}  // namespace

std::optional<Refusal> outside(const Actor& actor, const Request& request, const State& state, const site::Directory& directory) {
  if (actor.zones.empty()) return std::nullopt;
  for (const std::string& zone : visit(ActedOn{state, directory}, request)) {
    if (lies_within(directory, zone, actor.zones)) continue;
    const std::string where = zone.empty() ? "site" : zone;
    return refuse(RefusalCode::NotAllowed, "您的账号不能在区域“" + where + "”操作", "your account may not act in zone " + where);
  }
  return std::nullopt;
}

}  // namespace davy::core
