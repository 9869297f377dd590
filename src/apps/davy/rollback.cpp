// davy rollback: a data folder as it was before its last upgrade, for the program that wrote it.
#include "apps/davy/say.hpp"
#include "apps/davy/subcommands.hpp"
#include "store/upgrade.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace davy::apps {

void add_rollback(CLI::App& app, int& exit_status) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("rollback", spoken({"回到 Davy 上次升级之前的数据；Davy 须已停止。",
                                             "Go back to the data as they were before the last upgrade of Davy, which must be stopped."}));
  command->add_option("--data", *folder, spoken({"数据目录", "The data folder"}))->required()->check(CLI::ExistingDirectory);
  command->callback([folder, &exit_status] {
    const Result<store::RolledBack> back = store::roll_back(*folder);
    if (!back) {
      say(back.error());
      exit_status = 2;
      return;
    }
    tell(said({"{} 恢复为结构版本 {}，有 {} 条记录；此后产生的 {} 条另存于 {}",
               "{} has schema {} again, with {} records; {} that were made since are set aside in {}"},
              *folder, back->schema, back->records, back->set_aside, back->set_aside_in));
  });
}

}  // namespace davy::apps
