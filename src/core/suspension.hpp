#pragma once
// What an order is about that a permit was taken back for: it stands where other orders name their condition, as "permit/41:guardian-absent".
//
// A reading beyond the permit's limit rings, and its alarm calls for the order; every other cause calls for one of its own, asked of who is on duty
// at the
// place. It is closed as others are, and approved only once the permit is no longer suspended.

#include "core/permit/permit_book.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::core::suspension {

struct Subject {
  PermitId permit;
  StopCause cause = StopCause::Person;
  bool operator==(const Subject&) const = default;
};

std::string name_of(const Subject& subject);
std::optional<Subject> subject_named(std::string_view condition);  // none: it is a condition of the site, or nothing
Text words(StopCause cause);                                       // "no guardian"
Text title(const Subject& subject);                                // "Permit #41 taken back: no guardian"
Text response();                                                   // what whoever answers is to do
bool stands(const PermitBook& book, const Subject& subject);       // whether the permit is still suspended

}  // namespace davy::core::suspension
