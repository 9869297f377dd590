// davy seal: a data folder under a new data key, while davyd is stopped.
#include "apps/davy/say.hpp"
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
  if (const Result<void> sealed = store::seal_anew(wishes.folder, source, asked); !sealed) return say(sealed.error());
  tell(said({"{} 已用新密钥加密；由{}开启：请将该文件另存一份于他处",
             "{} is sealed under a new key; {} opens it: keep a copy of that file elsewhere"},
            wishes.folder,
            source.passphrase_file.empty() ? said({" {} ", "{}"}, source.key_file)
                                           : said({" {} 中的口令", "the passphrase in {}"}, source.passphrase_file)));
  return 0;
}

}  // namespace

void add_seal(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<SealWishes>();
  CLI::App* command = app.add_subcommand("seal", spoken({"将未加密的数据目录加密，或换新的数据密钥重新加密；Davy 须已停止，需两倍空间。",
                                                         "Seal a data folder that is in the clear, or seal one anew under another data "
                                                         "key; Davy must be stopped, twice the room is needed."}));
  command->add_option("--data", wishes->folder, spoken({"数据目录", "The data folder"}))->required()->check(CLI::ExistingDirectory);
  command->add_option("--key-file", wishes->key.key_file,
                      spoken({"今后开启它的密钥文件，没有则新建；默认 FOLDER.key",
                              "Key file that is to open it, made when missing; FOLDER.key by default"}));
  command
      ->add_option("--passphrase-file", wishes->key.passphrase_file,
                   spoken({"首行为今后开启它的口令的文件", "File whose first line is the passphrase that is to open it"}))
      ->check(CLI::ExistingFile)
      ->excludes("--key-file");
  command->callback([wishes, &exit_status] { exit_status = seal(*wishes); });
}

}  // namespace davy::apps
