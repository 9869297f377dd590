// davy key: the key file or passphrase that opens sealed data, and the data key itself. Neither change needs a stop of davyd, which tells the journal of
// another data key, at once or at its next start.
#include "apps/davy/say.hpp"
#include "apps/davy/subcommands.hpp"
#include "apps/davy/system_user.hpp"
#include "runtime/system_clock.hpp"
#include "store/folder_lock.hpp"
#include "store/resealing.hpp"
#include "store/seal/keys.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

namespace davy::apps {
namespace {

using store::seal::KeySource;

constexpr auto kLookAgain = std::chrono::milliseconds(500);

struct KeyWishes {
  std::string folder;
  KeySource before;  // empty: the usual place
  KeySource after;
  std::string out;
};

bool is_named(const KeySource& source) { return !source.key_file.empty() || !source.passphrase_file.empty(); }

int ended(const Result<void>& done, const Said& success) {
  if (done) tell(success);
  if (!done) say(done.error());
  return done ? 0 : 2;
}

int change(const KeyWishes& wishes) {
  if (!is_named(wishes.after)) {
    warn(said({"请给出今后用什么开启数据：--new-key-file 或 --new-passphrase-file",
               "name what is to open the data from now on: --new-key-file or --new-passphrase-file"}));
    return 2;
  }
  const KeySource before = is_named(wishes.before) ? wishes.before : store::seal::source_of(wishes.folder);
  return ended(store::seal::rewrap(wishes.folder, before, wishes.after),
               said({"{} 今后由{}开启；原来的只能开启 seal.json 的较早副本",
                     "{} is opened by {} from now on; the old one opens nothing but older copies of seal.json"},
                    wishes.folder,
                    wishes.after.passphrase_file.empty() ? said({" {} ", "{}"}, wishes.after.key_file)
                                                         : said({" {} 中的口令", "the passphrase in {}"}, wishes.after.passphrase_file)));
}

void show(double share) {
  if (isatty(STDERR_FILENO) != 0) fmt::print(stderr, "\r{:.0f} %", share * 100);
}

// By whoever holds the folder: davyd when it runs, otherwise this process. A davyd that ends meanwhile is followed.
Result<void> rotate(const std::string& folder) {
  const store::seal::Asked asked{"machine:cli/" + user_of_system(), runtime::SystemClock().now()};
  if (!store::seal::is_resealing(folder))
    if (Result<void> begun = store::seal::begin_resealing(folder, store::seal::source_of(folder), asked); !begun) return begun;
  while (store::seal::is_resealing(folder)) {
    const Result<store::FolderLock> lock = store::FolderLock::take(folder);
    if (!lock && lock.error().code != ErrorCode::Conflict) return lock.error();
    if (!lock) {
      std::this_thread::sleep_for(kLookAgain);
      continue;
    }
    if (Result<void> mended = store::finish_resealing(folder); !mended) return mended;
    if (Result<void> done = store::reseal(folder, [](double share) { return show(share), true; }); !done) return done;
  }
  return {};
}

}  // namespace

void add_key(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<KeyWishes>();
  CLI::App* key =
      app.add_subcommand("key", spoken({"开启加密数据的密钥文件或口令。", "The key file or passphrase that opens sealed data."}));
  key->require_subcommand(1);
  CLI::App* make = key->add_subcommand("new", spoken({"生成密钥文件。", "Make a key file."}));
  make->add_option("--out", wishes->out, spoken({"文件；从不覆盖已有文件", "The file; never overwritten"}))->required();
  make->callback([wishes, &exit_status] { exit_status = ended(store::seal::make_key_file(wishes->out), as_written(wishes->out)); });
  CLI::App* rotates =
      key->add_subcommand("rotate", spoken({"更换数据密钥：全部数据重新加密，davyd 照常运行；等待完成。若中断，下次启动继续。",
                                            "Another data key: everything is sealed anew, while davyd goes on; waits until it is done. A "
                                            "cut-off goes on at the next start."}));
  rotates->add_option("--data", wishes->folder, spoken({"数据目录", "The data folder"}))->required()->check(CLI::ExistingDirectory);
  rotates->callback([wishes, &exit_status] {
    exit_status =
        ended(rotate(wishes->folder), said({"{} 已用新的数据密钥加密；原密钥只能开启较早的副本和备份",
                                            "{} is sealed under a new data key; the one before opens only older copies and backups"},
                                           wishes->folder));
  });
  CLI::App* other = key->add_subcommand("change", spoken({"改由另一密钥文件或口令开启数据；davyd 可照常运行。",
                                                          "Let another key file or passphrase open the data; davyd may go on meanwhile."}));
  other->add_option("--data", wishes->folder, spoken({"数据目录", "The data folder"}))->required()->check(CLI::ExistingDirectory);
  other->add_option("--key-file", wishes->before.key_file,
                    spoken({"现在用什么开启；默认 FOLDER.key", "What opens it now; FOLDER.key by default"}));
  other->add_option("--passphrase-file", wishes->before.passphrase_file,
                    spoken({"现在用什么开启，口令", "What opens it now, a passphrase"}));
  other->add_option("--new-key-file", wishes->after.key_file,
                    spoken({"今后用什么开启；没有则新建", "What is to open it; made when missing"}));
  other
      ->add_option("--new-passphrase-file", wishes->after.passphrase_file,
                   spoken({"今后用什么开启，口令", "What is to open it, a passphrase"}))
      ->excludes("--new-key-file");
  other->callback([wishes, &exit_status] { exit_status = change(*wishes); });
}

}  // namespace davy::apps
