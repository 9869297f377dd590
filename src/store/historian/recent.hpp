#pragma once
// Recent samples: what a start needs to bring detection back to where it was.

#include "core/sample.hpp"
#include "site/directory.hpp"
#include "store/sql/database.hpp"

#include <vector>

namespace davy::store {

// Of every point the samples within its recent window (core/detect/recent_window.hpp), at most so many as it says, in order of source time; later points after
// earlier ones. Damaged samples, and those with a clock that ran ahead, are left out: detection starts with what there is.
// Within a transaction.
std::vector<core::Sample> recent_samples(sql::Database& database, const site::Directory& directory);

}  // namespace davy::store
