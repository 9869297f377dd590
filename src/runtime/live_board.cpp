#include "runtime/live_board.hpp"

namespace davy::runtime {
namespace {

LiveValue value_of(const Loop& loop, site::PointIndex point) {
  const core::Detector& detector = loop.detector();
  return {detector.last(point), detector.stale(point) || detector.past(point), loop.calibration(point)};
}

}  // namespace

void LiveBoard::update(const Loop& loop, const Samples& samples) {
  const std::scoped_lock lock(mutex_);
  for (const core::Sample& sample : samples) values_[sample.point.get()] = value_of(loop, sample.point);
  fates_ = loop.fates();
}

void LiveBoard::update_all(const Loop& loop) {
  const std::scoped_lock lock(mutex_);
  for (std::size_t i = 0; i < values_.size(); ++i) values_[i] = value_of(loop, site::PointIndex(i));
  fates_ = loop.fates();
  failing_ = {loop.detector().expression_failures(), loop.detector().failing()};
}

std::vector<LiveValue> LiveBoard::values() const {
  const std::scoped_lock lock(mutex_);
  return values_;
}

Failing LiveBoard::failing() const {
  const std::scoped_lock lock(mutex_);
  return failing_;
}

core::Fates LiveBoard::fates() const {
  const std::scoped_lock lock(mutex_);
  return fates_;
}

}  // namespace davy::runtime
