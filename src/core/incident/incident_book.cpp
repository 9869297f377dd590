#include "core/incident/incident_book.hpp"

#include "core/refuse.hpp"

namespace davy::core {

const Incident* IncidentBook::find(IncidentId id) const {
  const auto found = incidents.find(id);
  return found == incidents.end() ? nullptr : &found->second;
}

namespace incident {

Decided decide(const Sources&, const PersonRequest&, Instant) { return refuse(RefusalCode::NotNow, "尚不可用", "not yet"); }

Bodies on_time(const Sources&, Instant) { return {}; }

Instant next_due(const Sources&) { return Instant::never(); }

void evolve(IncidentBook&, const Event&) {}

}  // namespace incident

}  // namespace davy::core
