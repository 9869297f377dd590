#include "apps/davyd/options.hpp"

#include "base/version.hpp"

#include <CLI/CLI.hpp>

namespace davy::davyd {

std::variant<Options, int> parse_command_line(int argc, char** argv) {
  Options options;
  CLI::App app{"davyd: watches a site, acts on its equipment, and follows every hazard until it is closed", "davyd"};
  app.set_version_flag("--version", kVersion);
  app.add_option("--site", options.site_folder, "Folder of the site")->required()->check(CLI::ExistingDirectory);
  app.add_option("--first-matters", options.first_matters, "What a demonstration has lived through before its first start (JSON)")
      ->check(CLI::ExistingFile);
  app.add_option("--packs", options.packs_folder, "Folder of the scene packs")->check(CLI::ExistingDirectory);
  app.add_option("--data", options.data_folder, "Folder of the journal and all that Davy keeps; made when missing")->required();
  app.add_option("--web", options.web_folder, "Folder of the console's files")->check(CLI::ExistingDirectory);
  app.add_option("--http-address", options.http_address, "Address of the console")->capture_default_str();
  app.add_option("--http", options.http_port, "Port of the console; 0: a free one")->capture_default_str();
  app.add_option("--mqtt-host", options.mqtt_host, "Host of the MQTT broker")->capture_default_str();
  app.add_option("--mqtt-port", options.mqtt_port, "Port of the MQTT broker")->capture_default_str();
  app.add_option("--mqtt-user", options.mqtt_user, "Davy's user at the broker")->capture_default_str();
  app.add_option("--mqtt-password-file", options.mqtt_password_file, "File with lines user:password")->check(CLI::ExistingFile);
  app.add_flag("--no-golden-drill{false}", options.golden_drill, "For tests: do not try Davy itself after the start");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  return options;
}

}  // namespace davy::davyd
