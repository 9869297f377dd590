#pragma once
// Events of what takes two people: asked by one, given or refused by another, lapsed when nobody answers. A ConsentId is the journal sequence of its ConsentAsked.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>

namespace davy::core {

using ConsentId = SeqId<struct ConsentTag>;

enum class ConsentFor { Bypass, Shelf, OutOfService, Rules };

struct ConsentAsked {
  static constexpr std::string_view kKind = "consent.asked";
  ConsentFor deed = ConsentFor::Bypass;
  std::string name;  // the row of a bypass, the version of a site with other rules, else the condition
  std::string reason;
  std::optional<Instant> until;  // of the bypass or the shelf; a late consent does not prolong it. None: out of service, other rules
  Instant lapses;
  DAVY_FIELDS(deed, name, reason, until, lapses)
};

struct ConsentGiven {  // what was asked for follows at once, as a record of its own
  static constexpr std::string_view kKind = "consent.given";
  ConsentId consent;
  DAVY_FIELDS(consent)
};

struct ConsentRefused {  // by another, or withdrawn by who asked
  static constexpr std::string_view kKind = "consent.refused";
  ConsentId consent;
  std::string reason;
  DAVY_FIELDS(consent, reason)
};

struct ConsentLapsed {
  static constexpr std::string_view kKind = "consent.lapsed";
  ConsentId consent;
  DAVY_FIELDS(consent)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::ConsentFor> =
    std::to_array<davy::EnumName<davy::core::ConsentFor>>({{davy::core::ConsentFor::Bypass, "bypass"},
                                                           {davy::core::ConsentFor::Shelf, "shelf"},
                                                           {davy::core::ConsentFor::OutOfService, "out-of-service"},
                                                           {davy::core::ConsentFor::Rules, "rules"}});
