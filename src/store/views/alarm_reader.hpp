#pragma once
// AlarmReader: reads the alarm view. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class AlarmReader {
 public:
  explicit AlarmReader(sql::Database& database) : database_(database) {}

  Result<Page<AlarmRow>> list(const AlarmFilter& filter);
  std::optional<AlarmRow> one(core::AlarmId id);
  std::vector<core::RangAlarm> rang(Instant from, Instant until);
  std::vector<core::AlarmId> stood_at(Instant at);
  std::vector<core::RangFlood> floods(Instant from, Instant until);
  std::vector<core::Alarm> set_aside();

 private:
  sql::Database& database_;
};

}  // namespace davy::store
