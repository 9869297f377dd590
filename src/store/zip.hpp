#pragma once
// Bytes made smaller (zstd).

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace davy::store {

std::string zip(std::string_view bytes);  // with a checksum that finds damage
// For numbers: the smaller one of two ways, without a checksum and the four bytes that every frame begins with; who stores it has both.
std::string zip_numbers(std::string_view bytes);

Result<std::string> unzip(std::string_view zipped);  // Corrupt
// What zip_numbers() made, into memory that is there. Corrupt: also what would be larger than `size_max`.
Result<void> unzip_numbers(std::string_view zipped, std::size_t size_max, std::string& into);

}  // namespace davy::store
