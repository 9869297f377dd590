#include "store/historian/historian.hpp"

#include "store/files.hpp"
#include "store/historian/chunk_table.hpp"
#include "store/historian/tail_table.hpp"
#include "store/sql/schema.hpp"

#include <algorithm>
#include <map>

namespace davy::store {
namespace {

bool within(const Reading& reading, Range range) { return reading.source >= range.from && reading.source < range.until; }

void sort(std::vector<Reading>& readings) { std::ranges::stable_sort(readings, {}, &Reading::source); }

// Sums what falls into each interval; whole chunks by their summary.
class Sums {
 public:
  Sums(Range range, Duration width) : from_(range.from), width_(width) {}

  void add(const Reading& reading) { intervals_[number_of(reading.source)].add(reading); }
  // Whether the chunk lies in one interval and has been added.
  bool add_whole(const ChunkHead& chunk, Range range) {
    if (chunk.first_source < range.from || chunk.last_source >= range.until) return false;
    if (number_of(chunk.first_source) != number_of(chunk.last_source)) return false;
    intervals_[number_of(chunk.first_source)].add(chunk.summary);
    return true;
  }

  std::vector<Interval> intervals() const {
    std::vector<Interval> list;
    for (const auto& [number, s] : intervals_) {
      const auto from =
          static_cast<std::int64_t>(static_cast<std::uint64_t>(from_.unix_ns()) + number * static_cast<std::uint64_t>(width_.ns()));
      list.push_back({Instant::from_unix_ns(from), s.count, s.bad, s.min, s.max, s.sum, s.first, s.last});
    }
    return list;
  }

 private:
  // Unsigned: a range may begin before all time.
  std::uint64_t number_of(Instant at) const {
    return (static_cast<std::uint64_t>(at.unix_ns()) - static_cast<std::uint64_t>(from_.unix_ns())) /
           static_cast<std::uint64_t>(width_.ns());
  }

  Instant from_;
  Duration width_;
  std::map<std::uint64_t, Summary> intervals_;
};

}  // namespace

class Historian::Impl {
 public:
  explicit Impl(std::unique_ptr<sql::Database> opened)
      : database(std::move(opened)),
        tail(*database),
        chunks(*database),
        find_point_(database->prepare("SELECT id, chunked FROM points WHERE name = $1")) {}

  struct Point {
    std::uint64_t number = 0;
    std::uint64_t chunked = 0;
  };
  std::optional<Point> find(const std::string& name) {
    if (!find_point_.query(name).next()) return std::nullopt;
    return Point{find_point_.get<std::uint64_t>(0), find_point_.get<std::uint64_t>(1)};
  }

  // Samples of the row that are in no chunk yet, in the order received. A damaged row stays in the tail when the others become chunks, and whether
  // it held samples of this point cannot be known: it is named, not passed over.
  static Result<std::vector<Reading>> of_batch(const Point& point, sql::Statement& row) {
    const Result<std::vector<PointReading>> batch = TailTable::batch(row);
    if (!batch) return batch.error();
    std::vector<Reading> found;
    if (TailTable::id(row) <= point.chunked) return found;
    for (const PointReading& sample : *batch)
      if (sample.point == point.number) found.push_back(sample.reading);
    return found;
  }

  // `take` each sample of the tail within the range.
  template <class Take>
  Result<void> read_tail(const Point& point, Range range, Take take) {
    sql::Statement& row = tail.overlapping(range);
    while (row.next()) {
      const Result<std::vector<Reading>> found = of_batch(point, row);
      if (!found) return found.error();
      for (const Reading& reading : *found)
        if (within(reading, range)) take(reading);
    }
    return {};
  }

  Result<std::vector<Reading>> raw(const Point& point, Range range, std::size_t limit);
  Result<std::vector<Interval>> intervals(const Point& point, Range range, Duration width);
  Result<std::optional<Reading>> last(const Point& point);

  std::unique_ptr<sql::Database> database;
  TailTable tail;
  ChunkTable chunks;

