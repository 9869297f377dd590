#pragma once
// Schedule: what is still to happen in a world, in the order of its time; what was planned first comes first at the same time. One thread.

#include "base/time.hpp"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace davy::sim {

class Schedule {
 public:
  void at(Instant when, std::function<void()> what) {
    waiting_.push_back({when, planned_++, std::move(what)});
    std::ranges::push_heap(waiting_, later);
  }

  Instant next() const { return waiting_.empty() ? Instant::never() : waiting_.front().when; }

  // The next one, taken out.
  std::function<void()> take() {
    std::ranges::pop_heap(waiting_, later);
    std::function<void()> what = std::move(waiting_.back().what);
    waiting_.pop_back();
    return what;
  }

 private:
  struct Planned {
    Instant when;
    std::uint64_t number = 0;
    std::function<void()> what;
  };
  static bool later(const Planned& a, const Planned& b) { return a.when != b.when ? a.when > b.when : a.number > b.number; }

  std::vector<Planned> waiting_;  // a heap
  std::uint64_t planned_ = 0;
};

}  // namespace davy::sim
