#pragma once
// Changes: what some records of the journal changed, as it is now.

#include "base/result.hpp"
#include "site/directory.hpp"
#include "store/views/queries.hpp"

#include <vector>

namespace davy::api {

struct Changes {
  std::vector<store::AlarmRow> alarms;
  std::vector<store::OrderRow> orders;
  std::vector<store::HazardRow> hazards;
  std::vector<store::CheckRow> checks;
  std::vector<store::IncidentRow> incidents;
  std::vector<store::PermitRow> permits;
  std::vector<store::RowView> rows;
  bool set_aside = false;  // conditions may have been set aside or taken back
  bool offline = false;    // devices may have come or gone
};

Result<Changes> changes_of(const std::vector<store::JournalRow>& records, const site::Directory& directory, store::Queries& queries);

}  // namespace davy::api
