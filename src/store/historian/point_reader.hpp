#pragma once
// PointReader: what chunks and tail hold of one point, the damaged ones named and passed over.
//
// Within a transaction; what goes wrong in SQL stays with the database.

#include "store/historian/chunk_table.hpp"
#include "store/historian/sums.hpp"
#include "store/historian/tail_table.hpp"
#include "store/historian/thinned_table.hpp"

#include <functional>

namespace davy::store {

class PointReader {
 public:
  explicit PointReader(sql::Database& database) : tail_(database), chunks_(database), thinned_(database) {}

  struct Point {
    std::uint64_t number = 0;
    std::uint64_t chunked = 0;  // tail rows up to it are in its chunks
  };

  Answer<std::vector<Reading>> raw(Point point, Range range, std::size_t limit);
  Answer<std::vector<Interval>> intervals(Point point, Range range, Duration width, Use use);
  // The newest one at or before `at` that `wanted` accepts.
  Answer<std::optional<Reading>> newest(Point point, Instant at, const std::function<bool(const Reading&)>& wanted);
  Answer<std::vector<Range>> gaps(Point point, Range range, Duration longest);

 private:
  using Damages = std::vector<Damage>;
  using Take = std::function<void(const Reading&)>;

  // Whether the chunk lies in the range and in one interval, and has been added by its summary.
  static bool add_whole(sql::Statement& row, Range range, Sums& sums);
  void add_samples(sql::Statement& row, Range range, Sums& sums, Damages& missing);
  // The readings of the current row; none, and a damage more, where they are not what was written.
  static std::vector<Reading> of_chunk(sql::Statement& row, Damages& missing);
  // In the order received, without what is in chunks already.
  static std::vector<Reading> of_batch(Point point, sql::Statement& row, Damages& missing);
  void read_lane(Point point, Lane lane, Range range, const Take& take, Damages& missing);
  void read_tail(Point point, Range range, const Take& take, Damages& missing);

  // Names what was thinned; `take` is given the intervals that touch the range.
  template <class T>
  void read_thinned(Point point, Range range, Answer<T>& answer, const std::function<void(const ThinnedInterval&)>& take);

  TailTable tail_;
  ChunkTable chunks_;
  ThinnedTable thinned_;
  PlainChunk plain_;
};

}  // namespace davy::store
