// The certificate of the site's own authority: what phones and devices need to know this server and the broker by.

#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "base/said.hpp"

#include <fstream>
#include <iterator>

namespace davy::api {
namespace {

constexpr std::string_view kBegins = "-----BEGIN CERTIFICATE-----";

// A key has no business in this file; where somebody put one beside the certificate nothing is given.
Outcome get_authority(const Ask&, Desk& desk) {
  const std::string& path = desk.services.options.authority;
  if (path.empty()) return no_content();
  std::ifstream file(path, std::ios::binary);
  if (!file) return no_content();
  Reply reply;
  reply.body.assign(std::istreambuf_iterator<char>(file), {});
  if (!reply.body.starts_with(kBegins) || reply.body.find("PRIVATE KEY") != std::string::npos)
    return to_problem(failed(said({"{} 不是证书", "{} is no certificate"}, path)));
  reply.type = "application/x-x509-ca-cert";
  reply.headers = {{"Content-Disposition", "attachment; filename=\"davy-ca.crt\""}};
  return reply;
}

}  // namespace

void add_authority(Router& router) { router.add({Method::Get, "/authority", get_authority}); }

}  // namespace davy::api
