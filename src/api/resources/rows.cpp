// Rows of the cause-and-effect table: their state, reset and bypass.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <algorithm>

namespace davy::api {
namespace {

// In the site's order; a row that nothing has happened to stands still. Rows that the site no longer has come last.
Result<std::vector<store::RowView>> all_rows(Desk& desk) {
  auto known = desk.queries.rows();
  if (!known) return known.error();
  std::vector<store::RowView> rows;
  for (const site::Row& row : desk.services.directory.site().rows) {
    const auto found = std::find_if(known->begin(), known->end(), [&](const store::RowView& each) { return each.row == row.name; });
    rows.push_back(found != known->end() ? std::move(*found) : store::RowView{row.name, {}, {}});
    if (found != known->end()) known->erase(found);
  }
  std::move(known->begin(), known->end(), std::back_inserter(rows));
  return rows;
}

Outcome list_rows(const Ask&, Desk& desk) {
  const auto rows = all_rows(desk);
  if (!rows) return to_problem(rows.error());
  return json_reply(items_json(*rows));
}

Outcome reset(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, row_now, [](const std::string& row, Fields&) { return core::ResetRow{row}; });
}

Outcome bypass(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, row_now, [](const std::string& row, Fields& fields) {
    return core::BypassRow{row, fields.span("duration"), fields.text("reason")};
  });
}

Outcome end_bypass(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, row_now, [](const std::string& row, Fields&) { return core::EndBypass{row}; });
}

}  // namespace

Answered row_now(const std::string& row, Desk& desk) {
  const auto rows = all_rows(desk);
  if (!rows) return to_problem(rows.error());
  for (const store::RowView& each : *rows)
    if (each.row == row) return json_reply(to_json(each));
  return not_found_problem();
}

void add_rows(Router& router) {
  router.add({Method::Get, "/rows", list_rows});
  router.add({Method::Post, "/rows/{name}/reset", reset});
  router.add({Method::Post, "/rows/{name}/bypass", bypass});
  router.add({Method::Post, "/rows/{name}/end-bypass", end_bypass});
}

}  // namespace davy::api
