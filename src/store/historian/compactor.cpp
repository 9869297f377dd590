#include "store/historian/compactor.hpp"

#include "store/historian/arrival_order.hpp"
#include "store/historian/chunk_codec.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace davy::store {
namespace {

constexpr std::size_t kWorkPerPoint = 16;    // samples that writing a chunk is worth, however few it gets
constexpr std::size_t kSmallChunk = 1'024;   // is written again with whatever follows
constexpr std::uint64_t kPartThatStays = 4;  // the newest 1/4 of the tail
constexpr std::size_t kReadsAWrite = 4;      // samples read cost as much as one written
constexpr std::size_t kMuchLarger = 4;
constexpr std::uint64_t kFreePagesMin = 64;
constexpr int kPagesAtATime = 256;
bool by_source(const Reading& a, const Reading& b) { return a.source < b.source; }

}  // namespace

Compactor::Compactor(sql::Database& database, TailTable& tail, CompactorOptions options)
    : database_(database),
      tail_(tail),
      options_(options),
      chunks_(database),
      read_chunked_(database.prepare("SELECT id, chunked FROM points WHERE chunked > 0")),
      mark_chunked_(database.prepare("UPDATE points SET chunked = $1 WHERE id = $2")),
      free_pages_(database.prepare("PRAGMA freelist_count")),
      pages_(database.prepare("PRAGMA page_count")) {}

void Compactor::load() {
  run_ = {};
  to_mend_.clear();
  may_have_free_pages_ = true;
  chunked_.clear();
  read_chunked_.query();
  while (read_chunked_.next()) chunked_[read_chunked_.get<std::uint64_t>(0)] = read_chunked_.get<std::uint64_t>(1);
  std::uint64_t taken = 0;
  for (const auto& [point, through] : chunked_) taken = std::max(taken, through);
  waiting_ = tail_.size_after(taken);
}

void Compactor::step(std::size_t added, Instant now) {
  waiting_.samples += added;
  waiting_.oldest_arrival = std::min(waiting_.oldest_arrival, now);
  if (!running() && due(now)) begin(last_row_to_take(now));
  if (running()) go_on(std::max(options_.work_min, 2 * added), Merge::Small);
}

void Compactor::tidy(Instant now) {
  if (!running() && due(now)) begin(last_row_to_take(now));
  if (running()) return go_on(options_.tidy_work, Merge::Small);
  if (!to_mend_.empty()) return mend();
  give_pages_back();
}

// What a run has begun comes first: its rows are chunked for some points.
void Compactor::settle() {
  if (running()) go_on(std::numeric_limits<std::size_t>::max(), Merge::All);
  begin(tail_.last_id());
  if (running()) go_on(std::numeric_limits<std::size_t>::max(), Merge::All);
  to_mend_.clear();
}

bool Compactor::due(Instant now) const {
  return waiting_.samples >= options_.tail_samples_max || (waiting_.samples > 0 && now - waiting_.oldest_arrival >= options_.tail_age_max);
}

void Compactor::begin(std::uint64_t through) {
  run_.through = through;
  if (running()) waiting_ = tail_.size_after(through);
}

std::uint64_t Compactor::last_row_to_take(Instant now) {
  if (now - tail_.last_arrival() >= options_.tail_age_max) return tail_.last_id();
  std::uint64_t stays = 0;
  sql::Statement& row = tail_.from_newest();
  std::uint64_t last = 0;
  while (last == 0 && row.next()) {
    if (stays >= waiting_.samples / kPartThatStays) last = TailTable::id(row);
    stays += TailTable::count(row);
  }
  return last;
}

void Compactor::go_on(std::size_t work, Merge merge) {
  work = read_rows(work);
  if (run_.read < run_.through) return;
  for (; work > 0 && run_.written < run_.left.size(); ++run_.written) {
    std::vector<Reading> readings = std::exchange(run_.left[run_.written], {});
    if (readings.empty()) continue;
    work -= std::min(work, readings.size() + kWorkPerPoint);
    write_point(run_.written, std::move(readings), merge);
  }
  if (run_.written == run_.left.size()) finish();
}

std::size_t Compactor::read_rows(std::size_t work) {
  if (run_.read == run_.through) return work;
  sql::Statement& row = tail_.between(run_.read, run_.through);
  bool more = false;
  while (work > 0 && (more = row.next())) {
    const std::uint64_t id = TailTable::id(row);
    run_.read = id;
    const Result<std::vector<PointReading>> batch = TailTable::batch(row);
    if (!batch) continue;
    run_.rows.push_back(id);
    work -= std::min(work, batch->size() / kReadsAWrite + 1);
    for (const PointReading& sample : *batch) {
      if (sample.point >= run_.left.size()) run_.left.resize(sample.point + 1);
      const auto chunked = chunked_.find(sample.point);
      if (chunked == chunked_.end() || chunked->second < id) run_.left[sample.point].push_back(sample.reading);
    }
  }
  if (!more) run_.read = run_.through;
  return work;
}

