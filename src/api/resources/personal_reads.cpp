// Who read personal data: of oneself for everybody, of all for those who audit.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

constexpr std::size_t kReadsAtOnce = 200;
constexpr std::size_t kReadsWalkedMost = 20'000;  // records looked at for one page; what is further back is on the next

// Readings of many are of each of them.
bool concerns(const core::PersonalRead& read, const std::string& person) {
  return person.empty() || read.person.empty() || read.person == person;
}

void write(JsonWriter& out, const core::Event& event, const core::PersonalRead& read) {
  out.object().field("seq", event.seq).field("at", event.time).field("by", event.actor).field("what", read.what);
  out.field("about", read.about).field("person", or_null(read.person)).end();
}

Outcome list_personal_reads(const Ask& ask, Desk& desk) {
  const bool audits = may(desk.person->role, core::Right::Audit);
  Fields query = Fields::of_query(ask);
  const std::string person = query.text_or("person", audits ? "" : desk.person->login, {0, kNameMax});
  store::JournalFilter filter;
  filter.kind_prefix = core::PersonalRead::kKind;
  filter.before = query.maybe_number("before", kSequence);
  filter.limit = kReadsAtOnce;
  const std::size_t limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  if (!audits && person != desk.person->login)
    return problem(ProblemKind::NotAllowed, "只能查看谁读取了您自己的信息", "Only who read what is about you may be seen");
  JsonWriter out;
  out.object().key("items").list();
  std::size_t written = 0;
  std::size_t walked = 0;
  std::optional<std::string> next = "";
  while (next && written < limit && walked < kReadsWalkedMost) {
    const auto page = desk.queries.journal(filter);
    if (!page) return to_problem(page.error());
    next = page->next.empty() ? std::nullopt : std::optional(page->next);
    for (const store::JournalRow& row : page->items) {
      ++walked;
      filter.before = row.event.seq;
      const auto* read = get_if<core::PersonalRead>(&row.event.body);
      if (read == nullptr || !concerns(*read, person)) continue;
      write(out, row.event, *read);
      if (++written == limit) {
        next = std::to_string(row.event.seq);
        break;
      }
    }
  }
  return json_reply(out.end().field("next", next).end().take());
}

}  // namespace

void add_personal_reads(Router& router) { router.add({Method::Get, "/personal-reads", list_personal_reads}); }

}  // namespace davy::api
