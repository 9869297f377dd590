#include "store/evidence/checkpoints.hpp"

#include "store/files.hpp"
#include "store/journal/record.hpp"
#include "store/secrets/secrets.hpp"
#include "store/sql/schema.hpp"
#include "store/sql/selection.hpp"

#include <algorithm>
#include <mutex>

namespace davy::store {
namespace {

constexpr const char* kCheckpointColumns = "SELECT number, seq, hash, time, site, previous, key, signature FROM checkpoints";

template <std::size_t N>
std::array<std::uint8_t, N> array_of(std::string_view bytes) {
  std::array<std::uint8_t, N> array{};
  if (bytes.size() == N) std::ranges::copy(bytes, array.begin());
  return array;
}

template <std::size_t N>
sql::Blob blob_of_array(const std::array<std::uint8_t, N>& array) {
  return {{reinterpret_cast<const char*>(array.data()), array.size()}};
}

NumberedCheckpoint checkpoint_at_row(sql::Statement& row) {
  return {row.get<std::uint64_t>(0),
          {.site = row.get<std::string>(4),
           .seq = row.get<std::uint64_t>(1),
           .hash = digest_of(row.bytes(2)),
           .time = row.get<Instant>(3),
           .previous = digest_of(row.bytes(5)),
           .key = array_of<32>(row.bytes(6)),
           .signature = array_of<64>(row.bytes(7))}};
}

std::string known_site(sql::Database& database) {
  sql::Statement newest = database.prepare("SELECT site FROM checkpoints ORDER BY number DESC LIMIT 1");
  return newest.query().next() ? newest.get<std::string>(0) : std::string();
}

std::vector<NumberedCheckpoint> list_of(sql::Database& database, const sql::Selection& selection) {
  std::vector<NumberedCheckpoint> found;
  for (sql::Statement row = selection.open(database); row.next();) found.push_back(checkpoint_at_row(row));
  return found;
}

std::vector<NumberedCheckpoint> newest_of(sql::Database& database, std::size_t limit) {
  sql::Selection rows(kCheckpointColumns);
  rows.then(" ORDER BY number DESC LIMIT ?", limit);
  return list_of(database, rows);
}

std::vector<evidence::Checkpoint> enclosing(sql::Database& database, std::uint64_t first, std::uint64_t last) {
  sql::Selection before("SELECT max(number) FROM checkpoints");
  sql::Statement from = before.where("seq < ?", first).open(database);
  const std::uint64_t begin = from.next() && !from.is_null(0) ? from.get<std::uint64_t>(0) : 1;
  sql::Selection rows(kCheckpointColumns);
  rows.where("number >= ?", begin).then(" ORDER BY number");
  std::vector<evidence::Checkpoint> found;
  for (sql::Statement row = rows.open(database); row.next();) {
    found.push_back(checkpoint_at_row(row).checkpoint);
    if (found.back().seq >= last) return found;
  }
  return {};
}

WitnessProgress progress_of(sql::Database& database, const std::string& witness) {
  WitnessProgress progress;
  sql::Statement row = sql::Selection("SELECT number, at FROM witness_progress").where("witness = ?", witness).open(database);
  if (row.next()) progress = {row.get<std::uint64_t>(0), row.get<Instant>(1), 0};
  sql::Statement count = sql::Selection("SELECT count(*) FROM checkpoints").where("number > ?", progress.number).open(database);
  if (count.next()) progress.waiting = count.get<std::uint64_t>(0);
  return progress;
}

}  // namespace

class Checkpoints::Impl {
 public:
  Impl(std::unique_ptr<sql::Database> writing, std::unique_ptr<sql::Database> reading, std::string site, evidence::SigningKey key)
      : writing_(std::move(writing)), reading_(std::move(reading)), site_(std::move(site)), key_(key) {}

  const evidence::SigningKey& key() const { return key_; }
  const std::string& site() const { return site_; }

  // Readers have a connection of their own: they wait neither for the disk nor for who writes.
  template <class Work>
  auto read(Work work) -> Result<decltype(work(std::declval<sql::Database&>()))> {
    const std::scoped_lock lock(reading_mutex_);
    sql::Transaction transaction(*reading_);
    auto value = work(*reading_);
    return transaction.commit(std::move(value));
  }

  Result<void> kept(const std::string& witness, std::uint64_t number, Instant at) {
    const std::scoped_lock lock(writing_mutex_);
    sql::Transaction transaction(*writing_);
    writing_
        ->prepare(
            "INSERT INTO witness_progress (witness, number, at) VALUES ($1, $2, $3) "
            "ON CONFLICT (witness) DO UPDATE SET number = excluded.number, at = excluded.at")
        .run(witness, number, at);
    return transaction.commit();
  }

