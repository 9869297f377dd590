#pragma once
// A permit as the paper form of GB 30871-2022, appendix A has it; it says of itself whether it is one to work by.

#include "api/paper/pictures_paper.hpp"
#include "api/problem.hpp"
#include "paper/document.hpp"
#include "site/directory.hpp"
#include "store/views/permit_rows.hpp"

#include <functional>
#include <string>
#include <vector>

namespace davy::api {

struct PermitOnPaper {
  const store::PermitRow& row;
  const store::PermitStory& story;
  Instant as_of;
  std::function<std::string(const std::string& login)> person;
  std::function<std::string(const std::string& record)> worker;
  // Numbers of the certificates that the work asks for, as far as they hold on its first day: of a worker by their record, of the guardian by their login.
  std::function<std::vector<std::string>(const std::string& record)> certificates;
  std::function<std::vector<std::string>(const std::string& login)> guardian_certificates;
  PhotoBytes photo;
};

paper::Document permit_paper(const PermitOnPaper& permit, const site::Directory& directory, Language language);

}  // namespace davy::api
