#include "api/live/picture.hpp"

#include "site/exercise.hpp"

#include <algorithm>

namespace davy::api {
namespace {

bool open(const store::AlarmRow& row) { return !row.ended; }

bool open(const store::OrderRow& row) {
  return row.order.state != core::OrderState::Closed && row.order.state != core::OrderState::Withdrawn;
}

bool open(const store::HazardRow& row) { return !row.ended; }

bool open(const store::CheckRow& row) { return !row.ended; }

bool open(const store::IncidentRow& row) { return row.state == store::IncidentStage::Open; }

bool open(const store::PermitRow& row) { return !row.ended; }

bool rings(const store::AlarmRow& row) { return row.alarm.active && core::annunciates(row.alarm); }

void raise(std::optional<site::Severity>& worst, site::Severity severity) {
  if (!worst || *worst < severity) worst = severity;
}

template <class Id, class Row>
void set_or_forget(std::map<Id, Row>& rows, Id id, const Row& row) {
  if (open(row)) {
    rows.insert_or_assign(id, row);
  } else {
    rows.erase(id);
  }
}

template <class Id, class Row>
std::vector<Row> newest_first(const std::map<Id, Row>& rows) {
  std::vector<Row> out;
  out.reserve(rows.size());
  for (auto at = rows.rbegin(); at != rows.rend(); ++at) out.push_back(at->second);
  return out;
}

bool blind(const runtime::LiveValue& live) { return live.stale || live.last.quality == core::Quality::Bad; }

// `change` for the zone and for those that it lies in.
template <class Change>
void for_zone_and_above(const site::Site& site, std::optional<site::ZoneIndex> zone, std::vector<ZoneStatus>& zones, Change change) {
  for (; zone; zone = site[*zone].parent) change(zones[zone->get()]);
}

}  // namespace

void Picture::set(const store::AlarmRow& row) {
  if (!site::is_golden(row.alarm.condition)) set_or_forget(alarms_, row.alarm.id, row);
}

void Picture::set(const store::OrderRow& row) { set_or_forget(orders_, row.order.id, row); }

void Picture::set(const store::HazardRow& row) { set_or_forget(hazards_, row.id, row); }

void Picture::set(const store::CheckRow& row) { set_or_forget(checks_, row.id, row); }

void Picture::set(const store::IncidentRow& row) { set_or_forget(incidents_, row.id, row); }

void Picture::set(const store::PermitRow& row) { set_or_forget(permits_, row.id, row); }

std::vector<store::AlarmRow> Picture::alarms() const { return newest_first(alarms_); }

std::vector<store::OrderRow> Picture::orders() const { return newest_first(orders_); }

std::vector<store::HazardRow> Picture::hazards() const { return newest_first(hazards_); }

std::vector<store::CheckRow> Picture::checks() const { return newest_first(checks_); }

std::vector<store::IncidentRow> Picture::incidents() const { return newest_first(incidents_); }

std::vector<store::PermitRow> Picture::permits() const { return newest_first(permits_); }

std::vector<ZoneStatus> Picture::zones(const std::vector<runtime::LiveValue>& live) const {
  const site::Site& site = directory_->site();
  std::vector<ZoneStatus> zones(site.zones.size());
  for (std::size_t i = 0; i < zones.size(); ++i) zones[i].zone = site::ZoneIndex(i);
  for (const auto& [id, row] : alarms_) {
    if (site::is_exercise(row.alarm.condition)) continue;
    for_zone_and_above(site, directory_->zone(row.zone), zones, [&row = row](ZoneStatus& status) {
      if (rings(row)) raise(status.level, row.alarm.severity);
      if (row.alarm.active) ++status.active;
      if (!row.alarm.acked && core::annunciates(row.alarm)) ++status.unacknowledged;
    });
  }
  for (const auto& [id, row] : orders_)
    if (!site::is_exercise(row.order.condition))
      for_zone_and_above(site, directory_->zone(row.order.zone), zones, [](ZoneStatus& status) { ++status.open_orders; });
  for (std::size_t i = 0; i < live.size(); ++i) {
    const site::Point& point = site.points[i];
    if (point.purpose == site::Purpose::Safety && blind(live[i]))
      for_zone_and_above(site, point.zone, zones, [](ZoneStatus& status) { ++status.blind; });
  }
  return zones;
}

std::vector<std::optional<site::Severity>> Picture::worst() const {
  std::vector<std::optional<site::Severity>> worst(site::real_points(directory_->site()));
  for (const auto& [id, row] : alarms_) {
    const auto point = directory_->point(std::string_view(row.alarm.condition).substr(0, row.alarm.condition.find(':')));
    if (point && point->get() < worst.size() && rings(row)) raise(worst[point->get()], row.alarm.severity);
  }
  return worst;
}

std::vector<PointStatus> points_of(const std::vector<runtime::LiveValue>& live, const std::vector<std::optional<site::Severity>>& worst) {
  std::vector<PointStatus> points;
  points.reserve(live.size());
  for (std::size_t i = 0; i < std::min(live.size(), worst.size()); ++i) points.push_back({site::PointIndex(i), live[i], worst[i]});
  return points;
}

}  // namespace davy::api
