// davy seal: a data folder under a new data key, while davyd is stopped.
#include "apps/davy/subcommands.hpp"
#include "apps/davy/system_user.hpp"
#include "runtime/system_clock.hpp"
#include "store/seal/keys.hpp"
#include "store/sealing.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace davy::apps {
namespace {

struct SealWishes {
  std::string folder;
  store::seal::KeySource key;  // empty: the usual place
};

int seal(const SealWishes& wishes) {
  const bool is_named = !wishes.key.key_file.empty() || !wishes.key.passphrase_file.empty();
  const store::seal::KeySource source = is_named ? wishes.key : store::seal::source_of(wishes.folder);
  const store::seal::Asked asked{"machine:cli/" + user_of_system(), runtime::SystemClock().now()};
  if (const Result<void> sealed = store::seal_anew(wishes.folder, source, asked); !sealed) {
    fmt::print(stderr, "{}\n", sealed.error().message);
    return 2;
  }
  fmt::print("{} is sealed under a new key; {} opens it: keep a copy of that file elsewhere\n", wishes.folder,
             source.passphrase_file.empty() ? source.key_file : "the passphrase in " + source.passphrase_file);
  return 0;
}

}  // namespace

void add_seal(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<SealWishes>();
  CLI::App* command = app.add_subcommand(
      "seal",
      "Seal a data folder that is in the clear, or seal one anew under another data key; Davy must be stopped, twice the room is needed.");
  command->add_option("--data", wishes->folder, "The data folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--key-file", wishes->key.key_file, "Key file that is to open it, made when missing; FOLDER.key by default");
  command->add_option("--passphrase-file", wishes->key.passphrase_file, "File whose first line is the passphrase that is to open it")
      ->check(CLI::ExistingFile)
      ->excludes("--key-file");
  command->callback([wishes, &exit_status] { exit_status = seal(*wishes); });
}

}  // namespace davy::apps
