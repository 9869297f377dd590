#include "core/series/truth_set.hpp"

#include "base/ensure.hpp"

namespace davy::core {

void TruthSet::set(std::size_t index, Truth truth) {
  ensure(index < truths_.size(), "a truth of the set");
  Truth& place = truths_[index];
  trues_ -= place == Truth::True ? 1 : 0;
  unknowns_ -= place == Truth::Unknown ? 1 : 0;
  place = truth;
  trues_ += place == Truth::True ? 1 : 0;
  unknowns_ += place == Truth::Unknown ? 1 : 0;
}

}  // namespace davy::core
