#include "store/store.hpp"

#include "store/historian/recent.hpp"
#include "store/historian/sample_log.hpp"
#include "store/journal/journal.hpp"
#include "store/journal/subject.hpp"
#include "store/open_folder.hpp"
#include "store/snapshot/snapshots.hpp"
#include "store/views/views.hpp"

#include <algorithm>

namespace davy::store {

namespace {

// A run writes each point once, however few samples it has got: with many points the tail is let grow, as far as memory for a run allows (40 bytes a sample).
CompactorOptions compaction_of(const site::Directory& directory) {
  constexpr std::uint64_t kSamplesAPoint = 256;
  CompactorOptions options;
  constexpr std::uint64_t kSamplesMax = 2'560'000;
  const std::uint64_t wanted = kSamplesAPoint * directory.site().points.size();
  options.tail_samples_max = std::clamp<std::uint64_t>(wanted, options.tail_samples_max, kSamplesMax);
  return options;
}

}  // namespace

class SqliteStore::Impl {
 public:
  Impl(FolderLock lock, std::unique_ptr<sql::Database> database, const site::Directory& directory)
      : directory_(directory),
        lock_(std::move(lock)),
        database_(std::move(database)),
        journal_(*database_),
        snapshots_(*database_),
        views_(*database_),
        samples_(*database_, directory, compaction_of(directory)) {}

  Result<void> load() {
    sql::Transaction reading(*database_);
    journal_.load();
    samples_.load();
    const bool views_are_current = views_.are_current();
    if (views_are_current) views_.load();
    Result<void> done = reading.commit();
    if (done && !views_are_current) done = fold_views_anew();
    loaded_ = done.has_value();
    return done;
  }

  Result<runtime::Tidied> tidy(Instant now) {
    if (!loaded_ || !samples_.untidy(now)) return runtime::Tidied::All;
    sql::Transaction writing(*database_);
    samples_.tidy(now);
    Result<void> done = writing.commit();
    loaded_ = done.has_value();
    if (!done) return done.error();
    return samples_.untidy(now) ? runtime::Tidied::Some : runtime::Tidied::All;
  }

  std::vector<core::SamplesThinned> thinned() { return samples_.thinner().take_over(); }

  Result<runtime::Recovered> recover() {
    sql::Transaction reading(*database_);
    runtime::Recovered recovered;
    recovered.state = snapshots_.newest(journal_);
    Result<void> read = journal_.read(recovered.state.last_seq, [&](core::Event event) { recovered.events.push_back(std::move(event)); });
    if (!read) return read.error();
    recovered.samples = recent_samples(*database_, directory_);
    const Instant last_alive = std::max(journal_.last_time(), samples_.last_arrival());
    if (last_alive > Instant::before_all()) recovered.last_alive = last_alive;
    return reading.commit(std::move(recovered));
  }

  // After a failure, what is in memory is ahead of the database that rolled back: it is read again before the next commit.
  Result<void> commit(const runtime::Commit& commit) {
    if (!loaded_)
      if (Result<void> loaded = load(); !loaded) return loaded;
    Result<void> done = write(commit);
    loaded_ = done.has_value();
    return done;
  }

 private:
  Result<void> fold_views_anew() {
    sql::Transaction writing(*database_);
    if (Result<void> folded = views_.fold_anew(journal_); !folded) return folded;
    return writing.commit();
  }

  Result<void> write(const runtime::Commit& commit) {
    sql::Transaction writing(*database_);
    for (const core::Event& event : commit.events) {
      const std::string subject = subject_of(event, [this](const std::string& command) { return views_.row_of(command); });
      if (Result<void> appended = journal_.append(event, subject); !appended) return appended;
      views_.fold(event);
      if (const auto* run = get_if<core::SamplesThinned>(&event.body)) samples_.thinner().told(run->run);
    }
    if (!commit.events.empty()) journal_.save_head();
    if (commit.snapshot)
      if (Result<void> saved = snapshots_.save(*commit.snapshot, journal_); !saved) return saved;
    samples_.append(commit.samples);
    return writing.commit();
  }

  const site::Directory& directory_;
  FolderLock lock_;
  std::unique_ptr<sql::Database> database_;
  Journal journal_;
  Snapshots snapshots_;
  Views views_;
  SampleLog samples_;
  bool loaded_ = false;
};

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const std::string& data_folder, const site::Directory& directory) {
  Result<OpenFolder> folder = open_folder(data_folder);
  if (!folder) return folder.error();
  return open(std::move(*folder), directory);
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(OpenFolder folder, const site::Directory& directory) {
  auto impl = std::make_unique<Impl>(std::move(folder.lock), std::move(folder.database), directory);
  if (Result<void> loaded = impl->load(); !loaded) return loaded.error().within(folder.path);
  return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(impl)));
}

SqliteStore::SqliteStore(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
SqliteStore::~SqliteStore() = default;

Result<runtime::Recovered> SqliteStore::recover(Instant) { return impl_->recover(); }
Result<void> SqliteStore::commit(const runtime::Commit& commit) { return impl_->commit(commit); }
Result<runtime::Tidied> SqliteStore::tidy(Instant now) { return impl_->tidy(now); }
std::vector<core::SamplesThinned> SqliteStore::thinned() { return impl_->thinned(); }

}  // namespace davy::store
