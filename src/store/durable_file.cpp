#include "store/durable_file.hpp"

#include "base/bytes.hpp"
#include "base/said.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace davy::store {
namespace {

namespace fs = std::filesystem;

// Whoever could read it before can read it now: another user's program may.
bool give_rights(int file, const struct stat& before) {
  // Not permitted, or its owner has no number in the name space that we run in.
  const bool given = ::fchown(file, before.st_uid, before.st_gid) == 0 || errno == EPERM || errno == EINVAL;
  return given && ::fchmod(file, before.st_mode & 0777U) == 0;
}

bool write_synced(const std::string& path, std::string_view bytes, const struct stat* before) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return false;
  bool sound = before == nullptr || give_rights(file, *before);
  while (sound && !bytes.empty()) {
    const ssize_t n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    sound = n > 0;
    if (sound) bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  sound = sound && ::fsync(file) == 0;
  const int why = errno;
  ::close(file);
  errno = why;
  return sound;
}

Result<void> sync(const std::string& path, int flags) {
  const int handle = ::open(path.c_str(), flags | O_CLOEXEC);
  const bool synced = handle >= 0 && ::fsync(handle) == 0;
  const int why = errno;
  if (handle >= 0) ::close(handle);
  if (!synced) return failed(said({"{} 无法落盘：{}", "{} cannot be made durable: {}"}, path, std::strerror(why)));
  return {};
}

}  // namespace

Result<void> replace_file(const std::string& path, std::string_view bytes, FileRights rights) {
  std::error_code error;
  struct stat before {};
  const bool keeps = rights == FileRights::AsBefore && ::stat(path.c_str(), &before) == 0;
  const std::string half_done = path + "." + random_hex(8);
  if (!write_synced(half_done, bytes, keeps ? &before : nullptr)) {
    const std::string why = std::strerror(errno);
    fs::remove(half_done, error);
    return error_of(ErrorCode::Full, said({"{} 无法写入：{}", "{} cannot be written: {}"}, path, why));
  }
  fs::rename(half_done, path, error);
  if (error) return failed(said({"{} 无法写入：{}", "{} cannot be written: {}"}, path, error.message()));
  return sync_folder(fs::path(path).parent_path().string());
}

Result<void> sync_file(const std::string& path) { return sync(path, O_RDONLY); }

Result<void> sync_folder(const std::string& folder) { return sync(folder.empty() ? "." : folder, O_RDONLY | O_DIRECTORY); }

}  // namespace davy::store
