#include "store/historian/sample_log.hpp"

#include <algorithm>

namespace davy::store {

SampleLog::SampleLog(sql::Database& database, const site::Directory& directory)
    : directory_(directory),
      insert_point_(database.prepare("INSERT INTO points (id, name, chunked) VALUES ($1, $2, 0)")),
      read_points_(database.prepare("SELECT id, name, chunked FROM points")),
      insert_batch_(database.prepare(
          "INSERT INTO tail (id, first_source, last_source, last_arrival, count, digest, body) VALUES ($1, $2, $3, $4, $5, $6, $7)")),
      read_last_id_(database.prepare("SELECT max(id) FROM tail")),
      read_last_arrival_(database.prepare("SELECT max(last_arrival) FROM tail")) {}

void SampleLog::load() {
  numbers_.assign(directory_.site().points.size(), 0);
  last_number_ = 0;
  // The number of a row that was chunked and deleted is not given again: `chunked` would hide the new row.
  last_batch_ = read_last_id_.query().next() ? read_last_id_.get<std::uint64_t>(0) : 0;
  read_points_.query();
  while (read_points_.next()) {
    const auto number = read_points_.get<std::uint64_t>(0);
    last_number_ = std::max(last_number_, number);
    last_batch_ = std::max(last_batch_, read_points_.get<std::uint64_t>(2));
    if (const auto point = directory_.point(read_points_.bytes(1))) numbers_[point->get()] = number;
  }
}

void SampleLog::append(std::span<const core::Sample> samples) {
  if (samples.empty()) return;
  batch_.clear();
  Instant first_source = Instant::never();
  Instant last_source = Instant::before_all();
  Instant last_arrival = Instant::before_all();
  for (const core::Sample& sample : samples) {
    batch_.push_back({number_of(sample.point), {sample.source, sample.arrival, sample.quality, sample.value}});
    first_source = std::min(first_source, sample.source);
    last_source = std::max(last_source, sample.source);
    last_arrival = std::max(last_arrival, sample.arrival);
  }
  const std::string body = encode_batch(batch_);
  insert_batch_.run(++last_batch_, first_source, last_source, last_arrival, batch_.size(), sql::Blob{check_of(body)}, sql::Blob{body});
}

Instant SampleLog::last_arrival() {
  const bool found = read_last_arrival_.query().next();
  return found && !read_last_arrival_.is_null(0) ? read_last_arrival_.get<Instant>(0) : Instant::before_all();
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
