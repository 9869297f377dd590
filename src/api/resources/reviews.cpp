// The review of a month, as data and as a document.

#include "api/reviews.hpp"

#include "api/json/review_json.hpp"
#include "api/paper/review_paper.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/documents.hpp"
#include "api/resources/matters.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <memory>

namespace davy::api {
namespace {

using Asked = std::variant<std::shared_ptr<const analysis::Review>, Problem>;

Asked review_asked(Reviews& reviews, Desk& desk) {
  auto month = begun_month(desk.name(), desk);
  if (auto* wrong = std::get_if<Problem>(&month)) return std::move(*wrong);
  return reviews.of(desk.queries, desk.services.directory, std::get<analysis::Month>(month), desk.services.now());
}

Outcome get_review(Reviews& reviews, Desk& desk) {
  const Asked asked = review_asked(reviews, desk);
  if (const auto* wrong = std::get_if<Problem>(&asked)) return *wrong;
  const analysis::Review& review = *std::get<0>(asked);
  return json_reply(to_json(review, obligation_words(desk, review.as_of), desk.services.directory));
}

Outcome get_review_pdf(Reviews& reviews, const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const Language language = language_asked(query);
  if (auto wrong = query.problem()) return *wrong;
  const Asked asked = review_asked(reviews, desk);
  if (const auto* wrong = std::get_if<Problem>(&asked)) return *wrong;
  const analysis::Review& review = *std::get<0>(asked);
  const auto document = review_paper(review, obligation_words(desk, review.as_of), desk.services.directory, language);
  return pdf_reply(document, "review-" + review.month.name);
}

}  // namespace

void add_reviews(Router& router) {
  const auto reviews = std::make_shared<Reviews>();  // owned by the two routes
  router.add({Method::Get, "/reviews/{month}", [reviews](const Ask&, Desk& desk) { return get_review(*reviews, desk); }});
  router.add({Method::Get, "/reviews/{month}/pdf", [reviews](const Ask& ask, Desk& desk) { return get_review_pdf(*reviews, ask, desk); }});
}

}  // namespace davy::api
