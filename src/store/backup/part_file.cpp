#include "store/backup/part_file.hpp"

#include "base/bytes.hpp"

#include <filesystem>

namespace davy::store::backup {

Result<PartFile> PartFile::copy(const std::string& data_folder, const std::string& database) {
  Result<std::unique_ptr<sql::Database>> source = sql::Database::open(data_folder + "/" + database, sql::Access::Read);
  if (!source) return source.error();
  PartFile part(data_folder + "/" + database + "." + random_hex(4) + ".part");
  if (Result<void> copied = (*source)->write_page_copy(part.path()); !copied) return copied.error();
  return part;
}

PartFile::~PartFile() {
  if (path_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
}

}  // namespace davy::store::backup
