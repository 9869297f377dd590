#include "apps/davy/subcommands.hpp"
#include "store/store.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace davy::apps {

void add_verify(CLI::App& app, int& exit_status) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* verify = app.add_subcommand("verify", "Walk the journal's hash chain and name the first bad record.");
  verify->add_option("--data", *folder, "The data folder")->required();
  verify->callback([folder, &exit_status] {
    const Result<store::Verified> found = store::verify_journal(*folder);
    if (!found) {
      fmt::print(stderr, "{}\n", found.error().message);
      exit_status = 2;
    } else if (found->first_bad) {
      fmt::print("record {} is bad: {}\n", *found->first_bad, found->why);
      exit_status = 1;
    } else {
      fmt::print("{} records, each follows from the one before; head {}\n", found->records, found->head);
    }
  });
}

}  // namespace davy::apps
