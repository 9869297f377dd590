#include "api/live/all_rows.hpp"

#include "site/exercise.hpp"

#include <algorithm>
#include <iterator>

namespace davy::api {

Result<std::vector<store::RowView>> all_rows(const site::Directory& directory, store::Queries& queries) {
  auto known = queries.rows();
  if (!known) return known.error();
  std::vector<store::RowView> rows;
  for (const site::Row& row : directory.site().rows) {
    if (site::is_exercise(row.name)) break;  // twins come last
    const auto found = std::find_if(known->begin(), known->end(), [&](const store::RowView& each) { return each.row == row.name; });
    rows.push_back(found != known->end() ? std::move(*found) : store::RowView{row.name, {}, {}});
    if (found != known->end()) known->erase(found);
  }
  std::erase_if(*known, [](const store::RowView& each) { return site::is_exercise(each.row); });
  std::move(known->begin(), known->end(), std::back_inserter(rows));
  return rows;
}

}  // namespace davy::api
