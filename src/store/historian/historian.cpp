#include "store/historian/historian.hpp"

#include "store/files.hpp"
#include "store/historian/batch_codec.hpp"
#include "store/sql/database.hpp"
#include "store/sql/schema.hpp"

#include <algorithm>

namespace davy::store {

struct Historian::Impl {
  explicit Impl(std::unique_ptr<sql::Database> opened)
      : database(std::move(opened)),
        find_point(database->prepare("SELECT id FROM points WHERE name = $1")),
        batches(database->prepare("SELECT id, digest, body FROM tail WHERE last_source >= $1 AND first_source < $2 ORDER BY id")),
        newest_batches(database->prepare("SELECT id, digest, body FROM tail ORDER BY id DESC")) {}

  std::optional<std::uint64_t> number_of(const std::string& point) {
    find_point.query(point);
    return find_point.next() ? std::optional(find_point.get<std::uint64_t>(0)) : std::nullopt;
  }

  // The batch that `row` stands on, once it is what was written.
  static Result<std::vector<PointReading>> batch_of(sql::Statement& row) {
    const std::string name = "tail row " + std::to_string(row.get<std::uint64_t>(0));
    if (check_of(row.bytes(2)) != row.bytes(1)) return Error{ErrorCode::Corrupt, name + " is damaged"};
    auto batch = decode_batch(row.bytes(2));
    if (!batch) return batch.error().within(name);
    return batch;
  }

  Result<std::vector<Reading>> readings(const std::string& point, Range range) {
    sql::Transaction reading(*database);
    std::vector<Reading> found;
    const auto number = number_of(point);
    if (number) {
      for (batches.query(range.from, range.until); batches.next();) {
        const auto batch = batch_of(batches);
        if (!batch) return batch.error();
        for (const PointReading& sample : *batch)
          if (sample.point == *number && sample.reading.source >= range.from && sample.reading.source < range.until) found.push_back(sample.reading);
      }
    }
    std::stable_sort(found.begin(), found.end(), [](const Reading& a, const Reading& b) { return a.source < b.source; });
    return reading.commit(std::move(found));
  }

  std::unique_ptr<sql::Database> database;
  sql::Statement find_point;
  sql::Statement batches;
  sql::Statement newest_batches;
};

Historian::Historian(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Historian::~Historian() = default;

Result<std::unique_ptr<Historian>> Historian::open(const std::string& data_folder) {
  auto database = sql::Database::open(database_path(data_folder), sql::Access::Read);
  if (!database) return database.error();
  if (Result<void> known = sql::check_version(**database); !known) return known.error().within(data_folder);
  return std::unique_ptr<Historian>(new Historian(std::make_unique<Impl>(std::move(*database))));
}

Result<std::vector<Reading>> Historian::raw(const std::string& point, Range range, std::size_t limit) {
  auto found = impl_->readings(point, range);
  if (found && found->size() > limit) found->resize(limit);
  return found;
}

Result<std::vector<Interval>> Historian::intervals(const std::string& point, Range range, Duration width) {
  if (width <= Duration{}) return invalid("found an interval of " + to_text(width) + ", expected more than 0");
  const auto found = impl_->readings(point, range);
  if (!found) return found.error();
  std::vector<Interval> intervals;
  for (const Reading& reading : *found) {
    const Instant from = range.from + width * ((reading.source - range.from).ns() / width.ns());
    if (intervals.empty() || intervals.back().from != from) intervals.push_back({from});
    Interval& interval = intervals.back();
    if (reading.quality == core::Quality::Bad) {
      ++interval.bad;
      continue;
    }
    const bool first = interval.count++ == 0;
    interval.min = first ? reading.value : std::min(interval.min, reading.value);
    interval.max = first ? reading.value : std::max(interval.max, reading.value);
    interval.first = first ? reading.value : interval.first;
    interval.last = reading.value;
    interval.sum += reading.value;
  }
  return intervals;
}

Result<std::optional<Reading>> Historian::last(const std::string& point) {
  sql::Transaction reading(*impl_->database);
  std::optional<Reading> newest;
  const auto number = impl_->number_of(point);
  if (!number) return reading.commit(std::move(newest));
  for (impl_->newest_batches.query(); !newest && impl_->newest_batches.next();) {
    const auto batch = Impl::batch_of(impl_->newest_batches);
    if (!batch) return batch.error();
    for (const PointReading& sample : *batch)
      if (sample.point == *number && (!newest || sample.reading.source >= newest->source)) newest = sample.reading;
  }
  return reading.commit(std::move(newest));
}

}  // namespace davy::store
