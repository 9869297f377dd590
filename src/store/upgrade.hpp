#pragma once
// Upgrade: a folder of an older program is brought up to date in one transaction, and the databases as they were stay beside it, so that one command goes back.
//
// The caller holds the folder's lock. Copies are sealed as the folder is: `davy.db.schema-N`, `credentials.db.schema-N`; what was set aside when somebody went
// back is `davy.db.rolled-back`, then `-2`, `-3`: none is ever overwritten.

#include "store/sql/database.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace davy::store {

// Before bring_up_to_date(): copies the databases when an older program wrote them; copies of earlier upgrades go. Nothing to do is success.
Result<void> keep_before_upgrade(const std::string& data_folder, sql::Database& database);

// Whole paths of such copies, in order.
std::vector<std::string> copies_beside(const std::string& data_folder);

// Before davy.db is opened, which would make it: Conflict when there is none, but copies of it.
Result<void> find_database(const std::string& data_folder);

struct RolledBack {
  std::size_t schema = 0;       // of the databases now
  std::uint64_t records = 0;    // of the journal in them
  std::uint64_t set_aside = 0;  // records that were made since
  std::string set_aside_in;     // the file that still has them
};

// The databases as they were before the last upgrade, for the program that wrote them. Takes the lock itself; NotFound when there was no upgrade. When a copy
// does not open nothing is changed. Cut off at any moment it is finished by the next call.
Result<RolledBack> roll_back(const std::string& data_folder);

}  // namespace davy::store
