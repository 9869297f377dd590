// Records of every kind: what there is, one of them, its versions, and saving it as an event with version, actor and reason.

#include "api/http/fields.hpp"
#include "api/json/views.hpp"
#include "api/resources/record_desk.hpp"
#include "api/resources/resources.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace davy::api {
namespace {

using Json = nlohmann::json;

void write_record(JsonWriter& out, const record::Kind& kind, const store::RecordRow& row, const Desk& desk) {
  const Json label = member(row.body_json, kind.label);
  out.object()
      .field("kind", row.kind)
      .field("id", row.id)
      .field("version", row.version)
      .field("removed", row.standing == store::RecordRow::Standing::Removed)
      .field("label", label.is_string() ? label.get<std::string>() : row.id)
      .field("saved", row.saved)
      .field("actor", row.actor)
      .field("reason", row.reason);
  out.key("record").raw(shown_body(kind, row.body_json, desk)).end();
}

void write_field(JsonWriter& out, const record::Field& field) {
  const auto yes = [&](const char* name, bool is) { out.field(name, is); };
  out.object().field("name", field.name).field("title", field.title).field("type", field.type);
  yes("required", field.need == record::Need::Required);
  yes("unique", field.uniqueness == record::Uniqueness::Unique);
  yes("personal", field.privacy == record::Privacy::Personal);
  out.field("site_part", name_of(field.site_part));
  out.key("refers_to");
  if (field.refers_to.empty())
    out.value(nullptr);
  else
    out.value(field.refers_to);
  out.field("length_most", field.length_most).field("least", field.least).field("most", field.most);
  out.key("choices").list();
  for (const record::Choice& each : field.choices) out.object().field("value", each.value).field("title", each.title).end();
  out.end().end();
}

Outcome list_kinds(const Ask&, Desk& desk) {
  JsonWriter out;
  out.object().key("items").list();
  for (const record::Kind& kind : desk.services.options.kinds.kinds()) {
    out.object().field("kind", kind.name).field("title", kind.title).field("label", kind.label).field("pack", kind.pack);
    out.field("keeper", kind.keeper == record::Keeper::Equipment ? "equipment" : "officer");
    out.key("fields").list();
    for (const record::Field& field : kind.fields) write_field(out, field);
    out.end().key("schema").raw(Json::parse(kind.schema).dump()).end();
  }
  return json_reply(out.end().end().take());
}

Outcome list_records(const Ask& ask, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  Fields query = Fields::of_query(ask);
  store::RecordFilter filter = filter_of(*kind, query);
  filter.after = query.text_or("after", "");
  filter.limit = query.limit();
  if (auto wrong = query.problem()) return *wrong;
  const auto page = desk.queries.records(filter);
  if (!page) return to_problem(page.error());
  JsonWriter out;
  if (!page->items.empty()) note_list_read(*kind, "list", desk);
  out.object().key("items").list();
  for (const store::RecordRow& row : page->items) write_record(out, *kind, row, desk);
  out.end().key("next");
  if (page->next.empty())
    out.value(nullptr);
  else
    out.value(page->next);
  return json_reply(out.end().take());
}

Answered record_now(const std::string& id, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  const auto row = desk.queries.record(kind->name, id);
  if (!row) return to_problem(row.error());
  if (!*row) return not_found_problem();
  note_record_read(*kind, **row, desk);
  JsonWriter out;
  write_record(out, *kind, **row, desk);
  Reply reply = json_reply(out.take());
  reply.headers = {{"ETag", "\"" + std::to_string((*row)->version) + "\""}, {"Cache-Control", "private, no-cache"}};
  return reply;
}

Outcome get_record(const Ask&, Desk& desk) { return to_outcome(record_now(desk.parameters[1], desk)); }

// Each with what it changed of the version before it; personal fields only for those who see them.
Outcome list_versions(const Ask&, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  const auto versions = desk.queries.record_versions(kind->name, desk.parameters[1]);
  if (!versions) return to_problem(versions.error());
  if (versions->empty()) return not_found_problem();
  note_record_read(*kind, versions->front(), desk);
  JsonWriter out;
  out.object().key("items").list();
  for (std::size_t i = 0; i < versions->size(); ++i) {
    const store::RecordRow& row = (*versions)[i];
    const std::string before = i + 1 < versions->size() ? (*versions)[i + 1].body_json : "{}";
    const bool removed = row.standing == store::RecordRow::Standing::Removed;
    out.object().field("version", row.version).field("removed", removed).field("saved", row.saved).field("actor", row.actor);
    out.field("reason", row.reason).key("restored");
    if (row.restored == 0)
      out.value(nullptr);
    else
      out.value(row.restored);
    out.key("record").raw(removed ? "null" : shown_body(*kind, row.body_json, desk)).key("changes");
    write_changes(out, *kind, before, removed ? before : row.body_json, desk);
    out.end();
  }
  return json_reply(out.end().end().take());
}

// What lies between two versions, whichever is the older one.
Outcome diff_versions(const Ask& ask, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  Fields query = Fields::of_query(ask);
  const std::optional<std::uint64_t> to = query.maybe_number("to", {1, UINT32_MAX});
  if (!to) query.wrong("to", "必须填写：另一版本", "must be given: the other version");
  if (auto wrong = query.problem()) return *wrong;
  const auto versions = desk.queries.record_versions(kind->name, desk.parameters[1]);
  if (!versions) return to_problem(versions.error());
  const auto named = [&](const std::string& version) {
    return std::ranges::find_if(*versions, [&](const store::RecordRow& row) { return std::to_string(row.version) == version; });
  };
  const auto before = named(desk.parameters[2]);
  const auto after = named(std::to_string(*to));
  if (before == versions->end() || after == versions->end()) return not_found_problem();
  JsonWriter out;
  out.object().field("from", before->version).field("to", after->version).key("changes");
  write_changes(out, *kind, before->body_json, after->body_json, desk);
  return json_reply(out.end().take());
}

// The version that the change was made on: If-Match: "3"; without it the record is new.
std::optional<std::uint64_t> expected_version(const Ask& ask) {
  std::string_view header = ask.header("if-match");
  if (header.empty()) return 0;
  if (header.size() < 3 || header.front() != '"' || header.back() != '"') return std::nullopt;
  header = header.substr(1, header.size() - 2);
  std::uint64_t version = 0;
  const auto [last, error] = std::from_chars(header.data(), header.data() + header.size(), version);
  if (error != std::errc{} || last != header.data() + header.size() || version == 0) return std::nullopt;
  return version;
}

Problem wrong_etag() {
  return problem(ProblemKind::BadRequest, "If-Match 应为读取时所得的版本，如 \"3\"",
                 "If-Match must be the version that was read, as \"3\"");
}

Outcome save(core::RecordDraft draft, std::string reason) {
  const std::string id = draft.id;
  return Command{core::SaveRecords{{std::move(draft)}, std::move(reason)},
                 [id](const auto&, Desk& later) { return record_now(id, later); },
                 {},
                 {}};
}

Outcome put_record(const Ask& ask, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  const std::string id = desk.parameters[1];
  if (!record::is_record_id(id))
    return faults_problem({{"id", "\"" + id + "\"", {"小写字母、数字和连字符，最多 64 个", "a-z, 0-9 and '-' inside, at most 64"}}});
  const auto version = expected_version(ask);
  if (!version) return wrong_etag();
  const Json body = Json::parse(ask.body, nullptr, false);
  if (!body.is_object() || !body.contains("record") || !body.contains("reason") || !body["reason"].is_string() || body.size() != 2)
    return problem(ProblemKind::Invalid, "应为 {\"reason\": …, \"record\": {…}}", "expected {\"reason\": …, \"record\": {…}}");
  record::Checked checked = record::check(*kind, body["record"].dump(), names_of(desk.services.directory));
  if (!checked.sound) return faults_problem(checked.faults);
  if (const auto missing = missing_files(checked.sound->body, desk); !missing.empty()) return faults_problem(missing);
  core::RecordDraft draft = draft_of(*kind, id, *checked.sound);
  draft.expected_version = *version;
  return save(std::move(draft), body["reason"].get<std::string>());
}

Outcome remove_record(const Ask& ask, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  const auto version = expected_version(ask);
  if (!version || *version == 0) return wrong_etag();
  Fields query = Fields::of_query(ask);
  const core::RemoveRecord request{kind->name, desk.parameters[1], *version, query.text("reason"), keeper_of(*kind)};
  if (auto wrong = query.problem()) return *wrong;
  return Command{request, [](const auto&, Desk&) -> Answered { return no_content(); }, {}, {}};
}

// The body of an earlier version again, as a new one; it must still be sound.
Outcome restore_record(const Ask& ask, Desk& desk) {
  const record::Kind* kind = kind_of(desk);
  if (kind == nullptr) return not_found_problem();
  const std::string id = desk.parameters[1];
  const auto expected = expected_version(ask);
  if (!expected || *expected == 0) return wrong_etag();
  const Json body = Json::parse(ask.body, nullptr, false);
  if (!body.is_object() || !body.contains("version") || !body["version"].is_number_unsigned() || !body.contains("reason") ||
      !body["reason"].is_string() || body.size() != 2)
    return problem(ProblemKind::Invalid, "应为 {\"version\": …, \"reason\": …}", "expected {\"version\": …, \"reason\": …}");
  const auto versions = desk.queries.record_versions(kind->name, id);
  if (!versions) return to_problem(versions.error());
  const auto wanted = std::ranges::find(*versions, body["version"].get<std::uint64_t>(), &store::RecordRow::version);
  if (wanted == versions->end() || wanted->standing == store::RecordRow::Standing::Removed) return not_found_problem();
  record::Checked checked = record::check(*kind, wanted->body_json, names_of(desk.services.directory));
  if (!checked.sound) return faults_problem(checked.faults);
  core::RecordDraft draft = draft_of(*kind, id, *checked.sound);
  draft.expected_version = *expected;
  draft.restored = wanted->version;
  return save(std::move(draft), body["reason"].get<std::string>());
}

}  // namespace

void add_records(Router& router) {
  router.add({Method::Get, "/kinds", list_kinds});
  router.add({Method::Get, "/records/{kind}", list_records});
  router.add({Method::Get, "/records/{kind}/{id}", get_record});
  router.add({Method::Put, "/records/{kind}/{id}", put_record});
  router.add({Method::Delete, "/records/{kind}/{id}", remove_record});
  router.add({Method::Get, "/records/{kind}/{id}/versions", list_versions});
  router.add({Method::Get, "/records/{kind}/{id}/versions/{version}/diff", diff_versions});
  router.add({Method::Post, "/records/{kind}/{id}/restore", restore_record});
}

}  // namespace davy::api
