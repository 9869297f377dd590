#pragma once
// PreventionReader: reads what the risk of zones depends on. Within a transaction; what goes wrong stays with the database.

#include "core/prevention/zone_picture.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class PreventionReader {
 public:
  explicit PreventionReader(sql::Database& database);

  core::PreventionBook book();
  std::vector<core::ActiveAlarm> active_alarms();
  std::vector<core::OpenHazard> open_hazards();

 private:
  sql::Statement live_;
  sql::Statement failed_;
  sql::Statement active_;
  sql::Statement hazards_;
};

}  // namespace davy::store
