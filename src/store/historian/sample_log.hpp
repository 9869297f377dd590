#pragma once
// SampleLog: the writing side of the historian. Samples are durable with the commit, as one row of the tail; the tail becomes chunks later.

#include "core/sample.hpp"
#include "site/directory.hpp"
#include "store/historian/compactor.hpp"
#include "store/historian/thinner.hpp"

#include <span>
#include <vector>

namespace davy::store {

class SampleLog {
 public:
  // `directory` names the points; both must outlive the log.
  SampleLog(sql::Database& database, const site::Directory& directory, CompactorOptions options = {});

  // What the database has; also after a transaction that failed.
  void load();

  // Within a transaction.
  void append(std::span<const core::Sample> samples);
  // A piece of what waits to be tidied; see Compactor.
  bool untidy(Instant now) const { return compactor_.untidy(now) || thinner_.due(now); }
  void tidy(Instant now);
  // The whole tail becomes chunks. After an import.
  void settle() { compactor_.settle(); }

  Thinner& thinner() { return thinner_; }
  Instant last_arrival() { return tail_.last_arrival(); }

 private:
  std::uint64_t number_of(site::PointIndex point);

  const site::Directory& directory_;
  TailTable tail_;
  Compactor compactor_;
  Thinner thinner_;
  sql::Statement insert_point_;
  sql::Statement read_points_;
  std::vector<std::uint64_t> numbers_;  // of points in the database, by PointIndex; 0: not yet there
  std::uint64_t last_number_ = 0;
  std::uint64_t last_row_ = 0;
  std::vector<PointReading> batch_;  // kept for its memory
};

}  // namespace davy::store
