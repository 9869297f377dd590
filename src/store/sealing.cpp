#include "store/sealing.hpp"

#include "base/said.hpp"
#include "store/blobs/blobs.hpp"
#include "store/blobs/films.hpp"
#include "store/durable_file.hpp"
#include "store/files.hpp"
#include "store/folder_lock.hpp"
#include "store/seal/keys.hpp"
#include "store/sql/database.hpp"
#include "store/upgrade.hpp"

#include <filesystem>
#include <vector>

namespace davy::store {
namespace {

namespace fs = std::filesystem;

std::string copy_folder(const std::string& data_folder) { return data_folder + "/sealing"; }
std::string complete_mark(const std::string& data_folder) { return copy_folder(data_folder) + "/complete"; }

Result<void> copy_database(const std::string& from, const std::string& to) {
  if (!fs::exists(from)) return {};
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(from, sql::Access::Write);
  if (!database) return database.error();
  return (*database)->write_copy(to);
}

Result<void> copy_blobs(const std::string& from, const std::string& to) {
  const Blobs old_ones(from);
  Blobs new_ones(to);
  std::error_code none;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(from + "/blobs", none)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || entry.path().has_extension()) continue;  // half written
    const Result<std::string> bytes = old_ones.get(name);
    if (!bytes) return bytes.error();
    if (Result<std::string> put = new_ones.put(*bytes); !put) return put.error();
  }
  return {};
}

Result<void> take_place(const fs::path& from, const fs::path& to) {
  std::error_code error;
  for (const char* beside : {"-wal", "-shm"}) fs::remove(to.string() + beside, error);
  fs::create_directories(to.parent_path(), error);
  fs::rename(from, to, error);
  if (error) return failed(said({"{} 无法取代 {}：{}", "{} cannot take the place of {}: {}"}, from.string(), to.string(), error.message()));
  return sync_folder(to.parent_path().string());
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  return files;
}

}  // namespace

Result<Sealed> prepare_seal(const std::string& data_folder, const seal::KeySource& source, Sealed wish) {
  const auto done = [](Sealed is) { return Result<Sealed>(is); };
  if (Result<void> found = find_database(data_folder); !found) return found.error();
  if (fs::exists(seal::seal_path(data_folder))) return done(Sealed::Yes);
  const bool is_new = !fs::exists(database_path(data_folder)) && !fs::exists(credentials_path(data_folder));
  if (wish == Sealed::No || !is_new) return done(Sealed::No);
  const bool is_named = !source.key_file.empty() || !source.passphrase_file.empty();
  const Result<seal::Key> made = seal::make_seal(data_folder, is_named ? source : seal::usual_source(data_folder));
  if (!made) return made.error();
  return done(Sealed::Yes);
}

Result<void> seal_anew(const std::string& data_folder, const seal::KeySource& source, const seal::Asked& asked) {
  Result<FolderLock> lock = FolderLock::take(data_folder);
  if (!lock) return lock.error();
  if (Result<void> finished = finish_sealing(data_folder); !finished) return finished;
  const std::string copy = copy_folder(data_folder);
  std::error_code error;
  fs::create_directory(copy, error);
  if (error) return failed(said({"{} 无法建立：{}", "{} cannot be made: {}"}, copy, error.message()));
  const Result<std::optional<seal::Key>> before = seal::key_of_backups(data_folder);
  if (!before) return before.error();
  std::optional<seal::Followed> followed;
  if (*before) followed = seal::Followed{data_folder, **before, asked};
  const Result<seal::Key> key = seal::make_seal(copy, source, followed);
  if (!key) return key.error();
  seal::know_key(copy, *key);
  for (const auto path_in : {database_path, credentials_path})
    if (Result<void> copied = copy_database(path_in(data_folder), path_in(copy)); !copied) return copied;
  // What an upgrade and a way back left beside them too: else all of it went on standing there under no key, or under the one before.
  for (const std::string& beside : copies_beside(data_folder))
    if (Result<void> copied = copy_database(beside, copy + "/" + fs::path(beside).filename().string()); !copied)
      return seen_from(said({"{} 无法加密，什么都没有加密：请删除它，或存放到别处",
                             "{} cannot be sealed, nothing was: remove it, or keep it elsewhere"},
                            beside),
                       copied.error());
  if (Result<void> copied = copy_blobs(data_folder, copy); !copied) return copied;
  forget_uploads(data_folder);
  if (Result<void> marked = replace_file(complete_mark(data_folder), ""); !marked) return marked;
  return finish_sealing(data_folder);
}

Result<void> finish_sealing(const std::string& data_folder) {
  const fs::path copy = copy_folder(data_folder);
  std::error_code ignored;
  if (!fs::exists(copy)) return {};
  if (fs::exists(complete_mark(data_folder))) {
    const fs::path seal = seal::seal_path(copy.string());
    for (const fs::path& file : files_in(copy)) {
      if (file == seal || file == complete_mark(data_folder)) continue;
      if (Result<void> placed = take_place(file, fs::path(data_folder) / fs::relative(file, copy)); !placed) return placed;
    }
    if (fs::exists(seal))
      if (Result<void> placed = take_place(seal, seal::seal_path(data_folder)); !placed) return placed;
  }
  fs::remove_all(copy, ignored);
  return {};
}

}  // namespace davy::store
