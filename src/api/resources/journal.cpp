// The journal: reading it, following it, proving it.

#include "api/json/personal_records.hpp"
#include "api/json/views.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/own_access.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/store.hpp"

#include <mutex>

namespace davy::api {
namespace {

Outcome read_journal(const Ask& ask, Desk& desk) {
  Fields query = Fields::of_query(ask);
  store::JournalFilter filter;
  filter.kind_prefix = query.text_or("kind", "");
  filter.before = query.maybe_number("before", kSequence);
  filter.after = query.maybe_number("after", kSequence);
  filter.limit = query.limit();
  if (filter.before && filter.after) query.wrong("after", "不能与 before 同时使用", "cannot stand beside before");
  if (auto wrong = query.problem()) return *wrong;
  // That a card hangs is for safety officers only: the others see one sealed record, and none among those of a kind.
  std::vector<std::uint64_t> hidden;
  if (!may(desk.person->role, core::Right::Oversee)) {
    auto hanging = desk.queries.hanging_seeds();
    if (!hanging) return to_problem(hanging.error());
    hidden = std::move(*hanging);
  }
  if (!filter.kind_prefix.empty()) filter.without = hidden;
  auto page = desk.queries.journal(filter);
  if (!page) return to_problem(page.error());
  seal(page->items, hidden);
  for (const core::NotePersonalRead& read : withhold_personal(page->items, *desk.person)) note_personal_read(desk, read);
  return json_reply(page_json(*page));
}

// One walk at a time: it reads the whole journal, and the other query thread must stay free.
Outcome verify(std::mutex& walking, Desk& desk) {
  const std::unique_lock lock(walking, std::try_to_lock);
  if (!lock) {
    Problem busy = problem(ProblemKind::TooMany, "正在验证，请稍候", "A verification is going on: wait for it");
    busy.retry_after = 5_s;
    return busy;
  }
  const auto verified = store::verify_journal(desk.services.options.data_folder);
  if (!verified) return to_problem(verified.error());
  JsonWriter out;
  out.object().field("records", verified->records).field("head", verified->head).field("first_bad", verified->first_bad);
  return json_reply(out.field("why", verified->why.empty() ? std::nullopt : std::optional(verified->why.text())).end().take());
}

}  // namespace

void add_journal(Router& router) {
  router.add({Method::Get, "/journal", read_journal});
  router.add({Method::Get, "/journal/verify",
              [walking = std::make_shared<std::mutex>()](const Ask&, Desk& desk) { return verify(*walking, desk); }});
}

}  // namespace davy::api
