#pragma once
// Story: what happens to a site in simulated time, and what its rules must say of it. Format: docs/formats/story.md, schema/story.schema.json.
//
// Times are offsets from the story's start. Every name was resolved against the site when the story was read.

#include "base/enum_names.hpp"
#include "core/input.hpp"
#include "core/interlock/interlock_table.hpp"
#include "site/model.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::analysis {

// Where a thing stands in its file, both from 1.
struct Place {
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// One reading of a sequence given in full; `at` counts from the story's start.
struct Reading {
  Duration at;
  double value = 0;
  core::Quality quality = core::Quality::Good;
};

enum class Shape { Constant, Ramp, Steps, Csv, Silent };

// What a point sends from `from` until its next piece.
struct Piece {
  Duration from;
  Shape shape = Shape::Constant;
  double value = 0;                             // Constant; Ramp: where it begins
  double target = 0;                            // Ramp: where it ends, and then stays
  Duration over;                                // Ramp
  std::vector<double> steps;                    // Steps: the last one stays
  Duration every;                               // Steps
  std::vector<Reading> readings;                // Csv, in time order; nothing else is sent while it lasts
  core::Quality quality = core::Quality::Good;  // of all but Csv
  double noise = 0;                             // half the width of an even spread around the value
  std::uint64_t seed = 1;
};

struct Series {
  std::vector<site::PointIndex> points;
  std::vector<Piece> pieces;  // in time order, at least one
};

// How an actuator answers commands from `from` on.
enum class Manner { Obeys, Stuck, Refuses, Mute };
struct Behaviour {
  Duration from;
  site::ActuatorIndex actuator;
  Manner manner = Manner::Obeys;
  std::optional<Duration> moves_in;  // from acceptance to the read-back; none: a quarter of observe-within
};

enum class Deed {
  Acknowledge,
  Reset,
  Shelve,
  Unshelve,
  TakeOutOfService,
  ReturnToService,  // of a condition
  Bypass,
  EndBypass,
  ResetRow,  // of a row
  AcceptOrder,
  SubmitOrder,
  ApproveOrder,  // of a condition's open order
  SetMode,
  EndMode,
  Tell
};
enum class Outcome { Done, Refused };

// What a person asks for, and whether it must be granted.
struct Asked {
  Place place;
  Duration at;
  core::Actor actor;
  Deed deed = Deed::Acknowledge;
  std::string subject;  // a condition, a row, a mode, a fact
  Duration duration;    // Shelve, Bypass; SetMode and Tell: zero when not given
  std::string zone;     // SetMode, EndMode, Tell; empty: the site
  double value = 1;     // Tell
  Outcome outcome = Outcome::Done;
};

enum class AlarmIs { Active, Absent, Unknown, Latched, Acknowledged, Shelved, Met };  // met: the condition is true, whether it rings or not
enum class RowIs { Tripped, Resting, Undecided, Bypassed };

struct ExpectAlarm {
  site::ConditionIndex condition;
  AlarmIs is = AlarmIs::Active;
  std::optional<site::Severity> severity;
};
struct ExpectRow {
  site::RowIndex row;
  RowIs is = RowIs::Tripped;
};
// The latest command to an actuator asks for `state`, and has come at least as far as `stage`.
struct ExpectCommand {
  site::ActuatorIndex actuator;
  std::string state;
  core::CommandState stage = core::CommandState::Requested;
};
// An order about a condition is open.
struct ExpectOrder {
  site::ConditionIndex condition;
  std::optional<site::PostIndex> post;
};
using What = std::variant<ExpectAlarm, ExpectRow, ExpectCommand, ExpectOrder>;

enum class When { At, Always, Never, Within };  // at one instant; throughout, nowhere in, somewhere in [from, until]

struct Expectation {
  Place place;
  What what;
  When when = When::At;
  Duration from;
  Duration until;  // At: the same as from
};

struct Story {
  Place place;
  std::string name;
  Instant start;
  Duration lasts;  // at least until the last thing that it tells
  std::vector<Series> series;
  std::vector<Behaviour> behaviours;  // in time order
  std::vector<Asked> people;          // in time order
  std::vector<Expectation> expectations;
};

}  // namespace davy::analysis

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::Manner> =
    std::to_array<davy::EnumName<davy::analysis::Manner>>({{davy::analysis::Manner::Obeys, "obeys"},
                                                           {davy::analysis::Manner::Stuck, "stuck"},
                                                           {davy::analysis::Manner::Refuses, "refuses"},
                                                           {davy::analysis::Manner::Mute, "mute"}});
template <>
inline constexpr auto davy::kEnumNames<davy::analysis::Deed> =
    std::to_array<davy::EnumName<davy::analysis::Deed>>({{davy::analysis::Deed::Acknowledge, "acknowledge"},
                                                         {davy::analysis::Deed::Reset, "reset"},
                                                         {davy::analysis::Deed::Shelve, "shelve"},
                                                         {davy::analysis::Deed::Unshelve, "unshelve"},
                                                         {davy::analysis::Deed::TakeOutOfService, "take-out-of-service"},
                                                         {davy::analysis::Deed::ReturnToService, "return-to-service"},
                                                         {davy::analysis::Deed::Bypass, "bypass"},
                                                         {davy::analysis::Deed::EndBypass, "end-bypass"},
                                                         {davy::analysis::Deed::ResetRow, "reset-row"},
                                                         {davy::analysis::Deed::AcceptOrder, "accept-order"},
                                                         {davy::analysis::Deed::SubmitOrder, "submit-order"},
                                                         {davy::analysis::Deed::ApproveOrder, "approve-order"},
                                                         {davy::analysis::Deed::SetMode, "set-mode"},
                                                         {davy::analysis::Deed::EndMode, "end-mode"},
                                                         {davy::analysis::Deed::Tell, "tell"}});
template <>
inline constexpr auto davy::kEnumNames<davy::analysis::Outcome> = std::to_array<davy::EnumName<davy::analysis::Outcome>>(
    {{davy::analysis::Outcome::Done, "done"}, {davy::analysis::Outcome::Refused, "refused"}});
template <>
inline constexpr auto davy::kEnumNames<davy::analysis::AlarmIs> =
    std::to_array<davy::EnumName<davy::analysis::AlarmIs>>({{davy::analysis::AlarmIs::Active, "active"},
                                                            {davy::analysis::AlarmIs::Absent, "absent"},
                                                            {davy::analysis::AlarmIs::Unknown, "unknown"},
                                                            {davy::analysis::AlarmIs::Latched, "latched"},
                                                            {davy::analysis::AlarmIs::Acknowledged, "acknowledged"},
                                                            {davy::analysis::AlarmIs::Shelved, "shelved"},
                                                            {davy::analysis::AlarmIs::Met, "met"}});
template <>
inline constexpr auto davy::kEnumNames<davy::analysis::RowIs> =
    std::to_array<davy::EnumName<davy::analysis::RowIs>>({{davy::analysis::RowIs::Tripped, "tripped"},
                                                          {davy::analysis::RowIs::Resting, "resting"},
                                                          {davy::analysis::RowIs::Undecided, "undecided"},
                                                          {davy::analysis::RowIs::Bypassed, "bypassed"}});
