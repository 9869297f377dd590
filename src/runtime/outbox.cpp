#include "runtime/outbox.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace davy::runtime {
namespace {

template <class T>
void append(std::vector<T>& to, std::vector<T>&& from, std::size_t count) {
  if (to.empty() && count == from.size())
    to = std::move(from);
  else
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.begin() + static_cast<std::ptrdiff_t>(count)));
}

bool urgent(const Turn& turn) { return !turn.commit.events.empty() || !turn.answers.empty() || turn.commit.snapshot; }

std::chrono::nanoseconds chrono_of(Duration duration) { return std::chrono::nanoseconds(duration.ns()); }

}  // namespace

void Outbox::put(Turn turn) {
  const std::scoped_lock lock(mutex_);
  const std::size_t room = sample_limit_ - waiting_.commit.samples.size();
  const std::size_t kept = std::min(room, turn.commit.samples.size());
  lost_samples_ += turn.commit.samples.size() - kept;
  const bool wake = urgent(turn) && !urgent(waiting_);
  append(waiting_.commit.samples, std::move(turn.commit.samples), kept);
  append(waiting_.commit.events, std::move(turn.commit.events), turn.commit.events.size());
  events_ = waiting_.commit.events.size();
  append(waiting_.answers, std::move(turn.answers), turn.answers.size());
  if (turn.commit.snapshot) waiting_.commit.snapshot = std::move(turn.commit.snapshot);
  if (wake) changed_.notify_one();
}

bool Outbox::take(Turn& out, Duration gather) {
  std::unique_lock lock(mutex_);
  if (gather > Duration()) changed_.wait_for(lock, chrono_of(gather), [&] { return closed_ || urgent(waiting_); });
  out = std::exchange(waiting_, {});
  events_ = 0;
  return !closed_ || urgent(out) || !out.commit.samples.empty();
}

std::vector<Turn::Pending> Outbox::take_answers() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(waiting_.answers, {});
}

bool Outbox::wait_closed(Duration at_most) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, chrono_of(at_most), [&] { return closed_; });
}

void Outbox::close() {
  const std::scoped_lock lock(mutex_);
  closed_ = true;
  changed_.notify_all();
}

bool Outbox::calm() const {
  const std::scoped_lock lock(mutex_);
  return !closed_ && !urgent(waiting_);
}

std::size_t Outbox::samples() const {
  const std::scoped_lock lock(mutex_);
  return waiting_.commit.samples.size();
}

std::uint64_t Outbox::lost_samples() const {
  const std::scoped_lock lock(mutex_);
  return lost_samples_;
}

}  // namespace davy::runtime
