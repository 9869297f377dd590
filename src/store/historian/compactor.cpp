#include "store/historian/compactor.hpp"

#include "store/historian/chunk_codec.hpp"

#include <algorithm>

namespace davy::store {
namespace {

constexpr std::size_t kWorkPerPoint = 16;                    // samples that writing a chunk is worth, however few it gets
constexpr std::size_t kSmallChunk = 1'024;                   // is written again with whatever follows
constexpr std::uint64_t kPartThatStays = 4;                  // the newest 1/4 of the tail
constexpr Duration kClockAhead = Duration::from_ms(60'000);  // beyond it detection refuses a sample as well

bool by_source(const Reading& a, const Reading& b) { return a.source < b.source; }

}  // namespace

Compactor::Compactor(sql::Database& database, TailTable& tail, CompactorOptions options)
    : tail_(tail),
      options_(options),
      chunks_(database),
      read_chunked_(database.prepare("SELECT id, chunked FROM points WHERE chunked > 0")),
      mark_chunked_(database.prepare("UPDATE points SET chunked = $1 WHERE id = $2")) {}

void Compactor::load() {
  run_ = {};
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
  if (run_.through == 0 && due(now)) begin(last_row_to_take());
  std::size_t work = std::max(options_.work_min, 2 * added);
  while (work > 0 && !run_.left.empty()) {
    auto next = run_.left.extract(run_.left.begin());
    work -= std::min(work, next.mapped().size() + kWorkPerPoint);
    write_point(next.key(), std::move(next.mapped()), Merge::Small);
  }
  if (run_.through != 0 && run_.left.empty()) finish();
}

// What a run has begun comes first: its rows are chunked for some points.
void Compactor::settle() {
  write_rest(Merge::All);
  begin(tail_.last_id());
  write_rest(Merge::All);
}

bool Compactor::due(Instant now) const {
  return waiting_.samples >= options_.tail_samples_max || (waiting_.samples > 0 && now - waiting_.oldest_arrival >= options_.tail_age_max);
}

void Compactor::begin(std::uint64_t through) {
  run_.through = through;
  sql::Statement& row = tail_.through(run_.through);
  while (row.next()) {
    const std::uint64_t id = TailTable::id(row);
    const Result<std::vector<PointReading>> batch = TailTable::batch(row);
    if (!batch) continue;
    run_.rows.push_back(id);
    for (const PointReading& sample : *batch) {
      const auto chunked = chunked_.find(sample.point);
      if (chunked == chunked_.end() || chunked->second < id) run_.left[sample.point].push_back(sample.reading);
    }
  }
  waiting_ = tail_.size_after(run_.through);
}

std::uint64_t Compactor::last_row_to_take() {
  std::uint64_t stays = 0;
  sql::Statement& row = tail_.from_newest();
  std::uint64_t last = 0;
  while (last == 0 && row.next()) {
    if (stays >= waiting_.samples / kPartThatStays) last = TailTable::id(row);
    stays += TailTable::count(row);
  }
  return last;
}

void Compactor::write_rest(Merge merge) {
  for (auto& [point, readings] : run_.left) write_point(point, std::move(readings), merge);
  finish();
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
    const bool small = size < kSmallChunk || size <= 2 * readings.size() || merge == Merge::All;
    if (size >= kChunkReadingsMax / 2 || !small) break;
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
}

}  // namespace davy::store
