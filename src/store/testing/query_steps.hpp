#pragma once
// For tests: what queries cost, in steps of SQLite's virtual machine: the same on every machine. Counts on connections that were opened while it lives.

#include <sqlite3.h>

#include <cstdint>
#include <utility>

namespace davy::store::fixture {

class QuerySteps {
 public:
  QuerySteps() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&watch)); }
  ~QuerySteps() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&watch)); }
  QuerySteps(const QuerySteps&) = delete;
  QuerySteps& operator=(const QuerySteps&) = delete;

  std::int64_t take() { return std::exchange(steps_, 0); }  // since it was last asked

 private:
  static int watch(sqlite3* database, const char**, const struct sqlite3_api_routines*) {
    return sqlite3_trace_v2(database, SQLITE_TRACE_PROFILE, &count, nullptr);
  }
  static int count(unsigned, void*, void* statement, void*) {
    steps_ += sqlite3_stmt_status(static_cast<sqlite3_stmt*>(statement), SQLITE_STMTSTATUS_VM_STEP, 1);
    return 0;
  }

  static inline std::int64_t steps_ = 0;
};

}  // namespace davy::store::fixture
