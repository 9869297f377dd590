#pragma once
// Documents as answers.

#include "api/handler.hpp"
#include "api/http/fields.hpp"
#include "api/paper/pictures_paper.hpp"
#include "paper/document.hpp"

#include <string>

namespace davy::api {

Language language_asked(Fields& query);  // the query's "language"; Chinese unless it says otherwise

// As they are called in documents: the account's name, else the login.
Result<std::function<std::string(const std::string& login)>> names_of_people(Desk& desk);

PhotoBytes photos_kept(Desk& desk);

Outcome pdf_reply(const paper::Document& document, const std::string& file_name);  // without its ending

}  // namespace davy::api
