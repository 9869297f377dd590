#include "store/backup/restore.hpp"

#include "base/said.hpp"
#include "store/backup/blocks.hpp"
#include "store/backup/kept.hpp"
#include "store/backup/piece.hpp"
#include "store/backup/rows.hpp"
#include "store/blobs/blobs.hpp"
#include "store/durable_file.hpp"
#include "store/files.hpp"
#include "store/seal/keys.hpp"
#include "store/sql/schema.hpp"
#include "store/store.hpp"
#include "store/views/views.hpp"
#include "store/zip.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <set>
#include <vector>

namespace davy::store::backup {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using seal::Key;
using seal::Purpose;

// The steps, on a folder that has not got its name yet.
class Restoring {
 public:
  Restoring(Target& target, std::string folder) : target_(target), folder_(std::move(folder)) {}
  ~Restoring() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Restoring(const Restoring&) = delete;
  Restoring& operator=(const Restoring&) = delete;

  Result<void> open_seal(const Opener& opener);
  Result<void> read_manifest(std::string name);
  Result<void> write_databases(const Progress& progress);
  Result<void> write_blobs();
  Result<void> apply_pieces();
  Result<void> prove();
  Result<void> rename_to(const std::string& data_folder);

  Restored restored;

 private:
  Result<std::optional<Key>> opened_by(const Opener& opener) const;
  Result<void> write_blob(const std::string& object);
  Result<void> apply(const std::string& object);
  Result<void> fold();
  Result<void> look_for_pictures();
  Key key() const { return data_key_->derived(Purpose::Backup); }

