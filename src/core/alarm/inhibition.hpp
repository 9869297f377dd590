#pragma once
// Inhibition: alarms that the site's rules set aside while something else is known to be true (ISA-18.2, suppression by design).
//
// An inhibitor inhibits while its alarm is active, seen and in service; blind, it does not, and the alarms come back. So they do when a rule's `at-most`
// has passed since the inhibitor rang. Only what people are told changes: the alarm's life, its evidence and every interlock go on.

#include "core/alarm/alarm_index.hpp"

namespace davy::core::alarm {

// Before the alarm rings, so that nobody is told of it: the suppression of a condition that becomes true now.
Bodies before(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Edge& edge, Instant now);
// After an event: what an inhibitor that came or went sets aside or gives back, and what a suppression that ended must not leave alone.
// `condition` is the one that the event is about.
Bodies inhibit(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Event& event,
               const std::string& condition);
// Shelves, re-alarm timers and suppressions that end.
Bodies on_time(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, Instant now);

}  // namespace davy::core::alarm
