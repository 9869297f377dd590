#pragma once
// ConsentBook: what one person has asked for and another must agree to, until that happened or its time is over.
//
// Two people are asked for: bypassing a row, shelving longer than the site says, taking out of service; a site can turn it off (site::AccessTerms). Other safety
// rules take two where the site says so (rule_book.hpp).
// decide() and on_time() are pure; evolve() is the only way in which the book changes.

#include "core/alarm/alarm_book.hpp"

#include <map>
#include <optional>
#include <string>

namespace davy::core {

struct Consent {
  ConsentAsked asked;
  std::string by;  // login
  Instant since;
  DAVY_FIELDS(asked, by, since)
};

struct ConsentBook {
  std::map<ConsentId, Consent> open;
  DAVY_FIELDS(open)

  const Consent* find(ConsentId id) const;
};

namespace consent {
// What must be asked instead of doing it, by the site's terms; none: one person is enough.
std::optional<ConsentAsked> needed(const site::AccessTerms& terms, const Request& request, Instant now);
// Puts the question in place of what one person would have done. `alone`: what that is, or why it cannot be.
Decided ask(const ConsentBook& book, ConsentAsked question, const Decided& alone);
// What was asked for, to be decided anew at `now`.
Request request_of(const Consent& consent, Instant now);
// Why this person cannot agree to it; none: another person of enough rights can.
std::optional<Refusal> cannot_give(const Consent* consent, const Actor& actor, Instant now);
// The consent and what it brings about, which names who asked for it.
Bodies given(ConsentId id, const Consent& consent, Bodies deed);
Decided decide(const ConsentBook& book, const RefuseConsent& ask, const Actor& actor);
Bodies on_time(const ConsentBook& book, Instant now);
Instant next_due(const ConsentBook& book);
void evolve(ConsentBook& book, const Event& event);
}  // namespace consent

}  // namespace davy::core
