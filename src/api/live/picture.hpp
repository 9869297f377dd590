#pragma once
// Picture: all alarms, orders, hazards, checks, incidents and permits that are open, in memory, and what follows from them for each zone and point.
//
// A zone's figures are those of the zone and of the zones inside it. Not thread-safe.

#include "api/json/views.hpp"

#include <map>
#include <optional>
#include <vector>

namespace davy::api {

class Picture {
 public:
  // `directory` must outlive it.
  explicit Picture(const site::Directory& directory) : directory_(&directory) {}

  // Takes the place of what was known under the same id; what is no longer open is forgotten.
  void set(const store::AlarmRow& row);
  void set(const store::OrderRow& row);
  void set(const store::HazardRow& row);
  void set(const store::CheckRow& row);
  void set(const store::IncidentRow& row);
  void set(const store::PermitRow& row);

  std::vector<store::AlarmRow> alarms() const;  // newest first
  std::vector<store::OrderRow> orders() const;
  std::vector<store::HazardRow> hazards() const;
  std::vector<store::CheckRow> checks() const;
  std::vector<store::IncidentRow> incidents() const;
  std::vector<store::PermitRow> permits() const;

  std::vector<ZoneStatus> zones(const std::vector<runtime::LiveValue>& live) const;  // by ZoneIndex
  // Of each point of the plant, the worst active alarm that people are told of.
  std::vector<std::optional<site::Severity>> worst() const;

 private:
  const site::Directory* directory_;
  std::map<core::AlarmId, store::AlarmRow> alarms_;
  std::map<core::OrderId, store::OrderRow> orders_;
  std::map<core::HazardId, store::HazardRow> hazards_;
  std::map<core::CheckId, store::CheckRow> checks_;
  std::map<core::IncidentId, store::IncidentRow> incidents_;
  std::map<core::PermitId, store::PermitRow> permits_;
};

// Those of the plant, without the twins of drills: as many as `worst` has.
std::vector<PointStatus> points_of(const std::vector<runtime::LiveValue>& live, const std::vector<std::optional<site::Severity>>& worst);

}  // namespace davy::api
