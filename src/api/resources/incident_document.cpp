// The report of an emergency as a document.

#include "api/paper/incident_paper.hpp"
#include "api/resources/documents.hpp"
#include "api/resources/incident_desk.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

Outcome get_incident_pdf(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const Language language = language_asked(query);
  if (auto wrong = query.problem()) return *wrong;
  const auto id = desk.id();
  if (!id) return not_found_problem();
  const auto incident = incident_detail(core::IncidentId(*id), desk);
  if (!incident) return to_problem(incident.error());
  if (!*incident) return not_found_problem();
  const auto person = names_of_people(desk);
  if (!person) return to_problem(person.error());
  note_personal_read(desk, {"incident", "incident/" + std::to_string(*id), {}});
  const IncidentOnPaper on_paper{**incident, *person, photos_kept(desk)};
  return pdf_reply(incident_paper(on_paper, desk.services.directory, language), "incident-" + std::to_string(*id));
}

}  // namespace

void add_incident_documents(Router& router) { router.add({Method::Get, "/incidents/{id}/pdf", get_incident_pdf}); }

}  // namespace davy::api
