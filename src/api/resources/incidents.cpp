// Emergencies: the plans, the button, and the steps until one is closed with its lessons.

#include "api/resources/answers.hpp"
#include "api/resources/incident_desk.hpp"
#include "api/resources/list_order.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "site/names.hpp"

#include <algorithm>
#include <cmath>

namespace davy::api {
namespace {

constexpr std::size_t kZonesMax = 100;
constexpr std::size_t kLessonsMax = 50;
constexpr Length kReportLength{1, 20'000};
constexpr Length kShortLength{1, 200};
constexpr double kPeopleMax = 1'000'000;

Outcome list_plans(const Ask& ask, Desk& desk) {
  const site::Directory& directory = desk.services.directory;
  Fields query = Fields::of_query(ask);
  const auto name = query.maybe_text("zone", {1, kNameMax});
  const auto zone = name ? directory.zone(*name) : std::nullopt;
  if (name && !zone) query.wrong("zone", "没有这个区域", "no zone of this site");
  if (auto wrong = query.problem()) return *wrong;
  std::vector<const site::EmergencyPlan*> plans;
  for (const site::EmergencyPlan& plan : directory.site().emergency_plans) plans.push_back(&plan);
  if (zone) std::ranges::stable_partition(plans, [&](const auto* plan) { return plan_fits(*plan, directory.site(), zone); });
  JsonWriter out;
  out.object().key("items").list();
  for (const site::EmergencyPlan* plan : plans) write(out, *plan, directory, zone);
  return json_reply(out.end().end().take());
}

Outcome list_incidents(const Ask& ask, Desk& desk) {
  using Which = store::IncidentFilter::Which;
  Fields query = Fields::of_query(ask);
  store::IncidentFilter filter;
  const std::string which = query.choice_or("which", {"open", "ended", "closed", "all"}, "all");
  filter.which = which == "open" ? Which::Open : which == "ended" ? Which::Ended : which == "closed" ? Which::Closed : Which::All;
  if (query.maybe_text("exercise")) filter.exercise = query.named<core::Exercise>("exercise");
  filter.order =
      order_asked(query, {{"opened", store::ListOrder::By::Id}, {"severity", store::ListOrder::By::Severity}}).value_or(filter.order);
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto page = desk.queries.incidents(filter);
  if (!page) return to_problem(page.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const store::IncidentRow& row : page->items) write(out, IncidentRowAt{row, desk.services.now()}, desk.services.directory);
  return json_reply(out.end().field("next", or_null(page->next)).end().take());
}

Outcome get_incident(const Ask&, Desk& desk) {
  const auto id = desk.id();
  if (!id) return not_found_problem();
  Answered answered = incident_answer(core::IncidentId(*id), desk);
  // Who was where, who was hurt, whom to call.
  if (std::holds_alternative<Reply>(answered)) note_personal_read(desk, {"incident", "incident/" + std::to_string(*id), {}});
  return to_outcome(std::move(answered));
}

Answered opened_now(const std::vector<core::Event>& events, Desk& desk) {
  const auto opened = std::ranges::find_if(events, [](const core::Event& each) { return holds<core::IncidentOpened>(each.body); });
  if (opened == events.end()) return not_found_problem();
  Answered answered = incident_answer(core::IncidentId(opened->seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 201;
  return answered;
}

Outcome open_incident(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    core::OpenIncident request;
    if (fields.has("exercise")) request.exercise = fields.named<core::Exercise>("exercise");
    request.plan = fields.text_or("plan", "", {0, kNameMax});
    request.zone = fields.text("zone", {1, kNameMax});
    request.what = fields.text_or("what", "");
    request.danger = fields.text_or("danger", "", {0, 4});
    if (fields.has("level")) request.level = fields.named<core::ResponseLevel>("level");
    request.alarm = core::AlarmId(fields.maybe_id("alarm").value_or(0));
    request.photos = photos_or_none(fields, desk);
    return Command{std::move(request), opened_now, {}, {}};
  });
}

// Those that say why.
template <class Request>
Outcome incident_with_reason(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [](core::IncidentId incident, Fields& fields) {
    return Request{incident, fields.text("reason")};
  });
}

Outcome take_card(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [&](core::IncidentId incident, Fields&) {
    return core::TakeCard{incident, desk.parameters.at(1)};
  });
}

Outcome finish_card(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [&](core::IncidentId incident, Fields& fields) {
    return core::FinishCard{incident, desk.parameters.at(1), fields.text_or("note", ""), photos_or_none(fields, desk)};
  });
}

