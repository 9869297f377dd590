#pragma once
// Where somebody shows to be: the code of the zone, read or typed, or the phone's own place judged against the place of the work (geofence).
//
// Of a phone's place nothing is kept but the verdict and how far away it was; what is clearly outside is refused, what is too coarse proves nothing.

#include "core/input.hpp"
#include "core/permit/permit_events.hpp"
#include "site/directory.hpp"

#include <variant>

namespace davy::core::permit {

struct Presence {
  OnSite on_site = OnSite::No;
  std::optional<PlaceFix> fix = {};
};

std::variant<Presence, Refusal> presence(const site::Directory& directory, const PermitApplied& what, const SaidPlace& said);
// Why what was shown is not enough, where it has to be shown.
Refusal come_to_the_place(const site::Directory& directory, const Presence& shown);

}  // namespace davy::core::permit
