// Merits: what people earned by good reports and good handling of hazards, entry by entry, and the rule.

#include "api/json/json_writer.hpp"
#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/resources/whole_list.hpp"
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
  std::uint32_t rank = 0;                // 1: nobody has more; the same points, the same rank, and after two firsts comes the third
  std::vector<store::MeritRow> entries;  // in the order in which they were given
};

void write(JsonWriter& out, const PersonMerits& person) {
  out.object()
      .field("login", person.login)
      .field("name", person.name)
      .field("rank", person.rank)
      .field("points", person.points)
      .key("entries")
      .list();
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
  for (std::size_t i = 0; i < people.size(); ++i) {
    const bool is_level = i > 0 && people[i].points == people[i - 1].points;
    people[i].rank = is_level ? people[i - 1].rank : static_cast<std::uint32_t>(i + 1);
  }
  return people;
}

LinePlace place_of_person(const PersonMerits& person, std::string_view by) {
  return {by == "name" ? person.name : rank_of(person.rank), person.login};
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
  const std::string search = query.text_or("search", "", {0, 200});
  const WholeListAsked asked = whole_asked(query, {"rank", "name"});
  if (auto wrong = query.problem()) return *wrong;
  if (person == "mine") person = desk.person->login;
  auto rows = desk.queries.merits(month, "");  // of all: a rank is among them
  if (!rows) return to_problem(rows.error());
  const auto accounts = desk.queries.accounts();
  if (!accounts) return to_problem(accounts.error());
  std::vector<PersonMerits> people = by_person(std::move(*rows), *accounts);
  std::erase_if(people, [&](const PersonMerits& each) {
    const bool is_sought = holds_text(each.login, search) || holds_text(each.name, search);
    return !is_sought || !(person.empty() || each.login == person);
  });
  const auto page = page_of_whole(std::move(people), asked, place_of_person);
  JsonWriter out;
  out.object().field("month", month).key("people");
  write_list(out, page.items);
  out.field("next", or_null(page.next)).end();
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
