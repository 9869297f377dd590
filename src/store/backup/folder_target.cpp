#include "store/backup/folder_target.hpp"

#include "base/said.hpp"
#include "store/durable_file.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace davy::store::backup {
namespace {

namespace fs = std::filesystem;

// As replace_file() names what it has not finished.
bool is_half_done(const fs::path& path) { return path.extension().string().size() == 17; }

}  // namespace

Result<void> FolderTarget::put(const std::string& name, std::string_view bytes) {
  const fs::path path = fs::path(folder_) / name;
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  if (error)
    return error_of(ErrorCode::Unavailable,
                    said({"{} 无法建立：{}", "{} cannot be made: {}"}, path.parent_path().string(), error.message()));
  return replace_file(path.string(), bytes);
}

Result<std::string> FolderTarget::get(const std::string& name) {
  std::ifstream file(fs::path(folder_) / name, std::ios::binary);
  if (!file) return not_found(said({"{} 中没有 {}", "{} has no {}"}, folder_, name));
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<std::vector<std::string>> FolderTarget::list(const std::string& prefix) {
  std::error_code error;
  std::vector<std::string> names;
  const fs::path below = (fs::path(folder_) / prefix).parent_path();
  if (!fs::exists(below, error)) return names;
  for (auto entry = fs::recursive_directory_iterator(below, error); !error && entry != fs::recursive_directory_iterator();
       entry.increment(error)) {
    if (!entry->is_regular_file(error) || is_half_done(entry->path())) continue;
    std::string name = entry->path().lexically_relative(folder_).generic_string();
    if (name.starts_with(prefix)) names.push_back(std::move(name));
  }
  if (error) return error_of(ErrorCode::Unavailable, said({"{} 无法读取：{}", "{} cannot be read: {}"}, below.string(), error.message()));
  std::ranges::sort(names);
  return names;
}

Result<void> FolderTarget::remove(const std::string& name) {
  std::error_code error;
  fs::remove(fs::path(folder_) / name, error);
  if (error) return error_of(ErrorCode::Unavailable, said({"{} 无法删除：{}", "{} cannot be removed: {}"}, name, error.message()));
  return {};
}

}  // namespace davy::store::backup
