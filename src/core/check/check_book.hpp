#pragma once
// CheckBook: what is to be looked at by cycle, because a control measure of the register or an emergency supply says so; never twice at a time for one of
// them. A supply is named "supply/<id>" where a measure is named by its id, and is otherwise as a measure is; cards hang at measures only.
//
// issued → recorded, or overdue → recorded, or overdue → missed. The next one is issued when the last is over, due one cycle later, never in the past and
// never further ahead than the cycle after this one: to record more often does not buy time. Half a cycle after its due time an unrecorded check is
// missed, and stays so; time never makes one done. A record that comes afterwards is kept beside what is there: nothing that people did is lost.
//
// A card (seed) hangs at the place of a measure until the first record of it that was made while it hung; who reads its code has found it, who does not
// has overlooked it. What is refused and what is answered never depends on whether a card hangs.

#include "core/alarm/alarm_book.hpp"
#include "core/prevention/risk_register.hpp"

#include <map>
#include <string>
#include <vector>

namespace davy::core {

enum class CheckState { Open, Overdue, Done, Missed, Withdrawn };

// What is kept of a record to tell a repeat from a second opinion.
struct CheckMade {
  std::string by;  // login
  Instant done_at;
  CheckResult result = CheckResult::Normal;
  std::optional<double> reading;
  std::string note;
  DAVY_FIELDS(by, done_at, result, reading, note)
  bool operator==(const CheckMade&) const = default;
};

struct Check {
  CheckId id;
  CheckIssued asked;
  CheckState state = CheckState::Open;
  Instant ended;  // of one that is over
  std::vector<CheckMade> made;
  DAVY_FIELDS(id, asked, state, ended, made)
};

struct Seed {
  SeedId id;
  std::string measure;
  std::string tag;
  std::string by;  // login
  Instant planted;
  Instant until;
  DAVY_FIELDS(id, measure, tag, by, planted, until)
};

using CheckEnd = SeqId<struct CheckEndTag>;  // the sequence of the event that ended a check

struct CheckBook {
  std::map<CheckId, Check> checks;                   // open ones, and those that are over for at most kRecordableFor
  std::map<std::string, CheckId, std::less<>> open;  // by measure
  std::map<CheckEnd, CheckId> over;                  // in the order in which they ended
  std::map<SeedId, Seed> seeds;                      // that hang
  DAVY_FIELDS(checks, open, over, seeds)

  const Check* find(CheckId id) const;
  const Check* open_of(std::string_view measure) const;
  const Seed* hanging_at(std::string_view measure) const;
};

namespace check {

constexpr Duration kRecordableFor = Duration::from_ms(14LL * 24 * 3'600'000);  // after its end: phones come home later than people
constexpr Duration kClockAhead = Duration::from_ms(5 * 60'000);                // of a device, at most

inline bool is_open(const Check& check) { return check.state == CheckState::Open || check.state == CheckState::Overdue; }

// Whoever asks, with the posts that they held when it was done.
Decided decide(const CheckBook& book, const site::Directory& directory, const PersonRequest& request, Instant now);
Decided decide(const CheckBook& book, const RiskRegister& known, const PersonRequest& request, Instant now);  // about cards
Bodies on_time(const CheckBook& book, const site::Directory& directory, Instant now);
Instant next_due(const CheckBook& book);
// Whether the event is one of several records that are saved together: the register is looked at once, when all of them stand in it.
enum class Batch { One, GoesOn, Last };
// Checks that follow from the register, and what a record says about a card.
Bodies react(const CheckBook& book, const RiskRegister& known, const site::Directory& directory, const Event& event,
             Batch batch = Batch::One);
void evolve(CheckBook& book, const Event& event);
bool concerns(const EventBody& body);  // what may move the next due time

// What a record that is about to be made says of the card that hangs there, if one hung when it was made.
enum class SeedVerdict { None, Found, Overlooked };
SeedVerdict verdict_of(const CheckBook& book, std::string_view measure, const CheckRecorded& record);

}  // namespace check
}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::CheckState> =
    std::to_array<davy::EnumName<davy::core::CheckState>>({{davy::core::CheckState::Open, "open"},
                                                           {davy::core::CheckState::Overdue, "overdue"},
                                                           {davy::core::CheckState::Done, "done"},
                                                           {davy::core::CheckState::Missed, "missed"},
                                                           {davy::core::CheckState::Withdrawn, "withdrawn"}});
