#pragma once
// Bytes made smaller (zstd), with a checksum that finds damage.

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace davy::store {

std::string zip(std::string_view bytes);
Result<std::string> unzip(std::string_view zipped);  // Corrupt

}  // namespace davy::store