Outcome set_level(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [](core::IncidentId incident, Fields& fields) {
    return core::SetResponseLevel{incident, fields.named<core::ResponseLevel>("level"), fields.text("reason")};
  });
}

Outcome take_command(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [](core::IncidentId incident, Fields&) { return core::TakeCommand{incident}; });
}

Outcome order_evacuation(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [&](core::IncidentId incident, Fields& fields) {
    return core::OrderEvacuation{incident, fields.texts_or_none("zones", kZonesMax), fields.text_or("assembly", "", {0, kNameMax}),
                                 others_of_body(fields, desk)};
  });
}

Outcome account_for(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [&](core::IncidentId incident, Fields& fields) {
    return core::AccountForPerson{incident, person_of_body(fields, desk), fields.named<core::Whereabouts>("state"),
                                  fields.text_or("zone", "", {0, kNameMax}), fields.text_or("note", "")};
  });
}

Outcome note_incident(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [&](core::IncidentId incident, Fields& fields) {
    return core::NoteIncident{incident, fields.text("text"), photos_or_none(fields, desk)};
  });
}

double quantity_of(Fields& fields) {
  const auto quantity = fields.maybe_amount("quantity");
  if (!fields.has("quantity")) fields.wrong("quantity", "必须填写", "must be given");
  if (quantity && *quantity <= 0) fields.wrong("quantity", "必须大于 0", "must be above 0");
  return quantity.value_or(0);
}

Outcome use_resource(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [&](core::IncidentId incident, Fields& fields) {
    return core::UseResource{incident, supply_or_none(fields, desk), fields.text("what", kShortLength), quantity_of(fields),
                             fields.text_or("unit", "", {0, 16})};
  });
}

std::uint32_t people_of(Fields& fields, std::string_view name) {
  const double people = fields.maybe_amount(name).value_or(0);
  if (people >= 0 && people <= kPeopleMax && people == std::floor(people)) return static_cast<std::uint32_t>(people);
  fields.wrong(name, "应为人数", "must be a number of people");
  return 0;
}

Outcome tell_casualties(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [](core::IncidentId incident, Fields& fields) {
    core::TellCasualties request;
    request.incident = incident;
    request.dead = people_of(fields, "dead");
    request.injured = people_of(fields, "injured");
    request.slight = people_of(fields, "slight");
    request.missing = people_of(fields, "missing");
    request.loss_cny = fields.maybe_amount("loss_cny").value_or(0);
    if (request.loss_cny < 0) fields.wrong("loss_cny", "不能小于 0", "cannot be below 0");
    return request;
  });
}

Outcome report_incident(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [](core::IncidentId incident, Fields& fields) {
    return core::ReportIncident{incident, fields.text("to", kShortLength), fields.text("how", kShortLength),
                                fields.text("text", kReportLength)};
  });
}

Outcome close_incident(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, incident_answer, [](core::IncidentId incident, Fields& fields) {
    return core::CloseIncident{incident, fields.text("summary"), fields.texts_or_none("lessons", kLessonsMax)};
  });
}

}  // namespace

void add_incidents(Router& router) {
  router.add({Method::Get, "/emergency-plans", list_plans});
  router.add({Method::Get, "/incidents", list_incidents});
  router.add({Method::Post, "/incidents", open_incident});
  router.add({Method::Get, "/incidents/{id}", get_incident});
  router.add({Method::Post, "/incidents/{id}/cards/{card}/taken", take_card});
  router.add({Method::Post, "/incidents/{id}/cards/{card}/done", finish_card});
  router.add({Method::Post, "/incidents/{id}/level", set_level});
  router.add({Method::Post, "/incidents/{id}/command", take_command});
  router.add({Method::Post, "/incidents/{id}/evacuation", order_evacuation});
  router.add({Method::Post, "/incidents/{id}/people", account_for});
  router.add({Method::Post, "/incidents/{id}/evacuation/end", incident_with_reason<core::EndEvacuation>});
  router.add({Method::Post, "/incidents/{id}/log", note_incident});
  router.add({Method::Post, "/incidents/{id}/resources", use_resource});
  router.add({Method::Post, "/incidents/{id}/casualties", tell_casualties});
  router.add({Method::Post, "/incidents/{id}/reports", report_incident});
  router.add({Method::Post, "/incidents/{id}/waiver", incident_with_reason<core::WaiveReport>});
  router.add({Method::Post, "/incidents/{id}/end", incident_with_reason<core::EndIncident>});
  router.add({Method::Post, "/incidents/{id}/close", close_incident});
}

}  // namespace davy::api
