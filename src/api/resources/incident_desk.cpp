#include "api/resources/incident_desk.hpp"

#include "api/resources/answers.hpp"
#include "api/resources/duty.hpp"
#include "api/resources/record_desk.hpp"
#include "api/services.hpp"
#include "core/engine/permission.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace davy::api {
namespace {

constexpr std::size_t kContactsMax = 200;
constexpr std::size_t kOthersMax = 200;
constexpr std::size_t kGuestMax = 100;
constexpr std::string_view kOfRecord = "record:person/";
constexpr const char* kSomething = "?";  // in a trial: any words

bool has_record(const std::string& kind, const std::string& id, Desk& desk) {
  const auto row = desk.queries.record(kind, id);
  return row && *row && (*row)->standing == store::RecordRow::Standing::There;
}

void check_person(const std::string& person, Fields& fields, Desk& desk) {
  if (person.starts_with(kOfRecord) && !has_record("person", person.substr(kOfRecord.size()), desk))
    fields.wrong("person", "没有这条人员记录", "is no record of a person");
}

std::string text_of_member(const nlohmann::json& body, const char* name) {
  return body.contains(name) && body[name].is_string() ? body[name].get<std::string>() : std::string();
}

Result<std::vector<EmergencyContact>> contacts_of(Desk& desk) {
  std::vector<EmergencyContact> contacts;
  const record::Kind* kind = desk.services.options.kinds.find("emergency-contact");
  if (kind == nullptr) return contacts;
  store::RecordFilter filter;
  filter.kind = kind->name;
  filter.limit = kContactsMax;
  const auto page = desk.queries.records(filter);
  if (!page) return page.error();
  for (const store::RecordRow& row : page->items) {
    const auto body = nlohmann::json::parse(shown_body(*kind, row.body_json, desk), nullptr, false);
    if (!body.is_object()) continue;
    const bool outside = body.contains("outside") && body["outside"].is_boolean() && body["outside"].get<bool>();
    contacts.push_back({row.id, text_of_member(body, "name"), text_of_member(body, "role"), text_of_member(body, "phone"), outside});
  }
  return contacts;
}

Result<void> add_names(IncidentDetail& incident, const store::DutySources& people, Desk& desk) {
  for (const core::Account& account : people.accounts) incident.names["user:" + account.login] = account.name;
  if (!incident.story.evacuation) return {};
  for (const store::PersonStory& each : incident.story.evacuation->people) {
    const std::string& person = each.who.person;
    if (!person.starts_with(kOfRecord)) continue;
    const auto row = desk.queries.record("person", person.substr(kOfRecord.size()));
    if (!row) return row.error();
    if (!*row) continue;
    const auto name = member((*row)->body_json, "name");
    if (name.is_string()) incident.names[person] = name.get<std::string>();
  }
  return {};
}

Result<void> add_alarm(IncidentDetail& incident, Desk& desk) {
  if (incident.row.what.alarm.none()) return {};
  const auto alarm = desk.queries.alarm(incident.row.what.alarm);
  if (!alarm) return alarm.error();
  if (*alarm) incident.alarm = IncidentAlarm{(*alarm)->alarm.condition, (*alarm)->alarm.raised};
  return {};
}

// Each lesson is a hazard that was reported with the closing, in the same order.
Result<void> add_lessons(IncidentDetail& incident, Desk& desk) {
  if (!incident.story.closed || incident.story.closed->what.lessons.empty()) return {};
  const auto& lessons = incident.story.closed->what.lessons;
  store::JournalFilter filter;
  filter.kind_prefix = core::HazardReported::kKind;
  filter.after = incident.story.history.back().event.seq;
  filter.limit = lessons.size();
  const auto page = desk.queries.journal(filter);
  if (!page) return page.error();
  const std::string about = "incident/" + std::to_string(incident.row.id.get());
  incident.hazards.resize(lessons.size());
  auto lesson = lessons.begin();
  for (const store::JournalRow& record : page->items) {
    const auto* hazard = get_if<core::HazardReported>(&record.event.body);
    if (hazard == nullptr || hazard->about.record != about) continue;
    const auto found = std::find(lesson, lessons.end(), hazard->what);
    if (found == lessons.end()) continue;
    incident.hazards[static_cast<std::size_t>(found - lessons.begin())] = core::HazardId(record.event.seq);
    lesson = found + 1;
  }
  return {};
}

struct Trial {
  std::string_view deed;
  core::Request request;
};

// One request of each kind, as a person might make it now.
std::vector<Trial> trials_of(const core::Incident& incident) {
  const core::IncidentId id = incident.id;
  const auto level = incident.level == core::ResponseLevel::Third ? core::ResponseLevel::Second : core::ResponseLevel::Third;
  std::string person = std::string("guest:") + kSomething;
  if (incident.evacuation && !incident.evacuation->people.empty()) person = incident.evacuation->people.begin()->first;
  const core::ExpectedPerson other{"guest:" + std::to_string(id.get()) + kSomething, incident.what.zone, core::ExpectedBecause::Added, {}};
  return {{"take-command", core::TakeCommand{id}},
          {"set-level", core::SetResponseLevel{id, level, kSomething}},
          {"order-evacuation", core::OrderEvacuation{id, {}, "", {other}}},
          {"account", core::AccountForPerson{id, person, core::Whereabouts::Safe, "", ""}},
          {"end-evacuation", core::EndEvacuation{id, kSomething}},
          {"note", core::NoteIncident{id, kSomething, {}}},
          {"use", core::UseResource{id, "", kSomething, 1, ""}},
          {"casualties",
           core::TellCasualties{id, incident.casualties.dead, incident.casualties.injured, 0, 0, incident.casualties.loss_cny}},
          {"report", core::ReportIncident{id, kSomething, kSomething, kSomething}},
          {"waive", core::WaiveReport{id, kSomething}},
          {"end", core::EndIncident{id, kSomething}},
          {"close", core::CloseIncident{id, kSomething, {}}}};
}

// Nothing is offered that the core would refuse; where the engine cannot say, nothing is.
IncidentNow incident_now(core::IncidentId id, const core::PostHolders& holders, const Desk& desk) {
  IncidentNow may;
  const core::Actor actor = desk.actor();
  const site::Directory& directory = desk.services.directory;
  const Result<void> seen = desk.services.runtime.look([&](const core::State& state, Instant now) {
    const core::Incident* incident = state.incidents.find(id);
    if (incident == nullptr) return;
    const core::incident::Sources sources{state.incidents, state.alarms,   state.permits, state.qualifications,
                                          state.facts,     state.accounts, holders,       directory};
    const auto is_allowed = [&](const core::Request& request) {
      if (core::forbidden(actor, request)) return false;
      const core::Decided decided = core::incident::decide(sources, {actor, request, {}}, now);
      return std::holds_alternative<core::Bodies>(decided);
    };
    for (const Trial& trial : trials_of(*incident))
      if (is_allowed(trial.request)) may.may.push_back(trial.deed);
    for (const core::IncidentCard& card : incident->cards)
      if (is_allowed(core::TakeCard{id, card.card})) may.cards.push_back(card.card);
  });
  return seen ? may : IncidentNow();
}

Result<IncidentDetail> detail_of(store::IncidentRow row, Desk& desk) {
  IncidentDetail incident;
  incident.row = std::move(row);
  incident.at = desk.services.now();
  auto story = desk.queries.incident_story(incident.row.id);
  if (!story) return story.error();
  incident.story = std::move(*story);
  const auto people = desk.queries.duty_sources();
  if (!people) return people.error();
  if (const auto done = add_names(incident, *people, desk); !done) return done.error();
  if (const auto done = add_alarm(incident, desk); !done) return done.error();
  if (const auto done = add_lessons(incident, desk); !done) return done.error();
  auto contacts = contacts_of(desk);
  if (!contacts) return contacts.error();
  incident.contacts = std::move(*contacts);
  incident.now = incident_now(incident.row.id, holders_of(*people, desk.services.directory), desk);
  return incident;
}

}  // namespace

