#include "core/obligation/risk_coverage.hpp"

#include <algorithm>

namespace davy::core {
namespace {

std::string said_of(const RecordSaved& saved, std::string_view field) {
  const auto found = std::ranges::find(saved.live, field, &RecordMark::field);
  return found == saved.live.end() ? std::string() : found->value;
}

// A record of one of the kinds of point; a zone is none.
std::optional<RiskPointRef> point_of_record(const std::string& kind, const std::string& id) {
  const auto named = value_named<RiskPointKind>(kind);
  if (!named || *named == RiskPointKind::Zone) return std::nullopt;
  return RiskPointRef{*named, id};
}

// The fields of an object or a unit are called as the kinds are, in the plural.
std::set<RiskPointRef> points_named(const RecordSaved& saved) {
  std::set<RiskPointRef> points;
  for (const RecordMark& mark : saved.live) {
    if (mark.field == "hazard-units") points.insert({RiskPointKind::HazardUnit, mark.value});
    if (mark.field == "storage-places") points.insert({RiskPointKind::StoragePlace, mark.value});
    if (mark.field == "risk-points") points.insert({RiskPointKind::RiskPoint, mark.value});
  }
  return points;
}

// What is counted daily, or what a point is called, makes it no other risk; who answers for it and its filing's number are not among the marks.
std::vector<RecordMark> said_of_risk(const RecordSaved& saved) {
  std::vector<RecordMark> said;
  for (const RecordMark& mark : saved.live)
    if (mark.field != "name" && mark.field != "stock" && mark.field != "filed-until") said.push_back(mark);
  return said;
}

bool is_of_work(site::Scene scene) {
  switch (scene) {
    case site::Scene::Production:
    case site::Scene::Warehouse:
    case site::Scene::SpecialWork: return true;
    case site::Scene::Office:
    case site::Scene::Emergency: return false;
  }
  return false;
}

}  // namespace

Standing standing_of(const RiskChange& change, Instant as_of) {
  const Instant due = change.at + kRiskUpdate;
  if (change.updated_at) return *change.updated_at <= due ? Standing::OnTime : Standing::Late;
  return as_of <= due ? Standing::Pending : Standing::Overdue;
}

std::vector<Counted> counted(const RiskFigures& figures, Instant as_of) {
  std::vector<Counted> found;
  for (const ExpectedRisk& each : figures.points) found.push_back({Metric::RiskIdentified, each.zone, !each.by.empty()});
  for (const RiskChange& each : figures.changes)
    if (const Standing standing = standing_of(each, as_of); standing != Standing::Pending)
      found.push_back({Metric::RiskUpdated, each.zone, standing == Standing::OnTime});
  return found;
}

void add_risks(std::vector<KpiRow>& rows, const RiskFigures& figures, Instant as_of) {
  std::map<std::string, KpiRow> by_zone;
  for (KpiRow& row : rows) by_zone[row.name] = std::move(row);
  for (const Counted& each : counted(figures, as_of)) {
    if (each.name.empty()) continue;
    KpiRow& row = by_zone[each.name];
    row.name = each.name;
    Share& share = row.shares[static_cast<std::size_t>(each.metric)];
    ++share.of;
    if (each.good) ++share.good;
  }
  rows.clear();
  for (auto& [name, row] : by_zone) rows.push_back(std::move(row));
}

void RiskFold::take(const Event& event) {
  if (!at_until_ && event.time >= until_) at_until_ = points();
  if (const auto* saved = get_if<RecordSaved>(&event.body)) save(*saved, event);
  if (const auto* removed = get_if<RecordRemoved>(&event.body)) remove(*removed, event);
}

RiskFigures RiskFold::finish() const { return {at_until_ ? *at_until_ : points(), changes_}; }

void RiskFold::save(const RecordSaved& saved, const Event& event) {
  if (const auto ref = point_of_record(saved.kind, saved.id)) save_point(*ref, saved, event);
  if (saved.kind == "risk-object") {
    objects_[saved.id] = {said_of(saved, "zone"), points_named(saved)};
    answer(events_under(saved.id, ""), event);
  }
  if (saved.kind == "risk-unit") {
    units_[saved.id] = {said_of(saved, "object"), points_named(saved)};
    answer(events_under("", saved.id), event);
  }
  if (saved.kind == "risk-event") {
    events_[saved.id] = {said_of(saved, "unit"), event.seq};
    answer({saved.id}, event);
  }
}

void RiskFold::save_point(const RiskPointRef& ref, const RecordSaved& saved, const Event& event) {
  const std::string name = said_of(saved, "name");
  const std::string place = said_of(saved, ref.kind == RiskPointKind::StoragePlace ? "unit" : "zone");
  Known now{{name, name}, place, said_of_risk(saved), event.seq};
  const auto before = known_.find(ref);
  const bool is_another = before == known_.end() || before->second.said != now.said;
  known_[ref] = now;
  if (is_another && event.time >= from_ && event.time < until_)
    changes_.push_back({ref, now.title, zone_of(ref, now), event.seq, event.time, 0, {}});
}

// What was not due yet when its point went away is asked of nobody any more.
void RiskFold::remove(const RecordRemoved& removed, const Event& event) {
  if (removed.kind == "risk-object") objects_.erase(removed.id);
  if (removed.kind == "risk-unit") units_.erase(removed.id);
  if (removed.kind == "risk-event") events_.erase(removed.id);
  const auto ref = point_of_record(removed.kind, removed.id);
  if (!ref) return;
  known_.erase(*ref);
  std::erase_if(changes_, [&](const RiskChange& each) { return each.point == *ref && standing_of(each, event.time) == Standing::Pending; });
}

// The newest assessment of each point that these risk events name answers the changes before it.
void RiskFold::answer(const std::vector<std::string>& events, const Event& event) {
  const bool is_asked = std::ranges::any_of(changes_, [](const RiskChange& each) { return each.updated == 0; });
  if (!is_asked) return;
  std::map<RiskPointRef, std::uint64_t> newest;
  for (const std::string& id : events) {
    const Assessed& assessed = events_.at(id);
    for (const RiskPointRef& ref : named_by(assessed)) newest[ref] = std::max(newest[ref], assessed.seq);
  }
  for (RiskChange& change : changes_) {
    const auto found = newest.find(change.point);
    if (change.updated != 0 || found == newest.end() || found->second <= change.seq) continue;
    change.updated = event.seq;
    change.updated_at = event.time;
  }
}

// Of an object, or of one unit.
std::vector<std::string> RiskFold::events_under(const std::string& object, const std::string& unit) const {
  std::vector<std::string> found;
  for (const auto& [id, assessed] : events_) {
    const auto of = units_.find(assessed.unit);
    if (assessed.unit == unit || (!object.empty() && of != units_.end() && of->second.above == object)) found.push_back(id);
  }
  return found;
}

// Of a chain that is broken nothing.
std::set<RiskPointRef> RiskFold::named_by(const Assessed& event) const {
  const auto unit = units_.find(event.unit);
  if (unit == units_.end()) return {};
  const auto object = objects_.find(unit->second.above);
  if (object == objects_.end()) return {};
  std::set<RiskPointRef> named = unit->second.points;
  named.insert(object->second.points.begin(), object->second.points.end());
  named.insert({RiskPointKind::Zone, object->second.above});
  return named;
}

std::string RiskFold::zone_of(const RiskPointRef& ref, const Known& known) const {
  if (ref.kind != RiskPointKind::StoragePlace) return known.place;
  const auto unit = known_.find({RiskPointKind::HazardUnit, known.place});
  return unit == known_.end() ? std::string() : unit->second.place;
}

std::vector<ExpectedRisk> RiskFold::points() const {
  std::map<RiskPointRef, std::vector<IdentifiedBy>> by;
  for (const auto& [id, assessed] : events_)
    for (const RiskPointRef& ref : named_by(assessed)) by[ref].push_back({units_.at(assessed.unit).above, assessed.unit, id, assessed.seq});
  std::vector<ExpectedRisk> found;
  for (const site::Zone& zone : directory_.site().zones) {
    if (!is_of_work(zone.scene) && zone.inherent_risk == site::Severity::Low) continue;
    const RiskPointRef ref{RiskPointKind::Zone, zone.name};
    found.push_back({ref, zone.title, zone.name, 0, by[ref]});
  }
  for (const auto& [ref, known] : known_) found.push_back({ref, known.title, zone_of(ref, known), known.seq, by[ref]});
  return found;
}

}  // namespace davy::core
