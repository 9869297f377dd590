#pragma once
// Rows of tables as bytes: what a piece of the journal that is shipped after a backup holds.

#include "store/sql/database.hpp"

#include <nlohmann/json_fwd.hpp>

namespace davy::store::backup {

// {"table": …, "columns": […], "rows": [[…]]} of the rows whose `key` is above `after`, at most `limit`, in order of the key.
Result<nlohmann::json> rows_after(sql::Database& database, const std::string& table, const std::string& key, std::uint64_t after,
                                  std::size_t limit);

// Whether it is what rows_after() gives: names that are words, rows as long as the columns, values that are no lists.
bool are_rows(const nlohmann::json& rows);

// Within a transaction, of what are rows. A row that is there already stays as it is.
Result<void> insert_rows(sql::Database& database, const nlohmann::json& rows);

}  // namespace davy::store::backup
