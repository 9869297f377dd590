// davy rollback: a data folder as it was before its last upgrade, for the program that wrote it.
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
      app.add_subcommand("rollback", "Go back to the data as they were before the last upgrade of Davy, which must be stopped.");
  command->add_option("--data", *folder, "The data folder")->required()->check(CLI::ExistingDirectory);
  command->callback([folder, &exit_status] {
    const Result<store::RolledBack> back = store::roll_back(*folder);
    if (!back) {
      fmt::print(stderr, "{}\n", back.error().message);
      exit_status = 2;
      return;
    }
    fmt::print("{} has schema {} again, with {} records; {} that were made since are set aside in {}\n", *folder, back->schema,
               back->records, back->set_aside, back->set_aside_in);
  });
}

}  // namespace davy::apps
