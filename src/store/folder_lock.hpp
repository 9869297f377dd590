#pragma once
// FolderLock: only one process writes in a data folder. Freed when the object or the process ends, however it ends.

#include "base/result.hpp"

#include <string>

namespace davy::store {

class FolderLock {
 public:
  // Conflict: another process holds it, and which.
  static Result<FolderLock> take(const std::string& data_folder);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace davy::store
