#include "core/consent/rule_book.hpp"

#include "core/refuse.hpp"

#include <utility>

namespace davy::core::site_rules {
namespace {

Bodies only(EventBody body) {
  Bodies bodies;
  bodies.emplace_back(std::move(body));
  return bodies;
}

SiteAccepted accepted(const SiteHeld& found, SiteBecause because) {
  return {found.version, found.sources,   found.takes, because,    found.before,        found.parts,
          found.changes, found.additions, {},          found.more, found.more_additions};
}

// Applies one event to the book. Events of other rooms change nothing here.
struct RuleChangeOfBook {
  RuleBook& book;
  const Event& event;

  void operator()(const SiteAccepted& body) const {
    book.accepted = AcceptedSite{body, event.time, person_of(event.actor)};
    book.held.reset();
  }
  // The same site once more, as where its files could not be kept at first: what became of it until then still counts.
  void operator()(const SiteHeld& body) const {
    const bool again = book.held && body.errors.empty() && book.held->what.version == body.version && book.held->what.before == body.before;
    if (!again) book.held = HeldSite{{}, event.time, {}, {}, {}, {}, {}, {}};
    book.held->what = body;
  }
  void operator()(const SiteWithdrawn&) const { book.held.reset(); }
  void operator()(const ConsentAsked& body) const {
    if (body.deed != ConsentFor::Rules || !book.held || body.name != book.held->what.version) return;
    book.held->proposal = ConsentId(event.seq);
    book.held->proposed_by = person_of(event.actor);
    book.held->proposed_because = body.reason;
    book.held->refused_by.clear();
    book.held->refused_because.clear();
    book.held->refused.reset();
  }
  void operator()(const ConsentRefused& body) const {
    if (!is_proposal(body.consent)) return;
    book.held->proposal.reset();
    if (person_of(event.actor) == book.held->proposed_by) return;
    book.held->refused_by = person_of(event.actor);
    book.held->refused_because = body.reason;
    book.held->refused = event.time;
  }
  void operator()(const ConsentLapsed& body) const {
    if (is_proposal(body.consent)) book.held->proposal.reset();
  }
  template <class Other>
  void operator()(const Other&) const {}

  bool is_proposal(ConsentId consent) const { return book.held && book.held->proposal == consent; }
};

Refusal of_others() {
  return refuse(RefusalCode::Changed, "站点文件比对的不是已接受的规则", "the files were held against rules that are not the accepted ones");
}

// Files that are no site are never in force; what they might have been is not told again while it is the same.
Decided of_errors(const RuleBook& book, const SiteHeld& found) {
  if (!book.accepted || found.before != book.accepted->what.version) return of_others();
  const bool known = book.held && book.held->what.errors == found.errors;
  return known ? Bodies{} : only(found);
}

}  // namespace

Decided decide(const RuleBook& book, const NoteSite& ask) {
  const SiteHeld& found = ask.found;
  if (!found.errors.empty()) return of_errors(book, found);
  if (!book.accepted) return only(accepted(found, SiteBecause::First));
  const SiteAccepted& before = book.accepted->what;
  if (found.version == before.version) return book.held ? only(SiteWithdrawn{book.held->what.version}) : Bodies{};
  if (found.before != before.version) return of_others();
  if (found.changes.empty() && found.unreadable.empty()) return only(accepted(found, SiteBecause::NoRule));
  if (before.takes == site::TwoPeople::Off) return only(accepted(found, SiteBecause::OnePerson));
  const SiteHeld* held = book.held ? &book.held->what : nullptr;
  const bool known = held != nullptr && held->errors.empty() && held->version == found.version && held->unreadable == found.unreadable &&
                     held->sources == found.sources;
  return known ? Bodies{} : only(found);
}

Decided decide(const RuleBook& book, const ProposeSite& ask) {
  if (!book.held || book.held->what.version != ask.version)
    return refuse(RefusalCode::NotFound, "没有这个版本的规则等待确认，站点文件可能又变了",
                  "no rules of this version wait to be agreed to: the files may have changed since", "version");
  if (!book.held->what.errors.empty())
    return refuse(RefusalCode::NotNow, "站点文件有错误，请改正并重新启动后再提出",
                  "the files have errors: mend them and start again, then propose them");
  if (book.held->what.sources.empty())
    return refuse(RefusalCode::NotNow, "站点文件没能保存，请在排除故障后重新启动",
                  "the files could not be kept: start again when the store takes them");
  if (is_blank(ask.reason)) return refuse(RefusalCode::Invalid, "请写明为什么更改规则", "say why the rules change", "reason");
  return only(accepted(book.held->what, SiteBecause::TwoPeople));
}

ConsentAsked question(const ProposeSite& ask, Instant now) {
  return {ConsentFor::Rules, ask.version, ask.reason, std::nullopt, now + kProposalLasts};
}

RulesStanding standing(const RuleBook& book, std::string_view in_force) {
  if (!book.accepted) return RulesStanding::Untold;
  if (book.accepted->what.version == in_force) return book.held ? RulesStanding::Held : RulesStanding::Accepted;
  if (book.held && book.held->what.version == in_force) return RulesStanding::Unagreed;
  return book.accepted->what.before == in_force ? RulesStanding::Agreed : RulesStanding::Untold;
}

void evolve(RuleBook& book, const Event& event) { visit(RuleChangeOfBook{book, event}, event.body); }

}  // namespace davy::core::site_rules
