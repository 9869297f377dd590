#include "store/views/record_view.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace davy::store {
namespace {

using Json = nlohmann::json;

void gather(const Json& json, std::string& text) {
  if (json.is_structured()) {
    for (const Json& each : json) gather(each, text);
  } else {
    text += (json.is_string() ? json.get<std::string>() : json.dump()) + "\n";
  }
}

// What a search finds a record by: its id and all its values but the personal ones, which not everybody may see.
std::string search_text(const core::RecordSaved& saved) {
  std::string text = saved.id + "\n";
  Json json = Json::parse(saved.body, nullptr, false);
  if (json.is_object()) {
    for (const std::string& field : saved.personal) json.erase(field);
    gather(json, text);
  }
  return text;
}

}  // namespace

RecordView::RecordView(sql::Database& database)
    : save_(database.prepare(
          "INSERT INTO records (kind, id, version, seq, saved, actor, reason, removed, search, body) VALUES ($1, $2, $3, $4, $5, $6, $7, "
          "0, $8, $9) ON CONFLICT (kind, id) DO UPDATE SET version = excluded.version, seq = excluded.seq, saved = excluded.saved, actor = "
          "excluded.actor, reason = excluded.reason, removed = 0, search = excluded.search, body = excluded.body")),
      remove_(
          database.prepare("UPDATE records SET version = $1, seq = $2, saved = $3, actor = $4, reason = $5, removed = 1 WHERE kind = $6 "
                           "AND id = $7")) {}

void RecordView::on(const core::Event& event, const core::RecordSaved& body) {
  save_.run(body.kind, body.id, body.version, event.seq, event.time, event.actor, body.reason, search_text(body), body.body);
}

void RecordView::on(const core::Event& event, const core::RecordRemoved& body) {
  remove_.run(body.version, event.seq, event.time, event.actor, body.reason, body.kind, body.id);
}

}  // namespace davy::store
