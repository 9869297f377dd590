#pragma once
// Obligation: what one event asks of somebody, and what became of it (责任链: who had to see, decide, act or check, by when, and when they did).
//
// A pure function of the journal: the event that asks is `asked_by`, the one that answers is `done->seq`. One event may ask for several things, and one may
// be asked for again: a rejected order is a new obligation.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/time.hpp"
#include "site/model.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace davy::core {

enum class Verb { See, Decide, Act, Check };

enum class MatterKind { Alarm, Order, Hazard, Permit, Care, Check, Handover, Incident, Training };

// The matter's own sequence in the journal: what its AlarmRaised, OrderIssued, … has.
struct MatterRef {
  MatterKind kind = MatterKind::Alarm;
  std::uint64_t id = 0;
  auto operator<=>(const MatterRef&) const = default;
  DAVY_FIELDS(kind, id)
};

// In the order in which they come in a matter's life. Close: the matter as a whole, asked of its post only.
enum class Step {
  AcknowledgeAlarm,   // see
  AcceptOrder,        // act
  HandleOrder,        // act
  ReviewOrder,        // check
  CloseOrder,         // act
  GradeHazard,        // decide
  AcceptHazard,       // act
  RectifyHazard,      // act
  DecideExtension,    // decide
  ReviewHazard,       // check
  ReviewHazardAgain,  // check
  CloseHazard,        // act
  SignPermit,         // decide; one for each signature
  AcceptPermit,       // check
  DoCare,             // act
  RecordCheck,        // check
  TakeOver,           // see: a shift
  TakeCard,           // act: of an incident
  DoCard,             // act
  ReportIncident,     // act: to the authority
  PassTraining,       // act
  ReportHazard,       // act: asked when it was found, where the report says when
  GuardPermit,        // act: the guardian reports again
  TestGas,            // act: of an open permit, again
  AnswerSuspension,   // act: a permit that was taken back is given back, finished or cancelled
  RestoreData         // act: a point is silent, bad or out of its range
};

Verb verb_of(Step step);

// Withdrawn: what it was about went another way before; nobody is judged by it.
enum class Answer { Open, Done, Withdrawn };
enum class Judgement { None, Approved, Returned };  // what a check said of the work it looked at

struct Fulfilment {
  std::uint64_t seq = 0;
  Instant at;
  std::string by;  // actor: "user:<login>", "system"
  bool operator==(const Fulfilment&) const = default;
  DAVY_FIELDS(seq, at, by)
};

struct Obligation {
  std::uint64_t asked_by = 0;  // sequence of the event
  Step step = Step::AcknowledgeAlarm;
  std::uint32_t part = 0;  // of several equal ones that one event asks for: a permit's signature, counted from 1; a card's position; else 0
  MatterRef matter;
  std::string zone;
  std::string post;                 // whom it was asked of; empty: of people by name only
  std::vector<std::string> people;  // logins who answered for it then; none: nobody is known to
  Instant asked;                    // of a report of a hazard: when it was found
  std::optional<Instant> due;       // as the journal says; none: the site's standard holds (due_of)
  Answer answer = Answer::Open;
  std::optional<Fulfilment> done;
  Judgement judgement = Judgement::None;  // of a check; of a measure that was looked at: found right, or not
  std::string judged;                     // login of whose work the check looked at; empty: of nobody's
  std::string judged_post;                // the post whose work that was; empty: of a permit, or of nobody's
  std::uint32_t round = 1;                // of the work that is looked at, or done again: 1 is the first time
  bool operator==(const Obligation&) const = default;
  DAVY_FIELDS(asked_by, step, part, matter, zone, post, people, asked, due, answer, done, judgement, judged, judged_post, round)
};

// By when, with the site's standard where the journal names no time; never() where there is none either.
Instant due_of(const Obligation& obligation, const site::AppraisalStandards& standards);

// How it stands at a moment. Done at its due time is on time; what was answered after that moment was open then. Pending: not due yet; it counts for nobody, like
// what was withdrawn at any time.
enum class Standing { OnTime, Late, Overdue, Pending, Withdrawn };
Standing standing_of(const Obligation& obligation, const site::AppraisalStandards& standards, Instant as_of);

