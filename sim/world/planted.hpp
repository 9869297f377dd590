#pragma once
// Planted: known faults that a world can be given, one at a time, to see that the checkers bite. Each wraps a port, a message, the order of the
// steps or the folder that is left; nothing of it is in the daemon.

#include "base/enum_names.hpp"

namespace davy::sim {

enum class Planted {
  None,
  PublishBeforeCommit,  // a group is told of before it is durable
  LoseLastGroup,        // the store answers before it has synced: a crash takes the last group
  AcceptFailedCommit,   // the store says done while it fails, and writes later
  LateAsLive,           // late samples come with the time of their arrival
  SampleTwice,          // a repeat comes as a new sample
  DropSamples,          // an accepted batch never reaches the engine
  SwallowCommand,       // while the store fails, commands do not leave
  ReuseCommandName,     // a command leaves under the name of an earlier one
  ForgeReadBack,        // the wanted state is reported by nobody's sensor
  ForgetShelf,          // a restart forgets what was set aside
  NewNoticeId,          // a notice is shown again under another id
  SwallowNotice,        // a notice is said to be sent and never shown
  ReviewOneself,        // who has done the work is the one who approves it
  ForgetAlarm,          // a restart forgets the alarms
  OpenUngated,          // by Davy's rules nothing gates a permit: it is open on gas that is high or not known
  ForgetSuspension,     // a restart opens the permits that were taken back
  IgnoreRisks,          // by Davy's rules no risk is related to another: every alarm keeps its own grade
  UnseededChance,       // something in the world is not drawn from the seed
  RewriteRecord,        // of the real store: a record is changed in the folder, behind Davy's back
  LoseViewLine          // of the real store: a view loses a line of what the journal says
};

// What only a folder can suffer: a disk in memory has neither a chain nor views.
constexpr bool needs_the_real_store(Planted planted) { return planted == Planted::RewriteRecord || planted == Planted::LoseViewLine; }

}  // namespace davy::sim

template <>
inline constexpr auto davy::kEnumNames<davy::sim::Planted> =
    std::to_array<davy::EnumName<davy::sim::Planted>>({{davy::sim::Planted::None, "none"},
                                                       {davy::sim::Planted::PublishBeforeCommit, "publish-before-commit"},
                                                       {davy::sim::Planted::LoseLastGroup, "lose-last-group"},
                                                       {davy::sim::Planted::AcceptFailedCommit, "accept-failed-commit"},
                                                       {davy::sim::Planted::LateAsLive, "late-as-live"},
                                                       {davy::sim::Planted::SampleTwice, "sample-twice"},
                                                       {davy::sim::Planted::DropSamples, "drop-samples"},
                                                       {davy::sim::Planted::SwallowCommand, "swallow-command"},
                                                       {davy::sim::Planted::ReuseCommandName, "reuse-command-name"},
                                                       {davy::sim::Planted::ForgeReadBack, "forge-read-back"},
                                                       {davy::sim::Planted::ForgetShelf, "forget-shelf"},
                                                       {davy::sim::Planted::NewNoticeId, "new-notice-id"},
                                                       {davy::sim::Planted::SwallowNotice, "swallow-notice"},
                                                       {davy::sim::Planted::ReviewOneself, "review-oneself"},
                                                       {davy::sim::Planted::ForgetAlarm, "forget-alarm"},
                                                       {davy::sim::Planted::OpenUngated, "open-ungated"},
                                                       {davy::sim::Planted::ForgetSuspension, "forget-suspension"},
                                                       {davy::sim::Planted::IgnoreRisks, "ignore-risks"},
                                                       {davy::sim::Planted::UnseededChance, "unseeded-chance"},
                                                       {davy::sim::Planted::RewriteRecord, "rewrite-record"},
                                                       {davy::sim::Planted::LoseViewLine, "lose-view-line"}});
