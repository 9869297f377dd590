#pragma once
// Events about who may come in and what of people was looked at. Secrets are never in them: those are in store/accounts.

#include "base/enum_names.hpp"
#include "base/fields.hpp"
#include "base/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

// A machine was given a token, or a device a password at the broker; an earlier one of that name no longer holds.
struct TokenIssued {
  static constexpr std::string_view kKind = "token.issued";
  std::string name;
  std::string device;               // whose points it may speak for; empty: all
  std::vector<std::string> scopes;  // "samples", "facts", "mqtt"
  std::optional<Instant> expires;
  DAVY_FIELDS(name, device, scopes, expires)
};

struct TokenRevoked {
  static constexpr std::string_view kKind = "token.revoked";
  std::string name;
  DAVY_FIELDS(name)
};

struct SecondFactorSet {
  static constexpr std::string_view kKind = "factor.set";
  std::string login;
  DAVY_FIELDS(login)
};

struct SecondFactorRemoved {
  static constexpr std::string_view kKind = "factor.removed";
  std::string login;
  std::string reason;  // of an administrator who removed it for somebody
  DAVY_FIELDS(login, reason)
};

// Personal data was looked at or taken out; the same by the same person at most once an hour.
struct PersonalRead {
  static constexpr std::string_view kKind = "personal.read";
  std::string what;         // "record", "list", "sheet", "trainings", "figures", "incident", "absences"
  std::string about;        // "qualification/c-7", "person"
  std::string person = {};  // the login of whom it was about; empty: of many, or of somebody without an account
  DAVY_FIELDS(what, about, person)
};

enum class KeyStage { Begun, Finished };

// The data are sealed under another key from then on; finished: what was there is, too, and the key before opens nothing in the folder any more.
struct DataKeyChanged {
  static constexpr std::string_view kKind = "data_key.changed";
  std::string before;  // by their names, which tell nothing of them (docs/formats/seal.md)
  std::string after;
  KeyStage stage = KeyStage::Begun;
  Instant since;  // when it was asked for: Davy may have been at rest
  DAVY_FIELDS(before, after, stage, since)
};

}  // namespace davy::core

template <>
inline constexpr auto davy::kEnumNames<davy::core::KeyStage> = std::to_array<davy::EnumName<davy::core::KeyStage>>(
    {{davy::core::KeyStage::Begun, "begun"}, {davy::core::KeyStage::Finished, "finished"}});
