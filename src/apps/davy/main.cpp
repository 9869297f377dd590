// davy: the command line beside the daemon.
#include "apps/davy/subcommands.hpp"

#include <CLI/CLI.hpp>

int main(int argc, char** argv) {
  CLI::App app{"Davy 安全灯: checks sites, verifies records, prepares brokers."};
  app.require_subcommand(1);
  int exit_status = 0;
  for (const davy::apps::AddSubcommand add : davy::apps::kSubcommands) add(app, exit_status);
  CLI11_PARSE(app, argc, argv);
  return exit_status;
}
