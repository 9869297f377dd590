#pragma once
// RiskRegister: double prevention as the records say it: object → unit → event → measure.
//
// A fold of record events of the kinds risk-object, risk-unit, risk-event, risk-measure and supply, and of what emergencies use of supplies; other kinds are
// not looked at. Records refer
// only to records that are there, so every chain leads to a zone; one whose zone the site no longer has leads nowhere. Emergency supplies are no measures
// against an event, but what is to be looked at by cycle as measures are.

#include "core/cycle.hpp"
#include "core/input.hpp"
#include "core/prevention/assessment.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace davy::core {

struct RiskEvent {
  std::string unit;
  Assessment inherent;
  Assessment residual;
  std::string assessed = {};  // the day, as its record says; empty: when the record was saved
  Instant saved = {};
  DAVY_FIELDS(unit, inherent, residual, assessed, saved)

  Day day(Duration utc_offset) const;  // on which it was assessed
};

struct Measure {
  std::string name;
  std::string event;
  std::string condition;  // that watches it; empty: none
  std::string row;
  std::string check = {};  // what to look at, by the cycle; empty: nothing
  Cycle cycle = {};
  std::string post = {};   // whose it is; empty: the duty's of the zone
  std::string point = {};  // to which a reading goes
  DAVY_FIELDS(name, event, condition, row, check, cycle, post, point)
};

// An emergency supply (应急物资), kept at a work site.
struct Supply {
  std::string name;
  std::string zone;
  std::string check;  // what to look at, by the cycle; empty: nothing
  Cycle cycle;
  std::string post;  // whose it is; empty: the duty's of the zone
  std::optional<double> quantity = {};
  double least = 0;
  std::string unit = {};
  double used = 0;  // in emergencies, since the record was last saved: whoever saves it has counted
  DAVY_FIELDS(name, zone, check, cycle, post, quantity, least, unit, used)

  std::optional<double> left() const { return quantity ? std::optional(std::max(0.0, *quantity - used)) : std::nullopt; }
  bool is_short() const { return quantity && *left() < least; }
};

// What the checks of a supply call it: the name of its record, which no measure has.
inline constexpr std::string_view kSupplyPrefix = "supply/";

struct RiskRegister {
  std::map<std::string, std::string, std::less<>> objects;  // zone, by id of the record
  std::map<std::string, std::string, std::less<>> units;    // object
  std::map<std::string, RiskEvent, std::less<>> events;
  std::map<std::string, Measure, std::less<>> measures;
  std::map<std::string, std::set<std::string>, std::less<>> watchers;  // measures, by the condition or row that watches them
  std::map<std::string, Supply, std::less<>> supplies;                 // kept in a zone, by "supply/<id>"
  std::set<IncidentId> drills;                                         // incidents that are not closed
  DAVY_FIELDS(objects, units, events, measures, watchers, supplies, drills)

  std::string zone_of_event(std::string_view event) const;  // empty when the chain is broken
  std::string zone_of_measure(std::string_view measure) const;
  const std::set<std::string>& watched_by(std::string_view watch) const;
};

namespace risk_register {

void evolve(RiskRegister& book, const Event& event);

// What a change of risk events says that no method knows, or that leaves more risk than there was before any measure.
std::optional<Refusal> refuse_wrong(const site::Site& site, const SaveRecords& ask, Instant now);

}  // namespace risk_register

}  // namespace davy::core
