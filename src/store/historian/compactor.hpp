#pragma once
// Compactor: turns the older part of the tail into chunks, some points in each commit, so that no commit waits for it.
//
// When the tail holds enough samples, or they are old enough, a run takes all rows but the newest quarter of the samples (what a start reads back
// to rebuild detection), and writes point after point; each is marked as chunked in the same transaction. When all are written the rows go. A run that a crash
// cuts off is done again for the points that it had not reached. A damaged row is left where it is, for the historian to name.

#include "store/historian/chunk_table.hpp"
#include "store/historian/tail_table.hpp"

#include <map>
#include <vector>

namespace davy::store {

struct CompactorOptions {
  std::uint64_t tail_samples_max = 262'144;
  Duration tail_age_max = Duration::from_ms(600'000);
  std::size_t work_min = 4'096;  // samples that a commit may compact, or twice what it brought
};

class Compactor {
 public:
  Compactor(sql::Database& database, TailTable& tail, CompactorOptions options);

  // What the database has; also after a transaction that failed.
  void load();

  // Within a transaction, after `added` samples went into the tail, the newest at `now`.
  void step(std::size_t added, Instant now);

  // Within a transaction: everything that can be read becomes chunks, of the points that have some as few as there can be. After an import.
  void settle();

 private:
  // Which chunks that are not full are written again with what follows: those that are not much larger than it, so that a sample is written a few
  // times in all; or all.
  enum class Merge { Small, All };
  struct Run {
    std::uint64_t through = 0;                           // the last row that it takes
    std::vector<std::uint64_t> rows;                     // those it could read
    std::map<std::uint64_t, std::vector<Reading>> left;  // by point, in the order received
  };

  bool due(Instant now) const;
  void begin(std::uint64_t through);
  std::uint64_t last_row_to_take();
  void write_point(std::uint64_t point, std::vector<Reading> readings, Merge merge);
  void write_lane(std::uint64_t point, Lane lane, std::vector<Reading> readings, Merge merge);
  void write_rest(Merge merge);
  void finish();

  TailTable& tail_;
  CompactorOptions options_;
  ChunkTable chunks_;
  sql::Statement read_chunked_;
  sql::Statement mark_chunked_;
  std::map<std::uint64_t, std::uint64_t> chunked_;  // by point, where it is not 0
  TailTable::Size waiting_;                         // rows that no run has taken yet
  Run run_;
};

}  // namespace davy::store
