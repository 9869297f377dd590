#pragma once
// PreventionReader: reads what the risk of zones and the figures of major hazard units depend on. Within a transaction; what goes wrong stays with the database.

#include "core/duty/due_book.hpp"
#include "core/material/material_book.hpp"
#include "core/prevention/zone_picture.hpp"
#include "store/sql/database.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::store {

class PreventionReader {
 public:
  explicit PreventionReader(sql::Database& database);

  core::PreventionBook book();
  core::MaterialBook materials();
  std::vector<core::ActiveAlarm> active_alarms();
  std::vector<core::OpenHazard> open_hazards();
  std::map<std::string, core::MissedCheck, std::less<>> missed_checks();  // by measure

 private:
  sql::Statement live_;
  sql::Statement failed_;
  sql::Statement active_;
  sql::Statement hazards_;
  sql::Statement missed_;
};

}  // namespace davy::store
