// Alarms: occurrences of conditions, their stories, acknowledgement and reset.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {

Answered alarm_now(core::AlarmId id, Desk& desk) {
  const auto row = desk.queries.alarm(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  return json_reply(to_json(**row, desk.services.directory));
}

namespace {

Outcome list_alarms(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::AlarmFilter filter;
  filter.which =
      query.choice_or("which", {"open", "all"}, "open") == "open" ? store::AlarmFilter::Which::Open : store::AlarmFilter::Which::All;
  filter.zone = query.text_or("zone", "");
  filter.condition = query.text_or("condition", "");
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto page = desk.queries.alarms(filter);
  if (!page) return to_problem(page.error());
  return json_reply(page_json(*page, desk.services.directory));
}

Outcome get_alarm(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  return to_outcome(alarm_now(core::AlarmId(*id), desk));
}

Outcome get_story(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  const auto alarm = desk.queries.alarm(core::AlarmId(*id));
  if (!alarm) return to_problem(alarm.error());
  if (!*alarm) return not_found_problem();
  const auto story = desk.queries.story(core::AlarmId(*id));
  if (!story) return to_problem(story.error());
  return json_reply(items_json(*story));
}

Outcome acknowledge(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, alarm_now, [](core::AlarmId alarm, Fields& fields) {
    return core::AcknowledgeAlarm{alarm, fields.text_or("comment", "")};
  });
}

Outcome reset(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, alarm_now, [](core::AlarmId alarm, Fields&) { return core::ResetAlarm{alarm}; });
}

}  // namespace

void add_alarms(Router& router) {
  router.add({Method::Get, "/alarms", list_alarms});
  router.add({Method::Get, "/alarms/{id}", get_alarm});
  router.add({Method::Get, "/alarms/{id}/story", get_story});
  router.add({Method::Post, "/alarms/{id}/acknowledge", acknowledge});
  router.add({Method::Post, "/alarms/{id}/reset", reset});
}

}  // namespace davy::api
