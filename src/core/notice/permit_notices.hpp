#pragma once
// Notices about permits: whose signature is asked for, what was taken back or ended while people were at work, what runs out soon, what waits to be accepted,
// what was refused.
//
// What was taken back is told to everybody who is known to be there: the posts with duty in the zone, the people of the permit, and those of other permits whose
// work goes on there, as far as they have an account; who has none is told by the lead of their work, who has one. Whoever is told of their own permit for the
// same reason at the same moment is not told of the others besides.

#include "core/notice/notice_book.hpp"

namespace davy::core::permit_notices {

Bodies react(const PermitBook& book, const QualificationBook& qualifications, const site::Directory& directory, const Event& event);

// Of a notice about a permit: empty when it is still true; else why not.
std::string outdated(const Notice& notice, const PermitBook& book);

}  // namespace davy::core::permit_notices
