// davy backup, davy restore: a copy of the data at a target, and the data out of it again; what was restored tries itself with the rules of its site.
#include "apps/davy/drill_words.hpp"
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

std::string mebibytes(std::uint64_t bytes, int digits) { return fmt::format("{:.{}f}", static_cast<double>(bytes) / kMebibyte, digits); }

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
    fmt::print(stderr, "\r{}{}", spoken(said({"已完成 {}，共 {} MiB", "{} of {} MiB"}, mebibytes(done, 0), mebibytes(all, 0))),
               done == all ? "\n" : "");
  };
}

int back_up(const BackupWishes& wishes) {
  const auto target = store::backup::open_target(wishes.address, wishes.s3_credentials);
  if (!target) return say(target.error());
  const Result<Made> made = store::backup::make_backup(wishes.folder, **target, runtime::SystemClock().now(), kVersion, shown_progress());
  if (!made) return say(made.error());
  tell(said({"{} 位于 {}：{} 条记录，{} MiB，其中传送 {} MiB；由 {} 开启，该文件不在备份之中",
             "{} at {}: {} records, {} MiB, {} MiB of it sent; {} opens it, which is not in it"},
            made->manifest.name, (*target)->where(), made->manifest.head, mebibytes(made->bytes, 3), mebibytes(made->sent_bytes, 3),
            store::seal::source_of(wishes.folder).key_file));
  if (wishes.keep == 0) return 0;
  const Result<std::size_t> removed = store::backup::keep_newest(wishes.folder, **target, {wishes.keep, made->manifest.name});
  if (!removed) return say(removed.error());
  if (*removed > 0) tell(said({"已删除较早的 {} 份", "{} older ones removed"}, *removed));
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
  if (!loaded.site)
    return invalid(said({"{}：站点有错误，`davy check` 会逐条列出", "{}: a site with errors, `davy check` names them"}, wishes.site.site));
  const site::Site site = site::with_exercises(*std::move(loaded.site));
  const site::Directory directory(site);
  return store::rehearsed(wishes.folder, directory, runtime::SystemClock().now());
}

// 0: passed, or left out, and then it says so; 1: not passed.
int try_restored(const BackupWishes& wishes) {
  if (wishes.drill == BackupWishes::Drill::LeftOut)
    return tell(said({"已按要求跳过自检（--no-drill）", "the golden drill was left out, as asked for (--no-drill)"})), 0;
  if (wishes.site.site.empty())
    return tell(said({"未做自检：自检需要站点的规则，由 --site FOLDER 给出；尚未证明：Davy 在这些数据上能从读数走到报警、命令和通知",
                      "the golden drill was left out: it takes the rules of the site, --site FOLDER names them; NOT proved: that Davy, on "
                      "these data, gets from a reading to an alarm, a command and a notice"})),
           0;
  const Result<core::DrillEnded> ended = golden_drill(wishes);
  if (!ended) {
    warn(said({"自检无法进行：{}", "the golden drill could not be held: {}"}, said_of(ended.error())));
    return 1;
  }
  for (const core::DrillStep& step : ended->steps)
    fmt::print("{:>8} ms  {}  {}\n", step.after_ms, spoken(drill_words(step.did)), step.about);
  tell(said({"自检{0}：按恢复的状态和 {3} 中的规则，{2} 步中看到 {1} 步",
             "golden drill {}: {} of {} steps were seen, by the restored state and the rules in {}"},
            drill_words(ended->verdict), ended->score, ended->of, wishes.site.site));
  return ended->verdict == core::DrillVerdict::Passed ? 0 : 1;
}

