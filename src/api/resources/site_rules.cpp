// The safety rules in force, those that the site's files hold instead, and who agreed to what.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"

namespace davy::api {
namespace {

void write_rule_changes(JsonWriter& out, std::string_view key, const std::vector<site::RuleChange>& changes) {
  out.key(key).list();
  for (const site::RuleChange& change : changes) {
    out.object().field("part", change.part).field("name", change.name).field("field", or_null(change.field));
    out.field("from", or_null(change.from)).field("to", or_null(change.to)).end();
  }
  out.end();
}

void write_accepted(JsonWriter& out, const core::AcceptedSite& accepted) {
  const core::SiteAccepted& what = accepted.what;
  out.object().field("version", what.version).field("since", accepted.since).field("because", what.because).field("by", accepted.by);
  out.field("asked_by", or_null(what.asked_by)).field("before", or_null(what.before)).field("two_people", what.takes);
  write_rule_changes(out, "changes", what.changes);
  write_rule_changes(out, "additions", what.additions);
  out.field("more", what.more).field("more_additions", what.more_additions);
  out.end();
}

// What an earlier version wrote is in English only.
std::optional<Text> in_both(const std::string& en, const std::string& zh) {
  return en.empty() ? std::nullopt : std::optional(Text{zh.empty() ? en : zh, en});
}

void write_held(JsonWriter& out, const core::HeldSite& held) {
  out.object()
      .field("version", held.what.version)
      .field("since", held.since)
      .field("unreadable", in_both(held.what.unreadable, held.what.unreadable_zh));
  out.field("errors", in_both(held.what.errors, held.what.errors_zh));
  out.field("proposal", held.proposal).field("proposed_by", or_null(held.proposed_by));
  out.field("proposed_because", or_null(held.proposed_because)).field("refused", held.refused);
  out.field("refused_by", or_null(held.refused_by)).field("refused_because", or_null(held.refused_because));
  write_rule_changes(out, "changes", held.what.changes);
  write_rule_changes(out, "additions", held.what.additions);
  out.field("more", held.what.more).field("more_additions", held.what.more_additions);
  out.end();
}

// Listeners are told before a request is answered: a proposal that was just made is in it.
Outcome get_rules(const Ask&, Desk& desk) {
  const core::RuleBook book = desk.services.options.rules ? desk.services.options.rules() : core::RuleBook();
  const std::string& in_force = desk.services.directory.site().version;
  JsonWriter out;
  out.object().field("in_force", in_force).field("standing", core::site_rules::standing(book, in_force));
  out.key("accepted");
  if (book.accepted)
    write_accepted(out, *book.accepted);
  else
    out.value(nullptr);
  out.key("held");
  if (book.held)
    write_held(out, *book.held);
  else
    out.value(nullptr);
  return json_reply(out.end().take());
}

Outcome propose_rules(const Ask& ask, Desk&) {
  return from_body(ask, [](Fields& fields) -> Outcome {
    core::ProposeSite proposal;
    proposal.version = fields.text("version");
    proposal.reason = fields.text("reason");
    return Command{std::move(proposal),
                   [](const std::vector<core::Event>& events, Desk& later) {
                     auto waits = waits_for_consent(events, later);
                     return waits ? std::move(*waits) : Answered(not_found_problem());
                   },
                   {},
                   {}};
  });
}

}  // namespace

void add_site_rules(Router& router) {
  router.add({Method::Get, "/site/rules", get_rules});
  router.add({Method::Post, "/site/rules/proposal", propose_rules});
}

}  // namespace davy::api
