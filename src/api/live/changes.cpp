#include "api/live/changes.hpp"

#include "api/live/all_rows.hpp"
#include "site/exercise.hpp"

#include <algorithm>
#include <set>
#include <type_traits>

namespace davy::api {
namespace {

// Which things the records name, by the names of the events' fields.
struct Named {
  std::set<core::AlarmId> alarms;
  std::set<core::OrderId> orders;
  std::set<core::HazardId> hazards;
  std::set<core::CheckId> checks;
  std::set<core::IncidentId> incidents;
  std::set<core::PermitId> permits;
  std::set<std::string> conditions;
  bool rows = false;
  bool devices = false;

  void add(const core::Event& event) {
    visit(
        [this](const auto& body) {
          using Body = std::decay_t<decltype(body)>;
          Body::each_field(body, [this](std::string_view name, const auto& value) { add(name, value); });
          if constexpr (std::is_same_v<Body, core::DevicePresence>) devices = true;
          const std::string_view room = Body::kKind.substr(0, Body::kKind.find('.'));
          if (room == "row" || room == "command" || room == "effect") rows = true;
        },
        event.body);
    // What is born has its record's own number.
    if (holds<core::AlarmRaised>(event.body)) alarms.insert(core::AlarmId(event.seq));
    if (holds<core::OrderIssued>(event.body)) orders.insert(core::OrderId(event.seq));
    if (holds<core::HazardReported>(event.body)) hazards.insert(core::HazardId(event.seq));
    if (holds<core::CheckIssued>(event.body)) checks.insert(core::CheckId(event.seq));
    if (holds<core::IncidentOpened>(event.body)) incidents.insert(core::IncidentId(event.seq));
    if (holds<core::PermitApplied>(event.body)) permits.insert(core::PermitId(event.seq));
    if (const auto* reported = get_if<core::HazardReported>(&event.body)) add("check", reported->about.check);
  }

  template <class T>
  void add(std::string_view name, const T& value) {
    if constexpr (std::is_same_v<T, core::AlarmId>) {
      if (!value.none()) alarms.insert(value);
    } else if constexpr (std::is_same_v<T, core::OrderId>) {
      if (!value.none()) orders.insert(value);
    } else if constexpr (std::is_same_v<T, core::HazardId>) {
      if (!value.none()) hazards.insert(value);
    } else if constexpr (std::is_same_v<T, core::CheckId>) {
      if (!value.none()) checks.insert(value);
    } else if constexpr (std::is_same_v<T, core::IncidentId>) {
      if (!value.none()) incidents.insert(value);
    } else if constexpr (std::is_same_v<T, core::PermitId>) {
      if (!value.none()) permits.insert(value);
    } else if constexpr (std::is_same_v<T, std::string>) {
      if (name == "condition") conditions.insert(value);
    }
  }
};

}  // namespace

Result<Changes> changes_of(const std::vector<store::JournalRow>& records, const site::Directory& directory, store::Queries& queries) {
  Named named;
  for (const store::JournalRow& record : records) named.add(record.event);
  Changes changes;
  // Shelves and the like name the condition; they show on its newest occurrence, and a new occurrence ends the one before.
  for (const std::string& condition : named.conditions) {
    store::AlarmFilter filter;
    filter.condition = condition;
    filter.which = store::AlarmFilter::Which::All;
    filter.limit = 2;
    const auto page = queries.alarms(filter);
    if (!page) return page.error();
    for (const store::AlarmRow& row : page->items) named.alarms.insert(row.alarm.id);
  }
  for (const core::AlarmId id : named.alarms) {
    auto row = queries.alarm(id);
    if (!row) return row.error();
    if (*row && !site::is_golden((*row)->alarm.condition)) changes.alarms.push_back(std::move(**row));
  }
  for (const core::OrderId id : named.orders) {
    auto row = queries.order(id);
    if (!row) return row.error();
    if (*row) changes.orders.push_back(std::move(**row));
  }
  for (const core::HazardId id : named.hazards) {
    auto row = queries.hazard(id);
    if (!row) return row.error();
    if (*row) changes.hazards.push_back(std::move(**row));
  }
  for (const core::CheckId id : named.checks) {
    auto row = queries.check(id);
    if (!row) return row.error();
    if (*row) changes.checks.push_back(std::move(**row));
  }
  for (const core::IncidentId id : named.incidents) {
    auto row = queries.incident(id);
    if (!row) return row.error();
    if (*row) changes.incidents.push_back(std::move(**row));
  }
  for (const core::PermitId id : named.permits) {
    auto row = queries.permit(id);
    if (!row) return row.error();
    if (*row) changes.permits.push_back(std::move(**row));
  }
  if (named.rows) {
    auto rows = all_rows(directory, queries);
    if (!rows) return rows.error();
    changes.rows = std::move(*rows);
  }
  changes.set_aside = !named.conditions.empty() || !named.alarms.empty();
  changes.offline = named.devices;
  return changes;
}

}  // namespace davy::api
