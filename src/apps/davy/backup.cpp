// davy backup, davy restore: a copy of the data at a target, and the data out of it again.
#include "apps/davy/subcommands.hpp"
#include "base/version.hpp"
#include "runtime/system_clock.hpp"
#include "store/backup/restore.hpp"
#include "store/seal/keys.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

namespace davy::apps {
namespace {

using store::backup::Made;
using store::backup::Restored;

constexpr double kMebibyte = 1 << 20;

struct BackupWishes {
  std::string folder;
  std::string address;
  std::string s3_credentials;
  std::string name;
  std::size_t keep = 0;
};

int say(const Error& error) {
  fmt::print(stderr, "{}\n", error.message);
  return 2;
}

// On a terminal only: a log has no use for it.
store::backup::Progress shown_progress() {
  if (isatty(STDERR_FILENO) == 0) return nullptr;
  return [](std::uint64_t done, std::uint64_t all) {
    fmt::print(stderr, "\r{:.0f} of {:.0f} MiB{}", static_cast<double>(done) / kMebibyte, static_cast<double>(all) / kMebibyte,
               done == all ? "\n" : "");
  };
}

int back_up(const BackupWishes& wishes) {
  const auto target = store::backup::open_target(wishes.address, wishes.s3_credentials);
  if (!target) return say(target.error());
  const Result<Made> made = store::backup::make_backup(wishes.folder, **target, runtime::SystemClock().now(), kVersion, shown_progress());
  if (!made) return say(made.error());
  fmt::print("{} at {}: {} records, {:.3f} MiB, {:.3f} MiB of it sent; {} opens it, which is not in it\n", made->manifest.name,
             (*target)->where(), made->manifest.head, static_cast<double>(made->bytes) / kMebibyte,
             static_cast<double>(made->sent_bytes) / kMebibyte, store::seal::source_of(wishes.folder).key_file);
  if (wishes.keep == 0) return 0;
  const Result<std::size_t> removed = store::backup::keep_newest(wishes.folder, **target, wishes.keep);
  if (!removed) return say(removed.error());
  if (*removed > 0) fmt::print("{} older ones removed\n", *removed);
  return 0;
}

int list(const BackupWishes& wishes) {
  const auto target = store::backup::open_target(wishes.address, wishes.s3_credentials);
  if (!target) return say(target.error());
  const Result<std::vector<std::string>> names = store::backup::manifest_names(**target);
  if (!names) return say(names.error());
  for (const std::string& name : *names) fmt::print("{}\n", name);
  return 0;
}

int restore(const BackupWishes& wishes) {
  const auto target = store::backup::open_target(wishes.address, wishes.s3_credentials);
  if (!target) return say(target.error());
  const Result<Restored> done =
      store::backup::restore(**target, wishes.name, wishes.folder, store::seal::source_of(wishes.folder), shown_progress());
  if (!done) return say(done.error());
  fmt::print("{} restored from {}: {:.1f} MiB, {} pieces shipped after it, up to {}\n", wishes.folder, done->manifest.name,
             static_cast<double>(done->bytes) / kMebibyte, done->pieces, to_text(done->newest));
  fmt::print("proved: {} records, each follows from the one before, head {}; the views are those that the journal gives\n", done->records,
             done->head);
  fmt::print(
      "its first start tries itself, from a reading to a notice (golden drill), and says how that went in its log and on the console; "
      "`davy drill golden` does it again\n");
  return 0;
}

void add_target(CLI::App& command, const char* option, BackupWishes& wishes) {
  command.add_option(option, wishes.address, "A folder, or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION")->required();
  command.add_option("--s3-credentials", wishes.s3_credentials, "File with aws_access_key_id = … and aws_secret_access_key = …");
}

}  // namespace

void add_backup(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<BackupWishes>();
  CLI::App* command =
      app.add_subcommand("backup", "Back up a data folder; Davy may be running. After the first time only what changed travels.");
  command->add_option("--data", wishes->folder, "The data folder")->required()->check(CLI::ExistingDirectory);
  command->add_option("--keep", wishes->keep, "Remove all but so many backups, the newest");
  add_target(*command, "--to", *wishes);
  command->callback([wishes, &exit_status] { exit_status = back_up(*wishes); });
}

void add_backups(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<BackupWishes>();
  CLI::App* command = app.add_subcommand("backups", "List the backups at a target, the oldest first.");
  add_target(*command, "--from", *wishes);
  command->callback([wishes, &exit_status] { exit_status = list(*wishes); });
}

void add_restore(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<BackupWishes>();
  CLI::App* command =
      app.add_subcommand("restore", "A new data folder out of a backup and what was shipped after it, proved before it gets its name.");
  command->add_option("--data", wishes->folder, "The data folder to be made; its key file (FOLDER.key, or --seal-key-file) must be there")
      ->required();
  command->add_option("--backup", wishes->name, "Which one, as `davy backups` names it; the newest by default");
  add_target(*command, "--from", *wishes);
  command->callback([wishes, &exit_status] { exit_status = restore(*wishes); });
}

}  // namespace davy::apps
