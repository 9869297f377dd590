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
    tell(said({"{}  {}  {}", "{}  {}  {}"}, machine.name,
              machine.device.empty() ? said({"全部测点", "all points"}) : said({"设备 {}", "device {}"}, machine.device),
              to_text(machine.created)));
  return 0;
}

int revoke(const Wishes& wishes) {
  const auto credentials = store::Credentials::open(wishes.folder);
  if (!credentials) return say(credentials.error());
  const auto removed = (*credentials)->remove_machine_by(user_of_system(), wishes.name, runtime::SystemClock().now());
  if (!removed) return say(removed.error());
  if (!*removed) warn(said({"没有名为 '{}' 的机器", "no machine is named '{}'"}, wishes.name));
  return *removed ? 0 : 1;
}

}  // namespace

void add_token(CLI::App& app, int& exit_status) {
  const auto wishes = std::make_shared<Wishes>();
  CLI::App* command = app.add_subcommand("token", spoken({"为经 HTTP 写入样本或报告事实的机器发放令牌。",
                                                          "Give machines that write samples or tell facts over HTTP their tokens."}));
  command->add_option("--data", wishes->folder, spoken({"数据目录", "The data folder"}))->required()->check(CLI::ExistingDirectory);
  command->require_subcommand(1);
  CLI::App* creates =
      command->add_subcommand("create", spoken({"打印新令牌；该机器原有令牌失效。", "Print a new token; the machine's earlier one ends."}))
          ->fallthrough();
  creates->add_option("name", wishes->name, spoken({"机器", "The machine"}))->required();
  creates->add_option("--device", wishes->device,
                      spoken({"仅限此设备的测点；不给则为全部测点", "Only for points of this device; absent: for all points"}));
  creates->callback([wishes, &exit_status] { exit_status = create(*wishes); });
  command->add_subcommand("list", spoken({"持有令牌的机器。", "The machines that have a token."}))
      ->fallthrough()
      ->callback([wishes, &exit_status] { exit_status = list(*wishes); });
  CLI::App* revokes = command->add_subcommand("revoke", spoken({"使一台机器的令牌失效。", "End a machine's token."}))->fallthrough();
  revokes->add_option("name", wishes->name, spoken({"机器", "The machine"}))->required();
  revokes->callback([wishes, &exit_status] { exit_status = revoke(*wishes); });
}

}  // namespace davy::apps
