#pragma once
// RiskRegister: double prevention as the records say it: object → unit → event → measure.
//
// A fold of record events of the kinds risk-object, risk-unit, risk-event and risk-measure; other kinds are not looked at. Records refer
// only to records that are there, so every chain leads to a zone; one whose zone the site no longer has leads nowhere.

#include "core/input.hpp"
#include "core/prevention/assessment.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace davy::core {

struct RiskEvent {
  std::string unit;
  Assessment inherent;
  Assessment residual;
  DAVY_FIELDS(unit, inherent, residual)
};

struct Measure {
  std::string name;
  std::string event;
  std::string condition;  // that watches it; empty: none
  std::string row;
  DAVY_FIELDS(name, event, condition, row)
};

struct RiskRegister {
  std::map<std::string, std::string, std::less<>> objects;  // zone, by id of the record
  std::map<std::string, std::string, std::less<>> units;    // object
  std::map<std::string, RiskEvent, std::less<>> events;
  std::map<std::string, Measure, std::less<>> measures;
  std::map<std::string, std::set<std::string>, std::less<>> watchers;  // measures, by the condition or row that watches them
  DAVY_FIELDS(objects, units, events, measures, watchers)

  std::string zone_of_event(std::string_view event) const;  // empty when the chain is broken
  std::string zone_of_measure(std::string_view measure) const;
  const std::set<std::string>& watched_by(std::string_view watch) const;
};

namespace risk_register {

void evolve(RiskRegister& book, const Event& event);

// What a change of risk events says that no method knows, or that leaves more risk than there was before any measure.
std::optional<Refusal> refuse_wrong(const site::Site& site, const SaveRecords& ask);

}  // namespace risk_register

}  // namespace davy::core
