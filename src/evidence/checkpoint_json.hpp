#pragma once
// Checkpoints inside other documents.

#include "evidence/checkpoint.hpp"
#include "evidence/json.hpp"

namespace davy::evidence {

Json json_of(const Checkpoint& checkpoint);
Checkpoint read_checkpoint(const Json& json, const std::string& where, std::string& wrong);  // as StrictObject

}  // namespace davy::evidence
