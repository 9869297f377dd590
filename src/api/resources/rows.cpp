// Rows of the cause-and-effect table: their state, reset and bypass.

#include "api/json/views.hpp"
#include "api/live/all_rows.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

Outcome list_rows(const Ask&, Desk& desk) {
  const auto rows = all_rows(desk.services.directory, desk.queries);
  if (!rows) return to_problem(rows.error());
  return json_reply(items_json(*rows));
}

Outcome reset_row(const Ask& ask, Desk& desk) {
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
  const auto rows = all_rows(desk.services.directory, desk.queries);
  if (!rows) return to_problem(rows.error());
  for (const store::RowView& each : *rows)
    if (each.row == row) return json_reply(to_json(each));
  return not_found_problem();
}

void add_rows(Router& router) {
  router.add({Method::Get, "/rows", list_rows});
  router.add({Method::Post, "/rows/{name}/reset", reset_row});
  router.add({Method::Post, "/rows/{name}/bypass", bypass});
  router.add({Method::Post, "/rows/{name}/end-bypass", end_bypass});
}

}  // namespace davy::api
