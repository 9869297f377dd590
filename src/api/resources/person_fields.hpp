#pragma once
// What is asked of the fields that describe a person.

#include "api/http/fields.hpp"
#include "api/session/passwords.hpp"

#include <string>

namespace davy::api {

inline constexpr Duration kSetupTokenLife = Duration::from_ms(24LL * 3'600'000);
inline constexpr Length kLoginLength{1, 32};
inline constexpr Length kNameLength{1, 64};
inline constexpr Length kPasswordLength{1, 256};

// Small Latin letters, digits, and . _ - between them: what is read out over a radio and typed on a phone without mistakes.
inline void check_login(const std::string& login, std::string_view field, Fields& fields) {
  const bool starts_well = !login.empty() && login.find_first_of("._-") != 0;
  if (!starts_well || login.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") != std::string::npos)
    fields.wrong(field, "只能用小写字母、数字和 . _ -，且以字母或数字开头",
                 "takes small letters, digits and . _ -, and begins with a letter or a digit");
}

inline void check_password(const std::string& password, const PasswordUse& use, Fields& fields) {
  if (const auto weak = weakness(password, use)) fields.wrong("password", weak->zh, weak->en);
}

}  // namespace davy::api
