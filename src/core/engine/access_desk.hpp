#pragma once
// What people ask about accounts, tokens, second factors and the reading of personal data. Pure; secrets never come here.

#include "core/account.hpp"
#include "core/alarm/alarm_book.hpp"

#include <concepts>

namespace davy::core {

template <class Ask>
concept AboutAccess = std::same_as<Ask, SaveAccount> || std::same_as<Ask, IssueToken> || std::same_as<Ask, RevokeToken> ||
    std::same_as<Ask, SetSecondFactor> || std::same_as<Ask, RemoveSecondFactor> || std::same_as<Ask, NotePersonalRead> ||
    std::same_as<Ask, NoteKeyChange>;

namespace access {
Decided decide(const Accounts& accounts, const site::Directory& directory, const PersonRequest& request);  // those of AboutAccess only
}  // namespace access

}  // namespace davy::core
