#pragma once
// Batch codec: the samples of one commit as one row of the tail, in the order received (docs/formats/historian.md).

#include "store/historian/historian.hpp"

#include <span>

namespace davy::store {

struct PointReading {
  std::uint64_t point = 0;  // its number in the table of points
  Reading reading;
};

std::string encode_batch(std::span<const PointReading> batch);
Result<std::vector<PointReading>> decode_batch(std::string_view bytes);  // Corrupt

// Eight bytes that damage of what is stored does not keep: its fingerprint().
std::string check_of(std::string_view bytes);

}  // namespace davy::store
