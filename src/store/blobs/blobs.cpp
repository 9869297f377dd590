#include "store/blobs/blobs.hpp"

#include "base/bytes.hpp"
#include "base/said.hpp"
#include "store/durable_file.hpp"
#include "store/seal/keys.hpp"
#include "store/seal/sealed_bytes.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store {
namespace {

namespace fs = std::filesystem;

// Two levels, so that no folder grows beyond what file systems list quickly.
fs::path path_of(const std::string& folder, const std::string& name) { return fs::path(folder) / name.substr(0, 2) / name; }

}  // namespace

std::string about_blob(const std::string& name) { return "blob " + name; }

Result<std::string> Blobs::put(std::string_view bytes) {
  std::string name = to_hex(sha256(bytes));
  const fs::path path = path_of(folder_, name);
  std::error_code error;
  if (fs::exists(path, error) && get(name)) return name;  // one that is damaged is written again: the same bytes are at hand
  const Result<std::optional<seal::Key>> key = seal::key_of(data_folder_);
  if (!key) return key.error();
  fs::create_directories(path.parent_path(), error);
  if (error) return failed(said({"{} 无法建立：{}", "{} cannot be made: {}"}, path.parent_path().string(), error.message()));
  const Result<void> written = *key
                                   ? replace_file(path.string(), seal::seal(bytes, (*key)->derived(seal::Purpose::Blobs), about_blob(name)))
                                   : replace_file(path.string(), bytes);
  if (!written) return written.error();
  if (Result<void> synced = sync_folder(folder_); !synced) return synced.error();
  return name;
}

Result<std::string> Blobs::get(const std::string& name) const {
  if (!digest_from_hex(name)) return not_found(said({"没有名为 {} 的图片", "no picture has the name {}"}, name));
  const Result<std::optional<seal::Key>> key = seal::key_of(data_folder_);
  if (!key) return key.error();
  std::ifstream file(path_of(folder_, name), std::ios::binary);
  if (!file) return not_found(said({"没有名为 {} 的图片", "no picture has the name {}"}, name));
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (*key) {
    Result<std::string> opened = seal::unseal(bytes, (*key)->derived(seal::Purpose::Blobs), about_blob(name));
    if (!opened) return seen_from(said({"图片 {}", "the picture {}"}, name), opened.error());
    bytes = std::move(*opened);
  }
  if (to_hex(sha256(bytes)) != name)
    return error_of(ErrorCode::Corrupt,
                    said({"图片 {} 已损坏：内容与保存时不同", "the picture {} is damaged: its bytes are not those that were kept"}, name));
  return bytes;
}

bool Blobs::has(const std::string& name) const {
  std::error_code none;
  return digest_from_hex(name) && fs::is_regular_file(path_of(folder_, name), none);
}

std::vector<std::string> Blobs::names() const {
  std::vector<std::string> names;
  std::error_code none;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder_, none))
    if (entry.is_regular_file() && digest_from_hex(entry.path().filename().string())) names.push_back(entry.path().filename().string());
  return names;
}

Result<void> Blobs::seal_anew(const std::string& name) const {
  const Result<std::optional<seal::Key>> key = seal::key_of(data_folder_);
  if (!key) return key.error();
  if (!*key) return invalid(data_folder_ + " is not sealed");
  const Result<std::string> bytes = get(name);
  if (!bytes) return bytes.error();
  return replace_file(path_of(folder_, name).string(), seal::seal(*bytes, (*key)->derived(seal::Purpose::Blobs), about_blob(name)));
}

}  // namespace davy::store
