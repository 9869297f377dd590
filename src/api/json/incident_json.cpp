#include "api/json/incident_json.hpp"

#include "api/json/incident_report.hpp"
#include "core/incident/accident_grade.hpp"
#include "core/incident/expected_people.hpp"
#include "site/names.hpp"
#include "site/zones.hpp"

#include <algorithm>

namespace davy::api {
namespace {

using store::IncidentRow;
using store::IncidentStage;

Text text_of(const core::CardText& text) { return {text.zh, text.en}; }

std::optional<Text> title_of_plan(const std::string& name, const site::Site& site) {
  const auto plan = std::ranges::find(site.emergency_plans, name, &site::EmergencyPlan::name);
  return plan == site.emergency_plans.end() ? std::nullopt : std::optional(plan->title);
}

std::string_view report_state(const IncidentRow& row, Instant at) {
  if (row.report_due) return at < *row.report_due ? "due" : "overdue";
  if (row.reports > 0) return "reported";
  return row.waived ? "waived" : "none";
}

void write_row(JsonWriter& out, const IncidentRow& row, Instant at, const site::Site& site) {
  out.field("id", row.id).field("exercise", row.what.exercise).field("plan", row.what.plan);
  out.field("plan_title", title_of_plan(row.what.plan, site)).field("danger", row.what.danger).field("level", row.level);
  out.field("zone", row.what.zone).field("what", row.what.what).field("state", row.state).field("commander", row.commander);
  out.field("opened", row.opened).field("opened_by", row.by).field("ended", row.ended).field("closed", row.closed);
  out.field("cards", row.cards).field("cards_done", row.cards_done).field("people", row.people).field("accounted", row.accounted);
  out.key("report").object().field("state", report_state(row, at)).field("due", row.report_due).end();
}

void write_cards(JsonWriter& out, const IncidentDetail& incident) {
  out.key("card_list").list();
  for (const store::CardStory& card : incident.story.cards) {
    out.object().field("card", card.what.card).field("title", text_of(card.what.title)).key("steps").list();
    for (const core::CardText& step : card.what.steps) out.value(text_of(step));
    out.end().field("post", card.what.post).field("state", card.done ? "done" : card.taken ? "taken" : "issued").field("by", card.by);
    out.field("due", card.what.due).field("taken", card.taken);
    out.field("done", card.done ? std::optional(card.done->at) : std::nullopt);
    out.field("note", card.done ? card.done->what.note : std::string());
    out.field("photos", card.done ? card.done->what.photos : std::vector<std::string>()).field("overdue_calls", card.overdue_calls);
    out.field("mine", std::ranges::count(incident.now.cards, card.what.card) > 0).end();
  }
  out.end();
}

core::Whereabouts whereabouts_of(const store::PersonStory& person) {
  return person.told ? person.told->what.state : core::Whereabouts::Unknown;
}

// Those of whom nothing is known first, then those who are missing.
int urgency_of(core::Whereabouts state) {
  if (state == core::Whereabouts::Unknown) return 0;
  return core::incident::is_accounted(state) ? 2 : 1;
}

void write_people(JsonWriter& out, const IncidentDetail& incident) {
  std::vector<const store::PersonStory*> people;
  for (const store::PersonStory& each : incident.story.evacuation->people) people.push_back(&each);
  std::ranges::stable_sort(people, {}, [](const store::PersonStory* each) { return urgency_of(whereabouts_of(*each)); });
  out.key("people").list();
  for (const store::PersonStory* each : people) {
    out.object().field("person", each->who.person).field("name", name_of_person(incident, each->who.person)).field("zone", each->who.zone);
    out.field("because", each->who.because).field("permit", each->who.permit).field("state", whereabouts_of(*each));
    out.field("seen", each->told ? each->told->what.zone : std::string()).field("told_by", each->told ? each->told->by : std::string());
    out.field("told_at", each->told ? std::optional(each->told->at) : std::nullopt);
    out.field("note", each->told ? each->told->what.note : std::string()).end();
  }
  out.end();
}

void write_evacuation(JsonWriter& out, const IncidentDetail& incident) {
  out.key("evacuation");
  if (!incident.story.evacuation) {
    out.value(nullptr);
    return;
  }
  const store::EvacuationStory& evacuation = *incident.story.evacuation;
  const auto& ended = evacuation.ended;
  out.object().field("ordered", evacuation.ordered).field("by", evacuation.by).field("zones", evacuation.what.zones);
  out.field("assembly", evacuation.what.assembly).field("over", ended.has_value());
  out.field("ended", ended ? std::optional(ended->at) : std::nullopt);
  write_people(out, incident);
  out.key("counted").list();
  for (const core::CountedZone& each : evacuation.what.counted) out.object().field("zone", each.zone).field("people", each.people).end();
  out.end().end();
}

void write_used(JsonWriter& out, const store::IncidentStory& story) {
  out.key("log");
  write_list(out, story.history);
  out.key("resources").list();
  for (const auto& [used, by, at] : story.resources) {
    out.object().field("supply", used.supply).field("what", used.what).field("quantity", used.quantity).field("unit", used.unit);
    out.field("by", by).field("at", at).end();
  }
  out.end();
}

void write_report(JsonWriter& out, const IncidentDetail& incident, const site::Directory& directory) {
  const store::IncidentStory& story = incident.story;
  const core::CasualtiesTold told = story.casualties ? story.casualties->what : core::CasualtiesTold();
  out.key("casualties").object().field("dead", told.dead).field("injured", told.injured).field("slight", told.slight);
  out.field("missing", told.missing).field("loss_cny", told.loss_cny).end();
  out.field("grade", core::accident_grade(told.dead, told.injured, told.loss_cny)).key("reports").list();
  for (const auto& [report, by, at] : story.reports) {
    out.object().field("report", report.report).field("to", report.to).field("how", report.how).field("text", report.text);
    out.field("by", by).field("at", at).end();
  }
  out.end().field("draft", incident_report(incident, directory));
  const bool is_waived = story.waived && report_state(incident.row, incident.at) == "waived";
  out.field("waived", is_waived ? std::optional(story.waived->what.reason) : std::nullopt);
}

void write_closing(JsonWriter& out, const IncidentDetail& incident) {
  const auto& closed = incident.story.closed;
  out.field("summary", closed ? closed->what.summary : std::string()).key("lessons").list();
  for (std::size_t i = 0; closed && i < closed->what.lessons.size(); ++i) {
    const core::HazardId hazard = i < incident.hazards.size() ? incident.hazards[i] : core::HazardId();
    out.object().field("text", closed->what.lessons[i]).field("hazard", hazard).end();
  }
  out.end().field("may", incident.now.may).key("contacts").list();
  for (const EmergencyContact& each : incident.contacts) {
    out.object().field("id", each.id).field("name", each.name).field("role", each.role).field("phone", each.phone);
    out.field("outside", each.outside).end();
  }
  out.end();
}

}  // namespace

std::string name_of_person(const IncidentDetail& incident, const std::string& person) {
  if (const auto known = incident.names.find(person); known != incident.names.end()) return known->second;
  for (const std::string_view prefix : {"user:", "guest:", "record:person/"})
    if (person.starts_with(prefix)) return person.substr(prefix.size());
  return person;
}

void write(JsonWriter& out, const IncidentRowAt& incident, const site::Directory& directory) {
  out.object();
  write_row(out, incident.row, incident.at, directory.site());
  out.end();
}

void write(JsonWriter& out, const IncidentDetail& incident, const site::Directory& directory) {
  out.object();
  write_row(out, incident.row, incident.at, directory.site());
  out.field("alarm", incident.row.what.alarm).field("photos", incident.row.what.photos);
  write_cards(out, incident);
  write_evacuation(out, incident);
  write_used(out, incident.story);
  write_report(out, incident, directory);
  write_closing(out, incident);
  out.end();
}

void write(JsonWriter& out, const IncidentRow& row, const site::Directory& directory) {
  out.object().field("id", row.id).field("exercise", row.what.exercise).field("what", row.what.what).field("zone", row.what.zone);
  out.field("plan_title", title_of_plan(row.what.plan, directory.site()))
      .field("level", row.level)
      .field("state", row.state)
      .field("opened", row.opened)
      .field("evacuating", row.evacuating);
  out.field("unaccounted", row.people - row.accounted).end();
}

bool plan_fits(const site::EmergencyPlan& plan, const site::Site& site, std::optional<site::ZoneIndex> zone) {
  if (plan.zones.empty()) return true;
  return site::innermost(site, zone, [&](site::ZoneIndex at) { return std::ranges::count(plan.zones, at) > 0; }).has_value();
}

void write(JsonWriter& out, const site::EmergencyPlan& plan, const site::Directory& directory, std::optional<site::ZoneIndex> zone) {
  const site::Site& site = directory.site();
  out.object().field("name", plan.name).field("title", plan.title).field("kind", plan.kind).field("danger", plan.danger);
  out.field("level", plan.level).key("zones").list();
  for (const site::ZoneIndex each : plan.zones) out.value(site[each].name);
  out.end().field("assembly", plan.assembly ? std::optional(site[*plan.assembly].name) : std::nullopt).key("cards").list();
  for (const site::PlanCard& card : plan.cards) {
    out.object().field("name", card.name).field("title", card.title).field("post", site[card.post].name).field("steps", card.steps);
    out.field("within_s", card.within).end();
  }
  out.end().field("fits", plan_fits(plan, site, zone)).end();
}

}  // namespace davy::api
