#pragma once
// PartFile: a page copy of a database in its own folder, where it is sealed with the same key; removed with the object.

#include "store/sql/database.hpp"

#include <string>

namespace davy::store::backup {

class PartFile {
 public:
  // Of `database`, "davy.db" or "credentials.db", as it is now.
  static Result<PartFile> copy(const std::string& data_folder, const std::string& database);
  ~PartFile();
  PartFile(PartFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  PartFile& operator=(PartFile&&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit PartFile(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace davy::store::backup
