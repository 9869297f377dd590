#pragma once
// Notices about hazards: every step that waits for somebody calls the post that answers for it, and by name whoever has it in hand; how a report ended is
// told to its reporter, if there is one by name.
//
// Graded is a hazard by a safety officer or above: beside the post that answers for the zone, the nearest post up the chain of duty that such a person holds
// is told, or its top where there is none. Reviewed it is by the post above the responsible one, like an order, and a second time as it was graded.

#include "core/notice/notice_book.hpp"

namespace davy::core::hazard_notices {

Bodies react(const notice::Matters& matters, const Event& event);

// Of a notice about a hazard: empty when it is still true; else why not.
std::string outdated(const Notice& notice, const HazardBook& hazards);

}  // namespace davy::core::hazard_notices
