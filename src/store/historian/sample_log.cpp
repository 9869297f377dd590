#include "store/historian/sample_log.hpp"

#include <algorithm>

namespace davy::store {

SampleLog::SampleLog(sql::Database& database, const site::Directory& directory, CompactorOptions options)
    : directory_(directory),
      tail_(database),
      compactor_(database, tail_, options),
      thinner_(database, directory),
      insert_point_(database.prepare("INSERT INTO points (id, name, chunked) VALUES ($1, $2, 0)")),
      read_points_(database.prepare("SELECT id, name, chunked FROM points")) {}

void SampleLog::load() {
  numbers_.assign(directory_.site().points.size(), 0);
  last_number_ = 0;
  // The number of a row that was chunked and is gone is not given again: `chunked` would hide the new row.
  last_row_ = tail_.last_id();
  read_points_.query();
  while (read_points_.next()) {
    const auto number = read_points_.get<std::uint64_t>(0);
    last_number_ = std::max(last_number_, number);
    last_row_ = std::max(last_row_, read_points_.get<std::uint64_t>(2));
    if (const auto point = directory_.point(read_points_.bytes(1))) numbers_[point->get()] = number;
  }
  compactor_.load();
  thinner_.load();
}

void SampleLog::tidy(Instant now) {
  if (compactor_.untidy(now))
    compactor_.tidy(now);
  else
    thinner_.step(now);
}

void SampleLog::append(std::span<const core::Sample> samples) {
  if (samples.empty()) return;
  batch_.clear();
  Instant now = Instant::before_all();
  for (const core::Sample& sample : samples) {
    batch_.push_back({number_of(sample.point), {sample.source, sample.arrival, sample.quality, sample.value}});
    now = std::max(now, sample.arrival);
  }
  tail_.add(++last_row_, batch_);
  compactor_.step(batch_.size(), now);
}

std::uint64_t SampleLog::number_of(site::PointIndex point) {
  std::uint64_t& number = numbers_[point.get()];
  if (number == 0) {
    number = ++last_number_;
    insert_point_.run(number, directory_.site()[point].name);
  }
  return number;
}

}  // namespace davy::store
