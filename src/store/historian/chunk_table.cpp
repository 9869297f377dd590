#include "store/historian/chunk_table.hpp"

#include "store/historian/batch_codec.hpp"
#include "store/historian/chunk_codec.hpp"
#include "store/historian/varint.hpp"

#include <algorithm>

namespace davy::store {
namespace {

constexpr std::size_t kCheckBytes = 8;

constexpr const char* kSelectChunks = "SELECT id, point, lane, first_source, last_source, summary, body FROM chunks ";

std::string select_chunks(const char* rest) { return std::string(kSelectChunks) + rest; }

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

// Where SQLite puts a row in pages of 4,096 bytes (https://www.sqlite.org/fileformat2.html#b_tree_pages): whole pages of its own as far as it
// goes, the rest with the rests of other rows on a leaf page.
constexpr std::size_t kLeaf = 4'088;
constexpr std::size_t kRowMax = 4'061;  // of a row that has no page of its own
constexpr std::size_t kRestMin = 489;
constexpr std::size_t kOwnPage = 4'092;
constexpr std::size_t kBesideTheRest = 11;   // pointers and lengths
constexpr std::size_t kBesideTheBody = 100;  // summary, times and checks
constexpr std::size_t kPartsMax = 3;
constexpr std::size_t kPartMin = 2'048;  // readings

constexpr Duration kSlot = 8_h;

// Of a row, when rows like it fill the leaf pages.
double pages_of(std::size_t body) {
  const std::size_t row = body + kBesideTheBody;
  std::size_t rest = row;
  std::size_t own = 0;
  if (row > kRowMax) {
    rest = kRestMin + (row - kRestMin) % kOwnPage;
    if (rest > kRowMax) rest = kRestMin;
    own = (row - rest + kOwnPage - 1) / kOwnPage;
  }
  return static_cast<double>(own) + 1.0 / static_cast<double>(kLeaf / (rest + kBesideTheRest));
}

// Into how many equal chunks readings go, so that the pages hold least air.
std::size_t parts_of(std::size_t readings, std::size_t body) {
  std::size_t best = 1;
  for (std::size_t parts = 2; parts <= kPartsMax && readings / parts >= kPartMin; ++parts)
    if (static_cast<double>(parts) * pages_of(body / parts) < static_cast<double>(best) * pages_of(body / best)) best = parts;
  return best;
}

std::int64_t slot_of(Instant at) { return at.unix_ns() / kSlot.ns(); }

// How many of the readings come before the first place where a chunk ends; at least one.
std::size_t until_slot_ends(std::span<const Reading> readings) {
  for (std::size_t n = kPartMin; n < readings.size(); ++n)
    if (is_closed(n, readings[n - 1].source, readings[n].source)) return n;
  return readings.size();
}

Place place_of(sql::Statement& row) { return {row.get<std::uint64_t>(1), row.integer(2), row.get<Instant>(3), row.get<Instant>(4)}; }

Error damaged(sql::Statement& row, const std::string& what) {
  const Place place = place_of(row);
  return {ErrorCode::Corrupt, "chunk " + std::to_string(row.integer(0)) + " (" + to_text(place.first_source) + " to " +
                                  to_text(place.last_source) + ") is damaged: " + what};
}

}  // namespace

bool is_closed(std::size_t readings, Instant last, Instant next) { return readings >= kPartMin && slot_of(last) != slot_of(next); }

bool goes_beyond(Instant end_of_chunk, Instant first, Instant last) {
  return slot_of(end_of_chunk) == slot_of(first) && slot_of(first) != slot_of(last);
}

ChunkTable::ChunkTable(sql::Database& database)
    : insert_(database.prepare("INSERT INTO chunks (id, point, lane, first_source, last_source, summary, body) "
                               "SELECT coalesce(max(id), 0) + 1, $1, $2, $3, $4, $5, $6 FROM chunks")),
      remove_(database.prepare("DELETE FROM chunks WHERE id = $1")),
      // The last chunk that begins before the range may reach into it; those before it cannot.
      live_(database.prepare(select_chunks(
          "WHERE point = $1 AND lane = 0 AND first_source < $2 AND last_source >= $3 AND first_source >= coalesce((SELECT "
          "max(first_source) FROM chunks WHERE point = $1 AND lane = 0 AND first_source < $3), $3) ORDER BY first_source, id"))),
      late_(database.prepare(
          select_chunks("WHERE point = $1 AND lane = 1 AND first_source < $2 AND last_source >= $3 ORDER BY first_source, id"))),
      beginning_(database.prepare(
          select_chunks("WHERE point = $1 AND lane = $2 AND first_source >= $3 AND first_source < $4 ORDER BY first_source, id"))),
      next_begin_(database.prepare("SELECT min(first_source) FROM chunks WHERE point = $1 AND lane = $2 AND first_source >= $3")),
      until_(database.prepare(select_chunks("WHERE point = $1 AND lane = $2 AND first_source <= $3 ORDER BY first_source DESC, id DESC"))),
      newest_live_(database.prepare(select_chunks("WHERE point = $1 AND lane = 0 ORDER BY first_source DESC, id DESC LIMIT 1"))),
      newest_late_(database.prepare(select_chunks("WHERE point = $1 AND lane = 1 ORDER BY last_source DESC, id DESC LIMIT 1"))) {}

void ChunkTable::add(std::uint64_t point, Lane lane, std::span<const Reading> readings) {
  while (!readings.empty()) {
    const std::span<const Reading> most = readings.first(std::min(until_slot_ends(readings), kChunkReadingsMax));
    readings = readings.subspan(most.size());
    const std::string whole = encode_chunk(most);
    const std::size_t parts = parts_of(most.size(), whole.size());
    for (std::size_t n = 0; n < parts; ++n) {
      const std::size_t begin = most.size() * n / parts;
      const auto part = most.subspan(begin, most.size() * (n + 1) / parts - begin);
      add_chunk(point, lane, part, parts == 1 ? whole : encode_chunk(part));
    }
  }
}

void ChunkTable::add_chunk(std::uint64_t point, Lane lane, std::span<const Reading> readings, const std::string& body) {
  Summary summary;
  for (const Reading& reading : readings) summary.add(reading);
  const Place place{point, number_of(lane), readings.front().source, readings.back().source};
  const std::string checked = with_check(place, encode_summary(summary, place.first_source) + check_of(body));
  insert_.run(place.point, place.lane, place.first_source, place.last_source, sql::Blob{checked}, sql::Blob{body});
}

void ChunkTable::remove(std::uint64_t id) { remove_.run(id); }

sql::Statement& ChunkTable::overlapping(std::uint64_t point, Lane lane, Range range) {
  return (lane == Lane::Live ? live_ : late_).query(point, range.until, range.from);
}

sql::Statement& ChunkTable::beginning(std::uint64_t point, Lane lane, Range range) {
  return beginning_.query(point, number_of(lane), range.from, range.until);
}

Instant ChunkTable::next_begin(std::uint64_t point, Lane lane, Instant at) {
  if (!next_begin_.query(point, number_of(lane), at).next()) return Instant::never();
  return next_begin_.get<std::optional<Instant>>(0).value_or(Instant::never());
}

sql::Statement& ChunkTable::until(std::uint64_t point, Lane lane, Instant at) { return until_.query(point, number_of(lane), at); }

sql::Statement& ChunkTable::newest(std::uint64_t point, Lane lane) {
  return (lane == Lane::Live ? newest_live_ : newest_late_).query(point);
}

Result<ChunkHead> ChunkTable::head(sql::Statement& row) {
  const std::string_view stored = row.bytes(5);
  const std::size_t content = std::max(stored.size(), 2 * kCheckBytes) - kCheckBytes;
  if (with_check(place_of(row), stored.substr(0, content)) != stored) return damaged(row, "its summary is not what was written");
  const Result<Summary> summary = decode_summary(stored.substr(0, content - kCheckBytes), row.get<Instant>(3));
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
  ChunkMemory memory;
  return readings(row, memory);
}

Result<std::vector<Reading>> ChunkTable::readings(sql::Statement& row, ChunkMemory& memory) {
  const Result<std::string_view> checked = body(row);
  if (!checked) return checked.error();
  Result<std::vector<Reading>> decoded = decode_chunk(*checked, memory);
  if (!decoded) return damaged(row, decoded.error().message);
  return decoded;
}

}  // namespace davy::store
