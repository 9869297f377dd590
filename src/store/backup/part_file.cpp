#include "store/backup/part_file.hpp"

#include "base/bytes.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace davy::store::backup {
namespace {

namespace fs = std::filesystem;

constexpr const char* kEnding = ".part";

// Each may be as large as the database. Whoever still makes a backup of this folder holds its own locked; a process that is gone holds none.
void remove_left_over(const std::string& data_folder) {
  std::error_code none;
  for (const fs::directory_entry& entry : fs::directory_iterator(data_folder, none)) {
    if (entry.path().extension() != kEnding) continue;
    const int file = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) continue;
    std::error_code ignored;
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) fs::remove(entry.path(), ignored);
    ::close(file);
  }
}

}  // namespace

Result<PartFile> PartFile::copy(const std::string& data_folder, const std::string& database) {
  remove_left_over(data_folder);
  Result<std::unique_ptr<sql::Database>> source = sql::Database::open(data_folder + "/" + database, sql::Access::Read);
  if (!source) return source.error();
  PartFile part(data_folder + "/" + database + "." + random_hex(4) + kEnding);
  part.held_ = ::open(part.path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (part.held_ < 0 || ::flock(part.held_, LOCK_EX | LOCK_NB) != 0) return failed(part.path_ + ": " + std::strerror(errno));
  if (Result<void> copied = (*source)->write_page_copy(part.path()); !copied) return copied.error();
  return part;
}

PartFile::~PartFile() {
  if (path_.empty()) return;
  std::error_code ignored;
  fs::remove(path_, ignored);
  if (held_ >= 0) ::close(held_);
}

}  // namespace davy::store::backup
