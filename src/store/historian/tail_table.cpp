#include "store/historian/tail_table.hpp"

#include <algorithm>

namespace davy::store {
namespace {

std::string select_tail(const char* rest) {
  return std::string("SELECT id, count, first_source, last_source, digest, body FROM tail ") + rest;
}

}  // namespace

TailTable::TailTable(sql::Database& database)
    : insert_(database.prepare(
          "INSERT INTO tail (id, first_source, last_source, last_arrival, count, digest, body) VALUES ($1, $2, $3, $4, $5, $6, $7)")),
      remove_(database.prepare("DELETE FROM tail WHERE id = $1")),
      overlapping_(database.prepare(select_tail("WHERE first_source < $1 AND last_source >= $2 ORDER BY id"))),
      between_(database.prepare(select_tail("WHERE id > $1 AND id <= $2 ORDER BY id"))),
      from_newest_(database.prepare(select_tail("ORDER BY id DESC"))),
      last_id_(database.prepare("SELECT max(id) FROM tail")),
      last_arrival_(database.prepare("SELECT max(last_arrival) FROM tail")),
      span_(database.prepare("SELECT min(first_source), max(last_source) FROM tail")),
      size_after_(database.prepare("SELECT coalesce(sum(count), 0), min(last_arrival) FROM tail WHERE id > $1")) {}

void TailTable::add(std::uint64_t id, std::span<const PointReading> batch) {
  Instant first_source = Instant::never();
  Instant last_source = Instant::before_all();
  Instant last_arrival = Instant::before_all();
  for (const PointReading& sample : batch) {
    first_source = std::min(first_source, sample.reading.source);
    last_source = std::max(last_source, sample.reading.source);
    last_arrival = std::max(last_arrival, sample.reading.arrival);
  }
  const std::string body = encode_batch(batch);
  insert_.run(id, first_source, last_source, last_arrival, batch.size(), sql::Blob{check_of(body)}, sql::Blob{body});
}

void TailTable::remove(std::uint64_t id) { remove_.run(id); }

sql::Statement& TailTable::overlapping(Range range) { return overlapping_.query(range.until, range.from); }
sql::Statement& TailTable::between(std::uint64_t after, std::uint64_t through) { return between_.query(after, through); }
sql::Statement& TailTable::from_newest() { return from_newest_.query(); }

std::uint64_t TailTable::id(sql::Statement& row) { return row.get<std::uint64_t>(0); }
std::size_t TailTable::count(sql::Statement& row) { return row.get<std::size_t>(1); }

Result<std::vector<PointReading>> TailTable::batch(sql::Statement& row) {
  const auto damaged = [&](const std::string& what) {
    return Error{ErrorCode::Corrupt, "row " + std::to_string(id(row)) + " of the newest samples (" + to_text(row.get<Instant>(2)) + " to " +
                                         to_text(row.get<Instant>(3)) + ") is damaged: " + what};
  };
  if (check_of(row.bytes(5)) != row.bytes(4)) return damaged("its samples are not what was written");
  Result<std::vector<PointReading>> batch = decode_batch(row.bytes(5));
  if (!batch) return damaged(batch.error().message);
  return batch;
}

std::uint64_t TailTable::last_id() { return last_id_.query().next() ? last_id_.get<std::uint64_t>(0) : 0; }

Instant TailTable::last_arrival() {
  return last_arrival_.query().next() ? last_arrival_.get<std::optional<Instant>>(0).value_or(Instant::before_all())
                                      : Instant::before_all();
}

std::optional<Range> TailTable::span() {
  if (!span_.query().next() || span_.is_null(0)) return std::nullopt;
  return Range{span_.get<Instant>(0), span_.get<Instant>(1)};
}

TailTable::Size TailTable::size_after(std::uint64_t id) {
  if (!size_after_.query(id).next()) return {};
  return {size_after_.get<std::uint64_t>(0), size_after_.get<std::optional<Instant>>(1).value_or(Instant::never())};
}

}  // namespace davy::store
