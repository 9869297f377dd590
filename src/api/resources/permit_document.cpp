// The permit as the paper form looks.

#include "api/paper/permit_paper.hpp"
#include "api/resources/documents.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/views/queries.hpp"

#include <nlohmann/json.hpp>

namespace davy::api {
namespace {

// The name in a person's record; its id where there is none.
std::string worker_name(const std::string& id, store::Queries& queries) {
  const auto record = queries.record("person", id);
  if (!record || !*record) return id;
  const auto body = nlohmann::json::parse((*record)->body_json, nullptr, false);
  return body.is_object() && body.contains("name") && body["name"].is_string() ? body["name"].get<std::string>() : id;
}

Outcome get_permit_pdf(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const Language language = language_asked(query);
  if (auto wrong = query.problem()) return *wrong;
  const auto id = desk.id();
  if (!id) return not_found_problem();
  const core::PermitId permit(*id);
  const auto row = desk.queries.permit(permit);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  const auto story = desk.queries.permit_story(permit);
  if (!story) return to_problem(story.error());
  const auto person = names_of_people(desk);
  if (!person) return to_problem(person.error());
  const auto worker = [&](const std::string& record) { return worker_name(record, desk.queries); };
  const PermitOnPaper on_paper{**row, *story, desk.services.now(), *person, worker, photos_kept(desk)};
  return pdf_reply(permit_paper(on_paper, desk.services.directory, language), "permit-" + std::to_string(*id));
}

}  // namespace

void add_permit_documents(Router& router) { router.add({Method::Get, "/permits/{id}/pdf", get_permit_pdf}); }

}  // namespace davy::api
