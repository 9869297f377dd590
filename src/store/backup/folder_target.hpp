#pragma once
// FolderTarget: backups as files in a folder: another disk, a share.

#include "store/backup/target.hpp"

namespace davy::store::backup {

class FolderTarget final : public Target {
 public:
  explicit FolderTarget(std::string folder) : folder_(std::move(folder)) {}
  Result<void> put(const std::string& name, std::string_view bytes) override;
  Result<std::string> get(const std::string& name) override;
  Result<std::vector<std::string>> list(const std::string& prefix) override;
  Result<void> remove(const std::string& name) override;
  std::string where() const override { return folder_; }

 private:
  std::string folder_;
};

}  // namespace davy::store::backup
