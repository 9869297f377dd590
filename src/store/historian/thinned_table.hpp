#pragma once
// ThinnedTable: what stays of samples whose time is over: a summary of each interval of them, in blocks of what one chunk held.
//
// Blocks of one point may overlap, where late samples were thinned after the others: their figures add up. Intervals are counted from the Unix epoch.
// Within a transaction; what goes wrong in SQL stays with the database.

#include "store/historian/summary.hpp"
#include "store/sql/database.hpp"

#include <span>
#include <vector>

namespace davy::store {

struct ThinnedInterval {
  Instant begin;
  Summary summary;
};

struct ThinnedBlock {
  std::uint64_t id = 0;
  Instant first_source;
  Instant last_source;
  Duration width;
  std::uint64_t samples = 0;
  std::vector<ThinnedInterval> intervals;  // in order
};

// When the interval that holds `at` began.
Instant interval_begin(Instant at, Duration width);

class ThinnedTable {
 public:
  explicit ThinnedTable(sql::Database& database);

  // `readings` in order of source time, at least one; gives the number of intervals.
  std::size_t add(std::uint64_t point, Duration width, std::span<const Reading> readings);
  // Those that end before it go, at most `most` blocks; gives the number of their intervals, or of blocks where they cannot be read.
  std::size_t remove_before(std::uint64_t point, Instant until, std::size_t most);

  // Before it figures were removed as well; before_all() when none were.
  Instant removed_until(std::uint64_t point);
  void set_removed_until(std::uint64_t point, Instant until);

  // Blocks that touch the range, by their beginning; each then read by block() while it is the current row. head() is without intervals, unchecked.
  sql::Statement& overlapping(std::uint64_t point, Range range);
  static ThinnedBlock head(sql::Statement& row);
  static Result<ThinnedBlock> block(sql::Statement& row);  // Corrupt: damaged, named

 private:
  sql::Statement insert_;
  sql::Statement remove_;
  sql::Statement overlapping_;
  sql::Statement before_;
  sql::Statement removed_until_;
  sql::Statement set_removed_until_;
};

}  // namespace davy::store
