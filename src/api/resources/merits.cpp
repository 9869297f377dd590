// Merits: what people earned by good reports and good handling of hazards, entry by entry, and the rule.

#include "api/json/json_writer.hpp"
#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "core/merit/merit_book.hpp"

#include <algorithm>
#include <map>

namespace davy::api {
namespace {

struct PersonMerits {
  std::string login;
  std::string name;
  std::uint32_t points = 0;
  std::vector<store::MeritRow> entries;  // in the order in which they were given
};

void write(JsonWriter& out, const PersonMerits& person) {
  out.object().field("login", person.login).field("name", person.name).field("points", person.points).key("entries").list();
  for (auto row = person.entries.rbegin(); row != person.entries.rend(); ++row) {
    const core::MeritGiven& merit = row->merit;
    out.object().field("id", row->id).field("given", row->given).field("reason", merit.reason).field("hazard", merit.hazard);
    out.field("points", merit.points).field("worth", merit.worth).end();
  }
  out.end().end();
}

// The most points first; of the same, by login. Who has no account any more keeps the login for a name.
std::vector<PersonMerits> by_person(std::vector<store::MeritRow> rows, const std::vector<core::Account>& accounts) {
  std::map<std::string, PersonMerits> found;
  for (store::MeritRow& row : rows) {
    PersonMerits& person = found[row.merit.person];
    person.login = person.name = row.merit.person;
    person.points += row.merit.points;
    person.entries.push_back(std::move(row));
  }
  for (const core::Account& account : accounts)
    if (const auto person = found.find(account.login); person != found.end()) person->second.name = account.name;
  std::vector<PersonMerits> people;
  for (auto& [login, person] : found) people.push_back(std::move(person));
  std::ranges::stable_sort(people, std::greater(), &PersonMerits::points);
  return people;
}

bool is_month(std::string_view text) {
  constexpr std::string_view kForm = "0000-00";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (kForm[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
  const std::string_view month = text.substr(5);
  return month >= "01" && month <= "12";
}

Outcome get_merits(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  const std::string month = query.text_or("month", core::merit::month_of(desk.services.now(), desk.services.directory.site().utc_offset));
  if (!is_month(month)) query.wrong("month", "应为年-月，如 2026-11", "a year and month is expected, as 2026-11");
  std::string person = query.text_or("person", "", {0, kNameMax});
  if (auto wrong = query.problem()) return *wrong;
  if (person == "mine") person = desk.person->login;
  auto rows = desk.queries.merits(month, person);
  if (!rows) return to_problem(rows.error());
  const auto accounts = desk.queries.accounts();
  if (!accounts) return to_problem(accounts.error());
  JsonWriter out;
  out.object().field("month", month).key("people");
  write_list(out, by_person(std::move(*rows), *accounts));
  out.end();
  return json_reply(out.take());
}

Outcome get_rules(const Ask&, Desk& desk) {
  const site::MeritRule& rule = desk.services.directory.site().merits;
  JsonWriter out;
  out.object().field("report", rule.report).field("major", rule.major).field("mended_in_time", rule.mended_in_time);
  out.field("review", rule.review).field("month_cap", rule.month_cap).field("text", core::merit::in_words(rule)).end();
  return json_reply(out.take());
}

}  // namespace

void add_merits(Router& router) {
  router.add({Method::Get, "/merits", get_merits});
  router.add({Method::Get, "/merits/rules", get_rules});
}

}  // namespace davy::api
