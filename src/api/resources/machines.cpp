// Machines: what may write samples or tell facts over HTTP. A token is shown once, when it is made; who made or ended one stands in the journal.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "base/bytes.hpp"

namespace davy::api {
namespace {

constexpr std::size_t kScopesMax = 8;

void write_machine(JsonWriter& out, const store::Machine& machine) {
  out.field("name", machine.name).field("device", or_null(machine.device)).field("created", machine.created);
  out.field("scopes", machine.scopes).field("expires", machine.expires).field("used", machine.used);
}

Outcome list_machines(const Ask&, Desk& desk) {
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

Answered keep_machine(const store::Machine& machine, Desk& desk) {
  const std::string token = random_hex(store::kMachineTokenBytes);
  if (const auto kept = desk.services.credentials.set_machine(token, machine); !kept) return to_problem(kept.error());
  JsonWriter out;
  out.object();
  write_machine(out, machine);
  return json_reply(out.field("token", token).end().take());
}

Outcome save_machine(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    store::Machine machine{desk.name(), fields.text_or("device", "", {0, kNameMax}), desk.services.now()};
    if (fields.has("scopes")) machine.scopes = fields.texts("scopes", kScopesMax);
    machine.expires = fields.maybe_time("expires");
    if (machine.expires && *machine.expires <= desk.services.now()) fields.wrong("expires", "应晚于现在", "must be later than now");
    if (machine.name.size() > kNameMax) fields.wrong("name", "名称过长", "The name is too long");
    if (!machine.device.empty() && !desk.services.directory.device(machine.device))
      fields.wrong("device", "本站点没有此设备", "The site has no such device");
    if (auto wrong = fields.problem()) return *wrong;
    return Command{core::IssueToken{machine.name, machine.device, machine.scopes, machine.expires},
                   [machine](const auto&, Desk& later) { return keep_machine(machine, later); },
                   {},
                   {}};
  });
}

Outcome remove_machine(const Ask&, Desk& desk) {
  const auto removed = desk.services.credentials.remove_machine(desk.name());
  if (!removed) return to_problem(removed.error());
  if (!*removed) return not_found_problem();
  // It holds no longer, whatever becomes of the record.
  return Command{core::RevokeToken{desk.name()}, [](const auto&, Desk&) -> Answered { return no_content(); }, {}, {}};
}

}  // namespace

void add_machines(Router& router) {
  router.add({Method::Get, "/machines", list_machines});
  router.add({Method::Put, "/machines/{name}", save_machine});
  router.add({Method::Delete, "/machines/{name}", remove_machine});
}

}  // namespace davy::api
