#include "store/historian/thinner.hpp"

#include "site/retention.hpp"

#include <algorithm>
#include <utility>

namespace davy::store {
namespace {

constexpr Duration kDay = 24_h;
constexpr std::size_t kHeadsAtATime = 256;
constexpr std::size_t kBlocksAtATime = 64;

// Before it every sample of the class has had its time.
Instant target(const site::Retention& retention, Instant now) { return interval_begin(now - *retention.raw_for, kDay); }

constexpr const char* kColumns = "id, retention, site_version, until, points, samples, summaries, summaries_removed";

core::SamplesThinned run_of(sql::Statement& row) {
  return {row.get<std::uint64_t>(0), row.get<std::string>(1),   row.get<std::string>(2),   row.get<Instant>(3),
          row.get<std::uint64_t>(4), row.get<std::uint64_t>(5), row.get<std::uint64_t>(6), row.get<std::uint64_t>(7)};
}

}  // namespace

Thinner::Thinner(sql::Database& database, const site::Directory& directory)
    : directory_(directory),
      chunks_(database),
      thinned_(database),
      spans_(database, directory),
      read_untils_(database.prepare("SELECT retention, max(until) FROM thinning_runs WHERE whole = 1 GROUP BY retention")),
      read_over_(database.prepare(std::string("SELECT ") + kColumns + " FROM thinning_runs WHERE stage = 'over' ORDER BY id")),
      close_cut_(database.prepare("UPDATE thinning_runs SET stage = CASE WHEN samples + summaries_removed > 0 THEN 'over' ELSE 'told' END "
                                  "WHERE stage = 'running'")),
      next_id_(database.prepare("SELECT coalesce(max(id), 0) + 1 FROM thinning_runs")),
      save_(database.prepare(std::string("INSERT INTO thinning_runs (") + kColumns +
                             ", stage, whole) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET points = "
                             "excluded.points, samples = excluded.samples, summaries = excluded.summaries, summaries_removed = "
                             "excluded.summaries_removed, stage = excluded.stage, whole = excluded.whole")),
      tell_(database.prepare("UPDATE thinning_runs SET stage = 'told' WHERE id = $1")),
      read_points_(database.prepare("SELECT id, name FROM points ORDER BY id")) {}

void Thinner::load() {
  run_.reset();
  cut_runs_closed_ = false;
  thinned_until_.clear();
  read_untils_.query();
  while (read_untils_.next()) thinned_until_[read_untils_.get<std::string>(0)] = read_untils_.get<Instant>(1);
  over_.clear();
  read_over_.query();
  while (read_over_.next()) over_.push_back(run_of(read_over_));
}

bool Thinner::due(Instant now) const {
  if (run_) return true;
  return std::ranges::any_of(directory_.site().retention, [&](const site::Retention& each) {
    if (!each.raw_for) return false;
    const auto until = thinned_until_.find(each.name);
    return until == thinned_until_.end() || until->second < target(each, now);
  });
}

void Thinner::step(Instant now) {
  if (!cut_runs_closed_) close_cut_runs();
  if (!run_) return begin(now);
  if (run_->at < run_->points.size())
    work();
  else
    end();
}

void Thinner::told(std::uint64_t run) { tell_.run(run); }

// What a crash, or a commit that failed, cut off: what it had done is told, the rest is for the next run.
void Thinner::close_cut_runs() {
  close_cut_.run();
  over_.clear();
  read_over_.query();
  while (read_over_.next()) over_.push_back(run_of(read_over_));
  cut_runs_closed_ = true;
}

void Thinner::begin(Instant now) {
  for (const site::Retention& each : directory_.site().retention) {
    if (!each.raw_for) continue;
    const auto until = thinned_until_.find(each.name);
    if (until != thinned_until_.end() && until->second >= target(each, now)) continue;
    spans_.refresh();
    run_.emplace();
    run_->retention = &each;
    run_->points = points_of(each);
    run_->counts.run = next_id_.query().next() ? next_id_.get<std::uint64_t>(0) : 1;
    run_->counts.retention = each.name;
    run_->counts.site_version = directory_.site().version;
    run_->counts.until = target(each, now);
    return save();
  }
}

// By zone, so that its alarms are read once.
std::vector<Thinner::Point> Thinner::points_of(const site::Retention& retention) {
  std::vector<Point> points;
  const site::Site& site = directory_.site();
  read_points_.query();
  while (read_points_.next()) {
    const auto index = directory_.point(read_points_.bytes(1));
    if (!index || site::retention_of(site, site[*index]) != &retention) continue;
    points.push_back({read_points_.get<std::uint64_t>(0), site[*index].zone});
  }
  std::ranges::stable_sort(points, {}, [](const Point& point) { return point.zone.get(); });
  return points;
}

void Thinner::work() {
  const std::vector<Range>& kept = spans_.of_zone(run_->points[run_->at].zone, run_->retention->interval, run_->counts.until);
  if (const std::optional<Chunk> chunk = next_chunk(kept)) {
    thin(*chunk, kept);
  } else if (run_->cursor < run_->counts.until) {
    return;  // many that stay were looked at; the next piece goes on
  } else if (run_->lane == Lane::Live) {
    run_->lane = Lane::Late;
    run_->cursor = Instant::before_all();
  } else {
    remove_figures();
  }
  save();
}

// The next one of the point and lane that holds what may go. Its cursor moves on; until the end of the run when there is none.
std::optional<Thinner::Chunk> Thinner::next_chunk(const std::vector<Range>& kept) {
  const Instant until = run_->counts.until;
  sql::Statement& row = chunks_.beginning(run_->points[run_->at].number, run_->lane, {run_->cursor, until});
  const Instant before = run_->cursor;
  for (std::size_t looked = 0; looked < kHeadsAtATime; ++looked) {
    if (!row.next()) return run_->cursor = until, std::nullopt;
    const Instant first = row.get<Instant>(3);
    const Instant last = row.get<Instant>(4);
    run_->cursor = first;
    const Range* span = span_holding(kept, first);
    if (span != nullptr && last < span->until) continue;
    if (Result<std::vector<Reading>> readings = ChunkTable::readings(row)) return Chunk{row.get<std::uint64_t>(0), std::move(*readings)};
  }
  if (run_->cursor == before) run_->cursor = before + 1_ns;
  return std::nullopt;
}

// What stays of a chunk is written span by span, so that the next run sees at its ends that nothing of it may go.
void Thinner::thin(const Chunk& chunk, const std::vector<Range>& kept) {
  const std::uint64_t point = run_->points[run_->at].number;
  std::vector<Reading> goes;
  std::map<const Range*, std::vector<Reading>> stays;
  for (const Reading& reading : chunk.readings) {
    const Range* span = span_holding(kept, reading.source);
    (span == nullptr ? goes : stays[span]).push_back(reading);
  }
  chunks_.remove(chunk.id);
  for (const auto& [span, readings] : stays) chunks_.add(point, run_->lane, readings);
  if (goes.empty()) return;
  run_->counts.samples += goes.size();
  run_->counts.summaries += thinned_.add(point, run_->retention->interval, goes);
  run_->counts.points += run_->counted ? 0 : 1;
  run_->counted = true;
}

// Then on to the next point, unless there may be more.
void Thinner::remove_figures() {
  const site::Retention& retention = *run_->retention;
  if (retention.summaries_for) {
    const std::uint64_t point = run_->points[run_->at].number;
    const Instant until = run_->counts.until + *retention.raw_for - *retention.summaries_for;
    const std::size_t removed = thinned_.remove_before(point, until, kBlocksAtATime);
    if (removed > 0) {
      run_->counts.summaries_removed += removed;
      run_->counts.points += run_->counted ? 0 : 1;
      run_->counted = true;
      return thinned_.set_removed_until(point, until);
    }
  }
  ++run_->at;
  run_->lane = Lane::Live;
  run_->cursor = Instant::before_all();
  run_->counted = false;
}

void Thinner::save() {
  const core::SamplesThinned& c = run_->counts;
  save_.run(c.run, c.retention, c.site_version, c.until, c.points, c.samples, c.summaries, c.summaries_removed, "running", 0);
}

void Thinner::end() {
  const core::SamplesThinned& c = run_->counts;
  const bool something = c.samples + c.summaries_removed > 0;
  save_.run(c.run, c.retention, c.site_version, c.until, c.points, c.samples, c.summaries, c.summaries_removed, something ? "over" : "told",
            1);
  thinned_until_[c.retention] = c.until;
  if (something) over_.push_back(c);
  run_.reset();
}

}  // namespace davy::store
