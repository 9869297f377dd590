#pragma once
// What a Keeper knows from before its start: `backup.json` of the data folder. Nothing in it is secret.

#include "store/backup/keeper.hpp"

namespace davy::store::backup {

KeeperState read_state(const std::string& data_folder);  // an empty one when there is none, or it cannot be read
Result<void> write_state(const std::string& data_folder, const KeeperState& state);

}  // namespace davy::store::backup
