#include "store/snapshot/snapshots.hpp"

#include "store/json/event_json.hpp"
#include "store/zip.hpp"

namespace davy::store {

Snapshots::Snapshots(sql::Database& database)
    : insert_(database.prepare(
          "INSERT INTO snapshots (seq, hash, body) VALUES ($1, $2, $3) ON CONFLICT (seq) DO UPDATE SET body = excluded.body")),
      prune_(database.prepare("DELETE FROM snapshots WHERE seq NOT IN (SELECT seq FROM snapshots ORDER BY seq DESC LIMIT 2)")),
      read_(database.prepare("SELECT seq, hash, body FROM snapshots ORDER BY seq DESC")) {}

Result<void> Snapshots::save(const core::State& state, Journal& journal) {
  if (state.last_seq > journal.head_seq())
    return Error{ErrorCode::Conflict, "found a snapshot after event " + std::to_string(state.last_seq) + ", the journal ends at " +
                                          std::to_string(journal.head_seq())};
  insert_.run(state.last_seq, blob_of(journal.hash_at(state.last_seq)), sql::Blob{zip(state_json(state))});
  prune_.run();
  return {};
}

core::State Snapshots::newest(Journal& journal) {
  read_.query();
  while (read_.next()) {
    if (read_.bytes(1) != blob_of(journal.hash_at(read_.get<std::uint64_t>(0))).bytes) continue;
    const Result<std::string> json = unzip(read_.bytes(2));
    if (!json) continue;
    Result<core::State> state = state_from_json(*json);
    if (state && state->last_seq == read_.get<std::uint64_t>(0)) return std::move(*state);
  }
  return {};
}

}  // namespace davy::store
