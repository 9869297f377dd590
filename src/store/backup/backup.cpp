#include "store/backup/backup.hpp"

#include "base/bytes.hpp"
#include "base/said.hpp"
#include "store/backup/blocks.hpp"
#include "store/backup/kept.hpp"
#include "store/backup/part_file.hpp"
#include "store/backup/rows.hpp"
#include "store/files.hpp"
#include "store/seal/keys.hpp"
#include "store/zip.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store::backup {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using seal::Key;
using seal::Purpose;

constexpr std::array<const char*, 2> kDatabases{"davy.db", "credentials.db"};
constexpr std::size_t kRowsAPiece = 20'000;

Result<Key> key_for(const std::string& data_folder) {
  const Result<std::optional<Key>> key = seal::key_of_backups(data_folder);
  if (!key) return key.error();
  if (!*key)
    return invalid(said({"{0} 中的数据未加密，在备份处也不会加密：`davy seal --data {0}` 可加密",
                         "the data in {0} are in the clear and would be so at the target: `davy seal --data {0}` seals them"},
                        data_folder));
  return **key;
}

Result<std::string> bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return failed(path.string() + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::set<std::string> last_parts(const std::vector<std::string>& objects) {
  std::set<std::string> names;
  for (const std::string& object : objects) names.insert(object.substr(object.rfind('/') + 1));
  return names;
}

// Of a moment: letters and digits only, in the order of time.
std::string compact(Instant at) {
  std::string text = to_text(Instant::from_unix_ns(at.unix_ns() / 1'000'000'000 * 1'000'000'000));
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

std::vector<std::string> blobs_in(const std::string& data_folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(data_folder + "/blobs", none))
    if (entry.is_regular_file() && !entry.path().has_extension()) names.push_back(entry.path().filename().string());
  std::ranges::sort(names);
  return names;
}

Result<void> send_blob(const std::string& data_folder, Target& target, const std::string& name) {
  const Result<std::string> sealed = bytes_of(fs::path(data_folder) / "blobs" / name.substr(0, 2) / name);
  if (!sealed) return sealed.error();
  return target.put(blob_object(name), *sealed);
}

// What of the copy the manifest says about the journal.
Result<void> read_ends(const std::string& path, Manifest& manifest) {
  Result<std::unique_ptr<sql::Database>> copy = sql::Database::open(path, sql::Access::Read);
  if (!copy) return copy.error();
  sql::Transaction reading(**copy);
  sql::Statement head = (*copy)->prepare("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1");
  if (head.query().next()) {
    manifest.head = head.get<std::uint64_t>(0);
    const std::string_view hash = head.bytes(1);
    manifest.head_hash = to_hex({reinterpret_cast<const std::uint8_t*>(hash.data()), hash.size()});
  }
  sql::Statement tail = (*copy)->prepare("SELECT coalesce((SELECT max(id) FROM tail), (SELECT max(chunked) FROM points), 0)");
  if (tail.query().next()) manifest.tail = tail.get<std::uint64_t>(0);
  sql::Statement checkpoints = (*copy)->prepare("SELECT coalesce(max(number), 0) FROM checkpoints");
  if (checkpoints.query().next()) manifest.checkpoints = checkpoints.get<std::uint64_t>(0);
  return reading.commit();
}

struct Sending {
  Target& target;
  const Key& key;
  Made& made;
  std::set<std::string> there;

  Result<void> block(std::string_view plain, std::vector<std::string>& names) {
    names.push_back(block_name(plain, key));
    made.bytes += plain.size();
    if (!there.insert(names.back()).second) return {};
    const std::string object = block_object(names.back());
    const std::string sealed = seal::seal(zip(plain), key, object);
    ++made.new_blocks;
    made.sent_bytes += sealed.size();
    return target.put(object, sealed);
  }
};

// All databases, as they are now. The first is the one that the manifest tells of.
Result<void> send_databases(const std::string& data_folder, Sending& sending, const Key& data_key, const Progress& progress) {
  for (const char* database : kDatabases) {
    if (!fs::exists(data_folder + "/" + database)) continue;
    const Result<PartFile> part = PartFile::copy(data_folder, database);
    if (!part) return part.error();
    if (database_path("") == std::string("/") + database)
      if (Result<void> read = read_ends(part->path(), sending.made.manifest); !read) return read;
    const std::uint64_t size = fs::file_size(part->path());
    std::uint64_t done = 0;
    std::vector<std::string>& names = sending.made.manifest.databases[database];
    const Result<void> read = read_blocks(part->path(), data_key.derived(Purpose::Pages), [&](std::string_view plain) {
      done += plain.size();
      if (progress) progress(done, size);
      return sending.block(plain, names);
    });
    if (!read) return read;
  }
  return {};
}

// The pages of credentials.db, empty without one; `names`: those of its blocks.
Result<json> credentials_in(const std::string& data_folder, const Key& data_key, std::string& names) {
  json blocks = json::array();
  if (!fs::exists(data_folder + "/credentials.db")) return blocks;
  const Result<PartFile> part = PartFile::copy(data_folder, "credentials.db");
  if (!part) return part.error();
  const Key key = data_key.derived(Purpose::Backup);
  const Result<void> read = read_blocks(part->path(), data_key.derived(Purpose::Pages), [&](std::string_view plain) {
    names += block_name(plain, key);
    blocks.push_back(json::binary({plain.begin(), plain.end()}));
    return Result<void>();
  });
  if (!read) return read.error();
  return blocks;
}

// Also the one that pieces go on being put after: without it they were worth nothing.
std::set<std::string> staying(const std::vector<Kept>& kept, const Keep& keep) {
  std::set<std::string> names;
  const std::size_t newest = std::min(kept.size(), std::max<std::size_t>(keep.newest, 1));
  for (std::size_t i = kept.size() - newest; i < kept.size(); ++i) names.insert(kept[i].name);
  bool is_followed = false;
  for (std::size_t i = kept.size(); i-- > 0;) {
    if (kept[i].name == keep.also || (kept[i].pieces > 0 && !is_followed)) names.insert(kept[i].name);
    is_followed = is_followed || kept[i].pieces > 0;
  }
  return names;
}

}  // namespace

