#include "api/resources/documents.hpp"

#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/views/queries.hpp"

#include <map>

namespace davy::api {

Language language_asked(Fields& query) { return query.choice_or("language", {"zh", "en"}, "zh") == "en" ? Language::En : Language::Zh; }

Result<std::function<std::string(const std::string& login)>> names_of_people(Desk& desk) {
  const auto accounts = desk.queries.accounts();
  if (!accounts) return accounts.error();
  std::map<std::string, std::string> names;
  for (const core::Account& each : *accounts) names[each.login] = each.name;
  return std::function<std::string(const std::string&)>([names = std::move(names)](const std::string& login) {
    const auto found = names.find(login);
    return found == names.end() ? login : found->second;
  });
}

PhotoBytes photos_kept(Desk& desk) {
  return [&desk](const std::string& name) -> std::string {
    if (!is_photo_name(name)) return {};
    Result<std::string> bytes = desk.services.blobs.get(name);
    return bytes ? std::move(*bytes) : std::string();
  };
}

Outcome pdf_reply(const paper::Document& document, const std::string& file_name) {
  auto pdf = paper::to_pdf(document);
  if (!pdf) return to_problem(pdf.error());
  Reply reply;
  reply.type = "application/pdf";
  reply.body = std::move(*pdf);
  reply.headers.emplace_back("Content-Disposition", "inline; filename=\"" + file_name + ".pdf\"");
  return reply;
}

}  // namespace davy::api
