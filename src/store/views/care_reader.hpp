#pragma once
// CareReader: reads the care of devices. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class CareReader {
 public:
  explicit CareReader(sql::Database& database) : database_(database) {}

  Result<Page<CareRow>> list(const CareFilter& filter);
  std::optional<CareRow> one(core::CareId id);
  std::map<std::string, core::DeviceCalibration, std::less<>> calibrations();  // by card
  std::map<std::string, DeviceCareRow, std::less<>> devices();                 // by device, of those that have a card or care
  std::vector<DoubtRow> doubts(const DoubtFilter& filter);
  double used(const std::string& part, Instant since);

 private:
  sql::Database& database_;
};

}  // namespace davy::store
