#pragma once
// TruthSet: how many of a set of truths are True, decided as soon as the unknown ones can no longer change the answer.
//
// Over none: all() is True, any() is False, as in logic. Memory: one byte a truth, taken at construction. O(1).

#include "core/truth.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace davy::core {

class TruthSet {
 public:
  // All Unknown.
  explicit TruthSet(std::size_t size) : truths_(size, Truth::Unknown), unknowns_(size) {}

  // index < size().
  void set(std::size_t index, Truth truth);

  Truth all() const { return at_least(size()); }
  Truth any() const { return at_least(1); }
  Truth at_least(std::size_t needed) const { return vote(trues_, unknowns_, needed); }
  Truth at_most(std::size_t allowed) const { return !at_least(allowed + 1); }
  // Undecided while one is Unknown.
  std::optional<std::size_t> count() const { return unknowns_ == 0 ? std::optional(trues_) : std::nullopt; }

  std::size_t size() const { return truths_.size(); }
  Truth operator[](std::size_t index) const { return truths_[index]; }

 private:
  std::vector<Truth> truths_;
  std::size_t trues_ = 0;
  std::size_t unknowns_;
};

}  // namespace davy::core
