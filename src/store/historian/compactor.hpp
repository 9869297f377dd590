#pragma once
// Compactor: turns the older part of the tail into chunks, and small chunks into large ones, a little at a time, so that no commit waits for it.
//
// When the tail holds enough samples, or they are old enough, a run takes all rows but the newest quarter of the samples (all of them, when the newest is
// that old), reads them, and writes point after point; each is marked as chunked in the same transaction. When all are written the rows go. A run that a crash
// cuts off is done again for the points that it had not reached. A damaged row is left where it is, for the historian to name.
// What a run wrote is mended when there is time: small chunks at the end of a lane become one. Pages that nobody needs go back to the disk.

#include "runtime/ports.hpp"
#include "store/historian/chunk_table.hpp"
#include "store/historian/tail_table.hpp"

#include <map>
#include <set>
#include <vector>

namespace davy::store {

struct CompactorOptions {
  std::uint64_t tail_samples_max = 262'144;
  Duration tail_age_max = Duration::from_ms(600'000);
  std::size_t work_min = 4'096;    // samples that a commit may compact, or twice what it brought
  std::size_t tidy_work = 16'384;  // samples that a piece of tidying may read or write
};

class Compactor {
 public:
  Compactor(sql::Database& database, TailTable& tail, CompactorOptions options);

  // What the database has; also after a transaction that failed.
  void load();

  // Within a transaction, after `added` samples went into the tail, the newest at `now`.
  void step(std::size_t added, Instant now);

  // Whether tidy() has something to do at `now`; asks nothing of the disk while samples alone wait.
  bool untidy(Instant now) const { return running() || due(now) || !to_mend_.empty() || may_have_free_pages_; }
  // Within a transaction: one piece of what untidy() speaks of.
  void tidy(Instant now);

  // Within a transaction: everything that can be read becomes chunks, of the points that have some as few as there can be. After an import.
  void settle();

 private:
  // Which chunks that are not full are written again with what follows: those that are not much larger than it, so that a sample is written a few
  // times in all; or all.
  enum class Merge { Small, All };
  struct Run {
    std::uint64_t through = 0;               // the last row that it takes; 0: there is no run
    std::uint64_t read = 0;                  // rows up to it are in `left`
    std::vector<std::uint64_t> rows;         // those it could read
    std::vector<std::vector<Reading>> left;  // by point number, in the order received
    std::size_t written = 0;                 // points below it are
  };

  bool running() const { return run_.through != 0; }
  bool due(Instant now) const;
  void begin(std::uint64_t through);
  std::uint64_t last_row_to_take(Instant now);
  void go_on(std::size_t work, Merge merge);
  std::size_t read_rows(std::size_t work);  // what is left of the work
  void write_point(std::uint64_t point, std::vector<Reading> readings, Merge merge);
  void write_lane(std::uint64_t point, Lane lane, std::vector<Reading> readings, Merge merge);
  void finish();
  void mend();
  std::size_t mend(std::uint64_t point, Lane lane);  // readings written
  std::vector<std::uint64_t> small_chunks(std::uint64_t point, Lane lane, std::vector<Reading>& readings);
  void give_pages_back();

  sql::Database& database_;
  TailTable& tail_;
  CompactorOptions options_;
  ChunkTable chunks_;
  sql::Statement read_chunked_;
  sql::Statement mark_chunked_;
  sql::Statement free_pages_;
  sql::Statement pages_;
  std::map<std::uint64_t, std::uint64_t> chunked_;  // by point, where it is not 0
  TailTable::Size waiting_;                         // rows that no run has taken yet
  Run run_;
  std::set<std::uint64_t> to_mend_;  // points
  bool may_have_free_pages_ = true;
};

}  // namespace davy::store
