#include "store/folder_lock.hpp"

#include "base/said.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace davy::store {

Result<FolderLock> FolderLock::take(const std::string& data_folder) {
  const std::string path = data_folder + "/davy.lock";
  const int descriptor = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed(path + ": " + std::strerror(errno));
  FolderLock lock(descriptor);
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> holder{};
    const ssize_t read = pread(descriptor, holder.data(), holder.size() - 1, 0);
    return error_of(ErrorCode::Conflict, said({"{} 正由进程 {} 使用；请先停止该进程", "{} is in use by process {}; stop it first"},
                                              data_folder, read > 0 ? holder.data() : "?"));
  }
  // For the message above only: what counts is the lock.
  const std::string self = std::to_string(getpid());
  if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, self.data(), self.size(), 0) < 0)
    return failed(path + ": " + std::strerror(errno));
  return lock;
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

}  // namespace davy::store