  Result<std::optional<NumberedCheckpoint>> make(Instant now) {
    const std::scoped_lock lock(writing_mutex_);
    sql::Transaction writing(*writing_);
    const std::vector<NumberedCheckpoint> last = newest_of(*writing_, 1);
    if (!last.empty() && hash_of_record(last.front().checkpoint.seq) != last.front().checkpoint.hash && !writing_->error())
      return Error{ErrorCode::Corrupt, "journal record " + std::to_string(last.front().checkpoint.seq) +
                                           " is not the one that the newest checkpoint was made of; see `davy verify`"};
    std::optional<NumberedCheckpoint> made = next(last, now);
    if (made && made->checkpoint.site.empty() && !writing_->error())
      return invalid("a first checkpoint needs the name of the site, which the store does not know");
    if (made) save(*made);
    return writing.commit(std::move(made));
  }

 private:
  Digest hash_of_record(std::uint64_t seq) {
    sql::Statement row = sql::Selection("SELECT hash FROM journal").where("seq = ?", seq).open(*writing_);
    return row.next() ? digest_of(row.bytes(0)) : Digest{};
  }

  std::optional<NumberedCheckpoint> next(const std::vector<NumberedCheckpoint>& last, Instant now) {
    sql::Statement head = writing_->prepare("SELECT seq, hash FROM journal_head");
    if (!head.query().next()) return std::nullopt;
    NumberedCheckpoint made;
    made.checkpoint.seq = head.get<std::uint64_t>(0);
    made.checkpoint.hash = digest_of(head.bytes(1));
    if (!last.empty() && last.front().checkpoint.seq == made.checkpoint.seq && last.front().checkpoint.hash == made.checkpoint.hash)
      return last.front();
    made.number = last.empty() ? 1 : last.front().number + 1;
    made.checkpoint.site = site_;
    made.checkpoint.time = now;
    if (!last.empty()) made.checkpoint.previous = evidence::digest_of(last.front().checkpoint);
    sign(made.checkpoint, key_);
    return made;
  }

  void save(const NumberedCheckpoint& made) {
    const evidence::Checkpoint& c = made.checkpoint;
    writing_
        ->prepare(
            "INSERT INTO checkpoints (number, seq, hash, time, site, previous, key, signature) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) "
            "ON CONFLICT (number) DO NOTHING")
        .run(made.number, c.seq, blob_of(c.hash), c.time, c.site, blob_of(c.previous), blob_of_array(c.key), blob_of_array(c.signature));
  }

  std::mutex writing_mutex_;
  std::unique_ptr<sql::Database> writing_;
  std::mutex reading_mutex_;
  std::unique_ptr<sql::Database> reading_;
  const std::string site_;
  const evidence::SigningKey key_;
};

Result<std::unique_ptr<Checkpoints>> Checkpoints::open(const std::string& data_folder, const std::string& site) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Write);
  if (!database) return database.error();
  if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder);
  if (Result<void> ready = make_secrets(**database); !ready) return ready.error().within(data_folder);
  Result<evidence::SigningKey> key = evidence::SigningKey::from_seed(secret(**database, kSigningSeed));
  if (!key) return key.error().within(data_folder);
  std::string name = site.empty() ? known_site(**database) : site;
  Result<std::unique_ptr<sql::Database>> reading = sql::Database::open(database_path(data_folder), sql::Access::Read);
  if (!reading) return reading.error();
  auto impl = std::make_unique<Impl>(std::move(*database), std::move(*reading), std::move(name), *key);
  return std::unique_ptr<Checkpoints>(new Checkpoints(std::move(impl)));
}

Checkpoints::Checkpoints(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Checkpoints::~Checkpoints() = default;

const evidence::SigningKey& Checkpoints::key() const { return impl_->key(); }
const std::string& Checkpoints::site() const { return impl_->site(); }
Result<std::optional<NumberedCheckpoint>> Checkpoints::make(Instant now) { return impl_->make(now); }

Result<std::vector<NumberedCheckpoint>> Checkpoints::newest(std::size_t limit) {
  return impl_->read([&](sql::Database& database) { return newest_of(database, limit); });
}

Result<std::vector<NumberedCheckpoint>> Checkpoints::after(std::uint64_t number, std::size_t limit) {
  return impl_->read([&](sql::Database& database) {
    sql::Selection rows(kCheckpointColumns);
    rows.where("number > ?", number).then(" ORDER BY number LIMIT ?", limit);
    return list_of(database, rows);
  });
}

Result<std::vector<evidence::Checkpoint>> Checkpoints::around(std::uint64_t first, std::uint64_t last) {
  return impl_->read([&](sql::Database& database) { return enclosing(database, first, last); });
}

Result<WitnessProgress> Checkpoints::progress(const std::string& witness) {
  return impl_->read([&](sql::Database& database) { return progress_of(database, witness); });
}

Result<void> Checkpoints::kept(const std::string& witness, std::uint64_t number, Instant at) { return impl_->kept(witness, number, at); }

}  // namespace davy::store
