// The permit as the paper form looks.

#include "api/paper/permit_paper.hpp"
#include "api/resources/documents.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/permit/permit_form.hpp"
#include "store/views/queries.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <span>

namespace davy::api {
namespace {

// The name in a person's record; its id where there is none.
std::string worker_name(const std::string& id, store::Queries& queries) {
  const auto record = queries.record("person", id);
  if (!record || !*record) return id;
  const auto body = nlohmann::json::parse((*record)->body_json, nullptr, false);
  return body.is_object() && body.contains("name") && body["name"].is_string() ? body["name"].get<std::string>() : id;
}

// The number of a certificate; of one that a passed course gives, which has no record, the course.
std::string number_of(const std::string& id, store::Queries& queries) {
  const auto record = queries.record("qualification", id);
  if (!record || !*record) return id.substr(id.rfind(':') + 1);
  const auto body = nlohmann::json::parse((*record)->body_json, nullptr, false);
  return body.is_object() && body.contains("number") && body["number"].is_string() ? body["number"].get<std::string>() : id;
}

using Categories = std::span<const std::string_view>;

// Numbers of certificates of one of these categories that hold on the day.
std::vector<std::string> numbers_of(const std::string& person, const std::string& login, Categories categories, Day day,
                                    const core::QualificationBook& book, store::Queries& queries) {
  std::vector<std::string> numbers;
  for (const auto& [id, certificate] : book.certificates) {
    const auto last = core::qualification::last_day(certificate);
    const bool is_asked = std::ranges::find(categories, certificate.category) != categories.end();
    if (is_asked && last && day <= last->day && book.is_of(certificate, person, login)) numbers.push_back(number_of(id, queries));
  }
  return numbers;
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
  const auto duty = desk.queries.duty_sources();
  if (!duty) return to_problem(duty.error());
  note_personal_read(desk, {"list", "qualification", {}});
  const core::PermitApplied& what = (*row)->what;
  const Day day = day_at(what.from, desk.services.directory.site().utc_offset);
  const auto certificates = [&](const std::string& record) {
    const auto asked = core::permit::certificates_asked(desk.services.directory.site().permits, site::PermitPart::Worker, what.kind);
    return numbers_of(record, {}, asked, day, duty->qualifications, desk.queries);
  };
  const auto of_guardian = [&](const std::string& login) {
    const auto asked = core::permit::certificates_asked(desk.services.directory.site().permits, site::PermitPart::Guardian, what.kind);
    return numbers_of({}, login, asked, day, duty->qualifications, desk.queries);
  };
  const PermitOnPaper on_paper{**row, *story, desk.services.now(), *person, worker, certificates, of_guardian, photos_kept(desk)};
  return pdf_reply(permit_paper(on_paper, desk.services.directory, language), "permit-" + std::to_string(*id));
}

}  // namespace

void add_permit_documents(Router& router) { router.add({Method::Get, "/permits/{id}/pdf", get_permit_pdf}); }

}  // namespace davy::api
