#pragma once
// Snapshots: the state after a record of the journal, so that a start need not fold from the first. The two newest are kept.
//
// A snapshot is worth nothing without its record: one whose record is not in the journal with the same hash is passed over, and so is one that cannot be
// read (damaged, or of another version). Then the older one serves, or the whole journal.

#include "core/engine/engine.hpp"
#include "store/journal/journal.hpp"

namespace davy::store {

class Snapshots {
 public:
  explicit Snapshots(sql::Database& database);

  // Within a transaction, after the events up to state.last_seq. Conflict when the journal is not that far.
  Result<void> save(const core::State& state, Journal& journal);
  // The newest that can be trusted; an empty state when there is none.
  core::State newest(Journal& journal);

 private:
  sql::Statement insert_;
  sql::Statement prune_;
  sql::Statement read_;
};

}  // namespace davy::store
