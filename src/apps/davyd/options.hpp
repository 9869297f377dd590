#pragma once
// davyd's command line.

#include <cstdint>
#include <string>
#include <variant>

namespace davy::davyd {

struct Options {
  std::string site_folder;
  std::string packs_folder = "packs";
  std::string data_folder;
  std::string first_matters;  // file; empty: none
  std::string web_folder;
  std::string http_address = "127.0.0.1";
  std::uint16_t http_port = 8080;
  std::string mqtt_host = "127.0.0.1";
  std::uint16_t mqtt_port = 1883;
  std::string mqtt_user = "davyd";
  std::string mqtt_password_file;
  bool golden_drill = true;  // Davy tries itself after each start
};

// Options, or the exit status when there is nothing more to do; what a person should know has then been printed.
std::variant<Options, int> parse_command_line(int argc, char** argv);

}  // namespace davy::davyd
