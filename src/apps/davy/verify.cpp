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
  if (!found) {
    fmt::print(stderr, "{}\n", found.error().message);
    return 2;
  }
  if (found->first_bad) {
    fmt::print("record {} is bad: {}\n", *found->first_bad, found->why);
    return 1;
  }
  fmt::print("{} records, each follows from the one before; head {}\n", found->records, found->head);
  return 0;
}

int verify_keys(const std::string& folder) {
  const auto changes = store::key_changes(folder);
  if (!changes) {
    fmt::print(stderr, "{}\n", changes.error().message);
    return 2;
  }
  if (!*changes) return 0;
  const store::KeyFindings found = store::check_key_changes(**changes);
  for (const std::string& wrong : found.wrong) fmt::print("{}\n", wrong);
  if (found.untold > 0)
    fmt::print("{} changes of the data key are not in the journal yet: davyd tells it at its next start\n", found.untold);
  return found.wrong.empty() ? 0 : 1;
}

int verify_pages(const std::string& folder) {
  const auto damage = store::look_for_damage(folder);
  if (!damage) {
    fmt::print(stderr, "{}\n", damage.error().message);
    return 2;
  }
  for (const store::DamagedFile& each : *damage) {
    fmt::print("{}: not what was written: page {}\n", each.file, fmt::join(each.pages, ", "));
    if (!each.tables.empty()) fmt::print("{}: cannot be read to its end: {}\n", each.file, fmt::join(each.tables, ", "));
  }
  return damage->empty() ? 0 : 1;
}

}  // namespace

void add_verify(CLI::App& app, int& exit_status) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* verify =
      app.add_subcommand("verify",
                         "Walk the journal's hash chain, its changes of the data key and the pages of the databases; name what is bad.");
  verify->add_option("--data", *folder, "The data folder")->required();
  verify->callback([folder, &exit_status] {
    exit_status = verify_chain(*folder);
    if (exit_status == 0) exit_status = verify_keys(*folder);
    exit_status = std::max(exit_status, verify_pages(*folder));
  });
}

}  // namespace davy::apps
