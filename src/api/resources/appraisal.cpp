// Figures of a month (KPI), and the obligations that they are made of.

#include "analysis/review/month.hpp"
#include "analysis/review/proposals.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/matters.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/resources.hpp"
#include "api/reviews.hpp"
#include "api/services.hpp"
#include "core/refuse.hpp"
#include "store/views/queries.hpp"

#include <algorithm>
#include <map>

namespace davy::api {
namespace {

bool sees_everybody(const Desk& desk) { return may(desk.person->role, core::Right::Oversee); }

std::string present_month(const Desk& desk) {
  return analysis::month_at(desk.services.now(), desk.services.directory.site().utc_offset).name;
}

// Adds what people are counted by besides; everybody who has any of it has a line.
Result<void> add_people(KpiSheet& sheet, const analysis::Month& month, Desk& desk) {
  const auto use = desk.queries.notice_use(month.from, month.until);
  if (!use) return use.error();
  const auto merits = desk.queries.merits(month.name, "");
  if (!merits) return merits.error();
  const auto accounts = desk.queries.accounts();
  if (!accounts) return accounts.error();
  std::map<std::string, KpiLine> people;
  for (KpiLine& line : sheet.lines) people.emplace(line.row.name, std::move(line));
  for (const store::UseRow& row : *use) people[row.login].use = row.seen;
  for (const store::MeritRow& row : *merits) {
    auto& points = people[row.merit.person].merits;
    points = points.value_or(0) + row.merit.points;
  }
  for (const core::Account& account : *accounts)
    if (const auto person = people.find(account.login); person != people.end()) person->second.title = Text{account.name, account.name};
  sheet.lines.clear();
  for (auto& [login, line] : people) {
    if (!sees_everybody(desk) && login != desk.person->login) continue;
    line.row.name = login;
    if (!line.title) line.title = Text{login, login};
    if (!line.use) line.use = core::Share();
    if (!line.merits) line.merits = 0;
    sheet.lines.push_back(std::move(line));
  }
  return {};
}

Outcome get_kpi(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const std::string name = query.text_or("month", present_month(desk));
  const std::string by = query.choice_or("by", {"person", "post", "zone"}, "person");
  if (auto wrong = query.problem()) return *wrong;
  const auto begun = begun_month(name, desk);
  if (const auto* wrong = std::get_if<Problem>(&begun)) return *wrong;
  const auto& month = std::get<analysis::Month>(begun);
  const site::Directory& directory = desk.services.directory;
  KpiSheet sheet{month.name, *value_named<core::KpiBy>(by), desk.services.now(), directory.site().appraisal, {}};
  auto rows = desk.queries.kpi({month.from, month.until, sheet.as_of, sheet.standards, sheet.by});
  if (!rows) return to_problem(rows.error());
  if (sheet.by == core::KpiBy::Zone) {
    const auto risks = risk_figures(desk.queries, directory, month);
    if (!risks) return to_problem(risks.error());
    core::add_risks(*rows, *risks, sheet.as_of);
  }
  for (core::KpiRow& row : *rows) {
    KpiLine line{std::move(row), {}, {}, {}};
    if (sheet.by == core::KpiBy::Post) line.title = core::title_of_post(directory, line.row.name);
    if (sheet.by == core::KpiBy::Zone) line.title = analysis::title_of_zone(directory, line.row.name);
    sheet.lines.push_back(std::move(line));
  }
  if (sheet.by == core::KpiBy::Person && sees_everybody(desk)) note_personal_read(desk, {"figures", month.name, {}});
  if (sheet.by == core::KpiBy::Person)
    if (const auto added = add_people(sheet, month, desk); !added) return to_problem(added.error());
  return json_reply(to_json(sheet));
}

Problem not_theirs() {
  return problem(ProblemKind::NotAllowed, "他人的考核数据须由" + core::holders_of(core::Right::Oversee).zh + "查看",
                 "The figures of others take " + core::holders_of(core::Right::Oversee).en);
}

Outcome list_obligations(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::ObligationFilter filter;
  const std::string name = query.text_or("month", present_month(desk));
  filter.person = query.text_or("person", "", {0, kNameMax});
  filter.post = query.text_or("post", "", {0, kNameMax});
  filter.zone = query.text_or("zone", "", {0, kNameMax});
  if (query.maybe_text("metric")) filter.metric = query.named<core::Metric>("metric");
  if (filter.metric && !core::is_of_obligations(*filter.metric))
    query.wrong("metric", "应为由事项组成的指标；风险点的指标见 /kpi/risks",
                "a figure made of obligations is expected; those of risk points are at /kpi/risks");
  if (query.maybe_text("standing")) filter.standing = query.named<core::Standing>("standing");
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto begun = begun_month(name, desk);
  if (const auto* wrong = std::get_if<Problem>(&begun)) return *wrong;
  if (!sees_everybody(desk) && !filter.person.empty() && filter.person != desk.person->login) return not_theirs();
  // Of nobody in particular would be of everybody.
  if (!sees_everybody(desk) && filter.post.empty() && filter.zone.empty()) filter.person = desk.person->login;
  const auto& month = std::get<analysis::Month>(begun);
  filter.from = month.from;
  filter.until = month.until;
  filter.as_of = desk.services.now();
  filter.standards = desk.services.directory.site().appraisal;
  const auto page = desk.queries.obligations(filter);
  if (!page) return to_problem(page.error());
  note_personal_read(desk, {"figures", month.name, filter.person});
  return json_reply(page_json(*page, obligation_words(desk, filter.as_of)));
}

// What the use of the system is counted by; of nobody in particular: their own.
Outcome list_told(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::ToldFilter filter;
  const std::string name = query.text_or("month", present_month(desk));
  filter.person = query.text_or("person", desk.person->login, {0, kNameMax});
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto begun = begun_month(name, desk);
  if (const auto* wrong = std::get_if<Problem>(&begun)) return *wrong;
  if (filter.person.empty()) filter.person = desk.person->login;
  if (!sees_everybody(desk) && filter.person != desk.person->login) return not_theirs();
  const auto& month = std::get<analysis::Month>(begun);
  filter.from = month.from;
  filter.until = month.until;
  const auto page = desk.queries.notices_told(filter);
  if (!page) return to_problem(page.error());
  note_personal_read(desk, {"figures", month.name, filter.person});
  return json_reply(page_json(*page, desk.services.directory));
}

// What a zone's figures of risk points are made of; without a zone, the site's.
Outcome get_risks(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const std::string name = query.text_or("month", present_month(desk));
  const std::string zone = query.text_or("zone", "", {0, kNameMax});
  if (auto wrong = query.problem()) return *wrong;
  const auto begun = begun_month(name, desk);
  if (const auto* wrong = std::get_if<Problem>(&begun)) return *wrong;
  const auto& month = std::get<analysis::Month>(begun);
  auto risks = risk_figures(desk.queries, desk.services.directory, month);
  if (!risks) return to_problem(risks.error());
  const Instant now = desk.services.now();
  return json_reply(to_json(RiskSheet{month.name, now, std::min(month.until, now), zone, std::move(*risks)}));
}

}  // namespace

void add_appraisal(Router& router) {
  router.add({Method::Get, "/kpi", get_kpi});
  router.add({Method::Get, "/kpi/obligations", list_obligations});
  router.add({Method::Get, "/kpi/notices", list_told});
  router.add({Method::Get, "/kpi/risks", get_risks});
}

}  // namespace davy::api
