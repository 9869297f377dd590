#pragma once
// SlidingFold: what the readings of a window fold to, when one reading after another comes and goes.
//
// Idea: two stacks in one ring. New readings are pushed and joined into the back fold. When the oldest must go and the front is empty, the
// ring is walked once from new to old and each cell then holds the fold of itself and all that is newer, down to that moment; from then on
// dropping the oldest is forgetting its cell. Each reading is joined twice in its life and nothing is ever subtracted: there is no error
// that could add up, however many years it runs. O(1) amortised; one walk of the ring at worst.
//
// A Fold is a value with `static Fold joined(const Fold& older, const Fold& newer)`, associative, a default-made Fold joining to nothing.
//
// Memory: 2 * exact_samples + 8 cells, taken at construction; the ring is as long as the window needs, so that what is not needed is never
// touched. Up to exact_samples readings in the window each have a cell of their own.
// Beyond, readings that come within window / exact_samples of the first of a cell share it, and leave when the newest of them leaves:
// nothing in the window is ever missing, and at its old edge there may be readings older than it by at most resolution().

#include "base/ensure.hpp"
#include "base/prefetch.hpp"
#include "base/time.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace davy::core {

template <class Fold>
class SlidingFold {
 public:
  // A window longer than zero, exact_samples 4 or more.
  SlidingFold(Duration window, std::uint32_t exact_samples) : window_(window), exact_samples_(exact_samples) {
    ensure(window > Duration() && exact_samples >= 4, "a window longer than zero and four samples or more");
    cells_.reserve(cells_max());
    cells_.resize(kShortest);
  }
  // A copy keeps room for all its cells.
  SlidingFold(const SlidingFold& other) : SlidingFold(other.window_, other.exact_samples_) { *this = other; }
  SlidingFold(SlidingFold&&) noexcept = default;
  SlidingFold& operator=(const SlidingFold&) = default;
  SlidingFold& operator=(SlidingFold&&) noexcept = default;
  ~SlidingFold() = default;

  // In the order of their times; now may be past them. Lets time pass to `at`.
  void add(Instant at, const Fold& one) {
    advance(at);
    if (at <= now_ - window_) return;
    const bool share = size() >= exact_samples_ && back_count_ > 0 && at < share_until_;
    if (share) {
      Cell& newest = cells_[index(size() - 1)];
      newest = {at, Fold::joined(newest.fold, one)};
      if (size() == 1) oldest_.newest = at;
      shared_until_ = at;
    } else {
      if (size() == cells_.size()) lengthen();
      if (empty()) oldest_.newest = at;
      cells_[index(size())] = {at, one};
      ++back_count_;
      share_until_ = at + share_width();
    }
    back_ = Fold::joined(back_, one);
  }

  // What is older than now - window, or as old, leaves. An earlier instant than one already seen changes nothing.
  void advance(Instant now) {
    if (now <= now_) return;
    now_ = now;
    const Instant edge = now_ - window_;
    while (size() > 0 && oldest_.newest <= edge) {
      if (front_count_ == 0) turn_over();
      first_ = index(1);
      --front_count_;
      if (size() > 0) oldest_ = cells_[first_];
    }
  }

  bool empty() const { return size() == 0; }
  Fold all() const { return front_count_ > 0 ? Fold::joined(oldest_.fold, back_) : back_; }

  // By how much the oldest readings of all() may be older than the window. Zero: not at all.
  Duration resolution() const { return shared_until_ > now_ - window_ ? share_width() : Duration(); }

  std::size_t bytes() const { return sizeof(*this) + cells_max() * sizeof(Cell); }

  // The cells that the next reading will touch, ahead of it.
  void expect_cells() const {
    prefetch(cells_[index(size())]);
    prefetch(cells_[index(1)]);
  }

 private:
  static constexpr std::size_t kShortest = 16;
  struct Cell {
    Instant newest;
    Fold fold;  // in the back: of its own readings; in the front: of these and of all newer ones of the front
  };

  std::size_t cells_max() const { return std::size_t{2} * exact_samples_ + 8; }
  std::uint32_t size() const { return front_count_ + back_count_; }
  std::size_t index(std::size_t nth) const {
    const std::size_t i = first_ + nth;
    return i < cells_.size() ? i : i - cells_.size();
  }
  Duration share_width() const { return window_ / exact_samples_ + Duration::from_ns(1); }

  // Within what was taken at construction.
  void lengthen() {
    std::rotate(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(first_), cells_.end());
    first_ = 0;
    const std::size_t longer = std::min(2 * cells_.size(), cells_max());
    ensure(longer > cells_.size(), "a ring that holds its window");
    cells_.resize(longer);
  }

  void turn_over() {
    for (std::uint32_t nth = back_count_ - 1; nth-- > 0;) {
      Fold& fold = cells_[index(nth)].fold;
      fold = Fold::joined(fold, cells_[index(nth + 1)].fold);
    }
    front_count_ = back_count_, back_count_ = 0;
    back_ = Fold();
  }

  Duration window_;
  Instant now_ = Instant::before_all();
  Instant share_until_ = Instant::before_all();   // readings before it may share the newest cell
  Instant shared_until_ = Instant::before_all();  // the newest reading that shares a cell
  std::uint32_t exact_samples_;
  std::uint32_t front_count_ = 0;
  std::uint32_t back_count_ = 0;
  std::size_t first_ = 0;
  Cell oldest_;  // a copy of the first cell, as far as it is asked: its fold only while it is in the front
  Fold back_;
  std::vector<Cell> cells_;
};

}  // namespace davy::core
