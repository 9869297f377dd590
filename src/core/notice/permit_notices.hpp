#pragma once
// Notices about permits: whose signature is asked for, what was taken back or ended while people were at work (to everybody who is there: the duty of the
// place, who is responsible, the guardian, the workers who have an account), what runs out soon, what waits to be accepted, what was refused.

#include "core/notice/notice_book.hpp"

namespace davy::core::permit_notices {

Bodies react(const PermitBook& book, const QualificationBook& qualifications, const Event& event);

// Of a notice about a permit: empty when it is still true; else why not.
std::string outdated(const Notice& notice, const PermitBook& book);

}  // namespace davy::core::permit_notices
