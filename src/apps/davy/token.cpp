// davy token: gives a machine that writes samples over HTTP its token, lists the machines, takes a token away. Davy may be running: it tells
// the journal who did it, at once or at its next start.

#include "apps/davy/say.hpp"
#include "apps/davy/subcommands.hpp"
#include "apps/davy/system_user.hpp"
#include "base/bytes.hpp"
#include "runtime/system_clock.hpp"
#include "store/accounts/credentials.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

namespace davy::apps {
namespace {

struct Wishes {
  std::string folder;
  std::string name;
  std::string device;
};

int create(const Wishes& wishes) {
  const auto credentials = store::Credentials::open(wishes.folder);
  if (!credentials) return say(credentials.error());
  const std::string token = random_hex(store::kMachineTokenBytes);
  const auto kept = (*credentials)->set_machine_by(user_of_system(), token, {wishes.name, wishes.device, runtime::SystemClock().now()});
  if (!kept) return say(kept.error());
  fmt::print("{}\n", token);
  return 0;
}

int list(const Wishes& wishes) {
  const auto credentials = store::Credentials::open(wishes.folder);
  if (!credentials) return say(credentials.error());
  const auto machines = (*credentials)->machines();
  if (!machines) return say(machines.error());
  for (const store::Machine& machine : *machines)
    fmt::print("{}  {}  {}\n", machine.name, machine.device.empty() ? "all points" : "device " + machine.device, to_text(machine.created));
  return 0;
}

int revoke(const Wishes& wishes) {
  const auto credentials = store::Credentials::open(wishes.folder);
  if (!credentials) return say(credentials.error());
  const auto removed = (*credentials)->remove_machine_by(user_of_system(), wishes.name, runtime::SystemClock().now());
  if (!removed) return say(removed.error());
  if (!*removed) fmt::print(stderr, "no machine is named '{}'\n", wishes.name);
  return *removed ? 0 : 1;
}

}  // namespace

void add_token(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<Wishes>();
  CLI::App* command = app.add_subcommand("token", "Give machines that write samples or tell facts over HTTP their tokens.");
  command->add_option("--data", wishes->folder, "The data folder")->required()->check(CLI::ExistingDirectory);
  command->require_subcommand(1);
  CLI::App* creates = command->add_subcommand("create", "Print a new token; the machine's earlier one ends.")->fallthrough();
  creates->add_option("name", wishes->name, "The machine")->required();
  creates->add_option("--device", wishes->device, "Only for points of this device; absent: for all points");
  creates->callback([wishes, &exit_status] { exit_status = create(*wishes); });
  command->add_subcommand("list", "The machines that have a token.")->fallthrough()->callback([wishes, &exit_status] {
    exit_status = list(*wishes);
  });
  CLI::App* revokes = command->add_subcommand("revoke", "End a machine's token.")->fallthrough();
  revokes->add_option("name", wishes->name, "The machine")->required();
  revokes->callback([wishes, &exit_status] { exit_status = revoke(*wishes); });
}

}  // namespace davy::apps
