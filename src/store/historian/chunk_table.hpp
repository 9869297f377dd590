#pragma once
// ChunkTable: the chunks of all points in the database, each with its summary and checksums.
//
// Two lanes per point. In the live lane chunks follow each other in source time, so that a range is found by one look-up. Samples that come late, or
// with a clock that runs ahead, would spread a chunk over hours: they have a lane of their own, in which chunks may overlap.
// Within a transaction; what goes wrong in SQL stays with the database.

#include "store/historian/chunk_codec.hpp"
#include "store/historian/summary.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

enum class Lane { Live, Late };

// A chunk's line without its readings.
struct ChunkHead {
  std::uint64_t id = 0;
  Instant first_source;
  Instant last_source;
  Summary summary;
};

// Chunks with enough readings end where eight hours of UTC do, so that a day, of UTC or of UTC+8, or a shift is answered by summaries. Whether a chunk
// of so many readings that ends at `last` has ended for good when the next one is at `next`.
bool is_closed(std::size_t readings, Instant last, Instant next);
// Whether readings from `first` to `last` go on in the eight hours of the chunk before them and beyond: then it is written again, to end there.
bool goes_beyond(Instant end_of_chunk, Instant first, Instant last);

class ChunkTable {
 public:
  explicit ChunkTable(sql::Database& database);

  // `readings` in order of source time; split into chunks as needed, of a size that fits the pages of the disk.
  void add(std::uint64_t point, Lane lane, std::span<const Reading> readings);
  void remove(std::uint64_t id);

  // The chunks that overlap the range, in order of their first source time; each then read by head() and, while it is the current row, readings().
  sql::Statement& overlapping(std::uint64_t point, Lane lane, Range range);
  // Those that begin in the range, in that order.
  sql::Statement& beginning(std::uint64_t point, Lane lane, Range range);
  // When the first one begins that begins at or after it; never() when none does.
  Instant next_begin(std::uint64_t point, Lane lane, Instant at);
  // Those that begin at or before it, the last one first.
  sql::Statement& until(std::uint64_t point, Lane lane, Instant at);
  // The one that ends last.
  sql::Statement& newest(std::uint64_t point, Lane lane);

  // Corrupt: a damaged chunk, named.
  static Result<ChunkHead> head(sql::Statement& row);
  static Result<std::string_view> body(sql::Statement& row);  // as long as the row is the current one
  static Result<std::vector<Reading>> readings(sql::Statement& row);
  static Result<std::vector<Reading>> readings(sql::Statement& row, ChunkMemory& memory);

 private:
  void add_chunk(std::uint64_t point, Lane lane, std::span<const Reading> readings, const std::string& body);

  sql::Statement insert_;
  sql::Statement remove_;
  sql::Statement live_;
  sql::Statement late_;
  sql::Statement beginning_;
  sql::Statement next_begin_;
  sql::Statement until_;
  sql::Statement newest_live_;
  sql::Statement newest_late_;
};

}  // namespace davy::store
