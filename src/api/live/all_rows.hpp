#pragma once
// All rows of the cause-and-effect table, in the site's order; a row that nothing has happened to stands still, rows that the site no longer has come last.

#include "site/directory.hpp"
#include "store/views/queries.hpp"

#include <vector>

namespace davy::api {

Result<std::vector<store::RowView>> all_rows(const site::Directory& directory, store::Queries& queries);

}  // namespace davy::api
