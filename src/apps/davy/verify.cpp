#include "apps/davy/say.hpp"
#include "apps/davy/subcommands.hpp"
#include "store/damage.hpp"
#include "store/key_changes.hpp"
#include "store/store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace davy::apps {
namespace {

int verify_chain(const std::string& folder) {
  const Result<store::Verified> found = store::verify_journal(folder);
  if (!found) return say(found.error());
  if (found->first_bad) {
    tell(said({"第 {} 条记录损坏：{}", "record {} is bad: {}"}, *found->first_bad, found->why));
    return 1;
  }
  tell(said({"{} 条记录，逐条相承；最新一条的哈希为 {}", "{} records, each follows from the one before; head {}"}, found->records,
            found->head));
  return 0;
}

int verify_keys(const std::string& folder) {
  const auto changes = store::key_changes(folder);
  if (!changes) return say(changes.error());
  if (!*changes) return 0;
  const store::KeyFindings found = store::check_key_changes(**changes);
  for (const std::string& wrong : found.wrong) fmt::print("{}\n", wrong);
  if (found.untold > 0)
    tell(said({"数据密钥的 {} 次变更尚未记入日志：davyd 下次启动时记入",
               "{} changes of the data key are not in the journal yet: davyd tells it at its next start"},
              found.untold));
  return found.wrong.empty() ? 0 : 1;
}

int verify_pages(const std::string& folder) {
  const auto damage = store::look_for_damage(folder);
  if (!damage) return say(damage.error());
  for (const store::DamagedFile& each : *damage) {
    tell(said({"{}：与写入时不同：第 {} 页", "{}: not what was written: page {}"}, each.file,
              fmt::format("{}", fmt::join(each.pages, ", "))));
    if (!each.tables.empty())
      tell(said({"{}：无法读到结尾：{}", "{}: cannot be read to its end: {}"}, each.file, fmt::format("{}", fmt::join(each.tables, ", "))));
  }
  return damage->empty() ? 0 : 1;
}

}  // namespace

void add_verify(CLI::App& app, int& exit_status) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* verify = app.add_subcommand(
      "verify", spoken({"核查日志的哈希链、数据密钥的变更和数据库的各页；指出损坏之处。",
                        "Walk the journal's hash chain, its changes of the data key and the pages of the databases; name what is bad."}));
  verify->add_option("--data", *folder, spoken({"数据目录", "The data folder"}))->required();
  verify->callback([folder, &exit_status] {
    exit_status = verify_chain(*folder);
    if (exit_status == 0) exit_status = verify_keys(*folder);
    exit_status = std::max(exit_status, verify_pages(*folder));
  });
}

}  // namespace davy::apps
