#pragma once
// What may be sent in: by the person, for the day, and as far as the disk has room (api/upload_bounds.hpp).

#include "api/handler.hpp"

#include <cstdint>
#include <optional>

namespace davy::api {

// Why these bytes cannot be kept now; empty: they can, and are counted as the person's.
std::optional<Problem> no_room_for_upload(std::uint64_t bytes, Desk& desk);

// The same of the disk alone, of what is only announced.
std::optional<Problem> no_room_on_disk(std::uint64_t bytes, const Desk& desk);

}  // namespace davy::api
