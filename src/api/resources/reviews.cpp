// The review of a month, as data and as a document.

#include "api/reviews.hpp"

#include "api/json/review_json.hpp"
#include "api/paper/review_paper.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/documents.hpp"
#include "api/resources/matters.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/views/queries.hpp"

#include <algorithm>
#include <functional>
#include <memory>

namespace davy::api {
namespace {

constexpr std::size_t kPageMost = 500;
constexpr std::size_t kHazardsShown = 6;

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

// Those that are worth a picture: the gravest of the month first.
Result<std::vector<store::HazardRow>> hazards_to_show(const analysis::Month& month, Desk& desk) {
  store::HazardFilter filter;
  filter.which = store::HazardFilter::Which::All;
  filter.limit = kPageMost;
  std::vector<store::HazardRow> found;
  for (bool goes_on = true; goes_on;) {
    auto page = desk.queries.hazards(filter);
    if (!page) return page.error();
    for (store::HazardRow& row : page->items) {
      if (row.reported < month.from) page->next.clear();
      const bool has_pictures = !row.photos_before.empty() || !row.photos_after.empty();
      if (has_pictures && row.reported >= month.from && row.reported < month.until) found.push_back(std::move(row));
    }
    goes_on = !page->next.empty();
    filter.after = page->next;
  }
  std::ranges::stable_sort(found, std::greater(), [](const store::HazardRow& row) {
    return std::pair(row.grade.value_or(core::HazardGrade::General), !row.photos_after.empty());
  });
  if (found.size() > kHazardsShown) found.resize(kHazardsShown);
  return found;
}

Outcome get_review_pdf(Reviews& reviews, const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const Language language = language_asked(query);
  if (auto wrong = query.problem()) return *wrong;
  const Asked asked = review_asked(reviews, desk);
  if (const auto* wrong = std::get_if<Problem>(&asked)) return *wrong;
  const analysis::Review& review = *std::get<0>(asked);
  auto hazards = hazards_to_show(review.month, desk);
  if (!hazards) return to_problem(hazards.error());
  const ReviewPhotos photos{std::move(*hazards), photos_kept(desk)};
  const auto document = review_paper(review, obligation_words(desk, review.as_of), desk.services.directory, photos, language);
  return pdf_reply(document, "review-" + review.month.name);
}

}  // namespace

void add_reviews(Router& router) {
  const auto reviews = std::make_shared<Reviews>();  // owned by the two routes
  router.add({Method::Get, "/reviews/{month}", [reviews](const Ask&, Desk& desk) { return get_review(*reviews, desk); }});
  router.add({Method::Get, "/reviews/{month}/pdf", [reviews](const Ask& ask, Desk& desk) { return get_review_pdf(*reviews, ask, desk); }});
}

}  // namespace davy::api
