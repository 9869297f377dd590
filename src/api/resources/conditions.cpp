// Conditions: setting them aside for a time or for a reason, and what is set aside.

#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <algorithm>

namespace davy::api {
namespace {

// A condition that is normal and not set aside has no entry anywhere: this is it.
Result<core::Alarm> alarm_of(const std::string& condition, Desk& desk) {
  const auto set_aside = desk.queries.set_aside();
  if (!set_aside) return set_aside.error();
  for (const core::Alarm& alarm : *set_aside)
    if (alarm.condition == condition) return alarm;
  store::AlarmFilter filter;
  filter.condition = condition;
  filter.limit = 1;
  const auto open = desk.queries.alarms(filter);
  if (!open) return open.error();
  if (!open->items.empty()) return open->items.front().alarm;
  core::Alarm normal;
  normal.condition = condition;
  return normal;
}

Outcome list_set_aside(const Ask&, Desk& desk) {
  const auto set_aside = desk.queries.set_aside();
  if (!set_aside) return to_problem(set_aside.error());
  return json_reply(items_json(*set_aside, desk.services.directory));
}

Outcome shelve(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, condition_now, [](const std::string& condition, Fields& fields) {
    return core::ShelveAlarm{condition, fields.span("duration"), fields.text("reason")};
  });
}

Outcome unshelve(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, condition_now, [](const std::string& condition, Fields&) { return core::UnshelveAlarm{condition}; });
}

Outcome take_out_of_service(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, condition_now, [](const std::string& condition, Fields& fields) {
    return core::TakeOutOfService{condition, fields.text("reason")};
  });
}

Outcome return_to_service(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, condition_now, [](const std::string& condition, Fields&) { return core::ReturnToService{condition}; });
}

void write(JsonWriter& out, const analysis::StoryResult& result) {
  out.object().field("file", result.place.file).field("line", result.place.line).field("story", result.name);
  out.field("holds", result.failures.empty()).end();
}

// Played when somebody first asks; whoever asks again is told how far it is.
Outcome get_stories(const Ask&, Desk& desk) {
  const auto condition = desk.services.directory.condition(desk.name());
  if (!condition) return not_found_problem();
  StoryRuns& runs = desk.services.story_runs;
  auto job = runs.newest([](const StoryJob& each) { return each.state != JobState::Cancelled; });
  if (!job) {
    const auto begun = runs.start({desk.services.directory.site().folder + "/stories"}, desk.person->login);
    if (!begun) return to_problem(begun.error());
    job = *begun;
  }
  JsonWriter out;
  out.object().field("state", job->state).key("items").list();
  std::vector<Text> unreadable;
  if (job->report)
    for (const StoryRun& run : *job->report) {
      for (const site::Finding& finding : run.findings)
        unreadable.push_back({to_text(finding, Language::Zh), to_text(finding, Language::En)});
      for (const analysis::StoryResult& result : run.results)
        if (result.rang.contains(*condition)) write(out, result);
    }
  return json_reply(out.end().field("unreadable", unreadable).field("error", job->error).end().take());
}

}  // namespace

Answered condition_now(const std::string& condition, Desk& desk) {
  if (!desk.services.directory.condition(condition)) return not_found_problem();
  const auto alarm = alarm_of(condition, desk);
  if (!alarm) return to_problem(alarm.error());
  return json_reply(to_json(*alarm, desk.services.directory));
}

void add_conditions(Router& router) {
  router.add({Method::Get, "/conditions/{name}/stories", get_stories});
  router.add({Method::Get, "/conditions/set-aside", list_set_aside});
  router.add({Method::Post, "/conditions/{name}/shelve", shelve});
  router.add({Method::Post, "/conditions/{name}/unshelve", unshelve});
  router.add({Method::Post, "/conditions/{name}/out-of-service", take_out_of_service});
  router.add({Method::Post, "/conditions/{name}/return-to-service", return_to_service});
}

}  // namespace davy::api