void Compactor::write_point(std::uint64_t point, std::vector<Reading> readings, Merge merge) {
  std::ranges::stable_sort(readings, by_source);
  Instant live_since = Instant::before_all();
  if (sql::Statement& row = chunks_.newest(point, Lane::Live); row.next()) live_since = row.get<Instant>(4);
  std::vector<Reading> live;
  std::vector<Reading> late;
  for (const Reading& reading : readings) {
    const bool in_order = reading.source >= live_since && reading.source <= reading.arrival + kClockAhead;
    (in_order ? live : late).push_back(reading);
  }
  write_lane(point, Lane::Live, std::move(live), merge);
  write_lane(point, Lane::Late, std::move(late), merge);
  chunked_[point] = run_.through;
  to_mend_.insert(point);
  mark_chunked_.run(run_.through, point);
}

void Compactor::write_lane(std::uint64_t point, Lane lane, std::vector<Reading> readings, Merge merge) {
  if (readings.empty()) return;
  while (true) {
    sql::Statement& row = chunks_.newest(point, lane);
    if (!row.next()) break;
    const Result<ChunkHead> head = ChunkTable::head(row);
    if (!head) break;
    const std::size_t size = head->summary.count + head->summary.bad;
    const bool small = size < kSmallChunk || size <= 2 * readings.size() || merge == Merge::All ||
                       goes_beyond(head->last_source, readings.front().source, readings.back().source);
    if (size >= kChunkReadingsMax / 2 || !small || is_closed(size, head->last_source, readings.front().source)) break;
    Result<std::vector<Reading>> before = ChunkTable::readings(row);
    if (!before) break;
    before->insert(before->end(), readings.begin(), readings.end());
    std::ranges::stable_sort(*before, by_source);
    readings = std::move(*before);
    chunks_.remove(head->id);
  }
  chunks_.add(point, lane, readings);
}

void Compactor::finish() {
  for (const std::uint64_t row : run_.rows) tail_.remove(row);
  run_ = {};
  may_have_free_pages_ = true;
}

void Compactor::mend() {
  for (std::size_t work = options_.tidy_work; work > 0 && !to_mend_.empty();) {
    const std::uint64_t point = to_mend_.extract(to_mend_.begin()).value();
    const std::size_t written = mend(point, Lane::Live) + mend(point, Lane::Late);
    work -= std::min(work, written + kWorkPerPoint);
  }
  may_have_free_pages_ = true;
}

std::size_t Compactor::mend(std::uint64_t point, Lane lane) {
  std::vector<Reading> readings;
  const std::vector<std::uint64_t> chunks = small_chunks(point, lane, readings);
  if (chunks.size() < 2) return 0;
  std::ranges::stable_sort(readings, by_source);
  for (const std::uint64_t chunk : chunks) chunks_.remove(chunk);
  chunks_.add(point, lane, readings);
  return readings.size();
}

// From the newest back, while each is not much larger than all after it: so a sample is written again a few times in its life. When nothing has come for
// long, all that one chunk can hold.
std::vector<std::uint64_t> Compactor::small_chunks(std::uint64_t point, Lane lane, std::vector<Reading>& readings) {
  const bool quiet = waiting_.samples == 0;
  std::vector<std::uint64_t> chunks;
  sql::Statement& row = chunks_.until(point, lane, Instant::never());
  while (row.next()) {
    const Result<ChunkHead> head = ChunkTable::head(row);
    if (!head) break;
    const std::size_t size = head->summary.count + head->summary.bad;
    const bool worth_it = chunks.empty() || quiet || size <= kMuchLarger * readings.size();
    if (!worth_it || readings.size() + size > kChunkReadingsMax) break;
    if (!readings.empty() && is_closed(size, head->last_source, readings.front().source)) break;
    Result<std::vector<Reading>> these = ChunkTable::readings(row);
    if (!these) break;
    these->insert(these->end(), readings.begin(), readings.end());
    readings = std::move(*these);
    chunks.push_back(head->id);
  }
  return chunks;
}

// While samples keep coming, the pages that a run left free are those that the next ones need.
void Compactor::give_pages_back() {
  const auto number_of = [](sql::Statement& row) { return row.query().next() ? row.get<std::uint64_t>(0) : 0; };
  const std::uint64_t free = number_of(free_pages_);
  const std::uint64_t pages = number_of(pages_);
  const std::uint64_t worth_it = waiting_.samples == 0 ? pages / 64 : pages / 8;
  may_have_free_pages_ = false;
  if (free <= worth_it + kFreePagesMin) return;
  database_.run("PRAGMA incremental_vacuum(" + std::to_string(kPagesAtATime) + ")");
  may_have_free_pages_ = number_of(free_pages_) < free;  // a file of before has pages that stay
}

}  // namespace davy::store
