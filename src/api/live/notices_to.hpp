#pragma once
// What one person and their posts were told, as one list.

#include "base/result.hpp"
#include "store/views/queries.hpp"

#include <string>
#include <vector>

namespace davy::api {

struct NoticesAsked {
  std::vector<std::string> posts;
  store::ListOrder order = {};
  std::string after = {};  // the cursor of the page before; empty: from the beginning
  std::size_t limit = 50;
};

Result<store::Page<store::NoticeRow>> notices_to(const std::string& login, const NoticesAsked& asked, store::Queries& queries);

}  // namespace davy::api
