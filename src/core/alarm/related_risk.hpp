#pragma once
// Related risk: the grade of an alarm while others ring near it, by the site's risks.
//
// The grade of an active alarm is that of the highest risk that names it and has a companion ringing within reach, or asks something of the plant that is true,
// and never below its own. A companion is another alarm that is active, blind or not: what cannot be seen is not over; one that is out of service is none. An
// answer that is not known any more, or not yet after a start, leaves the grade as it is. A grade falls only when this is weighed again: when a companion
// returns, goes out of service, an answer becomes false, or the site changes. A rise makes the alarm unacknowledged again and is told to people.

#include "core/alarm/alarm_index.hpp"

namespace davy::core::alarm {

// After an event about `condition`: the alarms whose grade it changes, the event's own and those near it. The people are not filled in.
Bodies relate(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Event& event,
              const std::string& condition);

// After an edge of what a risk asks, which the index has observed.
Bodies relate(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Edge& edge, Instant now);

}  // namespace davy::core::alarm
