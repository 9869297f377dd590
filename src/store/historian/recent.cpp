#include "store/historian/recent.hpp"

#include "core/detect/recent_window.hpp"
#include "site/exercise.hpp"
#include "store/historian/arrival_order.hpp"
#include "store/historian/chunk_table.hpp"
#include "store/historian/tail_table.hpp"

#include <algorithm>

namespace davy::store {
namespace {

struct Window {
  std::uint64_t number = 0;   // 0: no sample ever
  std::uint64_t chunked = 0;  // tail rows up to it are in chunks
  Duration window;
  std::size_t samples_max = 0;
  Instant newest = Instant::before_all();
  bool whole = false;  // everything within the window has been seen
  std::vector<Reading> readings;

  void add(const Reading& reading) {
    if (reading.source > reading.arrival + kClockAhead) return;
    newest = std::max(newest, reading.source);
    if (reading.source < newest - window || readings.size() == samples_max)
      whole = true;
    else
      readings.push_back(reading);
  }
};

std::vector<Window> windows_of(const site::Site& site) {
  std::vector<Window> points(site.points.size());
  const std::vector<core::RecentWindow> windows = core::recent_windows(site);
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].window = windows[i].length;
    points[i].samples_max = windows[i].samples_max;
  }
  return points;
}

class Search {
 public:
  Search(sql::Database& database, const site::Directory& directory)
      : tail_(database), chunks_(database), points_(windows_of(directory.site())) {
    sql::Statement row = database.prepare("SELECT id, name, chunked FROM points");
    row.query();
    while (row.next()) {
      const auto index = directory.point(row.bytes(1));
      if (!index || site::is_exercise(row.bytes(1))) continue;  // a drill that was broken off is not taken up again
      Window& point = points_[index->get()];
      point.number = row.get<std::uint64_t>(0);
      point.chunked = row.get<std::uint64_t>(2);
      by_number_.resize(std::max<std::size_t>(by_number_.size(), point.number + 1), nullptr);
      by_number_[point.number] = &point;
    }
  }

  std::vector<core::Sample> run() {
    read_tail();
    for (Window& point : points_)
      if (point.chunked > 0 && !point.whole) read_chunks(point);
    std::vector<core::Sample> samples;
    for (std::size_t i = 0; i < points_.size(); ++i) append(samples, site::PointIndex(i), points_[i]);
    return samples;
  }

 private:
  // From the newest row back, so that of each point the newest come first.
  void read_tail() {
    sql::Statement& row = tail_.from_newest();
    while (row.next()) {
      const std::uint64_t id = TailTable::id(row);
      const Result<std::vector<PointReading>> batch = TailTable::batch(row);
      if (!batch) continue;
      for (auto sample = batch->rbegin(); sample != batch->rend(); ++sample) {
        Window* point = sample->point < by_number_.size() ? by_number_[sample->point] : nullptr;
        if (point != nullptr && id > point->chunked) point->add(sample->reading);
      }
    }
  }

  void read_chunks(Window& point) {
    if (sql::Statement& row = chunks_.newest(point.number, Lane::Live); row.next())
      point.newest = std::max(point.newest, row.get<Instant>(4));
    // Back from the newest chunk, no further than is asked for: a long window of a fast point is many chunks.
    sql::Statement& row = chunks_.until(point.number, Lane::Live, Instant::never());
    while (!point.whole && row.next() && row.get<Instant>(4) >= point.newest - point.window) {
      const auto readings = ChunkTable::readings(row);
      if (!readings) continue;
      for (auto reading = readings->rbegin(); reading != readings->rend(); ++reading) point.add(*reading);
    }
  }

  // They were found newest first: reversed they are as received, and a stable sort keeps that order among equal times.
  static void append(std::vector<core::Sample>& samples, site::PointIndex index, Window& point) {
    std::erase_if(point.readings, [&](const Reading& reading) { return reading.source < point.newest - point.window; });
    std::ranges::reverse(point.readings);
    std::ranges::stable_sort(point.readings, {}, &Reading::source);
    for (const Reading& reading : point.readings)
      samples.push_back({index, reading.quality, reading.value, reading.source, reading.arrival});
    point.readings = {};  // of all points together they are not held twice
  }

  TailTable tail_;
  ChunkTable chunks_;
  std::vector<Window> points_;  // by PointIndex
  std::vector<Window*> by_number_;
};

}  // namespace

std::vector<core::Sample> recent_samples(sql::Database& database, const site::Directory& directory) {
  return Search(database, directory).run();
}

}  // namespace davy::store