  Target& target_;
  std::string folder_;
  std::optional<Key> data_key_;
};

Result<void> Restoring::open_seal(const Opener& opener) {
  const Result<std::string> seal_file = target_.get(kSealObject);
  if (!seal_file) return seal_file.error();
  std::error_code error;
  fs::remove_all(folder_, error);  // of an attempt that was cut off
  fs::create_directories(folder_, error);
  if (error) return failed(said({"{} 无法建立：{}", "{} cannot be made: {}"}, folder_, error.message()));
  if (Result<void> written = replace_file(seal::seal_path(folder_), *seal_file); !written) return written;
  const Result<std::optional<Key>> key = opened_by(opener);
  if (!key) return key.error();
  data_key_ = **key;
  seal::know_key(folder_, *data_key_);
  return {};
}

// The key file first: what it opens needs nothing that this process happens to hold.
Result<std::optional<Key>> Restoring::opened_by(const Opener& opener) const {
  Result<std::optional<Key>> key = seal::open_seal(folder_, opener.source);
  if (key || !opener.known) return key;
  std::vector<Key> known{opener.known->alone()};
  known.insert(known.end(), opener.known->before().begin(), opener.known->before().end());
  for (const Key& each : known)
    if (Result<std::optional<Key>> same = seal::open_seal(folder_, each); same && *same) return same;
  return key;
}

Result<void> Restoring::read_manifest(std::string name) {
  if (name.empty()) {
    Result<std::string> furthest = furthest_at(target_, key());
    if (!furthest) return furthest.error();
    name = *std::move(furthest);
  }
  Result<Manifest> manifest = get_manifest(target_, name, key());
  if (!manifest) return manifest.error();
  restored.manifest = std::move(*manifest);
  return {};
}

Result<void> Restoring::write_databases(const Progress& progress) {
  std::uint64_t all = 0;
  for (const auto& [database, blocks] : restored.manifest.databases) all += blocks.size();
  all *= kBlockPages * seal::kPageBytes;
  for (const auto& [database, blocks] : restored.manifest.databases) {
    std::size_t next = 0;
    const auto give = [&]() -> Result<std::string> {
      if (next == blocks.size()) return std::string();
      const std::string& name = blocks[next++];
      const Result<std::string> sealed = target_.get(block_object(name));
      if (!sealed) return sealed.error();
      const Result<std::string> zipped = seal::unseal(*sealed, key(), block_object(name));
      if (!zipped) return zipped.error().within("block " + name);
      Result<std::string> plain = unzip(*zipped);
      if (!plain) return plain.error().within("block " + name);
      restored.bytes += plain->size();
      if (progress) progress(restored.bytes, all);
      return plain;
    };
    const std::string path = folder_ + "/" + fs::path(database).filename().string();
    if (Result<void> written = backup::write_blocks(path, data_key_->derived(Purpose::Pages), give); !written)
      return written.error().within(database);
  }
  return {};
}

// Those of the manifest, and what else is there: some were sent with the pieces.
Result<void> Restoring::write_blobs() {
  const Result<std::vector<std::string>> objects = target_.list(kBlobs);
  if (!objects) return objects.error();
  const std::set<std::string> there(objects->begin(), objects->end());
  std::size_t missing = 0;
  std::string first;
  for (const std::string& name : restored.manifest.blobs) {
    if (there.contains(blob_object(name))) continue;
    if (missing++ == 0) first = name;
  }
  if (missing > 0)
    return Error{ErrorCode::Corrupt, "the picture " + first + (missing > 1 ? " and " + std::to_string(missing - 1) + " others" : "") +
                                         " of the backup " + restored.manifest.name + " are missing at " + target_.where()};
  for (const std::string& object : *objects)
    if (Result<void> written = write_blob(object); !written) return written;
  return {};
}

Result<void> Restoring::write_blob(const std::string& object) {
  const std::string name = object.substr(object.rfind('/') + 1);
  const Result<std::string> sealed = target_.get(object);
  if (!sealed) return sealed.error();
  // Perhaps under a data key that came before.
  const Result<std::string> opened = seal::unseal(*sealed, data_key_->derived(Purpose::Blobs), about_blob(name));
  if (!opened) return opened.error().within("the picture " + name);
  const Result<std::string> kept = Blobs(folder_).put(*opened);
  if (!kept) return kept.error();
  if (*kept != name)
    return error_of(ErrorCode::Corrupt,
                    said({"照片 {} 已损坏：内容与保存时不同", "the picture {} is damaged: its bytes are not those that were kept"}, name));
  return {};
}

Result<void> Restoring::apply_pieces() {
  const Result<std::vector<std::string>> objects = target_.list(kJournal + restored.manifest.name + "/");
  if (!objects) return objects.error();
  for (const std::string& object : *objects)
    if (Result<void> applied = apply(object); !applied) return applied.error().within(object);
  restored.pieces = objects->size();
  return fold();
}

Result<void> Restoring::apply(const std::string& object) {
  const Result<std::string> sealed = target_.get(object);
  if (!sealed) return sealed.error();
  const Result<std::string> zipped = seal::unseal(*sealed, key(), object);
  if (!zipped) return zipped.error();
  const Result<std::string> packed = unzip(*zipped);
  if (!packed) return packed.error();
  const Result<Piece> piece = read_piece(*packed);
  if (!piece) return piece.error();
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(folder_), sql::Access::Write);
  if (!database) return database.error();
  sql::Transaction writing(**database);
  for (const json& rows : piece->tables)
    if (Result<void> inserted = insert_rows(**database, rows); !inserted) return inserted;
  if (Result<void> done = writing.commit(); !done) return done;
  if (!piece->credentials) return {};
  std::size_t next = 0;
  return backup::write_blocks(credentials_path(folder_), data_key_->derived(Purpose::Pages), [&]() -> Result<std::string> {
    return next == piece->credentials->size() ? std::string() : (*piece->credentials)[next++];
  });
}

