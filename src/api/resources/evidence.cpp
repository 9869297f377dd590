// Evidence: bundles that prove themselves, the signed checkpoints of the journal, and who keeps them (docs/formats/evidence.md).

#include "api/json/json_writer.hpp"
#include "api/resources/matters.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "base/bytes.hpp"
#include "store/evidence/export.hpp"
#include "store/views/queries.hpp"

namespace davy::api {
namespace {

Answered bundle_of(const core::MatterRef& matter, Desk& desk) {
  const store::ExportWishes wishes{.matter = matter,
                                   .made_by = "user:" + desk.person->login,
                                   .program_version = desk.services.options.program_version,
                                   .now = desk.services.now(),
                                   .directory = &desk.services.directory};
  Result<std::string> bundle = store::export_evidence(desk.services.options.data_folder, desk.services.checkpoints, wishes);
  if (!bundle && bundle.error().code == ErrorCode::Conflict)
    return problem(ProblemKind::NotNow,
                   "其间有旧版本写入的记录，只能连同公开才能证明；请管理员用 davy evidence export --with-old-records 导出",
                   "Records of an older store lie between, which can be proved only by being shown; an administrator may export with davy "
                   "evidence export "
                   "--with-old-records: " +
                       bundle.error().message);
  if (!bundle) return to_problem(bundle.error());
  Reply reply = json_reply(std::move(*bundle));
  const std::string name = std::string(name_of(matter.kind)) + "-" + std::to_string(matter.id);
  reply.headers = {{"Content-Disposition", "attachment; filename=\"" + name + ".davy-evidence\""}, {"Cache-Control", "private, no-store"}};
  return reply;
}

Outcome get_evidence(const Ask&, Desk& desk) {
  const auto matter = matter_of(desk);
  if (!matter) return not_found_problem();
  const auto story = desk.queries.matter_story(*matter);
  if (!story) return to_problem(story.error());
  if (!*story) return not_found_problem();
  const auto then = [asked = *matter](const std::vector<core::Event>&, Desk& there) { return bundle_of(asked, there); };
  return Command{core::ExportEvidence{*matter}, then, {}, {}};
}

void write(JsonWriter& out, const store::NumberedCheckpoint& each) {
  const evidence::Checkpoint& checkpoint = each.checkpoint;
  out.object().field("number", each.number).field("site", checkpoint.site).field("seq", checkpoint.seq);
  out.field("hash", to_hex(checkpoint.hash)).field("time_ns", std::to_string(checkpoint.time.unix_ns())).field("time", checkpoint.time);
  out.field("previous", to_hex(checkpoint.previous)).field("key", to_hex(checkpoint.key));
  out.field("signature", to_hex(checkpoint.signature)).end();
}

Outcome list_checkpoints(const Ask&, Desk& desk) {
  constexpr std::size_t kCheckpointsListed = 100;
  const auto newest = desk.services.checkpoints.newest(kCheckpointsListed);
  if (!newest) return to_problem(newest.error());
  const Witnessing witnessing = desk.services.options.witnessing ? desk.services.options.witnessing() : Witnessing();
  JsonWriter out;
  out.object().field("error", or_null(witnessing.checkpoint_error)).key("items").list();
  for (const store::NumberedCheckpoint& each : *newest) write(out, each);
  out.end().key("witnesses").list();
  for (const Witnessing::Witness& each : witnessing.witnesses) {
    out.object().field("name", each.name).field("kind", each.kind).field("last_success", each.last_success);
    out.field("waiting", each.waiting).field("error", or_null(each.error)).end();
  }
  return json_reply(out.end().end().take());
}

Outcome get_evidence_key(const Ask&, Desk& desk) {
  JsonWriter out;
  out.object().field("site", desk.services.checkpoints.site()).field("algorithm", "Ed25519");
  return json_reply(out.field("key", to_hex(desk.services.checkpoints.key().public_key())).end().take());
}

}  // namespace

void add_evidence(Router& router) {
  router.add({Method::Get, "/evidence/checkpoints", list_checkpoints});
  router.add({Method::Get, "/evidence/key", get_evidence_key});
  router.add({Method::Get, "/evidence/{matter}/{id}", get_evidence});
}

}  // namespace davy::api