int restore(const BackupWishes& wishes) {
  const auto target = store::backup::open_target(wishes.address, wishes.s3_credentials);
  if (!target) return say(target.error());
  const Result<Restored> done =
      store::backup::restore(**target, wishes.name, wishes.folder, {store::seal::source_of(wishes.folder)}, shown_progress());
  if (!done) return say(done.error());
  tell(said({"{} 已由 {} 恢复：{} MiB，其后传送的日志 {} 段，截至 {}", "{} restored from {}: {} MiB, {} pieces shipped after it, up to {}"},
            wishes.folder, done->manifest.name, mebibytes(done->bytes, 1), done->pieces, to_text(done->newest)));
  tell(said({"已证明：{} 条记录逐条相承，最新一条的哈希为 {}；视图与日志所得一致",
             "proved: {} records, each follows from the one before, head {}; the views are those that the journal gives"},
            done->records, done->head));
  std::fflush(stdout);
  const int drilled = try_restored(wishes);
  tell(said(
      {"首次启动时会自检，从读数直到通知，结果写入日志并显示在控制台；`davy drill golden` 可再做一次",
       "its first start tries itself, from a reading to a notice (golden drill), and says how that went in its log and on the console; "
       "`davy drill golden` does it again"}));
  return drilled;
}

void add_target(CLI::App& command, const char* option, BackupWishes& wishes) {
  command
      .add_option(option, wishes.address,
                  spoken({"目录，或 s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION",
                          "A folder, or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION"}))
      ->required();
  command.add_option("--s3-credentials", wishes.s3_credentials,
                     spoken({"含 aws_access_key_id = … 和 aws_secret_access_key = … 的文件",
                             "File with aws_access_key_id = … and aws_secret_access_key = …"}));
}

}  // namespace

void add_backup(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<BackupWishes>();
  CLI::App* command =
      app.add_subcommand("backup", spoken({"备份数据目录；Davy 可在运行。首次之后只传送有变化的部分。",
                                           "Back up a data folder; Davy may be running. After the first time only what changed travels."}));
  command->add_option("--data", wishes->folder, spoken({"数据目录", "The data folder"}))->required()->check(CLI::ExistingDirectory);
  command->add_option("--keep", wishes->keep, spoken({"只保留最新的这么多份备份", "Remove all but so many backups, the newest"}));
  add_target(*command, "--to", *wishes);
  command->callback([wishes, &exit_status] { exit_status = back_up(*wishes); });
}

void add_backups(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<BackupWishes>();
  CLI::App* command =
      app.add_subcommand("backups",
                         spoken({"列出目标处的备份；连同其后传送的日志延伸最远的一份排在最后。",
                                 "List the backups at a target; the one that reaches furthest, with what was shipped after it, last."}));
  add_target(*command, "--from", *wishes);
  command->callback([wishes, &exit_status] { exit_status = list(*wishes); });
}

void add_restore(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<BackupWishes>();
  CLI::App* command = app.add_subcommand(
      "restore",
      spoken({"由备份及其后传送的日志生成新的数据目录，校验无误后才定名；随后自检。",
              "A new data folder out of a backup and what was shipped after it, proved before it gets its name; then it tries itself."}));
  command
      ->add_option("--data", wishes->folder,
                   spoken({"要生成的数据目录；其密钥文件（FOLDER.key 或 --seal-key-file）须已在",
                           "The data folder to be made; its key file (FOLDER.key, or --seal-key-file) must be there"}))
      ->required();
  command->add_option("--backup", wishes->name,
                      spoken({"用哪一份，按 `davy backups` 所列名称；默认最新一份",
                              "Which one, as `davy backups` names it; the newest by default"}));
  add_target(*command, "--from", *wishes);
  CLI::Option* site =
      command
          ->add_option("--site", wishes->site.site,
                       spoken({"站点目录：恢复后按其规则自检", "The site's folder: what was restored then tries itself by its rules"}))
          ->check(CLI::ExistingDirectory);
  command
      ->add_option("--packs", wishes->site.packs,
                   spoken({"场景包目录；默认为站点上两级的 packs，或当前目录的 packs",
                           "The folder of the scene packs; else packs two above the site, or here"}))
      ->needs(site);
  command->add_flag_callback(
      "--no-drill", [wishes] { wishes->drill = BackupWishes::Drill::LeftOut; }, spoken({"不做该项自检", "Leave that golden drill out"}));
  command->callback([wishes, &exit_status] { exit_status = restore(*wishes); });
}

}  // namespace davy::apps
