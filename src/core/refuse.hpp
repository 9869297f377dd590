#pragma once
// The words of a refusal: short forms, and what people call the things it is about.

#include "core/input.hpp"
#include "site/directory.hpp"

#include <string>
#include <utility>

namespace davy::core {

inline Refusal refuse(RefusalCode code, std::string zh, std::string en, std::string field = {}) {
  return {code, std::move(field), {std::move(zh), std::move(en)}};
}

// Only white space, the ideographic one included: no reason, no note.
bool is_blank(std::string_view text);

// "user:wang" → "wang"; other actors stay whole.
inline std::string person_of(const std::string& actor) { return actor.starts_with("user:") ? actor.substr(5) : actor; }

// Of an actor's short form: a person, not a machine or Davy itself; somebody who did not want to be named is nobody.
bool is_login(std::string_view person);

// Titles as people read them; the name itself where the site has it no longer; of a permit that was taken back, that
// it was and why (core/suspension.hpp).
Text title_of_condition(const site::Directory& directory, std::string_view condition);  // "罐区甲烷 1：高报（ch4-01:high）"
Text title_of_post(const site::Directory& directory, std::string_view post);

}  // namespace davy::core