// What the pieces brought becomes what people read. Rows of samples that were chunks already when they were sent are none here.
Result<void> Restoring::fold() {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(folder_), sql::Access::Write);
  if (!database) return database.error();
  if (Result<void> ready = sql::bring_up_to_date(**database); !ready) return ready;
  Journal journal(**database);
  Views views(**database);
  sql::Transaction writing(**database);
  (*database)->prepare("UPDATE points SET chunked = $1 WHERE chunked > $1").run(restored.manifest.tail);
  views.load();
  if (Result<void> read = journal.read(restored.manifest.head, [&](core::Event event) { views.fold(event); }); !read) return read;
  journal.load();
  journal.save_head();
  restored.newest = journal.last_time();
  return writing.commit();
}

Result<void> Restoring::prove() {
  const Result<Verified> verified = verify_journal(folder_);
  if (!verified) return verified.error();
  if (verified->first_bad)
    return error_of(ErrorCode::Corrupt, said({"恢复的日志第 {} 条记录损坏：{}", "record {} of the restored journal is bad: {}"},
                                             *verified->first_bad, verified->why));
  restored.records = verified->records;
  restored.head = verified->head;
  const Result<std::string> before = views_digest(folder_);
  if (!before) return before.error();
  const Result<std::string> after = rebuild_views(folder_);
  if (!after) return after.error();
  if (*before != *after)
    return error_of(ErrorCode::Corrupt, said({"恢复的视图与日志所得不一致", "the restored views are not those that the journal gives"}));
  return look_for_pictures();
}

// Those that records name which came in pieces: the manifest knows nothing of them.
Result<void> Restoring::look_for_pictures() {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(folder_), sql::Access::Read);
  if (!database) return database.error();
  const Blobs blobs(folder_);
  sql::Transaction reading(**database);
  sql::Statement shipped = (*database)->prepare("SELECT seq, body FROM journal WHERE seq > $1 ORDER BY seq");
  shipped.query(restored.manifest.head);
  while (shipped.next()) {
    const json body = json::parse(shipped.bytes(1), nullptr, false);
    const json photos = body.is_object() ? body.value("photos", json()) : json();
    for (const json& photo : photos.is_array() ? photos : json::array()) {
      const std::string name = photo.is_string() ? photo.get<std::string>() : std::string();
      if (name.empty() || blobs.has(name)) continue;
      return Error{ErrorCode::Corrupt, "the picture " + name + " that record " + std::to_string(shipped.get<std::uint64_t>(0)) +
                                           " names is missing at " + target_.where()};
    }
  }
  return reading.commit();
}

Result<void> Restoring::rename_to(const std::string& data_folder) {
  std::error_code error;
  fs::remove(data_folder, error);  // an empty one
  fs::rename(folder_, data_folder, error);
  if (error) return failed(said({"{} 无法建立：{}", "{} cannot be made: {}"}, data_folder, error.message()));
  folder_.clear();
  return sync_folder(fs::absolute(data_folder).lexically_normal().parent_path().string());
}

}  // namespace

Result<Restored> restore(Target& target, const std::string& name, const std::string& data_folder, const Opener& opener,
                         const Progress& progress) {
  std::error_code error;
  if (fs::exists(data_folder, error) && !fs::is_empty(data_folder, error))
    return error_of(ErrorCode::Conflict,
                    said({"{} 不是空目录：备份须恢复到新的位置", "{} is not empty: a backup is restored into a new place"}, data_folder));
  Opener named = opener;
  if (named.source.key_file.empty() && named.source.passphrase_file.empty()) named.source = seal::usual_source(data_folder);
  Restoring restoring(target, data_folder + ".restoring");
  if (Result<void> done = restoring.open_seal(named); !done) return done.error();
  if (Result<void> done = restoring.read_manifest(name); !done) return done.error();
  if (Result<void> done = restoring.write_databases(progress); !done) return done.error();
  if (Result<void> done = restoring.write_blobs(); !done) return done.error();
  if (Result<void> done = restoring.apply_pieces(); !done) return done.error();
  if (Result<void> done = restoring.prove(); !done) return done.error();
  if (Result<void> done = restoring.rename_to(data_folder); !done) return done.error();
  return std::move(restoring.restored);
}

}  // namespace davy::store::backup
