#pragma once
// What was asked of a second person, as it stands in the views.

#include "core/consent/consent_events.hpp"

#include <optional>
#include <string>

namespace davy::store {

enum class ConsentAnswer { Open, Given, Refused, Lapsed };

struct ConsentRow {
  core::ConsentId id;
  core::ConsentAsked asked;
  Instant since;
  std::string by;  // login of who asked
  ConsentAnswer answer = ConsentAnswer::Open;
  std::optional<Instant> answered;
  std::string answered_by;  // login; empty: nobody did
  std::string answer_reason;
};

}  // namespace davy::store

template <>
inline constexpr auto davy::kEnumNames<davy::store::ConsentAnswer> =
    std::to_array<davy::EnumName<davy::store::ConsentAnswer>>({{davy::store::ConsentAnswer::Open, "open"},
                                                               {davy::store::ConsentAnswer::Given, "given"},
                                                               {davy::store::ConsentAnswer::Refused, "refused"},
                                                               {davy::store::ConsentAnswer::Lapsed, "lapsed"}});
