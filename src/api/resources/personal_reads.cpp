// Who read personal data: of oneself for everybody, of all for those who audit.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

void write(JsonWriter& out, const store::PersonalReadRow& row) {
  out.object().field("seq", row.seq).field("at", row.at).field("by", row.by).field("what", row.read.what);
  out.field("about", row.read.about).field("person", or_null(row.read.person)).end();
}

Outcome list_personal_reads(const Ask& ask, Desk& desk) {
  const bool audits = may(desk.person->role, core::Right::Audit);
  Fields query = Fields::of_query(ask);
  store::PersonalReadFilter filter;
  filter.person = query.text_or("person", audits ? "" : desk.person->login, {0, kNameMax});
  filter.before = query.maybe_number("before", kSequence);
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  if (!audits && filter.person != desk.person->login)
    return problem(ProblemKind::NotAllowed, "只能查看谁读取了您自己的信息", "Only who read what is about you may be seen");
  const auto page = desk.queries.personal_reads(filter);
  if (!page) return to_problem(page.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const store::PersonalReadRow& row : page->items) write(out, row);
  return json_reply(out.end().field("next", or_null(page->next)).end().take());
}

}  // namespace

void add_personal_reads(Router& router) { router.add({Method::Get, "/personal-reads", list_personal_reads}); }

}  // namespace davy::api
