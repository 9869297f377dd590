#include "apps/davyd/options.hpp"

#include "api/http/access_table.hpp"
#include "base/version.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace davy::davyd {

std::variant<Options, int> parse_command_line(int argc, char** argv) {
  Options options;
  CLI::App app{"davyd: watches a site, acts on its equipment, and follows every hazard until it is closed", "davyd"};
  app.set_version_flag("--version", kVersion);
  const auto print_access = [] {
    std::fputs(api::access_as_markdown().c_str(), stdout);
    throw CLI::Success();
  };
  app.add_flag_callback("--print-access", print_access, "Print who may use which operation of the interface, and end")->trigger_on_parse();
  app.add_option("--site", options.site_folder, "Folder of the site")->required()->check(CLI::ExistingDirectory);
  app.add_option("--first-matters", options.first_matters, "What a demonstration has lived through before its first start (JSON)")
      ->check(CLI::ExistingFile);
  app.add_option("--packs", options.packs_folder, "Folder of the scene packs")->check(CLI::ExistingDirectory);
  app.add_option("--data", options.data_folder, "Folder of the journal and all that Davy keeps; made when missing")->required();
  app.add_option("--web", options.web_folder, "Folder of the console's files")->check(CLI::ExistingDirectory);
  app.add_option("--http-address", options.http_address, "Address of the console")->capture_default_str();
  app.add_option("--http", options.http_port, "Port of the console; 0: a free one")->capture_default_str();
  CLI::Option* certificate = app.add_option("--tls-cert", options.tls_certificate, "The server's certificate and those above it (PEM)");
  CLI::Option* key = app.add_option("--tls-key", options.tls_key, "Its key (PEM)")->check(CLI::ExistingFile)->needs(certificate);
  certificate->check(CLI::ExistingFile)->needs(key);
  app.add_option("--tls-local-ca", options.tls_local_ca, "Folder of a certificate authority of the site's own; made when missing")
      ->excludes(certificate);
  app.add_option("--tls-name", options.tls_names,
                 "A name or an address under which people reach the server, besides localhost; may be given again");
  app.add_option("--mqtt-host", options.mqtt_host, "Host of the MQTT broker")->capture_default_str();
  app.add_option("--mqtt-port", options.mqtt_port, "Port of the MQTT broker")->capture_default_str();
  app.add_option("--mqtt-user", options.mqtt_user, "Davy's user at the broker")->capture_default_str();
  app.add_option("--mqtt-password-file", options.mqtt_password_file, "File with lines user:password")->check(CLI::ExistingFile);
  CLI::Option* passwords = app.add_option("--broker-passwords", options.broker_passwords,
                                          "The broker's password_file, to give devices passwords from the console");
  passwords->check(CLI::ExistingFile);
  app.add_option("--broker-pid", options.broker_pid, "The broker's pid_file, to tell it of a change")->needs(passwords);
  app.add_option("--mqtt-ca", options.mqtt_ca, "The authority of the broker's certificate (PEM); then the link is TLS")
      ->check(CLI::ExistingFile);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  return options;
}

}  // namespace davy::davyd
