#include "store/historian/thinned_table.hpp"

#include "store/historian/batch_codec.hpp"
#include "store/historian/varint.hpp"
#include "store/zip.hpp"

namespace davy::store {
namespace {

constexpr const char* kSelectThinned = "SELECT id, point, first_source, last_source, width, samples, digest, body FROM thinned ";

std::uint64_t bits(Instant at) { return static_cast<std::uint64_t>(at.unix_ns()); }

// Over the place as well, so that no column can change unseen.
std::string digest_of(std::uint64_t point, const ThinnedBlock& block, std::string_view body) {
  std::string all;
  for (const std::uint64_t number :
       {point, bits(block.first_source), bits(block.last_source), static_cast<std::uint64_t>(block.width.ns()), block.samples})
    put_fixed(all, number);
  all += body;
  return check_of(all);
}

// Varint number of intervals, then of each: varint intervals since the one before it (the first: since the block's first), varint length, its summary.
std::string encode(const ThinnedBlock& block) {
  std::string out;
  put_varint(out, block.intervals.size());
  Instant before = interval_begin(block.first_source, block.width);
  for (const ThinnedInterval& each : block.intervals) {
    put_varint(out, static_cast<std::uint64_t>((each.begin - before).ns() / block.width.ns()));
    const std::string summary = encode_summary(each.summary, each.begin);
    put_varint(out, summary.size());
    out += summary;
    before = each.begin;
  }
  return zip(out);
}

Result<std::vector<ThinnedInterval>> decode(const ThinnedBlock& block, std::string_view body) {
  const Result<std::string> bytes = unzip(body);
  if (!bytes) return bytes.error();
  BytesReader in(*bytes);
  std::vector<ThinnedInterval> intervals;
  Instant begin = interval_begin(block.first_source, block.width);
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    begin = begin + block.width * static_cast<std::int64_t>(in.varint());
    const Result<Summary> summary = decode_summary(in.take(in.varint()), begin);
    if (!summary) return summary.error();
    intervals.push_back({begin, *summary});
  }
  if (!in.at_end()) return Error{ErrorCode::Corrupt, "its intervals are not whole"};
  return intervals;
}

}  // namespace

Instant interval_begin(Instant at, Duration width) {
  const std::int64_t past = at.unix_ns() % width.ns();
  return at - Duration::from_ns(past < 0 ? past + width.ns() : past);
}

ThinnedTable::ThinnedTable(sql::Database& database)
    : insert_(
          database.prepare("INSERT INTO thinned (point, first_source, last_source, width, samples, digest, body) VALUES ($1, $2, $3, $4, "
                           "$5, $6, $7)")),
      remove_(database.prepare("DELETE FROM thinned WHERE id = $1")),
      overlapping_(database.prepare(std::string(kSelectThinned) +
                                    "WHERE point = $1 AND first_source < $2 AND last_source >= $3 ORDER BY first_source, id")),
      before_(database.prepare(std::string(kSelectThinned) +
                               "WHERE point = $1 AND first_source < $2 AND last_source < $2 ORDER BY first_source, id")),
      removed_until_(database.prepare("SELECT removed_until FROM points WHERE id = $1")),
      set_removed_until_(database.prepare("UPDATE points SET removed_until = $1 WHERE id = $2")) {}

std::size_t ThinnedTable::add(std::uint64_t point, Duration width, std::span<const Reading> readings) {
  ThinnedBlock block{0, readings.front().source, readings.back().source, width, readings.size(), {}};
  for (const Reading& reading : readings) {
    const Instant begin = interval_begin(reading.source, width);
    if (block.intervals.empty() || block.intervals.back().begin != begin) block.intervals.push_back({begin, {}});
    block.intervals.back().summary.add(reading);
  }
  const std::string body = encode(block);
  const std::string digest = digest_of(point, block, body);
  insert_.run(point, block.first_source, block.last_source, width.ns(), block.samples, sql::Blob{digest}, sql::Blob{body});
  return block.intervals.size();
}

std::size_t ThinnedTable::remove_before(std::uint64_t point, Instant until, std::size_t most) {
  std::size_t intervals = 0;
  std::vector<std::uint64_t> blocks;
  sql::Statement& row = before_.query(point, until);
  while (blocks.size() < most && row.next()) {
    const Result<ThinnedBlock> read = block(row);
    intervals += read ? read->intervals.size() : 1;
    blocks.push_back(row.get<std::uint64_t>(0));
  }
  for (const std::uint64_t id : blocks) remove_.run(id);
  return intervals;
}

Instant ThinnedTable::removed_until(std::uint64_t point) {
  if (!removed_until_.query(point).next()) return Instant::before_all();
  return removed_until_.get<std::optional<Instant>>(0).value_or(Instant::before_all());
}

void ThinnedTable::set_removed_until(std::uint64_t point, Instant until) { set_removed_until_.run(until, point); }

sql::Statement& ThinnedTable::overlapping(std::uint64_t point, Range range) { return overlapping_.query(point, range.until, range.from); }

ThinnedBlock ThinnedTable::head(sql::Statement& row) {
  return {row.get<std::uint64_t>(0),         row.get<Instant>(2),       row.get<Instant>(3),
          Duration::from_ns(row.integer(4)), row.get<std::uint64_t>(5), {}};
}

Result<ThinnedBlock> ThinnedTable::block(sql::Statement& row) {
  ThinnedBlock block = head(row);
  const std::string_view body = row.bytes(7);
  const auto damaged = [&](const std::string& what) {
    return Error{ErrorCode::Corrupt, "figures " + std::to_string(block.id) + " (" + to_text(block.first_source) + " to " +
                                         to_text(block.last_source) + ") are damaged: " + what};
  };
  if (block.width <= Duration() || digest_of(row.get<std::uint64_t>(1), block, body) != row.bytes(6))
    return damaged("they are not what was written");
  Result<std::vector<ThinnedInterval>> intervals = decode(block, body);
  if (!intervals) return damaged(intervals.error().message);
  block.intervals = std::move(*intervals);
  return block;
}

}  // namespace davy::store
