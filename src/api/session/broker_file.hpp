#pragma once
// The broker's password file, where davyd may write it: one line a device, hashed as Mosquitto has it ($7$, PBKDF2 with SHA-512).
//
// Replaced whole, with the mode that it had; then the broker is told to read it again (SIGHUP). What other lines say stays.

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::api {

struct BrokerFiles {
  std::string passwords;  // the file that mosquitto.conf calls password_file
  std::string pid;        // the file that it calls pid_file; empty: somebody else tells the broker
};

std::string mosquitto_hash(const std::string& password);

// `text` with `user`'s line replaced, or removed when there is no hash.
std::string with_user(std::string_view text, const std::string& user, const std::optional<std::string>& hash);

// Done when it returns: the broker has been told.
Result<void> change_broker_user(const BrokerFiles& files, const std::string& user, const std::optional<std::string>& hash);

}  // namespace davy::api
