#pragma once
// TailTable: the newest samples in the database, one row per commit, before they become chunks.
//
// A point's samples in rows up to its `chunked` number are in chunks already. Row numbers grow and are never given again. Within a transaction; what goes
// wrong in SQL stays with the database.

#include "store/historian/batch_codec.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class TailTable {
 public:
  explicit TailTable(sql::Database& database);

  void add(std::uint64_t id, std::span<const PointReading> batch);
  void remove(std::uint64_t id);

  // Rows in order of their number; each then read by id() and batch() while it is the current one.
  sql::Statement& overlapping(Range range);
  sql::Statement& between(std::uint64_t after, std::uint64_t through);  // row numbers
  sql::Statement& from_newest();

  static std::uint64_t id(sql::Statement& row);
  static std::size_t count(sql::Statement& row);
  static Result<std::vector<PointReading>> batch(sql::Statement& row);  // Corrupt: a damaged row, named

  std::uint64_t last_id();      // 0 when empty
  std::optional<Range> span();  // of source times, the end included; none when empty
  Instant last_arrival();       // before_all() when empty
  struct Size {
    std::uint64_t samples = 0;
    Instant oldest_arrival;  // of the oldest row; never() when empty
  };
  Size size_after(std::uint64_t id);  // of the rows with a higher number

 private:
  sql::Statement insert_;
  sql::Statement remove_;
  sql::Statement overlapping_;
  sql::Statement between_;
  sql::Statement from_newest_;
  sql::Statement last_id_;
  sql::Statement last_arrival_;
  sql::Statement span_;
  sql::Statement size_after_;
};

}  // namespace davy::store
