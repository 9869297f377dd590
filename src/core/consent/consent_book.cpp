#include "core/consent/consent_book.hpp"

#include "core/refuse.hpp"

#include <algorithm>

namespace davy::core {

const Consent* ConsentBook::find(ConsentId id) const {
  const auto found = open.find(id);
  return found == open.end() ? nullptr : &found->second;
}

namespace consent {
namespace {

Refusal not_open() {
  return refuse(RefusalCode::NotFound, "没有这项待确认的申请，或已有结果", "nothing of that number waits for a second person");
}

// The question that a request raises; none: one person is enough for it, whatever the site says.
struct Question {
  const site::AccessTerms& terms;
  Instant now;

  std::optional<ConsentAsked> operator()(const BypassRow& ask) const {
    return asked(ConsentFor::Bypass, ask.row, ask.reason, now + ask.duration);
  }
  std::optional<ConsentAsked> operator()(const ShelveAlarm& ask) const {
    if (ask.duration <= terms.long_shelf) return std::nullopt;
    return asked(ConsentFor::Shelf, ask.condition, ask.reason, now + ask.duration);
  }
  std::optional<ConsentAsked> operator()(const TakeOutOfService& ask) const {
    return asked(ConsentFor::OutOfService, ask.condition, ask.reason, std::nullopt);
  }
  template <class Other>
  std::optional<ConsentAsked> operator()(const Other&) const {
    return std::nullopt;
  }

  ConsentAsked asked(ConsentFor deed, const std::string& name, const std::string& reason, std::optional<Instant> until) const {
    const Instant lapses = now + terms.consent_within;
    return {deed, name, reason, until, until ? std::min(lapses, *until) : lapses};
  }
};

// Names who asked in what another's consent brought about.
struct Asker {
  const std::string& login;

  void operator()(RowBypassed& body) const { body.asked_by = login; }
  void operator()(AlarmShelved& body) const { body.asked_by = login; }
  void operator()(AlarmTakenOutOfService& body) const { body.asked_by = login; }
  void operator()(SiteAccepted& body) const { body.asked_by = login; }
};

template <class Body>
void name_asker(EventBody& deed, const Asker& asker) {
  if (auto* body = get_if<Body>(&deed)) asker(*body);
}

// Applies one event to the book. Events of other rooms change nothing here.
struct ConsentChange {
  ConsentBook& book;
  const Event& event;

  void operator()(const ConsentAsked& body) const { book.open[ConsentId(event.seq)] = {body, person_of(event.actor), event.time}; }
  void operator()(const ConsentGiven& body) const { book.open.erase(body.consent); }
  void operator()(const ConsentRefused& body) const { book.open.erase(body.consent); }
  void operator()(const ConsentLapsed& body) const { book.open.erase(body.consent); }
  template <class Other>
  void operator()(const Other&) const {}
};

}  // namespace

std::optional<ConsentAsked> needed(const site::AccessTerms& terms, const Request& request, Instant now) {
  if (terms.two_people == site::TwoPeople::Off) return std::nullopt;
  return visit(Question{terms, now}, request);
}

Decided ask(const ConsentBook& book, ConsentAsked question, const Decided& alone) {
  if (const auto* no = std::get_if<Refusal>(&alone)) return *no;
  const bool waits = std::ranges::any_of(book.open, [&](const auto& entry) {
    return entry.second.asked.deed == question.deed && entry.second.asked.name == question.name;
  });
  if (waits)
    return refuse(RefusalCode::NotNow, "已有同样的申请在等待第二人确认", "this has been asked for already and waits for a second person");
  Bodies bodies;
  bodies.emplace_back(std::move(question));
  return bodies;
}

Request request_of(const Consent& consent, Instant now) {
  const ConsentAsked& asked = consent.asked;
  const Duration rest = asked.until ? *asked.until - now : Duration{};
  switch (asked.deed) {
    case ConsentFor::Bypass: return BypassRow{asked.name, rest, asked.reason};
    case ConsentFor::Shelf: return ShelveAlarm{asked.name, rest, asked.reason};
    case ConsentFor::Rules: return ProposeSite{asked.name, asked.reason};
    case ConsentFor::OutOfService: break;
  }
  return TakeOutOfService{asked.name, asked.reason};
}

std::optional<Refusal> cannot_give(const Consent* consent, const Actor& actor, Instant now) {
  if (consent == nullptr || consent->asked.lapses <= now) return not_open();
  if (consent->by == actor.login)
    return refuse(RefusalCode::NotAllowed, "须由另一人确认，不能确认自己的申请",
                  "another person must agree: nobody agrees to what they asked for");
  return std::nullopt;
}

Bodies given(ConsentId id, const Consent& consent, Bodies deed) {
  const Asker asker{consent.by};
  Bodies bodies;
  bodies.emplace_back(ConsentGiven{id});
  for (EventBody& body : deed) {
    name_asker<RowBypassed>(body, asker);
    name_asker<AlarmShelved>(body, asker);
    name_asker<AlarmTakenOutOfService>(body, asker);
    name_asker<SiteAccepted>(body, asker);
    bodies.emplace_back(std::move(body));
  }
  return bodies;
}

Decided decide(const ConsentBook& book, const RefuseConsent& ask, const Actor& actor) {
  const Consent* found = book.find(ask.consent);
  if (found == nullptr) return not_open();
  if (found->by != actor.login && is_blank(ask.reason))
    return refuse(RefusalCode::Invalid, "请写明不同意的理由", "say why it is refused", "reason");
  Bodies bodies;
  bodies.emplace_back(ConsentRefused{ask.consent, ask.reason});
  return bodies;
}

Bodies on_time(const ConsentBook& book, Instant now) {
  Bodies bodies;
  for (const auto& [id, each] : book.open)
    if (each.asked.lapses <= now) bodies.emplace_back(ConsentLapsed{id});
  return bodies;
}

Instant next_due(const ConsentBook& book) {
  Instant due = Instant::never();
  for (const auto& [id, each] : book.open) due = std::min(due, each.asked.lapses);
  return due;
}

void evolve(ConsentBook& book, const Event& event) { visit(ConsentChange{book, event}, event.body); }

}  // namespace consent
}  // namespace davy::core
