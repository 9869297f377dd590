#pragma once
// DutyReader: reads who answers, and the hand-overs. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

namespace davy::store {

class DutyReader {
 public:
  explicit DutyReader(sql::Database& database);

  DutySources sources();  // without the accounts
  Result<Page<HandoverRow>> handovers(const HandoverFilter& filter);
  std::optional<HandoverRow> handover(core::HandoverId id);

 private:
  sql::Database& database_;
  sql::Statement rosters_;
  sql::Statement days_;
  sql::Statement absences_;
  sql::Statement stand_ins_;
  sql::Statement logins_;
  sql::Statement certificates_;
  sql::Statement missing_;
};

}  // namespace davy::store
