#pragma once
// Notices about the care of devices: what was issued beside the plans, what is overdue, and work that has gone on for so long that what it took out of
// service may have been forgotten, which also whoever began it is told by name.

#include "core/notice/notice_book.hpp"

namespace davy::core::care_notices {

Bodies react(const CareBook& care, const Event& event);

// Of a notice about care: empty when it is still true; else why not.
std::string outdated(const Notice& notice, const CareBook& care);

}  // namespace davy::core::care_notices
