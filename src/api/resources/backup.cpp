// Backup: how the data are kept elsewhere, how far the journal has followed, and the last restore that proved it.

#include "api/json/json_writer.hpp"
#include "api/resources/answers.hpp"
#include "api/resources/resources.hpp"
#include "api/services.hpp"
#include "store/seal/seal_file.hpp"

#include <filesystem>

namespace davy::api {
namespace {

using store::backup::Doing;
using store::backup::KeeperState;

void write_last(JsonWriter& out, const std::optional<KeeperState::Kept>& last) {
  if (!last) {
    out.field("last", nullptr);
    return;
  }
  out.key("last").object().field("name", last->name).field("at", last->at).field("head", last->head);
  out.field("bytes", last->bytes).field("sent_bytes", last->sent_bytes).end();
}

std::optional<Text> both_or_null(const Said& said) { return said.empty() ? std::nullopt : std::optional(said.text()); }

void write_proof(JsonWriter& out, const std::optional<KeeperState::Proof>& proof) {
  if (!proof) {
    out.field("proof", nullptr);
    return;
  }
  out.key("proof").object().field("name", proof->name).field("at", proof->at).field("records", proof->records);
  out.field("head", proof->head).field("seconds", proof->seconds).end();
}

void write_resealing(JsonWriter& out, const store::Resealer* resealer) {
  const store::Resealer::State state = resealer == nullptr ? store::Resealer::State() : resealer->state();
  if (!state.running) {
    out.field("resealing", nullptr);
    return;
  }
  out.key("resealing").object().field("progress", state.done).field("trouble", both_or_null(state.trouble)).end();
}

std::string told(const Desk& desk) {
  const store::backup::Keeper* keeper = desk.services.options.keeper;
  const KeeperState state = keeper == nullptr ? KeeperState() : keeper->state();
  JsonWriter out;
  out.object().field("sealed", std::filesystem::exists(store::seal::seal_path(desk.services.options.data_folder)));
  out.field("where", or_null(state.where));
  write_resealing(out, desk.services.options.resealer);
  write_last(out, state.last);
  out.field("shipped_at", state.shipped_at).field("shipped_head", state.shipped_head);
  write_proof(out, state.proof);
  out.field("trouble", both_or_null(state.trouble)).field("trouble_since", state.trouble_since);
  return out.field("doing", name_of(state.doing)).field("progress", state.progress).end().take();
}

Outcome get_backup(const Ask&, Desk& desk) { return json_reply(told(desk)); }

Outcome ask_for_backup(const Ask& ask, Desk& desk) {
  return from_body(ask, [&](Fields& fields) -> Outcome {
    const auto what = fields.named<Doing>("what");
    if (what == Doing::Nothing) fields.wrong("what", "应为 backup 或 proof", "backup or proof is expected");
    if (auto wrong = fields.problem()) return *wrong;
    store::backup::Keeper* keeper = desk.services.options.keeper;
    if (keeper == nullptr)
      return problem(ProblemKind::NotNow, "未设置备份位置：请用 --backup-to 启动 davyd",
                     "No backups are made: start davyd with --backup-to");
    if (what == Doing::Backup)
      keeper->back_up_now();
    else
      keeper->prove_now();
    Reply reply = json_reply(told(desk));
    reply.status = 202;
    return reply;
  });
}

// Another data key; what is there is sealed anew in the background.
Outcome rotate_key(const Ask&, Desk& desk) {
  store::Resealer* resealer = desk.services.options.resealer;
  if (resealer == nullptr)
    return problem(ProblemKind::NotNow, "数据未加密：停止服务后用 davy seal 加密",
                   "The data are in the clear: `davy seal` seals them while davyd is stopped");
  if (const Result<void> begun = resealer->begin({"user:" + desk.actor().login, desk.services.now()}); !begun) {
    if (begun.error().code == ErrorCode::Conflict)
      return problem(ProblemKind::NotNow, "正在更换数据密钥", "The data are being sealed anew already");
    return to_problem(begun.error());
  }
  Reply reply = json_reply(told(desk));
  reply.status = 202;
  return reply;
}

}  // namespace

void add_backup(Router& router) {
  router.add({Method::Get, "/backup", get_backup});
  router.add({Method::Post, "/backup", ask_for_backup});
  router.add({Method::Post, "/data-key", rotate_key});
}

}  // namespace davy::api
