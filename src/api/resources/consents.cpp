// Consents: what one person asked for and another must agree to.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/views/queries.hpp"

namespace davy::api {
namespace {

void write(JsonWriter& out, const store::ConsentRow& row) {
  out.object().field("id", row.id).field("deed", row.asked.deed).field("name", row.asked.name).field("reason", row.asked.reason);
  out.field("until", row.asked.until).field("lapses", row.asked.lapses).field("asked", row.since).field("by", row.by);
  out.field("answer", row.answer).field("answered", row.answered).field("answered_by", or_null(row.answered_by));
  out.field("answer_reason", or_null(row.answer_reason)).end();
}

Outcome list_consents(const Ask&, Desk& desk) {
  const auto open = desk.queries.open_consents();
  if (!open) return to_problem(open.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const store::ConsentRow& row : *open) write(out, row);
  return json_reply(out.end().end().take());
}

Answered consent_now(core::ConsentId id, Desk& desk) {
  const auto row = desk.queries.consent(id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  JsonWriter out;
  write(out, **row);
  return json_reply(out.take());
}

Outcome agree(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, consent_now, [](core::ConsentId id, Fields&) { return core::GiveConsent{id}; });
}

Outcome refuse(const Ask& ask, Desk& desk) {
  return command_on(ask, desk, consent_now, [](core::ConsentId id, Fields& fields) {
    return core::RefuseConsent{id, fields.text_or("reason", "")};
  });
}

}  // namespace

std::optional<Answered> waits_for_consent(const std::vector<core::Event>& events, Desk& desk) {
  if (events.empty() || !holds<core::ConsentAsked>(events.front().body)) return std::nullopt;
  Answered answered = consent_now(core::ConsentId(events.front().seq), desk);
  if (auto* reply = std::get_if<Reply>(&answered)) reply->status = 202;
  return answered;
}

void add_consents(Router& router) {
  router.add({Method::Get, "/consents", list_consents});
  router.add({Method::Post, "/consents/{id}/agreement", agree});
  router.add({Method::Post, "/consents/{id}/refusal", refuse});
}

}  // namespace davy::api