 private:
  sql::Statement find_point_;
};

// Late chunks and the tail lie anywhere in the range, live chunks in order: once enough samples come before the end of a live chunk, no later one
// can hold an older sample.
Result<std::vector<Reading>> Historian::Impl::raw(const Point& point, Range range, std::size_t limit) {
  std::vector<Reading> others;
  sql::Statement& late = chunks.overlapping(point.number, Lane::Late, range);
  while (late.next()) {
    const Result<std::vector<Reading>> readings = ChunkTable::readings(late);
    if (!readings) return readings.error();
    std::ranges::copy_if(*readings, std::back_inserter(others), [&](const Reading& reading) { return within(reading, range); });
  }
  const Result<void> read = read_tail(point, range, [&](const Reading& reading) { others.push_back(reading); });
  if (!read) return read.error();
  sort(others);

  std::vector<Reading> found;
  sql::Statement& live = chunks.overlapping(point.number, Lane::Live, range);
  bool enough = false;
  while (!enough && live.next()) {
    const Result<std::vector<Reading>> readings = ChunkTable::readings(live);
    if (!readings) return readings.error();
    std::ranges::copy_if(*readings, std::back_inserter(found), [&](const Reading& reading) { return within(reading, range); });
    const auto before = std::ranges::lower_bound(others, readings->back().source, {}, &Reading::source) - others.begin();
    const auto last_ones = std::ranges::equal_range(found, readings->back().source, {}, &Reading::source).size();
    enough = found.size() - last_ones + static_cast<std::size_t>(before) >= limit;
  }
  found.insert(found.end(), others.begin(), others.end());
  sort(found);
  if (found.size() > limit) found.resize(limit);
  return found;
}

Result<std::vector<Interval>> Historian::Impl::intervals(const Point& point, Range range, Duration width) {
  Sums sums(range, width);
  for (const Lane lane : {Lane::Live, Lane::Late}) {
    sql::Statement& row = chunks.overlapping(point.number, lane, range);
    while (row.next()) {
      const Result<ChunkHead> head = ChunkTable::head(row);
      if (!head) return head.error();
      if (sums.add_whole(*head, range)) continue;
      const Result<std::vector<Reading>> readings = ChunkTable::readings(row);
      if (!readings) return readings.error();
      for (const Reading& reading : *readings)
        if (within(reading, range)) sums.add(reading);
    }
  }
  const Result<void> read = read_tail(point, range, [&](const Reading& reading) { sums.add(reading); });
  if (!read) return read.error();
  return sums.intervals();
}

Result<std::optional<Reading>> Historian::Impl::last(const Point& point) {
  std::optional<Reading> newest;
  const auto see = [&](const Reading& reading) {
    if (!newest || reading.source >= newest->source) newest = reading;
  };
  for (const Lane lane : {Lane::Live, Lane::Late}) {
    sql::Statement& row = chunks.newest(point.number, lane);
    if (!row.next()) continue;
    const Result<std::vector<Reading>> readings = ChunkTable::readings(row);
    if (!readings) return readings.error();
    see(readings->back());
  }
  sql::Statement& row = tail.overlapping({newest ? newest->source : Instant::before_all(), Instant::never()});
  while (row.next()) {
    const Result<std::vector<Reading>> found = of_batch(point, row);
    if (!found) return found.error();
    std::ranges::for_each(*found, see);
  }
  return newest;
}

Result<std::unique_ptr<Historian>> Historian::open(const std::string& data_folder) {
  Result<std::unique_ptr<sql::Database>> database = sql::Database::open(database_path(data_folder), sql::Access::Read);
  if (!database) return database.error();
  if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder);
  return std::unique_ptr<Historian>(new Historian(std::make_unique<Impl>(std::move(*database))));
}

Historian::Historian(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Historian::~Historian() = default;

Result<std::vector<Reading>> Historian::raw(const std::string& point, Range range, std::size_t limit) {
  sql::Transaction reading(*impl_->database);
  const auto found = impl_->find(point);
  if (!found) return reading.commit(std::vector<Reading>());
  Result<std::vector<Reading>> readings = impl_->raw(*found, range, limit);
  if (!readings) return readings.error().within(point);
  return reading.commit(std::move(*readings));
}

Result<std::vector<Interval>> Historian::intervals(const std::string& point, Range range, Duration width) {
  if (width <= Duration()) return invalid("found an interval of " + to_text(width) + ", expected more than 0s");
  sql::Transaction reading(*impl_->database);
  const auto found = impl_->find(point);
  if (!found) return reading.commit(std::vector<Interval>());
  Result<std::vector<Interval>> intervals = impl_->intervals(*found, range, width);
  if (!intervals) return intervals.error().within(point);
  return reading.commit(std::move(*intervals));
}

Result<std::optional<Reading>> Historian::last(const std::string& point) {
  sql::Transaction reading(*impl_->database);
  const auto found = impl_->find(point);
  if (!found) return reading.commit(std::optional<Reading>());
  Result<std::optional<Reading>> newest = impl_->last(*found);
  if (!newest) return newest.error().within(point);
  return reading.commit(std::move(*newest));
}

}  // namespace davy::store
