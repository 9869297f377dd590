#pragma once
// Events and the State as canonical JSON: the bodies of the journal and the snapshots.
//
// Decoding gives what was encoded, bit for bit (text that is not UTF-8 is mended first). An event of an earlier version, with a field less, decodes with
// that field's default; one of a later version is refused. A State must be whole.

#include "core/engine/engine.hpp"

#include <string>
#include <string_view>

namespace davy::store {

std::string body_json(const core::EventBody& body);
Result<core::EventBody> body_from_json(std::string_view kind, std::string_view json);  // Corrupt: where and why

std::string state_json(const core::State& state);
Result<core::State> state_from_json(std::string_view json);

}  // namespace davy::store