// How far past its time it was done, or is at that moment; 0 unless it is late or overdue.
Duration late_by(const Obligation& obligation, Standing standing, const site::AppraisalStandards& standards, Instant as_of);

// Whose figures it counts in: done in time, who did it, where that was a person; late or overdue, everybody it was asked of. Logins, each once.
std::vector<std::string> counts_for(const Obligation& obligation, Standing standing);

}  // namespace davy::core

namespace davy {

template <>
inline constexpr auto kEnumNames<core::Verb> = std::to_array<EnumName<core::Verb>>(
    {{core::Verb::See, "see"}, {core::Verb::Decide, "decide"}, {core::Verb::Act, "act"}, {core::Verb::Check, "check"}});

template <>
inline constexpr auto kEnumNames<core::MatterKind> = std::to_array<EnumName<core::MatterKind>>({{core::MatterKind::Alarm, "alarm"},
                                                                                                {core::MatterKind::Order, "order"},
                                                                                                {core::MatterKind::Hazard, "hazard"},
                                                                                                {core::MatterKind::Permit, "permit"},
                                                                                                {core::MatterKind::Care, "care"},
                                                                                                {core::MatterKind::Check, "check"},
                                                                                                {core::MatterKind::Handover, "handover"},
                                                                                                {core::MatterKind::Incident, "incident"},
                                                                                                {core::MatterKind::Training, "training"}});

template <>
inline constexpr auto kEnumNames<core::Step> = std::to_array<EnumName<core::Step>>({{core::Step::AcknowledgeAlarm, "acknowledge-alarm"},
                                                                                    {core::Step::AcceptOrder, "accept-order"},
                                                                                    {core::Step::HandleOrder, "handle-order"},
                                                                                    {core::Step::ReviewOrder, "review-order"},
                                                                                    {core::Step::CloseOrder, "close-order"},
                                                                                    {core::Step::GradeHazard, "grade-hazard"},
                                                                                    {core::Step::AcceptHazard, "accept-hazard"},
                                                                                    {core::Step::RectifyHazard, "rectify-hazard"},
                                                                                    {core::Step::DecideExtension, "decide-extension"},
                                                                                    {core::Step::ReviewHazard, "review-hazard"},
                                                                                    {core::Step::ReviewHazardAgain, "review-hazard-again"},
                                                                                    {core::Step::CloseHazard, "close-hazard"},
                                                                                    {core::Step::SignPermit, "sign-permit"},
                                                                                    {core::Step::AcceptPermit, "accept-permit"},
                                                                                    {core::Step::DoCare, "do-care"},
                                                                                    {core::Step::RecordCheck, "record-check"},
                                                                                    {core::Step::TakeOver, "take-over"},
                                                                                    {core::Step::TakeCard, "take-card"},
                                                                                    {core::Step::DoCard, "do-card"},
                                                                                    {core::Step::ReportIncident, "report-incident"},
                                                                                    {core::Step::PassTraining, "pass-training"},
                                                                                    {core::Step::ReportHazard, "report-hazard"},
                                                                                    {core::Step::GuardPermit, "guard-permit"},
                                                                                    {core::Step::TestGas, "test-gas"},
                                                                                    {core::Step::AnswerSuspension, "answer-suspension"},
                                                                                    {core::Step::RestoreData, "restore-data"}});

template <>
inline constexpr auto kEnumNames<core::Answer> = std::to_array<EnumName<core::Answer>>({{core::Answer::Open, "open"},
                                                                                        {core::Answer::Done, "done"},
                                                                                        {core::Answer::Withdrawn, "withdrawn"}});

template <>
inline constexpr auto kEnumNames<core::Judgement> = std::to_array<EnumName<core::Judgement>>({{core::Judgement::None, "none"},
                                                                                              {core::Judgement::Approved, "approved"},
                                                                                              {core::Judgement::Returned, "returned"}});

template <>
inline constexpr auto kEnumNames<core::Standing> = std::to_array<EnumName<core::Standing>>({{core::Standing::OnTime, "on-time"},
                                                                                            {core::Standing::Late, "late"},
                                                                                            {core::Standing::Overdue, "overdue"},
                                                                                            {core::Standing::Pending, "pending"},
                                                                                            {core::Standing::Withdrawn, "withdrawn"}});

}  // namespace davy
