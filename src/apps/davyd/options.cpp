#include "apps/davyd/options.hpp"

#include "api/http/access_table.hpp"
#include "base/version.hpp"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>

namespace davy::davyd {
namespace {

void add_duration(CLI::App& app, const std::string& option, Duration& duration, const std::string& what) {
  app.add_option_function<std::string>(
         option,
         [&duration, option](const std::string& text) {
           const Result<Duration> parsed = parse_duration(text);
           if (!parsed) throw CLI::ValidationError(option, parsed.error().message);
           duration = *parsed;
         },
         what)
      ->default_str(to_text(duration));
}

// How Davy speaks with the broker, and whom it may let in there.
void add_broker(CLI::App& app, Options& options) {
  app.add_option("--mqtt-host", options.mqtt_host, "Host of the MQTT broker")->capture_default_str();
  app.add_option("--mqtt-port", options.mqtt_port, "Port of the MQTT broker")->capture_default_str();
  app.add_option("--mqtt-user", options.mqtt_user, "Davy's user at the broker")->capture_default_str();
  app.add_option("--mqtt-password-file", options.mqtt_password_file, "File with lines user:password")->check(CLI::ExistingFile);
  CLI::Option* passwords = app.add_option("--broker-passwords", options.broker_passwords,
                                          "The broker's password_file, to give devices passwords from the console");
  passwords->check(CLI::ExistingFile);
  app.add_option("--broker-acl", options.broker_acl, "The broker's acl_file, to give devices their topics likewise")
      ->check(CLI::ExistingFile)
      ->needs(passwords);
  app.add_option("--broker-folder", options.broker_folder,
                 "Folder that davy-broker made, with passwd, acl and ca.crt; each change writes its file 'changed' last")
      ->check(CLI::ExistingDirectory)
      ->excludes(passwords);
  app.add_option("--broker-pid", options.broker_pid, "The broker's pid_file, to tell it of a change");
  app.add_option("--mqtt-ca", options.mqtt_ca, "The authority of the broker's certificate (PEM); then the link is TLS")
      ->check(CLI::ExistingFile);
  app.add_option(
         "--authority", options.authority,
         "The authority's certificate that people and devices are given (PEM); that of --tls-local-ca or --broker-folder by default")
      ->check(CLI::ExistingFile);
}

}  // namespace

std::variant<Options, int> parse_command_line(int argc, char** argv) {
  Options options;
  CLI::App app{"davyd: watches a site, acts on its equipment, and follows every hazard until it is closed", "davyd"};
  app.set_version_flag("--version", kVersion);
  const auto print_access = [] {
    std::fputs(api::access_as_markdown().c_str(), stdout);
    throw CLI::Success();
  };
  app.add_flag_callback("--print-access", print_access, "Print who may use which operation of the interface, and end")->trigger_on_parse();
  app.add_option("--site", options.site_folder, "Folder of the site")->required();  // one that is gone is said as what is wrong with it
  app.add_option("--first-matters", options.first_matters, "What a demonstration has lived through before its first start (JSON)")
      ->check(CLI::ExistingFile);
  app.add_option("--packs", options.packs_folder, "Folder of the scene packs");
  app.add_option("--data", options.data_folder, "Folder of the journal and all that Davy keeps; made when missing")->required();
  app.add_option("--seal-key-file", options.seal_key.key_file,
                 "Key file of the data; beside the data folder (FOLDER.key) by default, made for a new one");
  app.add_option("--seal-passphrase-file", options.seal_key.passphrase_file,
                 "File whose first line is the passphrase of the data, instead of a key file")
      ->check(CLI::ExistingFile)
      ->excludes("--seal-key-file");
  app.add_flag_callback(
      "--unsealed", [&] { options.new_data = store::Sealed::No; }, "Keep a new data folder in the clear");
  app.add_option("--backup-to", options.backup.address,
                 "Where backups go: a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION");
  app.add_option("--s3-credentials", options.backup.s3_credentials, "File with aws_access_key_id = … and aws_secret_access_key = …")
      ->check(CLI::ExistingFile);
  app.add_option("--backup-keep", options.backup.keep, "How many backups are kept")->capture_default_str()->check(CLI::PositiveNumber);
  add_duration(app, "--backup-every", options.backup.every, "How often a whole backup is made; the journal follows within seconds");
  add_duration(app, "--backup-prove-every", options.backup.prove_every,
               "How often a backup is restored beside the data, checked and removed");
  app.add_option("--witnesses", options.witnesses, "Who keeps signed checkpoints of the journal (YAML, docs/formats/evidence.md)")
      ->check(CLI::ExistingFile);
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
  add_broker(app, options);
  app.add_flag("--no-golden-drill{false}", options.golden_drill, "For tests: do not try Davy itself after the start");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error);
  }
  options.seal_key = store::seal::or_credential(options.seal_key, std::getenv("CREDENTIALS_DIRECTORY"));
  return options;
}

}  // namespace davy::davyd
