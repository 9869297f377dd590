#pragma once
// Short forms for refusing a request.

#include "core/input.hpp"

#include <string>
#include <utility>

namespace davy::core {

inline Refusal refuse(RefusalCode code, std::string zh, std::string en, std::string field = {}) {
  return {code, std::move(field), {std::move(zh), std::move(en)}};
}

// "user:wang" → "wang"; other actors stay whole.
inline std::string person_of(const std::string& actor) { return actor.starts_with("user:") ? actor.substr(5) : actor; }

}  // namespace davy::core
