#include "store/seal/keys.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

namespace davy::store::seal {
namespace {

// By what seal.json holds: another seal at the same place is another key.
struct Keys {
  std::mutex mutex;
  std::optional<KeySource> source;
  std::map<std::string, Key> opened;
};

Keys& keys() {
  static Keys all;
  return all;
}

std::string seal_in(const std::string& data_folder) {
  std::ifstream file(seal_path(data_folder));
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

void look_for_keys_at(KeySource source) {
  const std::scoped_lock lock(keys().mutex);
  if (!source.key_file.empty() || !source.passphrase_file.empty()) keys().source = std::move(source);
}

KeySource source_of(const std::string& data_folder) {
  const std::scoped_lock lock(keys().mutex);
  return keys().source.value_or(usual_source(data_folder));
}

Result<std::optional<Key>> key_of(const std::string& data_folder) {
  Result<std::optional<Key>> key = key_of_backups(data_folder);
  if (key && *key && !(*key)->before().empty() && !is_resealing(data_folder)) return std::optional((*key)->alone());
  return key;
}

Result<std::optional<Key>> key_of_backups(const std::string& data_folder) {
  const std::string seal = seal_in(data_folder);
  if (seal.empty()) return std::optional<Key>();
  const std::scoped_lock lock(keys().mutex);
  if (const auto found = keys().opened.find(seal); found != keys().opened.end()) return std::optional(found->second);
  // Wrapped anew while this process runs: the data key is the same.
  for (const auto& [text, known] : keys().opened)
    if (const auto same = open_seal(data_folder, known); same && *same)
      return std::optional(keys().opened.emplace(seal, **same).first->second);
  Result<std::optional<Key>> key = open_seal(data_folder, keys().source.value_or(usual_source(data_folder)));
  if (key && *key) keys().opened.emplace(seal, **key);
  return key;
}

void know_key(const std::string& data_folder, const Key& key) {
  const std::scoped_lock lock(keys().mutex);
  keys().opened.emplace(seal_in(data_folder), key);
}

}  // namespace davy::store::seal
