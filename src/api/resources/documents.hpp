#pragma once
// Documents as answers.

#include "api/handler.hpp"
#include "api/http/fields.hpp"
#include "paper/document.hpp"

#include <string>

namespace davy::api {

Language language_asked(Fields& query);  // the query's "language"; Chinese unless it says otherwise

Outcome pdf_reply(const paper::Document& document, const std::string& file_name);  // without its ending

}  // namespace davy::api
