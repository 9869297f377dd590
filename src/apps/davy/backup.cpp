// davy backup, davy restore: a copy of the data at a target, and the data out of it again; what was restored tries itself with the rules of its site.
#include "apps/davy/say.hpp"
#include "apps/davy/site_options.hpp"
#include "apps/davy/subcommands.hpp"
#include "base/version.hpp"
#include "runtime/system_clock.hpp"
#include "site/exercise.hpp"
#include "store/backup/kept.hpp"
#include "store/backup/restore.hpp"
#include "store/rehearsed.hpp"
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
  SiteOptions site;
  enum class Drill { Golden, LeftOut } drill = Drill::Golden;
};

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
  const Result<std::size_t> removed = store::backup::keep_newest(wishes.folder, **target, {wishes.keep, made->manifest.name});
  if (!removed) return say(removed.error());
  if (*removed > 0) fmt::print("{} older ones removed\n", *removed);
  return 0;
}

int list(const BackupWishes& wishes) {
  const auto target = store::backup::open_target(wishes.address, wishes.s3_credentials);
  if (!target) return say(target.error());
  const auto kept = store::backup::kept_at(**target);
  if (!kept) return say(kept.error());
  for (const store::backup::Kept& each : *kept) fmt::print("{}\n", each.name);
  return 0;
}

// On the restored state, in memory: the folder stays as it was restored, and nothing real is told anything.
Result<core::DrillEnded> golden_drill(const BackupWishes& wishes) {
  site::Loaded loaded = load(wishes.site);
  if (!loaded.site) return invalid(wishes.site.site + ": a site with errors, `davy check` names them");
  const site::Site site = site::with_exercises(*std::move(loaded.site));
  const site::Directory directory(site);
  return store::rehearsed(wishes.folder, directory, runtime::SystemClock().now());
}

// 0: passed, or left out, and then it says so; 1: not passed.
int try_restored(const BackupWishes& wishes) {
  if (wishes.drill == BackupWishes::Drill::LeftOut) return fmt::print("the golden drill was left out, as asked for (--no-drill)\n"), 0;
  if (wishes.site.site.empty())
    return fmt::print(
               "the golden drill was left out: it takes the rules of the site, --site FOLDER names them; NOT proved: that Davy, on "
               "these data, gets from a reading to an alarm, a command and a notice\n"),
           0;
  const Result<core::DrillEnded> ended = golden_drill(wishes);
  if (!ended) {
    fmt::print(stderr, "the golden drill could not be held: {}\n", ended.error().message);
    return 1;
  }
  for (const core::DrillStep& step : ended->steps) fmt::print("{:>8} ms  {}  {}\n", step.after_ms, name_of(step.did), step.about);
  fmt::print("golden drill {}: {} of {} steps were seen, by the restored state and the rules in {}\n", name_of(ended->verdict),
             ended->score, ended->of, wishes.site.site);
  return ended->verdict == core::DrillVerdict::Passed ? 0 : 1;
}

int restore(const BackupWishes& wishes) {
  const auto target = store::backup::open_target(wishes.address, wishes.s3_credentials);
  if (!target) return say(target.error());
  const Result<Restored> done =
      store::backup::restore(**target, wishes.name, wishes.folder, {store::seal::source_of(wishes.folder)}, shown_progress());
  if (!done) return say(done.error());
  fmt::print("{} restored from {}: {:.1f} MiB, {} pieces shipped after it, up to {}\n", wishes.folder, done->manifest.name,
             static_cast<double>(done->bytes) / kMebibyte, done->pieces, to_text(done->newest));
  fmt::print("proved: {} records, each follows from the one before, head {}; the views are those that the journal gives\n", done->records,
             done->head);
  std::fflush(stdout);
  const int drilled = try_restored(wishes);
  fmt::print(
      "its first start tries itself, from a reading to a notice (golden drill), and says how that went in its log and on the console; "
      "`davy drill golden` does it again\n");
  return drilled;
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
  CLI::App* command =
      app.add_subcommand("backups", "List the backups at a target; the one that reaches furthest, with what was shipped after it, last.");
  add_target(*command, "--from", *wishes);
  command->callback([wishes, &exit_status] { exit_status = list(*wishes); });
}

void add_restore(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<BackupWishes>();
  CLI::App* command = app.add_subcommand(
      "restore", "A new data folder out of a backup and what was shipped after it, proved before it gets its name; then it tries itself.");
  command->add_option("--data", wishes->folder, "The data folder to be made; its key file (FOLDER.key, or --seal-key-file) must be there")
      ->required();
  command->add_option("--backup", wishes->name, "Which one, as `davy backups` names it; the newest by default");
  add_target(*command, "--from", *wishes);
  CLI::Option* site =
      command->add_option("--site", wishes->site.site, "The site's folder: what was restored then tries itself by its rules")
          ->check(CLI::ExistingDirectory);
  command->add_option("--packs", wishes->site.packs, "The folder of the scene packs; else packs two above the site, or here")->needs(site);
  command->add_flag_callback(
      "--no-drill", [wishes] { wishes->drill = BackupWishes::Drill::LeftOut; }, "Leave that golden drill out");
  command->callback([wishes, &exit_status] { exit_status = restore(*wishes); });
}

}  // namespace davy::apps
