#include "api/resources/documents.hpp"

namespace davy::api {

Language language_asked(Fields& query) { return query.choice_or("language", {"zh", "en"}, "zh") == "en" ? Language::En : Language::Zh; }

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
