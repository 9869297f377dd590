#pragma once
// Chunk codec: some thousand readings of one point as few bytes, bit for bit (docs/formats/historian.md).
//
// Four columns, each by itself, so that a question reads only those it needs: source times and arrivals in the largest unit that loses nothing; qualities as
// runs; values as decimal integers where that is lossless for (nearly) all of them, else the XOR of neighbours by byte planes.
// Whether the bytes are those that were written is for the caller to know: the codec refuses only what cannot be read.

#include "store/historian/answer.hpp"
#include "store/historian/column_codec.hpp"

namespace davy::store {

inline constexpr std::size_t kChunkReadingsMax = 16'384;

// Memory that decoding needs. Kept from chunk to chunk, it spares new pages for each; readings that are no longer wanted can be put back.
struct ChunkMemory {
  std::string unzipped;
  Numbers numbers;
  std::vector<std::vector<Reading>> spare_readings;
};

std::string encode_chunk(std::span<const Reading> readings);          // 1 … kChunkReadingsMax, in any order; the order is kept
Result<std::vector<Reading>> decode_chunk(std::string_view encoded);  // Corrupt
Result<std::vector<Reading>> decode_chunk(std::string_view encoded, ChunkMemory& memory);

// Source times and values of a chunk whose samples are all good decimals, without its arrivals: what figures are made of. Keeps its memory from
// chunk to chunk.
class PlainChunk {
 public:
  // False, and nothing to be had: another kind of chunk, or damaged.
  bool read(std::string_view encoded);

  std::span<const std::uint64_t> sources() const { return sources_; }  // in units
  Duration unit() const { return unit_; }
  std::span<const std::uint64_t> wholes() const { return wholes_; }  // signed; a value is its whole divided by scale()
  double scale() const { return scale_; }

 private:
  Numbers sources_;
  Numbers wholes_;
  Duration unit_ = 1_ns;
  double scale_ = 1;
  std::string unzipped_;
};

}  // namespace davy::store
