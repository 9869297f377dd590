#pragma once
// What the broker lets in: its password file, one line a device, hashed as Mosquitto has it ($7$, PBKDF2 with SHA-512), and its ACL file, one section a device.
//
// Both where davyd may write them. Replaced whole, with the mode that they had; then the broker is told to read them again: by a signal (SIGHUP), or by whoever
// watches a file that is written last. Mosquitto then also ends the connections of those whose password holds no longer. What other lines say stays.
// The folder of the passwords is locked (flock) meanwhile, as davy-broker locks it: while another has it, nothing is changed: Unavailable.

#include "base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace davy::api {

struct BrokerFiles {
  std::string passwords;     // the file that mosquitto.conf calls password_file
  std::string acl = {};      // acl_file; empty: topics are given by somebody else
  std::string changed = {};  // written after every change, for whoever tells the broker; empty: nobody waits for it
  std::string pid = {};      // the file that mosquitto.conf calls pid_file; empty: somebody else tells the broker
};

struct BrokerDevice {
  std::string site;
  std::string name;  // also of its user
};

struct DeviceTopics {
  std::vector<std::string> write;
  std::vector<std::string> read;
};

DeviceTopics topics_of(const BrokerDevice& device);      // all that it may use (docs/formats/mqtt.md)
std::string acl_section_of(const BrokerDevice& device);  // the same as Mosquitto's ACL file says it

std::string mosquitto_hash(const std::string& password);

// `text` with `user`'s line replaced, or removed when there is no hash.
std::string with_user(std::string_view text, const std::string& user, const std::optional<std::string>& hash);

// `acl` with `user`'s section replaced, or removed when there is none.
std::string with_section(std::string_view acl, const std::string& user, const std::optional<std::string>& section);

// Lets the device in with a password and its topics, or no longer when there is no hash. Done when it returns: the broker has been told.
Result<void> change_broker_device(const BrokerFiles& files, const BrokerDevice& device, const std::optional<std::string>& hash);

}  // namespace davy::api
