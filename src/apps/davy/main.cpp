// davy: the command line beside the daemon.
#include "apps/davy/subcommands.hpp"
#include "store/seal/keys.hpp"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <memory>

namespace {

// Before the subcommand: where the key of sealed data is, when not in the usual places.
void add_seal_key(CLI::App& app) {
  const auto source = std::make_shared<davy::store::seal::KeySource>();
  app.add_option("--seal-key-file", source->key_file, "Key file of sealed data; beside the data folder (FOLDER.key) by default");
  app.add_option("--seal-passphrase-file", source->passphrase_file, "File whose first line is the passphrase of sealed data")
      ->excludes("--seal-key-file");
  app.parse_complete_callback(
      [source] { davy::store::seal::look_for_keys_at(davy::store::seal::or_credential(*source, std::getenv("CREDENTIALS_DIRECTORY"))); });
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Davy 安全灯: checks sites, verifies records, prepares brokers."};
  app.require_subcommand(1);
  add_seal_key(app);
  int exit_status = 0;
  for (const davy::apps::AddSubcommand add : davy::apps::kSubcommands) add(app, exit_status);
  CLI11_PARSE(app, argc, argv);
  return exit_status;
}
