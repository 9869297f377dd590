#pragma once
// Older records: events of which the core came to read more than the program that wrote them marked. The journal stays as it is; whoever folds it gets them as
// they would be written today, so that every start and every rebuild finds the same.
//
// Any thread. No errors: what cannot be read stays as it was.

#include "core/record/record_events.hpp"

namespace davy::store {

// An emergency supply of before its days, stock and place were watched has no `live` fields: they are taken from its body. So are the day of an assessment, the
// licence of a contractor and until when a hazard unit is filed, how long the sensors of a class last and since when a device is there.
void complete(core::RecordSaved& saved);

}  // namespace davy::store
