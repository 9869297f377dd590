#pragma once
// Column codec: some thousand whole numbers that follow a line, or each other, as bytes that zstd makes few.
//
// Each number is foretold: from a line through the first one, or from the one before and a step. The error is zigzag-coded in 1, 2, 4 or 8 bytes, those of
// equal rank together, so that a number is read without a branch; errors that need more are listed apart, and the line begins anew there.
// Numbers are two's complement and differences wrap, so that none is lost. Bytes: docs/formats/historian.md.

#include "store/historian/varint.hpp"

#include <span>
#include <vector>

namespace davy::store {

using Numbers = std::vector<std::uint64_t>;

struct Column {
  std::string bytes;
  double cost = 0;  // about how many bytes an entropy coder makes of it: to choose between columns
};

Column encode_column(std::span<const std::uint64_t> numbers);              // one or more
bool decode_column(BytesReader& in, std::size_t count, Numbers& numbers);  // false: damaged

}  // namespace davy::store