Result<Made> make_backup(const std::string& data_folder, Target& target, Instant at, const std::string& program_version,
                         const Progress& progress) {
  const Result<Key> data_key = key_for(data_folder);
  if (!data_key) return data_key.error();
  const Key key = data_key->derived(Purpose::Backup);
  const Result<std::string> seal_file = bytes_of(seal::seal_path(data_folder));
  if (!seal_file) return seal_file.error();
  if (Result<void> put = target.put(kSealObject, *seal_file); !put) return put.error();
  const Result<std::vector<std::string>> blocks = target.list(kBlocks);
  if (!blocks) return blocks.error();
  const Result<std::vector<std::string>> blobs = target.list(kBlobs);
  if (!blobs) return blobs.error();

  Made made;
  made.key = *data_key;
  made.manifest.at = at;
  made.manifest.program_version = program_version;
  Sending sending{target, key, made, last_parts(*blocks)};
  if (Result<void> sent = send_databases(data_folder, sending, *data_key, progress); !sent) return sent.error();
  // Pictures after the records that name them: each was durable before its record was.
  const std::set<std::string> there = last_parts(*blobs);
  made.manifest.blobs = blobs_in(data_folder);
  for (const std::string& name : made.manifest.blobs) {
    if (there.contains(name)) continue;
    if (Result<void> sent = send_blob(data_folder, target, name); !sent) return sent.error();
    ++made.new_blobs;
  }
  made.manifest.name = fmt::format("{}-{}", compact(at), made.manifest.head);
  if (Result<void> put = put_manifest(target, made.manifest, key); !put) return put.error();
  return made;
}

Result<std::size_t> keep_newest(const std::string& data_folder, Target& target, const Keep& keep) {
  const Result<Key> data_key = key_for(data_folder);
  if (!data_key) return data_key.error();
  const Key key = data_key->derived(Purpose::Backup);
  const Result<std::vector<Kept>> kept = kept_at(target);
  if (!kept) return kept.error();
  const std::set<std::string> stays = staying(*kept, keep);
  if (stays.size() == kept->size()) return std::size_t{0};
  std::set<std::string> needed;
  for (const std::string& name : stays) {
    const Result<Manifest> manifest = get_manifest(target, name, key);
    if (!manifest) return manifest.error();  // what it needs is not known: nothing is removed
    for (const auto& [database, blocks] : manifest->databases)
      for (const std::string& block : blocks) needed.insert(block_object(block));
  }
  // The manifests first: what is left half removed is then only what nobody needs.
  for (const Kept& each : *kept) {
    if (stays.contains(each.name)) continue;
    if (Result<void> removed = target.remove(kManifests + each.name); !removed) return removed.error();
    const Result<std::vector<std::string>> pieces = target.list(kJournal + each.name + "/");
    if (!pieces) return pieces.error();
    for (const std::string& piece : *pieces)
      if (Result<void> removed = target.remove(piece); !removed) return removed.error();
  }
  const Result<std::vector<std::string>> blocks = target.list(kBlocks);
  if (!blocks) return blocks.error();
  for (const std::string& block : *blocks)
    if (!needed.contains(block))
      if (Result<void> removed = target.remove(block); !removed) return removed.error();
  return kept->size() - stays.size();
}

Result<void> find_seal(Target& target) {
  const Result<std::string> seal = target.get(kSealObject);
  if (seal) return {};
  if (seal.error().code != ErrorCode::NotFound) return seal.error();
  return error_of(
      ErrorCode::Unavailable,
      said({"{} 中没有已传送的任何内容：是否已挂载，是否同一位置？要求做一次备份即可在那里重新开始",
            "{} holds nothing of what was sent there: is it mounted, and the same place? A backup that is asked for begins there "
            "anew"},
           target.where()));
}

