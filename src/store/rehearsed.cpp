#include "store/rehearsed.hpp"

#include "runtime/rehearsal.hpp"
#include "store/store.hpp"

namespace davy::store {

Result<core::DrillEnded> rehearsed(const std::string& data_folder, const site::Directory& directory, Instant now) {
  const auto store = SqliteStore::open(data_folder, directory);
  if (!store) return store.error();
  const Result<runtime::Recovered> recovered = (*store)->recover(now);
  if (!recovered) return recovered.error();
  return runtime::rehearse(directory, *recovered, now);
}

}  // namespace davy::store
