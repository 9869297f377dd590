#include "benches/history.hpp"

#include "store/files.hpp"
#include "store/sql/schema.hpp"

#include <cstdlib>
#include <filesystem>

namespace davy::bench {
namespace {

site::Site site_of(std::size_t points) {
  site::Site site;
  site.points.resize(points);
  for (std::size_t i = 0; i < points; ++i) site.points[i].name = "p" + std::to_string(i);
  return site;
}

}  // namespace

History::History(std::string folder, site::Site site) : folder_(std::move(folder)), site_(std::move(site)), directory_(site_) {}

History::~History() {
  log_.reset();
  database_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Result<std::unique_ptr<History>> History::create(std::size_t points) {
  std::string folder = (std::filesystem::temp_directory_path() / "davy-bench-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return failed(folder + " cannot be made");
  std::unique_ptr<History> history(new History(folder, site_of(points)));
  auto database = store::sql::Database::open(store::database_path(folder), store::sql::Access::Write);
  if (!database) return database.error();
  history->database_ = std::move(*database);
  if (Result<void> made = store::sql::bring_up_to_date(*history->database_); !made) return made.error();
  history->log_ = std::make_unique<store::SampleLog>(*history->database_, history->directory_);
  store::sql::Transaction reading(*history->database_);
  history->log_->load();
  if (Result<void> done = reading.commit(); !done) return done.error();
  return history;
}

Result<void> History::commit(std::span<const core::Sample> samples) {
  store::sql::Transaction writing(*database_);
  log_->append(samples);
  return writing.commit();
}

Result<bool> History::tidy(Instant now, std::size_t pieces) {
  for (; pieces > 0 && log_->untidy(now); --pieces) {
    store::sql::Transaction writing(*database_);
    log_->tidy(now);
    if (Result<void> done = writing.commit(); !done) return done.error();
  }
  return log_->untidy(now);
}

Result<void> History::settle() {
  store::sql::Transaction writing(*database_);
  log_->settle();
  if (Result<void> done = writing.commit(); !done) return done;
  database_->run("VACUUM");
  if (database_->error()) return *database_->error();
  return {};
}

Result<std::uint64_t> History::bytes() {
  database_->run("PRAGMA wal_checkpoint(TRUNCATE)");
  if (database_->error()) return *database_->error();
  std::error_code error;
  const std::uint64_t size = std::filesystem::file_size(store::database_path(folder_), error);
  if (error) return failed(store::database_path(folder_) + ": " + error.message());
  return size;
}

}  // namespace davy::bench
