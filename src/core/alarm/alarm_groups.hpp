#pragma once
// Alarm groups: alarms that belong to one trouble, under the one that came first.
//
// An alarm joins when it is raised: one that is declared to follow from it or to cause it, else one of the same cause-and-effect row (its causes, and the
// faults of what it moves), else, when the site says `group-within`, one of the same device, else of the same zone. Judged by source time. A group has
// the number of the alarm that stood alone before; first-out is the one of the earliest source time, and stays so when it has long been over, until
// the last alarm of the group is normal again: acknowledged, returned and, where it latches, reset. An alarm is in one group at most; groups never merge.

#include "core/alarm/alarm_index.hpp"

namespace davy::core::alarm {

// What a raised alarm brings together; nothing for other events.
Bodies group(const AlarmBook& book, const AlarmIndex& index, const site::Directory& directory, const Event& event);

}  // namespace davy::core::alarm
