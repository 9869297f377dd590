#pragma once
// IncidentReader: reads emergencies. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class IncidentReader {
 public:
  explicit IncidentReader(sql::Database& database) : database_(database) {}

  Result<Page<IncidentRow>> list(const IncidentFilter& filter);
  std::optional<IncidentRow> one(core::IncidentId id);

 private:
  sql::Database& database_;
};

// Of the journal's records of one incident, in order.
IncidentStory incident_story(std::vector<JournalRow> records);

}  // namespace davy::store
