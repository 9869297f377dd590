#include "store/seal/seal_file.hpp"

#include "base/bytes.hpp"
#include "base/said.hpp"
#include "base/text.hpp"
#include "store/durable_file.hpp"
#include "store/seal/seal_text.hpp"
#include "store/seal/sealed_bytes.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store::seal {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kFormat = kSealFormat;
constexpr const char* kKeyFileHead =
    "# The key of a Davy data folder. Keep a copy elsewhere: without it nobody can read the data.\n"
    "# Davy 数据文件夹的密钥。请另存一份：没有它，任何人都无法读取数据。\n";

constexpr const char* kAboutBefore = "davy-seal-1 before";

std::string_view plain_of(const Key& key) { return {reinterpret_cast<const char*>(key.bytes()), Key::kBytes}; }
Key before_key(const Key& data_key) { return data_key.alone().derived(Purpose::Before); }

std::string hex_of(std::string_view bytes) { return to_hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}); }

Result<Key> key_in(const std::string& path) {
  std::ifstream file(path);
  if (!file) return not_found(said({"密钥文件 {} 不存在", "the key file {} is not there"}, path));
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    Result<Key> key = Key::from_hex(line);
    if (!key) return key.error().within(path);
    return key;
  }
  return invalid(said({"{}：没有密钥；应有一行 64 位十六进制数", "{}: found no key, expected a line of 64 hexadecimal digits"}, path));
}

Result<Key> stretched(const std::string& path, const Key::Stretching& stretching) {
  std::ifstream file(path);
  if (!file) return not_found(said({"口令文件 {} 不存在", "the passphrase file {} is not there"}, path));
  std::string passphrase;
  std::getline(file, passphrase);
  if (passphrase.empty()) return invalid(said({"{}：首行没有口令", "{}: found no passphrase in its first line"}, path));
  return Key::from_passphrase(passphrase, stretching);
}

const std::string& file_of(const KeySource& source) { return source.passphrase_file.empty() ? source.key_file : source.passphrase_file; }

