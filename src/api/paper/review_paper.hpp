#pragma once
// The monthly review as a document.

#include "analysis/review/review.hpp"
#include "api/json/obligation_json.hpp"
#include "api/problem.hpp"
#include "paper/document.hpp"

namespace davy::api {

paper::Document review_paper(const analysis::Review& review, const ObligationWords& words, const site::Directory& directory,
                             Language language);

}  // namespace davy::api
