#include "apps/davy/say.hpp"
#include "apps/davy/subcommands.hpp"
#include "store/store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace davy::apps {
namespace {

int rebuild(const std::string& folder) {
  const Result<std::string> before = store::views_digest(folder);
  const Result<std::string> after = before ? store::rebuild_views(folder) : before;
  if (!after) return say(after.error());
  const bool same = *before == *after;
  tell(said({"已由日志重新生成视图，{}：{}", "views folded anew from the journal, {}: {}"},
            same ? said({"与之前相同", "the same as before"}) : said({"与之前不同", "NOT the same as before"}), *after));
  return same ? 0 : 1;
}

}  // namespace

void add_rebuild(CLI::App& app, int& exit_status) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("rebuild", spoken({"由日志重新生成全部视图；Davy 须已停止。",
                                                            "Fold all views anew from the journal; Davy must be stopped."}));
  command->add_option("--data", *folder, spoken({"数据目录", "The data folder"}))->required();
  command->callback([folder, &exit_status] { exit_status = rebuild(*folder); });
}

}  // namespace davy::apps
