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
  if (!after) {
    fmt::print(stderr, "{}\n", after.error().message);
    return 2;
  }
  const bool same = *before == *after;
  fmt::print("views folded anew from the journal, {}: {}\n", same ? "the same as before" : "NOT the same as before", *after);
  return same ? 0 : 1;
}

}  // namespace

void add_rebuild(CLI::App& app, int& exit_status) {
  const auto folder = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("rebuild", "Fold all views anew from the journal; Davy must be stopped.");
  command->add_option("--data", *folder, "The data folder")->required();
  command->callback([folder, &exit_status] { exit_status = rebuild(*folder); });
}

}  // namespace davy::apps
