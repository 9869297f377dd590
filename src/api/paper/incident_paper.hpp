#pragma once
// The report of an emergency as a document: what the draft of it says, the cards, the head-count, the log, with its photographs.

#include "api/json/incident_json.hpp"
#include "api/paper/pictures_paper.hpp"
#include "api/problem.hpp"
#include "site/directory.hpp"

namespace davy::api {

struct IncidentOnPaper {
  const IncidentDetail& incident;
  std::function<std::string(const std::string& login)> person;
  PhotoBytes photo;
};

paper::Document incident_paper(const IncidentOnPaper& on_paper, const site::Directory& directory, Language language);

}  // namespace davy::api
