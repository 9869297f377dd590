#pragma once
// The page that this thread was refused last, from 1 on: by its sum (sql/page_sums.hpp) or by its seal (seal/sealed_vfs.hpp). SQLite passes on no more than that there was an error.
// 0: none, or one of the log.

#include <cstdint>

namespace davy::store {

inline std::uint64_t& refused_page() {
  thread_local std::uint64_t page = 0;
  return page;
}

}  // namespace davy::store
