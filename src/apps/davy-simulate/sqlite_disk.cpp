#include "apps/davy-simulate/sqlite_disk.hpp"

#include "base/bytes.hpp"
#include "store/files.hpp"
#include "store/historian/historian.hpp"
#include "store/journal/journal.hpp"
#include "store/store.hpp"

namespace davy::apps {
namespace {

constexpr std::size_t kReadingsMax = 1'000'000;  // of a point, in a world of minutes

// In memory where the machine has such a folder.
std::filesystem::path temporary_folder() {
  const std::filesystem::path memory = "/dev/shm";
  return (std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) / ("davy-simulate-" + random_hex(8));
}

}  // namespace

SqliteDisk::SqliteDisk(const site::Directory& directory, sim::Planted planted)
    : directory_(directory), planted_(planted), folder_(temporary_folder()) {}

SqliteDisk::~SqliteDisk() {
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Result<std::unique_ptr<runtime::Store>> SqliteDisk::open() {
  Result<std::unique_ptr<store::SqliteStore>> opened = store::SqliteStore::open(folder_.string(), directory_);
  if (!opened) return opened.error();
  return std::unique_ptr<runtime::Store>(std::move(*opened));
}

std::vector<core::Event> SqliteDisk::events() {
  std::vector<core::Event> events;
  Result<std::unique_ptr<store::sql::Database>> database =
      store::sql::Database::open(store::database_path(folder_.string()), store::sql::Access::Read);
  ensure(database.has_value(), "the journal of a world can be read");
  store::sql::Transaction reading(**database);
  store::Journal journal(**database);
  const Result<void> read = journal.read(0, [&](core::Event event) { events.push_back(std::move(event)); });
  ensure(read.has_value(), "the journal of a world is whole");
  return events;
}

std::vector<core::Sample> SqliteDisk::samples() {
  std::vector<core::Sample> samples;
  Result<std::unique_ptr<store::Historian>> historian = store::Historian::open(folder_.string());
  ensure(historian.has_value(), "the samples of a world can be read");
  for (std::size_t i = 0; i < directory_.site().points.size(); ++i) {
    const site::PointIndex point(i);
    const auto found = (*historian)->raw(directory_.site()[point].name, {Instant::before_all(), Instant::never()}, kReadingsMax);
    ensure(found.has_value(), "the samples of a point can be read");
    for (const store::Reading& reading : found->found)
      samples.push_back({point, reading.quality, reading.value, reading.source, reading.arrival});
  }
  return samples;
}

// By the store's own way to SQL, so that the sums of pages are right: it is the chain and the views that are to say it, not the medium.
void SqliteDisk::damage() {
  if (!sim::needs_the_real_store(planted_)) return;
  Result<std::unique_ptr<store::sql::Database>> database =
      store::sql::Database::open(store::database_path(folder_.string()), store::sql::Access::Write);
  ensure(database.has_value(), "the folder of a world can be written");
  (*database)->run(planted_ == sim::Planted::RewriteRecord
                       ? "UPDATE journal SET actor = 'user:nobody' WHERE seq = (SELECT (max(seq) + 1) / 2 FROM journal)"
                       : "DELETE FROM alarms WHERE id = (SELECT max(id) FROM alarms)");
  ensure(!(*database)->error(), "the planted fault is done to the folder");
}

std::optional<sim::Disk::Fault> SqliteDisk::fault() {
  damage();
  const std::string folder = folder_.string();
  const Result<store::Verified> verified = store::verify_journal(folder);
  if (!verified || verified->first_bad)
    return Fault{"chain-holds", "The hash chain of the journal holds from its first record to its last.",
                 verified ? verified->why.en() : verified.error().message};
  const Result<std::string> standing = store::views_digest(folder);
  const Result<std::string> folded = store::rebuild_views(folder);
  if (!standing || !folded || *standing != *folded)
    return Fault{"views-equal", "What people read is what the journal folds to: views folded anew have the same lines.",
                 !standing ? standing.error().message
                 : !folded ? folded.error().message
                           : "the digests of the views differ"};
  return std::nullopt;
}

}  // namespace davy::apps
