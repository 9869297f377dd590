#pragma once
// Chunk codec: some thousand readings of one point as few bytes, bit for bit (docs/formats/historian.md).
//
// Source times are differences of differences, arrivals differences of their delays, both in the largest unit that loses nothing; qualities are runs;
// values are decimal integers where that is lossless for (nearly) all of them, else the XOR of neighbours by byte planes; then zstd.

#include "store/historian/historian.hpp"

#include <span>
#include <string>

namespace davy::store {

inline constexpr std::size_t kChunkReadingsMax = 4'096;

std::string encode_chunk(std::span<const Reading> readings);          // 1 … kChunkReadingsMax, in any order; the order is kept
Result<std::vector<Reading>> decode_chunk(std::string_view encoded);  // Corrupt

}  // namespace davy::store
