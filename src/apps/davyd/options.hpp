#pragma once
// davyd's command line.

#include "store/backup/keeper.hpp"
#include "store/sealing.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace davy::davyd {

struct Options {
  std::string site_folder;
  std::string packs_folder = "packs";
  std::string data_folder;
  store::seal::KeySource seal_key;              // empty: the usual places (docs/formats/seal.md)
  store::Sealed new_data = store::Sealed::Yes;  // whether a new data folder is sealed
  std::string first_matters;                    // file; empty: none
  store::backup::KeeperOptions backup;          // no address: none
  std::string witnesses;                        // file; empty: nobody outside keeps checkpoints
  std::string web_folder;
  std::string http_address = "127.0.0.1";
  std::uint16_t http_port = 8080;
  std::string tls_certificate;  // with tls_key; empty: in the clear, unless tls_local_ca is given
  std::string tls_key;
  std::string tls_local_ca;            // folder
  std::vector<std::string> tls_names;  // under which people reach the server, for the local authority
  std::string mqtt_host = "127.0.0.1";
  std::uint16_t mqtt_port = 1883;
  std::string mqtt_user = "davyd";
  std::string mqtt_password_file;
  std::string broker_passwords;  // the broker's password file, to be changed; empty: not from here
  std::string broker_acl;        // its ACL file, likewise
  std::string broker_folder;     // holds both under their usual names, in place of them
  std::string broker_pid;        // the file with its process number
  std::string authority;         // PEM, to be given away; empty: the one that davyd knows of
  std::string mqtt_ca;           // PEM; empty: in the clear
  bool golden_drill = true;      // Davy tries itself after each start
};

// Options, or the exit status when there is nothing more to do; what a person should know has then been printed.
std::variant<Options, int> parse_command_line(int argc, char** argv);

}  // namespace davy::davyd