Result<std::optional<IncidentDetail>> incident_detail(core::IncidentId id, Desk& desk) {
  auto row = desk.queries.incident(id);
  if (!row) return row.error();
  if (!*row) return std::optional<IncidentDetail>();
  auto incident = detail_of(std::move(**row), desk);
  if (!incident) return incident.error();
  return std::optional(std::move(*incident));
}

Answered incident_answer(core::IncidentId id, Desk& desk) {
  const auto incident = incident_detail(id, desk);
  if (!incident) return to_problem(incident.error());
  if (!*incident) return not_found_problem();
  return json_reply(to_json(**incident, desk.services.directory));
}

std::string person_of_body(Fields& fields, Desk& desk) {
  std::string person = fields.text("person", {1, 200});
  check_person(person, fields, desk);
  return person;
}

std::vector<core::ExpectedPerson> others_of_body(Fields& fields, Desk& desk) {
  if (!fields.has("others")) return {};
  return fields.objects("others", kOthersMax, [&](Fields& line) {
    core::ExpectedPerson other{line.text_or("person", "", {0, 200}), line.text("zone", {1, kNameMax}), core::ExpectedBecause::Added, {}};
    const std::string name = line.text_or("name", "", {0, kGuestMax});
    if (other.person.empty() == name.empty())
      line.wrong(name.empty() ? "name" : "person", "person 和 name 须填写其一", "one of person and name must be given");
    check_person(other.person, line, desk);
    if (!name.empty()) other.person = "guest:" + name;
    return other;
  });
}

std::string supply_or_none(Fields& fields, Desk& desk) {
  std::string supply = fields.text_or("supply", "", {0, kNameMax});
  if (!supply.empty() && !has_record("supply", supply, desk)) fields.wrong("supply", "没有这条应急物资记录", "is no record of a supply");
  return supply;
}

}  // namespace davy::api
