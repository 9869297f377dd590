#include "store/historian/chunk_table.hpp"

#include "store/historian/batch_codec.hpp"
#include "store/historian/chunk_codec.hpp"
#include "store/historian/varint.hpp"

#include <algorithm>

namespace davy::store {
namespace {

constexpr std::size_t kCheckBytes = 8;

constexpr const char* kSelect = "SELECT id, point, lane, first_source, last_source, summary, body FROM chunks ";

std::string select(const char* rest) { return std::string(kSelect) + rest; }

std::int64_t number_of(Lane lane) { return lane == Lane::Live ? 0 : 1; }

struct Place {
  std::uint64_t point = 0;
  std::int64_t lane = 0;
  Instant first_source;
  Instant last_source;
};

// The stored summary is the summary, the check of the body, and a check over all that and the place: none of them can change unseen.
std::string with_check(const Place& place, std::string_view summary_and_body_check) {
  std::string all;
  put_fixed(all, place.point);
  put_fixed(all, static_cast<std::uint64_t>(place.lane));
  put_fixed(all, static_cast<std::uint64_t>(place.first_source.unix_ns()));
  put_fixed(all, static_cast<std::uint64_t>(place.last_source.unix_ns()));
  all += summary_and_body_check;
  return std::string(summary_and_body_check) + check_of(all);
}

// SQLite keeps a row of `kKept` bytes and any number of whole pages without loss; else its leaf page, or the last of its own pages, stays half empty
// (https://www.sqlite.org/fileformat2.html#b_tree_pages: M, and U - 4, of pages of 4,096 bytes).
constexpr std::size_t kKept = 489;
constexpr std::size_t kPage = 4'092;
constexpr std::size_t kLossMax = 450;        // beyond it a full chunk is cut
constexpr std::size_t kBesideTheBody = 108;  // of a row: its summary, times and checks

// How many of the readings of a full chunk go into it, so that its row fits into pages.
std::size_t fitting(std::size_t readings, std::size_t body) {
  const std::size_t row = body + kBesideTheBody;
  if (readings < kChunkReadingsMax / 2 || row < kKept + kPage) return readings;
  const std::size_t beyond = (row - kKept) % kPage;
  if (beyond <= kLossMax || beyond >= kPage - kLossMax) return readings;
  return readings * (body - beyond) / body;
}

Place place_of(sql::Statement& row) { return {row.get<std::uint64_t>(1), row.integer(2), row.get<Instant>(3), row.get<Instant>(4)}; }

Error damaged(sql::Statement& row, const std::string& what) {
  const Place place = place_of(row);
  return {ErrorCode::Corrupt, "chunk " + std::to_string(row.integer(0)) + " (" + to_text(place.first_source) + " to " +
                                  to_text(place.last_source) + ") is damaged: " + what};
}

}  // namespace

ChunkTable::ChunkTable(sql::Database& database)
    : insert_(database.prepare("INSERT INTO chunks (id, point, lane, first_source, last_source, summary, body) "
                               "SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, $6 FROM chunks")),
      remove_(database.prepare("DELETE FROM chunks WHERE id = $1")),
      // The last chunk that begins before the range may reach into it; those before it cannot.
      live_(database.prepare(
          select("WHERE point = $1 AND lane = 0 AND first_source < $2 AND last_source >= $3 AND first_source >= coalesce((SELECT "
                 "max(first_source) FROM chunks WHERE point = $1 AND lane = 0 AND first_source < $3), $3) ORDER BY first_source, id"))),
      late_(
          database.prepare(select("WHERE point = $1 AND lane = 1 AND first_source < $2 AND last_source >= $3 ORDER BY first_source, id"))),
      until_(database.prepare(select("WHERE point = $1 AND lane = $2 AND first_source <= $3 ORDER BY first_source DESC, id DESC"))),
      newest_live_(database.prepare(select("WHERE point = $1 AND lane = 0 ORDER BY first_source DESC, id DESC LIMIT 1"))),
      newest_late_(database.prepare(select("WHERE point = $1 AND lane = 1 ORDER BY last_source DESC, id DESC LIMIT 1"))) {}

void ChunkTable::add(std::uint64_t point, Lane lane, std::span<const Reading> readings) {
  while (!readings.empty()) {
    const std::span<const Reading> most = readings.first(std::min(readings.size(), kChunkReadingsMax));
    std::string body = encode_chunk(most);
    const std::span<const Reading> part = most.first(fitting(most.size(), body.size()));
    if (part.size() < most.size()) body = encode_chunk(part);
    readings = readings.subspan(part.size());
    Summary summary;
    for (const Reading& reading : part) summary.add(reading);
    const Place place{point, number_of(lane), part.front().source, part.back().source};
    const std::string checked = with_check(place, encode_summary(summary) + check_of(body));
    insert_.run(place.point, place.lane, place.first_source, place.last_source, sql::Blob{checked}, sql::Blob{body});
  }
}

void ChunkTable::remove(std::uint64_t id) { remove_.run(id); }

sql::Statement& ChunkTable::overlapping(std::uint64_t point, Lane lane, Range range) {
  return (lane == Lane::Live ? live_ : late_).query(point, range.until, range.from);
}

sql::Statement& ChunkTable::until(std::uint64_t point, Lane lane, Instant at) { return until_.query(point, number_of(lane), at); }

sql::Statement& ChunkTable::newest(std::uint64_t point, Lane lane) {
  return (lane == Lane::Live ? newest_live_ : newest_late_).query(point);
}

Result<ChunkHead> ChunkTable::head(sql::Statement& row) {
  const std::string_view stored = row.bytes(5);
  const std::size_t content = std::max(stored.size(), 2 * kCheckBytes) - kCheckBytes;
  if (with_check(place_of(row), stored.substr(0, content)) != stored) return damaged(row, "its summary is not what was written");
  const Result<Summary> summary = decode_summary(stored.substr(0, content - kCheckBytes));
  if (!summary) return damaged(row, summary.error().message);
  return ChunkHead{row.get<std::uint64_t>(0), row.get<Instant>(3), row.get<Instant>(4), *summary};
}

Result<std::string_view> ChunkTable::body(sql::Statement& row) {
  if (const Result<ChunkHead> read = head(row); !read) return read.error();
  const std::string_view stored = row.bytes(5);
  const std::string_view body = row.bytes(6);
  if (check_of(body) != stored.substr(stored.size() - 2 * kCheckBytes, kCheckBytes))
    return damaged(row, "its samples are not what was written");
  return body;
}

Result<std::vector<Reading>> ChunkTable::readings(sql::Statement& row) {
  const Result<std::string_view> checked = body(row);
  if (!checked) return checked.error();
  Result<std::vector<Reading>> decoded = decode_chunk(*checked);
  if (!decoded) return damaged(row, decoded.error().message);
  return decoded;
}

}  // namespace davy::store
