#include "store/blobs/blobs.hpp"

#include "base/bytes.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store {
namespace {

namespace fs = std::filesystem;

// Two levels, so that no folder grows beyond what file systems list quickly.
fs::path path_of(const std::string& folder, const std::string& name) { return fs::path(folder) / name.substr(0, 2) / name; }

bool sync_folder(const fs::path& folder) {
  const int handle = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (handle < 0) return false;
  const bool synced = ::fsync(handle) == 0;
  ::close(handle);
  return synced;
}

bool write_synced(const fs::path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  bool sound = true;
  while (sound && !bytes.empty()) {
    const ssize_t n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    sound = n > 0;
    if (sound) bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  sound = sound && ::fsync(file) == 0;
  ::close(file);
  return sound;
}

}  // namespace

Result<std::string> Blobs::put(std::string_view bytes) {
  std::string name = to_hex(sha256(bytes));
  const fs::path path = path_of(folder_, name);
  std::error_code error;
  if (fs::exists(path, error)) return name;
  fs::create_directories(path.parent_path(), error);
  if (error) return failed(path.parent_path().string() + " cannot be made: " + error.message());
  const fs::path half_done = path.string() + "." + random_hex(8);
  if (!write_synced(half_done, bytes)) {
    fs::remove(half_done, error);
    return Error{ErrorCode::Full, half_done.string() + " cannot be written"};
  }
  fs::rename(half_done, path, error);
  if (error) return failed(path.string() + " cannot be written: " + error.message());
  if (!sync_folder(path.parent_path()) || !sync_folder(folder_)) return failed(path.parent_path().string() + " cannot be made durable");
  return name;
}

Result<std::string> Blobs::get(const std::string& name) const {
  if (!digest_from_hex(name)) return not_found("no picture has the name " + name);
  std::ifstream file(path_of(folder_, name), std::ios::binary);
  if (!file) return not_found("no picture has the name " + name);
  std::string bytes(std::istreambuf_iterator<char>(file), {});
  if (to_hex(sha256(bytes)) != name)
    return Error{ErrorCode::Corrupt, "the picture " + name + " is damaged: its bytes are not those that were kept"};
  return bytes;
}

}  // namespace davy::store
