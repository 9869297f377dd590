#pragma once
// The monthly review as a document.

#include "analysis/review/review.hpp"
#include "api/json/obligation_json.hpp"
#include "api/paper/pictures_paper.hpp"
#include "api/problem.hpp"
#include "paper/document.hpp"
#include "store/views/queries.hpp"

namespace davy::api {

// Before and after of hazards that were reported in the month.
struct ReviewPhotos {
  std::vector<store::HazardRow> hazards;
  PhotoBytes photo;
};

paper::Document review_paper(const analysis::Review& review, const ObligationWords& words, const site::Directory& directory,
                             const ReviewPhotos& photos, Language language);

}  // namespace davy::api
