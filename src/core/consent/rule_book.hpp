#pragma once
// RuleBook: the site whose safety rules were accepted, and the one that the files hold instead and two people have to agree to.
//
// Who starts Davy tells it of the files (NoteSite); where the accepted site says that rules take two people, others are held back: one proposes them, another
// agrees, by the ConsentBook. decide() is pure; evolve() is the only way in which the book changes.

#include "core/alarm/alarm_book.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::core {

struct AcceptedSite {
  SiteAccepted what;
  Instant since;
  std::string by;  // login or another actor's short form
  DAVY_FIELDS(what, since, by)
};

struct HeldSite {
  SiteHeld what;
  Instant since;
  std::optional<ConsentId> proposal;  // waits for a second person
  std::string proposed_by;            // login of who made the latest proposal; empty: nobody yet
  std::string proposed_because;
  std::string refused_by;  // login of who refused the latest proposal; empty: nobody. Who withdrew their own refused nothing
  std::string refused_because;
  std::optional<Instant> refused;
  DAVY_FIELDS(what, since, proposal, proposed_by, proposed_because, refused_by, refused_because, refused)
};

struct RuleBook {
  std::optional<AcceptedSite> accepted;
  std::optional<HeldSite> held;
  DAVY_FIELDS(accepted, held)
};

// Untold: the journal does not know those in force. Accepted: those in force. Held: the files hold others, or have errors, and are not in force. Agreed: two people agreed to others, which are
// in force from the next start on. Unagreed: the accepted ones could not be had again, so those of the files are in force, and nobody agreed to them.
enum class RulesStanding { Untold, Accepted, Held, Agreed, Unagreed };

namespace site_rules {
inline constexpr Duration kProposalLasts = 24_h;  // whoever reads a change of rules may be on the next shift

// What the files say has become of the site. Changed: it was held against another site than the accepted one.
Decided decide(const RuleBook& book, const NoteSite& ask);
// What a proposal brings about once another has agreed: never done by one.
Decided decide(const RuleBook& book, const ProposeSite& ask);
ConsentAsked question(const ProposeSite& ask, Instant now);
RulesStanding standing(const RuleBook& book, std::string_view in_force);  // the version that Davy runs under
void evolve(RuleBook& book, const Event& event);
}  // namespace site_rules

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::RulesStanding> =
    std::to_array<davy::EnumName<davy::core::RulesStanding>>({{davy::core::RulesStanding::Untold, "untold"},
                                                              {davy::core::RulesStanding::Accepted, "accepted"},
                                                              {davy::core::RulesStanding::Held, "held"},
                                                              {davy::core::RulesStanding::Agreed, "agreed"},
                                                              {davy::core::RulesStanding::Unagreed, "unagreed"}});
