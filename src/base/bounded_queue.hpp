#pragma once
// BoundedQueue: hands values from many threads to one, and never grows past its limit.
//
// Threads: push from any, pop_all by one at a time. When full, try_push refuses (the caller tells its sender the truth) and push waits.
// close() wakes everyone; what is queued can still be popped.

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace davy {

enum class Pushed { Yes, Full, Closed };

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t limit) : limit_(limit) {}

  Pushed try_push(T&& value) {
    std::unique_lock lock(mutex_);
    if (closed_) return Pushed::Closed;
    if (values_.size() >= limit_) return Pushed::Full;
    take(std::move(value), lock);
    return Pushed::Yes;
  }

  // Without waking who waits: for whoever will pop it before it waits again.
  Pushed try_push_quietly(T&& value) {
    const std::scoped_lock lock(mutex_);
    if (closed_) return Pushed::Closed;
    if (values_.size() >= limit_) return Pushed::Full;
    values_.push_back(std::move(value));
    return Pushed::Yes;
  }

  Pushed push(T&& value) {
    std::unique_lock lock(mutex_);
    drained_.wait(lock, [&] { return closed_ || values_.size() < limit_; });
    if (closed_) return Pushed::Closed;
    take(std::move(value), lock);
    return Pushed::Yes;
  }

  // Until there is something, `Wait` has passed, or the queue is closed. False when closed and empty.
  template <class Wait>
  bool wait(Wait at_most) {
    std::unique_lock lock(mutex_);
    filled_.wait_for(lock, at_most, [&] { return closed_ || !values_.empty(); });
    return !(closed_ && values_.empty());
  }

  // All that is queued, in order, into `out` (cleared first).
  void pop_all(std::vector<T>& out) {
    out.clear();
    const std::scoped_lock lock(mutex_);
    out.swap(values_);
    drained_.notify_all();
  }

  bool idle() const {  // open, and nothing is queued
    const std::scoped_lock lock(mutex_);
    return !closed_ && values_.empty();
  }

  void close() {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
    filled_.notify_all();
    drained_.notify_all();
  }

  std::size_t size() const {
    const std::scoped_lock lock(mutex_);
    return values_.size();
  }
  std::size_t limit() const { return limit_; }

 private:
  // Unlocked before the consumer is woken: it would only wait again.
  void take(T&& value, std::unique_lock<std::mutex>& lock) {
    values_.push_back(std::move(value));
    const bool first = values_.size() == 1;
    lock.unlock();
    if (first) filled_.notify_one();
  }

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable filled_;
  std::condition_variable drained_;
  std::vector<T> values_;
  bool closed_ = false;
};

}  // namespace davy
