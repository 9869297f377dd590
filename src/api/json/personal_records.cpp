#include "api/json/personal_records.hpp"

#include "core/event.hpp"
#include "core/role.hpp"

#include <algorithm>
#include <optional>

namespace davy::api {
namespace {

using core::Right;

struct AboutPerson {
  std::vector<Right> rights;        // one of them is enough
  std::vector<std::string> people;  // logins whose own it is
  core::NotePersonalRead told;      // of such a reading; `what` empty: it is not told
};

struct Judge {
  const std::string& actor;

  std::string doer() const { return actor.starts_with("user:") ? actor.substr(5) : std::string(); }

  std::optional<AboutPerson> operator()(const core::PersonalRead& read) const {
    if (read.person.empty()) return std::nullopt;  // about many: everybody may know (GET /personal-reads)
    return AboutPerson{{Right::Audit}, {read.person}, {}};
  }
  std::optional<AboutPerson> operator()(const core::AbsenceTold& absence) const {
    return AboutPerson{{Right::Lead, Right::Oversee}, {absence.person, doer()}, {"absences", "absence", {}}};
  }
  std::optional<AboutPerson> operator()(const core::StandInAppointed& stand_in) const {
    return AboutPerson{{Right::Lead, Right::Oversee}, {stand_in.person, stand_in.instead_of, doer()}, {"absences", "absence", {}}};
  }
  std::optional<AboutPerson> operator()(const core::QualificationDue& due) const {
    return AboutPerson{{Right::Oversee}, {due.login}, {"list", "qualification", {}}};
  }
  std::optional<AboutPerson> operator()(const core::EvacuationOrdered& evacuation) const { return of_emergency(evacuation.incident); }
  std::optional<AboutPerson> operator()(const core::PersonAccounted& accounted) const { return of_emergency(accounted.incident); }
  std::optional<AboutPerson> of_emergency(core::IncidentId incident) const {
    return AboutPerson{{Right::Oversee}, {doer()}, {"incident", "incident/" + std::to_string(incident.get()), {}}};
  }

  template <class Body>
  std::optional<AboutPerson> operator()(const Body& body) const {
    if constexpr (Body::kKind.starts_with("training.")) {
      AboutPerson training{{Right::Lead, Right::Oversee}, {doer()}, {"trainings", "training", {}}};
      if constexpr (requires { body.person; }) training.people.push_back(body.person);
      return training;
    } else {
      return std::nullopt;
    }
  }
};

std::optional<AboutPerson> about_person(const core::Event& event) { return visit(Judge{event.actor}, event.body); }

void withhold(store::JournalRow& record) { record.body_json = "{}"; }

}  // namespace

std::vector<core::NotePersonalRead> withhold_personal(std::vector<store::JournalRow>& records, const core::Account& reader,
                                                      const std::string& own) {
  std::vector<core::NotePersonalRead> told;
  for (store::JournalRow& record : records) {
    if (!own.empty() && record.subject == own) continue;
    const std::optional<AboutPerson> about = about_person(record.event);
    if (!about || std::ranges::find(about->people, reader.login) != about->people.end()) continue;
    if (std::ranges::none_of(about->rights, [&](Right right) { return may(reader.role, right); })) {
      withhold(record);
      continue;
    }
    const auto same = [&](const core::NotePersonalRead& each) { return each.what == about->told.what && each.about == about->told.about; };
    if (!about->told.what.empty() && std::ranges::none_of(told, same)) told.push_back(about->told);
  }
  return told;
}

void withhold_personal(std::vector<store::JournalRow>& records) {
  for (store::JournalRow& record : records)
    if (about_person(record.event)) withhold(record);
}

}  // namespace davy::api