std::string seal_text(const std::string& path) {
  std::ifstream file(path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// What became of the data key so far; it is in every later seal of the folder.
json noted_rotations(const std::string& data_folder) {
  const json file = json::parse(seal_text(seal_path(data_folder)), nullptr, false);
  const json noted = file.is_object() ? file.value("rotations", json()) : json();
  return noted.is_array() ? noted : json::array();
}

std::string text_in(const json& from, const char* field) {
  const json text = from.is_object() ? from.value(field, json()) : json();
  return text.is_string() ? text.get<std::string>() : std::string();
}

enum class Resealing { No, Yes };

// The keys before it are sealed with the data key itself: whoever has that reads everything anyway.
Result<void> write(const std::string& data_folder, const Key& data_key, const KeySource& source, Resealing resealing,
                   const json& rotations) {
  json file{{"format", kFormat}, {"by", source.passphrase_file.empty() ? "key-file" : "passphrase"}};
  for (const Key& before : data_key.before()) file["before"].push_back(hex_of(seal(plain_of(before), before_key(data_key), kAboutBefore)));
  if (resealing == Resealing::Yes) file["resealing"] = true;
  const Key::Stretching stretching = Key::new_stretching();
  if (!source.passphrase_file.empty())
    file["argon2id"] = {{"salt", hex_of(stretching.salt)},
                        {"operations", stretching.operations},
                        {"memory_bytes", stretching.memory_bytes}};
  const Result<Key> wrapping = source.passphrase_file.empty() ? key_in(source.key_file) : stretched(source.passphrase_file, stretching);
  if (!wrapping) return wrapping.error();
  file["key"] = hex_of(seal(plain_of(data_key), *wrapping, kFormat));
  file["name"] = data_key.name();
  if (!rotations.empty()) file["rotations"] = rotations;
  return replace_file(seal_path(data_folder), file.dump(1) + "\n");
}

Result<Key> with_before(const Seal& seal, const Key& key) {
  std::vector<Key> before;
  for (const std::string& sealed : seal.before) {
    const Result<std::string> opened = unseal(sealed, before_key(key), kAboutBefore);
    if (!opened) return opened.error();
    before.push_back(*Key::from_hex(hex_of(*opened)));
  }
  return key.alone().with(std::move(before));
}

// A new key after this one and those before it.
Key following(const Key& key) {
  std::vector<Key> before{key.alone()};
  before.insert(before.end(), key.before().begin(), key.before().end());
  return Key::random().with(std::move(before));
}

// Everything is under the newest key as soon as this counts.
json with_change(json noted, const Key& before, const Key& after, const Asked& asked) {
  for (json& each : noted)
    if (each.is_object()) each["stage"] = "finished";
  noted.push_back(
      {{"before", before.name()}, {"after", after.name()}, {"by", asked.by}, {"since", to_text(asked.at)}, {"stage", "finished"}});
  return noted;
}

Error cannot_open(const std::string& data_folder, const davy::Said& why) {
  return invalid(said({"{} 中的数据已加密：{}", "the data in {} are sealed: {}"}, data_folder, why));
}

}  // namespace

std::string seal_path(const std::string& data_folder) { return data_folder + "/seal.json"; }

KeySource usual_source(const std::string& data_folder) {
  std::error_code ignored;
  std::string folder = fs::weakly_canonical(fs::absolute(data_folder), ignored).string();
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return {.key_file = folder + ".key", .passphrase_file = {}};
}

KeySource or_credential(KeySource named, const char* credentials_folder) {
  if (!named.key_file.empty() || !named.passphrase_file.empty() || credentials_folder == nullptr) return named;
  const std::string path = std::string(credentials_folder) + "/davy-seal.key";
  std::error_code ignored;
  return fs::exists(path, ignored) ? KeySource{.key_file = path, .passphrase_file = {}} : named;
}

Result<void> make_key_file(const std::string& path) {
  std::error_code ignored;
  if (fs::exists(path, ignored))
    return error_of(ErrorCode::Conflict, said({"{} 已存在；未作改动", "{} is there already; it was left as it is"}, path));
  return replace_file(path, kKeyFileHead + Key::random().to_hex() + "\n");
}

Result<Key> make_seal(const std::string& data_folder, const KeySource& source, const std::optional<Followed>& followed) {
  std::error_code ignored;
  if (fs::exists(seal_path(data_folder), ignored))
    return error_of(ErrorCode::Conflict, said({"{} 已经加密", "{} is sealed already"}, data_folder));
  if (source.passphrase_file.empty() && !fs::exists(source.key_file, ignored))
    if (Result<void> made = make_key_file(source.key_file); !made) return made.error();
  const Key key = followed ? following(followed->key) : Key::random();
  const json noted = followed ? with_change(noted_rotations(followed->data_folder), followed->key, key, followed->asked) : json::array();
  if (Result<void> written = write(data_folder, key, source, Resealing::No, noted); !written) return written.error();
  return key;
}

Result<void> begin_resealing(const std::string& data_folder, const KeySource& source, const Asked& asked) {
  if (is_resealing(data_folder))
    return error_of(ErrorCode::Conflict, said({"{} 正在重新加密", "{} is being sealed anew already"}, data_folder));
  const Result<std::optional<Key>> now = open_seal(data_folder, source);
  if (!now) return now.error();
  if (!*now)
    return invalid(
        said({"{} 未加密：可在 davyd 停止时用 `davy seal` 加密", "{} is not sealed: `davy seal` seals it while davyd is stopped"},
             data_folder));
  const Key next = following(**now);
  json noted = noted_rotations(data_folder);
  noted.push_back({{"before", (*now)->name()}, {"after", next.name()}, {"by", asked.by}, {"since", to_text(asked.at)}, {"stage", "begun"}});
  return write(data_folder, next, source, Resealing::Yes, noted);
}

Result<void> end_resealing(const std::string& data_folder) {
  json file = json::parse(seal_text(seal_path(data_folder)), nullptr, false);
  if (!file.is_object() || file.erase("resealing") == 0) return invalid(data_folder + " is not being sealed anew");
  if (json noted = noted_rotations(data_folder); !noted.empty() && noted.back().is_object()) {
    noted.back()["stage"] = "finished";
    file["rotations"] = std::move(noted);
  }
  return replace_file(seal_path(data_folder), file.dump(1) + "\n");
}

bool is_resealing(const std::string& data_folder) {
  const json file = json::parse(seal_text(seal_path(data_folder)), nullptr, false);
  return file.is_object() && file.value("resealing", json()) == true;
}

std::vector<Rotation> rotations(const std::string& data_folder) {
  std::vector<Rotation> found;
  for (const json& each : noted_rotations(data_folder)) {
    const Result<Instant> since = parse_instant(text_in(each, "since"));
    if (!since) continue;
    found.push_back({.before = text_in(each, "before"),
                     .after = text_in(each, "after"),
                     .by = text_in(each, "by"),
                     .since = *since,
                     .stage = text_in(each, "stage") == "finished" ? Rotation::Stage::Finished : Rotation::Stage::Begun});
  }
  return found;
}

Result<std::optional<Key>> open_seal(const std::string& data_folder, const KeySource& source) {
  std::ifstream stream(seal_path(data_folder));
  if (!stream) return std::optional<Key>();
  const Result<Seal> seal = read_seal(std::string(std::istreambuf_iterator<char>(stream), {}));
  if (!seal) return seal.error().within(seal_path(data_folder));
  const char* option = seal->stretching ? "--seal-passphrase-file" : "--seal-key-file";
  if ((seal->stretching ? source.passphrase_file : source.key_file).empty())
    return cannot_open(data_folder, seal->stretching
                                        ? said({"请用 {} 给出其口令文件", "name the file with their passphrase with {}"}, option)
                                        : said({"请用 {} 给出其密钥文件", "name the file with their key with {}"}, option));
  const Result<Key> wrapping = seal->stretching ? stretched(source.passphrase_file, *seal->stretching) : key_in(source.key_file);
  if (!wrapping) {
    if (wrapping.error().code != ErrorCode::NotFound) return wrapping.error();
    return cannot_open(data_folder, said({"{}；没有它谁也无法读取。若在别处，请用 {} 给出位置",
                                          "{}; without it nobody can read them. If it is elsewhere, name its place with {}"},
                                         said_of(wrapping.error()), option));
  }
  const Result<std::string> plain = unseal(seal->wrapped_key, *wrapping, kFormat);
  if (!plain)
    return cannot_open(data_folder, said({"{} 中的密钥不能开启这些数据；未作任何改动",
                                          "the key in {} is not the one that opens them; nothing was changed"},
                                         file_of(source)));
  Result<Key> key = Key::from_hex(hex_of(*plain));
  if (!key) return key.error().within(seal_path(data_folder));
  const Result<Key> whole = with_before(*seal, *key);
  if (!whole) return whole.error().within(seal_path(data_folder));
  return std::optional(*whole);
}

Result<std::optional<Key>> open_seal(const std::string& data_folder, const Key& known) {
  const std::string text = seal_text(seal_path(data_folder));
  if (text.empty()) return std::optional<Key>();
  const Result<Seal> seal = read_seal(text);
  if (!seal) return seal.error().within(seal_path(data_folder));
  if (seal->name != known.name()) return std::optional<Key>();
  const Result<Key> whole = with_before(*seal, known);
  if (!whole) return whole.error().within(seal_path(data_folder));
  return std::optional(*whole);
}

Result<void> rewrap(const std::string& data_folder, const KeySource& before, const KeySource& after) {
  const Result<std::optional<Key>> key = open_seal(data_folder, before);
  if (!key) return key.error();
  if (!*key) return invalid(said({"{} 未加密", "{} is not sealed"}, data_folder));
  std::error_code ignored;
  if (after.passphrase_file.empty() && !fs::exists(after.key_file, ignored))
    if (Result<void> made = make_key_file(after.key_file); !made) return made;
  return write(data_folder, **key, after, is_resealing(data_folder) ? Resealing::Yes : Resealing::No, noted_rotations(data_folder));
}

}  // namespace davy::store::seal
