#pragma once
// What one person and their posts were told, newest first, as one list.

#include "base/result.hpp"
#include "store/views/queries.hpp"

#include <string>

namespace davy::api {

// `after` is the cursor of the page before; empty: from the newest.
Result<store::Page<store::NoticeRow>> notices_to(const core::Account& person, const std::string& after, std::size_t limit,
                                                 store::Queries& queries);

}  // namespace davy::api
