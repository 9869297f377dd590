// Site checks: the files of a site, judged before anybody saves them.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/trial_json.hpp"
#include "api/services.hpp"
#include "api/site_check.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace davy::api {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kFilesMax = 200;
constexpr Duration kCheckedHistory = Duration::from_ms(7LL * 86'400'000);
constexpr Duration kLongestHistory = Duration::from_ms(366LL * 86'400'000);

void write(JsonWriter& out, const HistoryCheck& check) {
  out.object().field("from", check.range.from).field("until", check.range.until).field("samples", check.samples);
  write_duties(out.key("duties"), check.duties);
  out.key("changes").list();
  for (const ConditionChange& change : check.changes)
    out.object().field("condition", change.condition).field("before", change.before).field("after", change.after).end();
  out.end().field("changes_left_out", check.changes_left_out).field("missing", check.missing).end();
}

void write(JsonWriter& out, const SiteCheckReport& report) {
  const bool sound = std::ranges::none_of(report.findings, [](const auto& each) { return each.level == site::FindingLevel::Error; });
  const bool broken = report.history && std::ranges::any_of(report.history->duties, [](const analysis::DutyCheck& duty) {
                        return duty.verdict == analysis::BudgetVerdict::Broken;
                      });
  out.object().field("ok", sound && !report.version.empty() && !broken).field("version", or_null(report.version)).key("findings").list();
  for (const site::Finding& finding : report.findings) open_finding(out, finding).end();
  out.end();
  if (report.history)
    write(out.key("history"), *report.history);
  else
    out.field("history", nullptr);
  out.end();
}

Answered check_answer(const std::optional<SiteCheckJob>& job) {
  if (!job) return not_found_problem();
  JsonWriter out;
  out.object().field("id", job->id).field("by", job->by).field("state", job->state).field("progress", job->progress);
  if (job->report)
    write(out.key("report"), *job->report);
  else
    out.field("report", nullptr);
  return json_reply(out.field("error", job->error).end().take());
}

bool is_yaml_name(const std::string& name) { return name.ends_with(".yaml") || name.ends_with(".yml"); }

// Files are named as in the folder itself: none lies deeper.
bool is_file_name(const std::string& name) {
  return !name.empty() && name.size() <= 255 && name.front() != '.' && name.find('/') == std::string::npos &&
         name.find('\\') == std::string::npos;
}

// What `files` of the body holds; what is wrong with it is noted.
site::SourceFiles files_of(const Json& body, Fields& fields) {
  site::SourceFiles files;
  const auto list = body.find("files");
  if (list == body.end() || !list->is_array() || list->empty() || list->size() > kFilesMax) {
    fields.wrong("files", "应为 1 至 200 个文件的列表", "must be a list of 1 to 200 files");
    return files;
  }
  std::map<std::string, std::string> texts;
  for (const Json& file : *list) {
    const bool whole = file.is_object() && file.contains("name") && file["name"].is_string();
    const std::string name = whole ? file["name"].get<std::string>() : "";
    if (!is_file_name(name) || (is_yaml_name(name) && !(file.contains("text") && file["text"].is_string()))) {
      fields.wrong("files", "每个文件须有文件名，YAML 文件须有内容", "each file must have a name, and a text when it is YAML");
      return files;
    }
    if (!is_yaml_name(name))
      files.others.push_back(name);
    else if (!texts.emplace(name, file["text"].get<std::string>()).second)
      fields.wrong("files", "文件重名：" + name, "found " + name + " a second time");
  }
  for (auto& [name, text] : texts) files.site.push_back({name, std::move(text)});
  std::ranges::sort(files.others);
  if (files.site.empty()) fields.wrong("files", "没有 YAML 文件", "there is no YAML file among them");
  return files;
}

Outcome start_check(const Ask& ask, Desk& desk) {
  const Json body = Json::parse(ask.body, nullptr, false);
  if (!body.is_object()) return problem(ProblemKind::BadRequest, "内容不是 JSON 对象", "The body is not a JSON object");
  Fields query = Fields::of_query(ask);
  const Duration history = query.maybe_span("history").value_or(kCheckedHistory);
  if (history > kLongestHistory) query.wrong("history", "最长 366 天", "may be 366 days at most");
  auto files = std::make_shared<const site::SourceFiles>(files_of(body, query));
  if (auto wrong = query.problem()) return *wrong;
  const Instant now = desk.services.now();
  const Options& options = desk.services.options;
  const auto job = desk.services.site_checks.start({options.data_folder, options.packs_folder, std::move(files), {now - history, now}},
                                                   desk.person->login);
  if (!job) return to_problem(job.error());
  return to_outcome(check_answer(*job));
}

Outcome find_check(const Ask&, Desk& desk) {
  const auto id = desk.id();
  return to_outcome(check_answer(id ? desk.services.site_checks.find(*id) : std::nullopt));
}

Outcome cancel_check(const Ask&, Desk& desk) {
  const auto id = desk.id();
  return to_outcome(check_answer(id ? desk.services.site_checks.cancel(*id) : std::nullopt));
}

}  // namespace

void add_site_checks(Router& router) {
  router.add({Method::Post, "/site/check", start_check});
  router.add({Method::Get, "/site/check/{id}", find_check});
  router.add({Method::Delete, "/site/check/{id}", cancel_check});
}

}  // namespace davy::api
