#pragma once
// PartFile: a page copy of a database in its own folder, where it is sealed with the same key; removed with the object.
// One that a process left which was cut off is removed before the next is made.

#include "store/sql/database.hpp"

#include <string>
#include <utility>

namespace davy::store::backup {

class PartFile {
 public:
  // Of `database`, "davy.db" or "credentials.db", as it is now.
  static Result<PartFile> copy(const std::string& data_folder, const std::string& database);
  ~PartFile();
  PartFile(PartFile&& other) noexcept : path_(std::exchange(other.path_, {})), held_(std::exchange(other.held_, -1)) {}
  PartFile& operator=(PartFile&&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit PartFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
  int held_ = -1;  // locked (flock) while it lives
};

}  // namespace davy::store::backup
