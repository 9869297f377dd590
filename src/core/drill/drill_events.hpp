#pragma once
// Events of drills (演练): what was announced, how it ended, what people and Davy did in it, what a safety officer made of it. A DrillId is the journal
// sequence of its DrillStarted.
//
// What is asked, and of whom, stands in DrillStarted as the scenario said it then: a drill is scored alike under a later site. Times of answers are
// milliseconds since the first alarm of the drill; of steps, since its start.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"
#include "site/names.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

using DrillId = SeqId<struct DrillTag>;
using site::DrillAsks;
using site::DrillKind;

struct DrillTitle {
  std::string zh;
  std::string en;
  DAVY_FIELDS(zh, en)
};

struct DrillAsked {
  DrillAsks what = DrillAsks::Acknowledge;
  std::string post;  // empty: anybody
  std::uint32_t within_ms = 0;
  std::uint32_t points = 0;
  DAVY_FIELDS(what, post, within_ms, points)
};

struct DrillParticipants {
  std::string post;
  std::vector<std::string> people;  // logins of who answered for it when the drill began
  DAVY_FIELDS(post, people)
};

struct DrillStarted {
  static constexpr std::string_view kKind = "drill.started";
  std::string scenario;
  DrillTitle title;
  DrillKind kind = DrillKind::Practice;
  std::string zone;
  std::string plan;  // emergency plan that is to be opened in it; empty: none
  Instant until;     // over at the latest
  std::vector<DrillAsked> asked;
  std::vector<DrillParticipants> participants;
  std::uint32_t pass_percent = 60;
  DAVY_FIELDS(scenario, title, kind, zone, plan, until, asked, participants, pass_percent)
};

// Completed: everything that was asked was done. Time up: some of it was not. Aborted by a person; by a real alarm or a real emergency; broken off by the
// end of the program.
enum class DrillEnd { Completed, TimeUp, Aborted, RealAlarm, RealIncident, BrokenOff };
enum class DrillMark { Met, Late, Missed };
enum class DrillVerdict { Passed, Failed, NotJudged };

// Of one thing that was asked, in the order of DrillStarted.
struct DrillResult {
  DrillMark mark = DrillMark::Missed;
  std::string person;                     // login of who did it first; empty: nobody
  std::optional<std::uint32_t> after_ms;  // none: not done
  std::uint32_t points = 0;
  DAVY_FIELDS(mark, person, after_ms, points)
};

// Seen: an alarm of the drill was acknowledged. The acts: order accepted, submitted, approved; emergency called; card taken. The rest Davy did.
enum class DrillDid {
  AlarmRaised,
  RowTripped,
  CommandRequested,
  CommandObserved,
  NoticeSent,
  AlarmReturned,
  OrderIssued,
  Acknowledged,
  OrderAccepted,
  OrderSubmitted,
  OrderApproved,
  IncidentCalled,
  CardTaken,
  CommandFailed
};

struct DrillStep {
  DrillDid did = DrillDid::AlarmRaised;
  std::string about;   // the condition, the row, the actuator, the plan, the card
  std::string person;  // login; empty: Davy
  std::uint32_t after_ms = 0;
  DAVY_FIELDS(did, about, person, after_ms)
};

struct DrillEnded {
  static constexpr std::string_view kKind = "drill.ended";
  DrillId drill;
  DrillEnd end = DrillEnd::Completed;
  std::string because;  // what a person said; the real alarm's condition; the real emergency's words
  std::vector<DrillResult> results;
  std::vector<DrillStep> steps;
  std::optional<std::uint32_t> acknowledged_ms;  // the first of each, since the first alarm: to have seen it is not to have acted
  std::optional<std::uint32_t> acted_ms;
  std::uint32_t score = 0;
  std::uint32_t of = 0;
  DrillVerdict verdict = DrillVerdict::NotJudged;
  DAVY_FIELDS(drill, end, because, results, steps, acknowledged_ms, acted_ms, score, of, verdict)
};

struct DrillAssessed {  // again: in place of what was said before
  static constexpr std::string_view kKind = "drill.assessed";
  DrillId drill;
  std::string remark;
  std::vector<std::string> weak;  // what is to be better; each that asks for something is a hazard of its own
  DAVY_FIELDS(drill, remark, weak)
};

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::DrillEnd> = std::to_array<EnumName<core::DrillEnd>>({{core::DrillEnd::Completed, "completed"},
                                                                                            {core::DrillEnd::TimeUp, "time-up"},
                                                                                            {core::DrillEnd::Aborted, "aborted"},
                                                                                            {core::DrillEnd::RealAlarm, "real-alarm"},
                                                                                            {core::DrillEnd::RealIncident, "real-incident"},
                                                                                            {core::DrillEnd::BrokenOff, "broken-off"}});

template <>
inline constexpr auto kEnumNames<core::DrillMark> = std::to_array<EnumName<core::DrillMark>>({{core::DrillMark::Met, "met"},
                                                                                              {core::DrillMark::Late, "late"},
                                                                                              {core::DrillMark::Missed, "missed"}});

template <>
inline constexpr auto kEnumNames<core::DrillVerdict> = std::to_array<EnumName<core::DrillVerdict>>(
    {{core::DrillVerdict::Passed, "passed"}, {core::DrillVerdict::Failed, "failed"}, {core::DrillVerdict::NotJudged, "not-judged"}});

template <>
inline constexpr auto kEnumNames<core::DrillDid> =
    std::to_array<EnumName<core::DrillDid>>({{core::DrillDid::AlarmRaised, "alarm-raised"},
                                             {core::DrillDid::RowTripped, "row-tripped"},
                                             {core::DrillDid::CommandRequested, "command-requested"},
                                             {core::DrillDid::CommandObserved, "command-observed"},
                                             {core::DrillDid::NoticeSent, "notice-sent"},
                                             {core::DrillDid::AlarmReturned, "alarm-returned"},
                                             {core::DrillDid::OrderIssued, "order-issued"},
                                             {core::DrillDid::Acknowledged, "acknowledged"},
                                             {core::DrillDid::OrderAccepted, "order-accepted"},
                                             {core::DrillDid::OrderSubmitted, "order-submitted"},
                                             {core::DrillDid::OrderApproved, "order-approved"},
                                             {core::DrillDid::IncidentCalled, "incident-called"},
                                             {core::DrillDid::CardTaken, "card-taken"},
                                             {core::DrillDid::CommandFailed, "command-failed"}});

}  // namespace davy
