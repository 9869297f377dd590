#pragma once
// IncidentBook: emergencies that are not closed, and what they wait for.
//
// Open: cards go to their posts at once, and up the chain of duty while nobody takes them; people are called out of zones and counted until of each one it is
// known where they are; the clock of the report to the authority runs until somebody has reported, or has said why it need not be. Ended: nothing is
// asked for at the place any more; follow-up reports may be. Closed: with its lessons, each a hazard. A silence is never taken for somebody safe.

#include "core/account.hpp"
#include "core/alarm/alarm_book.hpp"
#include "core/duty/qualification_book.hpp"
#include "core/duty/who_answers.hpp"
#include "core/incident/incident_events.hpp"
#include "core/mode/fact_book.hpp"
#include "core/permit/permit_book.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

inline constexpr Duration kReportWithin = 1_h;  // Order 493 art. 9
inline constexpr Duration kReportRemindBefore = 20_min;
inline constexpr std::string_view kPeopleFact = "people";  // a fact of zones: how many were counted there

enum class IncidentState { Open, Ended };
enum class CardState { Issued, Taken, Done };

struct IncidentCard {
  std::string card;
  std::string post;
  CardState state = CardState::Issued;
  std::string by;  // login of who took it
  Instant due;     // to be taken; once called, when it was called last
  std::uint32_t calls = 0;
  CardText title = {};
  DAVY_FIELDS(card, post, state, by, due, calls, title)
};

struct Headcount {
  ExpectedPerson who;
  Whereabouts state = Whereabouts::Unknown;
  DAVY_FIELDS(who, state)
};

struct Evacuation {
  std::vector<std::string> zones;
  std::string assembly;
  std::map<std::string, Headcount> people;  // by person
  bool over = false;
  DAVY_FIELDS(zones, assembly, people, over)
};

struct Casualties {
  std::uint32_t dead = 0;
  std::uint32_t injured = 0;
  double loss_cny = 0;
  DAVY_FIELDS(dead, injured, loss_cny)
};

struct Incident {
  IncidentId id;
  IncidentOpened what;
  std::string by;  // login of who opened it
  Instant opened;
  IncidentState state = IncidentState::Open;
  ResponseLevel level = ResponseLevel::Third;
  std::string commander;
  std::vector<IncidentCard> cards;
  std::optional<Evacuation> evacuation;  // the latest
  Casualties casualties;
  std::uint32_t reports = 0;
  std::optional<Instant> report_due;  // of the next one; none: none is asked for
  std::uint32_t report_calls = 0;     // since it is asked for: 1 before its time, 2 after
  DAVY_FIELDS(id, what, by, opened, state, level, commander, cards, evacuation, casualties, reports, report_due, report_calls)
};

struct IncidentBook {
  std::map<IncidentId, Incident> incidents;
  DAVY_FIELDS(incidents)

  const Incident* find(IncidentId id) const;
};

namespace incident {

// What incidents are judged by.
struct Sources {
  const IncidentBook& book;
  const AlarmBook& alarms;
  const PermitBook& permits;
  const QualificationBook& qualifications;
  const FactBook& facts;
  const Accounts& accounts;
  const PostHolders& holders;
  const site::Directory& directory;
};

Decided decide(const Sources& sources, const PersonRequest& request, Instant now);  // incident requests only
Bodies react(const Sources& sources, const Event& event);                           // the cards of a plan, in one breath with its incident
Bodies on_time(const Sources& sources, Instant now);
Instant next_due(const Sources& sources);
void evolve(IncidentBook& book, const Event& event);

}  // namespace incident

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::IncidentState> = std::to_array<davy::EnumName<davy::core::IncidentState>>(
    {{davy::core::IncidentState::Open, "open"}, {davy::core::IncidentState::Ended, "ended"}});

template <>
inline constexpr auto davy::kEnumNames<davy::core::CardState> = std::to_array<davy::EnumName<davy::core::CardState>>(
    {{davy::core::CardState::Issued, "issued"}, {davy::core::CardState::Taken, "taken"}, {davy::core::CardState::Done, "done"}});
