// The files of the site as they are now, and that Davy start anew under them.

#include "api/site_folder.hpp"

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/trial_json.hpp"
#include "api/services.hpp"

#include <algorithm>
#include <span>

namespace davy::api {
namespace {

constexpr std::size_t kFolderChangesListed = 500;  // of each; `davy check --against` has all
constexpr std::size_t kErrorsListed = 100;

struct FolderNow {
  SiteFolder folder;
  StartBrings brings = StartBrings::Nothing;
};

FolderNow folder_now(const Desk& desk) {
  const Options& options = desk.services.options;
  const site::Site& site = desk.services.directory.site();
  FolderNow now;
  now.folder = read_site_folder(options.site_folder, options.packs_folder, site);
  now.brings = start_brings(now.folder, options.rules ? options.rules() : core::RuleBook(), site.version);
  return now;
}

void write_first_changes(JsonWriter& out, std::string_view key, const std::vector<site::RuleChange>& changes) {
  out.key(key).list();
  for (const site::RuleChange& change : std::span(changes).first(std::min(changes.size(), kFolderChangesListed))) {
    out.object().field("part", change.part).field("name", change.name).field("field", or_null(change.field));
    out.field("from", or_null(change.from)).field("to", or_null(change.to)).end();
  }
  out.end();
}

std::size_t unlisted(const std::vector<site::RuleChange>& changes) {
  return changes.size() - std::min(changes.size(), kFolderChangesListed);
}

Outcome get_folder(const Ask&, Desk& desk) {
  const FolderNow now = folder_now(desk);
  const SiteFolder& folder = now.folder;
  JsonWriter out;
  out.object().field("version", or_null(folder.version)).field("in_force", desk.services.directory.site().version);
  out.field("brings", now.brings).key("findings").list();
  for (const site::Finding& finding : folder.findings) open_finding(out, finding).end();
  out.end();
  write_first_changes(out, "changes", folder.rules.changes);
  write_first_changes(out, "additions", folder.rules.additions);
  out.field("more", unlisted(folder.rules.changes)).field("more_additions", unlisted(folder.rules.additions));
  return json_reply(out.end().take());
}

Problem with_errors(const SiteFolder& folder) {
  Problem wrong = problem(ProblemKind::Invalid, "站点文件有错误，什么都没有改变：请改正后再试",
                          "The files of the site have errors, so nothing was done: mend them first");
  for (const site::Finding& finding : folder.findings)
    if (finding.level == site::FindingLevel::Error && wrong.errors.size() < kErrorsListed)
      wrong.errors.push_back({finding.file, {to_text(finding, Language::Zh), to_text(finding, Language::En)}});
  return wrong;
}

Outcome start_under_files(const Ask& ask, Desk& desk) {
  if (!desk.person->zones.empty())  // the core, which keeps accounts to their zones, is not asked here
    return problem(ProblemKind::NotAllowed, "站点文件关系全站，限于区域的账号不能使其生效",
                   "The files are of the whole site: an account that is limited to zones cannot let them take effect");
  auto body = Fields::of_body(ask);
  if (auto* wrong = std::get_if<Problem>(&body)) return std::move(*wrong);
  Fields& fields = std::get<Fields>(body);
  const std::string version = fields.text("version");
  if (auto wrong = fields.problem()) return std::move(*wrong);
  const FolderNow now = folder_now(desk);
  if (now.brings == StartBrings::Errors) return with_errors(now.folder);
  if (now.folder.version != version)
    return problem(ProblemKind::Changed, "站点文件刚刚又变了，请再看一遍", "The files have changed since: look at them again");
  if (now.brings == StartBrings::Nothing)
    return problem(ProblemKind::NotNow, "站点文件没有变化，无需重新启动", "Nothing would change: the files are those that Davy knows");
  if (!desk.services.options.start_anew) return problem(ProblemKind::NotNow, "此处不能重新启动", "Davy cannot start anew here");
  if (const Result<void> asked = desk.services.options.start_anew(desk.person->login); !asked)
    return problem(ProblemKind::NotNow, "不能重新启动，仍继续运行：" + asked.error().in(Language::Zh),
                   "It cannot start anew and goes on: " + asked.error().in(Language::En));
  JsonWriter out;
  Reply reply = json_reply(out.object().field("version", version).field("brings", now.brings).end().take());
  reply.status = 202;
  return reply;
}

}  // namespace

void add_site_folder(Router& router) {
  router.add({Method::Get, "/site/folder", get_folder});
  router.add({Method::Post, "/site/reload", start_under_files});
}

}  // namespace davy::api
