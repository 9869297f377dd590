#pragma once
// Notices about emergencies: that one began (to the duty of the place and the top of the chain, plan or none), cards to their posts and, while nobody takes
// them, to the posts above; that zones are to be left (to everybody who is to be found, and the posts of the zones); that a report is due; that it is over.
// Those of a drill begin with kDrillMark, and are milder.

#include "core/notice/notice_book.hpp"

namespace davy::core::incident_notices {

Bodies react(const IncidentBook& book, const site::Directory& directory, const Event& event);

// Of a notice about an incident: empty when it is still true; else why not.
std::string outdated(const Notice& notice, const IncidentBook& book);

}  // namespace davy::core::incident_notices
