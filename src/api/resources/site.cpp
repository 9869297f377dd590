// The site as it was loaded, and its plan.

#include "api/http/gzip.hpp"
#include "api/http/web_files.hpp"
#include "api/json/site_json.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

#include <fstream>
#include <iterator>
#include <mutex>

namespace davy::api {
namespace {

constexpr const char* kAskAgain = "private, no-cache";

// With its compressed form: it is large, and comes with every first page.
WebFiles::File compressed_file(std::string_view path, std::string bytes) {
  std::string small = gzip(bytes);
  const bool worth_it = small.size() < bytes.size();
  WebFiles::File file = file_of(path, std::move(bytes));
  if (worth_it) add_form(file, "gzip", std::move(small));
  return file;
}

// Written when first asked for, then the same for everybody: the site does not change while Davy runs.
struct Once {
  std::once_flag flag;
  WebFiles::File file;
};

Outcome get_site(Once& once, const Ask& ask, Desk& desk) {
  std::call_once(once.flag, [&] { once.file = compressed_file("site.json", site_json(desk.services.directory)); });
  return reply_with(once.file, ask, kAskAgain);
}

Outcome get_plan(Once& once, const Ask& ask, Desk& desk) {
  const site::Site& site = desk.services.directory.site();
  if (site.plan.svg_path.empty()) return not_found_problem();
  std::call_once(once.flag, [&] {
    std::ifstream in(site.folder + "/" + site.plan.svg_path, std::ios::binary);
    once.file = compressed_file("plan.svg", std::string((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>()));
  });
  if (once.file.bytes->empty()) return not_found_problem();
  Reply reply = reply_with(once.file, ask, kAskAgain);
  // A drawing brings its own styles; opened as a page it can do nothing else.
  reply.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  return reply;
}

}  // namespace

void add_site(Router& router) {
  router.add({Method::Get, "/site", [once = std::make_shared<Once>()](const Ask& ask, Desk& desk) { return get_site(*once, ask, desk); }});
  router.add({Method::Get, "/site/plan.svg",
              [once = std::make_shared<Once>()](const Ask& ask, Desk& desk) { return get_plan(*once, ask, desk); }});
}

}  // namespace davy::api
