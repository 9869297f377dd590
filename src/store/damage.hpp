#pragma once
// What a disk has done to a data folder: pages of its databases that are not what was written. Photos name themselves by their digest and are looked at when they are read.

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace davy::store {

struct DamagedFile {
  std::string file;                  // "davy.db"
  std::vector<std::uint64_t> pages;  // from 1 on
  std::vector<std::string> tables;   // that cannot be read to their end for it; none when only pages are hit that no table needs now
};

// One for each database with damage. Reads everything. Nobody may write meanwhile.
Result<std::vector<DamagedFile>> look_for_damage(const std::string& data_folder);

}  // namespace davy::store