Shipper::Shipper(std::string data_folder, Target& target, const Made& made)
    : data_folder_(std::move(data_folder)),
      target_(target),
      key_(made.key),
      since_(made.manifest.name),
      head_(made.manifest.head),
      tail_(made.manifest.tail),
      checkpoints_(made.manifest.checkpoints),
      blobs_(made.manifest.blobs.begin(), made.manifest.blobs.end()) {
  const auto& databases = made.manifest.databases;
  if (const auto credentials = databases.find("credentials.db"); credentials != databases.end())
    for (const std::string& block : credentials->second) credentials_ += block;
}

Result<Shipper::Shipped> Shipper::ship() {
  const Result<Key> data_key = key_for(data_folder_);
  if (!data_key) return data_key.error();
  // The target has to know how a new key opens before anything of it comes there.
  if (!key_ || !key_->is(*data_key))
    return error_of(ErrorCode::Conflict, said({"数据密钥已更换：须做一次新的备份", "the data key is another: a new backup is wanted"}));
  if (Result<void> found = find_base(); !found) return found.error();
  const Key key = data_key->derived(Purpose::Backup);
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder_), sql::Access::Read);
  if (!database) return database.error();
  Shipped shipped{.records = 0, .rows = 0, .head = head_};
  for (bool more = true; more;) {
    sql::Transaction reading(**database);
    sql::Statement oldest = (*database)->prepare("SELECT coalesce((SELECT min(id) FROM tail), (SELECT max(chunked) + 1 FROM points), 0)");
    if (oldest.query().next() && oldest.get<std::uint64_t>(0) > tail_ + 1)
      return error_of(ErrorCode::Conflict, said({"样本在传送之前已归档：须做一次新的备份",
                                                 "samples became chunks before they were sent: a new backup is wanted"}));
    const Result<json> points = rows_after(**database, "points", "id", points_, kRowsAPiece);
    const Result<json> tail = rows_after(**database, "tail", "id", tail_, kRowsAPiece);
    const Result<json> journal = rows_after(**database, "journal", "seq", head_, kRowsAPiece);
    const Result<json> checkpoints = rows_after(**database, "checkpoints", "number", checkpoints_, kRowsAPiece);
    if (Result<void> read = reading.commit(); !read) return read.error();
    // After the records that name them were read, and before these travel: a piece never names a picture that is not there.
    if (Result<void> sent = ship_blobs(); !sent) return sent.error();
    json piece{{"tables", {*points, *tail, *journal, *checkpoints}}};
    const auto last_of = [](const json& rows, std::uint64_t otherwise) {
      return rows["rows"].empty() ? otherwise : rows["rows"].back()[0].get<std::uint64_t>();
    };
    std::string credentials;
    Result<json> pages = credentials_in(data_folder_, *data_key, credentials);
    if (!pages) return pages.error();
    if (!pages->empty() && credentials != credentials_) piece["credentials"] = *std::move(pages);
    const std::uint64_t head = last_of(*journal, head_);
    const std::uint64_t rows = last_of(*tail, tail_);
    const bool is_new = head != head_ || rows != tail_ || !(*checkpoints)["rows"].empty() || piece.contains("credentials");
    more = (*journal)["rows"].size() == kRowsAPiece || (*tail)["rows"].size() == kRowsAPiece;
    if (!is_new) break;
    const std::vector<std::uint8_t> packed = json::to_msgpack(piece);
    const std::string object = fmt::format("{}{}/{:020}-{:020}-{}", kJournal, since_, head, rows, random_hex(4));
    const std::string zipped = zip({reinterpret_cast<const char*>(packed.data()), packed.size()});
    if (Result<void> put = target_.put(object, seal::seal(zipped, key, object)); !put) return put.error();
    shipped.records += head - head_;
    shipped.rows += rows - tail_;
    points_ = last_of(*points, points_);
    checkpoints_ = last_of(*checkpoints, checkpoints_);
    credentials_ = std::move(credentials);
    head_ = shipped.head = head;
    tail_ = rows;
  }
  return shipped;
}

// Pieces are worth nothing without it; and where a disk is no longer mounted, putting them would make the folders anew on the disk below.
Result<void> Shipper::find_base() {
  const Result<std::vector<std::string>> found = target_.list(kManifests + since_);
  if (!found) return found.error();
  if (std::ranges::find(*found, kManifests + since_) != found->end()) return {};
  if (Result<void> known = find_seal(target_); !known) return known;
  return not_found(
      said({"备份 {} 已不在 {}：须做一次新的备份", "the backup {} is no longer at {}: a new one is wanted"}, since_, target_.where()));
}

Result<void> Shipper::ship_blobs() {
  for (const std::string& name : blobs_in(data_folder_)) {
    if (blobs_.contains(name)) continue;
    if (Result<void> sent = send_blob(data_folder_, target_, name); !sent) return sent;
    blobs_.insert(name);
  }
  return {};
}

}  // namespace davy::store::backup
