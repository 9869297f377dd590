#pragma once
// PeopleReader: reads the accounts and the devices that are not connected. Within a transaction; what goes wrong stays with the database.

#include "core/engine/engine.hpp"
#include "store/sql/database.hpp"

#include <string>
#include <vector>

namespace davy::store {

class PeopleReader {
 public:
  explicit PeopleReader(sql::Database& database);

  std::vector<core::Account> accounts();
  std::vector<std::string> offline_devices();

 private:
  sql::Statement accounts_;
  sql::Statement offline_;
};

}  // namespace davy::store
