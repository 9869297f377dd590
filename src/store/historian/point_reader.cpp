#include "store/historian/point_reader.hpp"

#include <algorithm>

namespace davy::store {
namespace {

bool within(const Reading& reading, Range range) { return reading.source >= range.from && reading.source < range.until; }

void sort(std::vector<Reading>& readings) { std::ranges::stable_sort(readings, {}, &Reading::source); }

Instant after(Instant at) { return at == Instant::never() ? at : at + 1_ns; }

// Adds a stretch in order, as one with the stretch before it where they touch.
void add_stretch(std::vector<Thinned>& thinned, const Thinned& next) {
  if (!thinned.empty() && thinned.back().interval == next.interval && next.from <= thinned.back().until) {
    thinned.back().until = std::max(thinned.back().until, next.until);
    thinned.back().samples += next.samples;
  } else {
    thinned.push_back(next);
  }
}

// Where its known samples lie; of bad ones alone only the interval is known.
Range extent_of(const ThinnedInterval& each) {
  if (each.summary.count == 0) return {each.begin, each.begin};
  return {each.summary.first_at, each.summary.last_at};
}

// When they arrived is not known any more, nor which ones were uncertain.
core::Quality quality_of(const Summary& summary) { return summary.uncertain == 0 ? core::Quality::Good : core::Quality::Uncertain; }
Reading first_of(const Summary& summary) { return {summary.first_at, summary.first_at, quality_of(summary), summary.first}; }
Reading last_of(const Summary& summary) { return {summary.last_at, summary.last_at, quality_of(summary), summary.last}; }

// Unsigned: a range may go from before all time to never.
std::uint64_t length_ns(Instant from, Instant until) {
  return static_cast<std::uint64_t>(until.unix_ns()) - static_cast<std::uint64_t>(from.unix_ns());
}

}  // namespace

// Late chunks and the tail lie anywhere in the range, live chunks in order: once enough samples come before the end of a live chunk, no later one
// can hold an older sample.
Answer<std::vector<Reading>> PointReader::raw(Point point, Range range, std::size_t limit) {
  Answer<std::vector<Reading>> answer;
  std::vector<Reading> others;
  const Take keep = [&](const Reading& reading) { others.push_back(reading); };
  read_lane(point, Lane::Late, range, keep, answer.missing);
  read_tail(point, range, keep, answer.missing);
  sort(others);

  std::vector<Reading>& found = answer.found;
  sql::Statement& live = chunks_.overlapping(point.number, Lane::Live, range);
  bool enough = false;
  while (!enough && live.next()) {
    const std::vector<Reading> readings = of_chunk(live, answer.missing);
    if (readings.empty()) continue;
    std::ranges::copy_if(readings, std::back_inserter(found), [&](const Reading& reading) { return within(reading, range); });
    const auto before = std::ranges::lower_bound(others, readings.back().source, {}, &Reading::source) - others.begin();
    const auto last_ones = std::ranges::equal_range(found, readings.back().source, {}, &Reading::source).size();
    enough = found.size() - last_ones + static_cast<std::size_t>(before) >= limit;
  }
  found.insert(found.end(), others.begin(), others.end());
  sort(found);
  if (found.size() > limit) found.resize(limit);
  read_thinned(point, range, answer, [](const ThinnedInterval&) {});
  return answer;
}

Answer<std::vector<Interval>> PointReader::intervals(Point point, Range range, Duration width, Use use) {
  Answer<std::vector<Interval>> answer;
  Sums sums(range, width);
  for (const Lane lane : {Lane::Live, Lane::Late}) {
    sql::Statement& row = chunks_.overlapping(point.number, lane, range);
    while (row.next()) {
      const bool summed = use == Use::Summaries && add_whole(row, range, sums);
      if (!summed) add_samples(row, range, sums, answer.missing);
    }
  }
  read_tail(
      point, range, [&](const Reading& reading) { sums.add(reading); }, answer.missing);
  read_thinned(point, range, answer, [&](const ThinnedInterval& each) {
    const Range extent = extent_of(each);
    if (extent.until >= range.from && extent.from < range.until) sums.add(each.summary, std::max(extent.from, range.from));
  });
  answer.found = sums.intervals();
  return answer;
}

Answer<std::optional<Reading>> PointReader::newest(Point point, Instant at, const std::function<bool(const Reading&)>& wanted) {
  Answer<std::optional<Reading>> answer;
  std::optional<Reading>& newest = answer.found;
  const Take see = [&](const Reading& reading) {
    if (reading.source <= at && (!newest || reading.source >= newest->source) && wanted(reading)) newest = reading;
  };
  for (const Lane lane : {Lane::Live, Lane::Late}) {
    sql::Statement& row = chunks_.until(point.number, lane, at);
    while (row.next()) {
      const bool older = newest && row.get<Instant>(4) < newest->source;
      if (older && lane == Lane::Live) break;  // and so are all before it
      if (!older) std::ranges::for_each(of_chunk(row, answer.missing), see);
    }
  }
  read_tail(point, {newest ? newest->source : Instant::before_all(), after(at)}, see, answer.missing);
  const Range later{newest ? newest->source : Instant::before_all(), after(at)};
  read_thinned(point, later, answer, [&](const ThinnedInterval& each) {
    if (each.summary.count == 0) return;
    see(first_of(each.summary));
    see(last_of(each.summary));
  });
  return answer;
}

Answer<std::vector<Range>> PointReader::gaps(Point point, Range range, Duration longest) {
  Answer<std::vector<Range>> answer;
  std::vector<Range> known;  // both ends known; what lies between them is not looked at
  const Take keep = [&](const Reading& reading) {
    if (is_known(reading)) known.push_back({reading.source, reading.source});
  };
  for (const Lane lane : {Lane::Live, Lane::Late}) read_lane(point, lane, range, keep, answer.missing);
  read_tail(point, range, keep, answer.missing);
  read_thinned(point, range, answer, [&](const ThinnedInterval& each) {
    const Range extent = extent_of(each);
    if (each.summary.count > 0 && extent.until >= range.from && extent.from < range.until) known.push_back(extent);
  });
  std::ranges::sort(known, {}, &Range::from);
  known.push_back({range.until, range.until});
  Instant last = range.from;
  for (const Range& each : known) {
    if (each.from > last && length_ns(last, each.from) > static_cast<std::uint64_t>(longest.ns()))
      answer.found.push_back({last, each.from});
    last = std::max(last, each.until);
  }
  return answer;
}

bool PointReader::add_whole(sql::Statement& row, Range range, Sums& sums) {
  const Result<ChunkHead> head = ChunkTable::head(row);
  if (!head || head->first_source < range.from || head->last_source >= range.until) return false;
  if (!sums.in_one_interval(head->first_source, head->last_source)) return false;
  sums.add(head->summary, head->first_source);
  return true;
}

void PointReader::add_samples(sql::Statement& row, Range range, Sums& sums, Damages& missing) {
  if (const Result<std::string_view> body = ChunkTable::body(row); body && plain_.read(*body)) {
    sums.add(plain_, range);
    return;
  }
  for (const Reading& reading : of_chunk(row, missing))
    if (within(reading, range)) sums.add(reading);
}

std::vector<Reading> PointReader::of_chunk(sql::Statement& row, Damages& missing) {
  Result<std::vector<Reading>> readings = ChunkTable::readings(row);
  if (readings) return std::move(*readings);
  missing.push_back({row.get<Instant>(3), row.get<Instant>(4), readings.error().message});
  return {};
}

// A damaged row stays in the tail when the others become chunks, and whether it held samples of this point cannot be known: it is named.
std::vector<Reading> PointReader::of_batch(Point point, sql::Statement& row, Damages& missing) {
  std::vector<Reading> found;
  const Result<std::vector<PointReading>> batch = TailTable::batch(row);
  if (!batch) {
    missing.push_back({row.get<Instant>(2), row.get<Instant>(3), batch.error().message});
    return found;
  }
  if (TailTable::id(row) <= point.chunked) return found;
  for (const PointReading& sample : *batch)
    if (sample.point == point.number) found.push_back(sample.reading);
  return found;
}

void PointReader::read_lane(Point point, Lane lane, Range range, const Take& take, Damages& missing) {
  sql::Statement& row = chunks_.overlapping(point.number, lane, range);
  while (row.next())
    for (const Reading& reading : of_chunk(row, missing))
      if (within(reading, range)) take(reading);
}

void PointReader::read_tail(Point point, Range range, const Take& take, Damages& missing) {
  sql::Statement& row = tail_.overlapping(range);
  while (row.next())
    for (const Reading& reading : of_batch(point, row, missing))
      if (within(reading, range)) take(reading);
}

template <class T>
void PointReader::read_thinned(Point point, Range range, Answer<T>& answer, const std::function<void(const ThinnedInterval&)>& take) {
  const Instant removed = thinned_.removed_until(point.number);
  if (range.from < removed) add_stretch(answer.thinned, {range.from, std::min(removed, range.until), std::nullopt, 0});
  sql::Statement& row = thinned_.overlapping(point.number, range);
  while (row.next()) {
    const ThinnedBlock head = ThinnedTable::head(row);
    const Result<ThinnedBlock> block = ThinnedTable::block(row);
    if (!block) {
      answer.missing.push_back({head.first_source, head.last_source, block.error().message});
      continue;
    }
    const Instant from = interval_begin(block->first_source, block->width);
    const Instant until = interval_begin(block->last_source, block->width) + block->width;
    add_stretch(answer.thinned, {from, until, block->width, block->samples});
    for (const ThinnedInterval& each : block->intervals) take(each);
  }
}

}  // namespace davy::store
