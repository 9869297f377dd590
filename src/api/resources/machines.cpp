// Machines: what may write samples over HTTP. A token is shown once, when it is made.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "base/bytes.hpp"

namespace davy::api {
namespace {

// Only those who may make accounts.
std::optional<Problem> not_allowed(const Desk& desk) {
  if (desk.person->role == core::Role::Administrator) return std::nullopt;
  return problem(ProblemKind::NotAllowed, "只有管理员可以管理设备令牌", "Only an administrator may give machines tokens");
}

void write_machine(JsonWriter& out, const store::Machine& machine) {
  out.field("name", machine.name).field("device", or_null(machine.device)).field("created", machine.created);
}

Outcome list_machines(const Ask&, Desk& desk) {
  if (auto refused = not_allowed(desk)) return *refused;
  const auto machines = desk.services.credentials.machines();
  if (!machines) return to_problem(machines.error());
  JsonWriter out;
  out.object().key("items").list();
  for (const store::Machine& machine : *machines) {
    out.object();
    write_machine(out, machine);
    out.end();
  }
  return json_reply(out.end().end().take());
}

Outcome save_machine(const Ask& ask, Desk& desk) {
  if (auto refused = not_allowed(desk)) return *refused;
  return from_body(ask, [&](Fields& fields) -> Outcome {
    const store::Machine machine{desk.name(), fields.text_or("device", "", {0, kNameMax}), desk.services.now()};
    if (machine.name.size() > kNameMax) fields.wrong("name", "名称过长", "The name is too long");
    if (!machine.device.empty() && !desk.services.directory.device(machine.device))
      fields.wrong("device", "本站点没有此设备", "The site has no such device");
    if (auto wrong = fields.problem()) return *wrong;
    const std::string token = random_hex(store::kMachineTokenBytes);
    if (const auto kept = desk.services.credentials.set_machine(token, machine); !kept) return to_problem(kept.error());
    JsonWriter out;
    out.object();
    write_machine(out, machine);
    return json_reply(out.field("token", token).end().take());
  });
}

Outcome remove_machine(const Ask&, Desk& desk) {
  if (auto refused = not_allowed(desk)) return *refused;
  const auto removed = desk.services.credentials.remove_machine(desk.name());
  if (!removed) return to_problem(removed.error());
  if (!*removed) return not_found_problem();
  return no_content();
}

}  // namespace

void add_machines(Router& router) {
  router.add({Method::Get, "/machines", list_machines});
  router.add({Method::Put, "/machines/{name}", save_machine});
  router.add({Method::Delete, "/machines/{name}", remove_machine});
}

}  // namespace davy::api
