#pragma once
// Middle: the robust middle of any number of readings, in a fixed place: one value and one time that a few wild readings do not move.
//
// Idea: readings are put into up to 16 groups of equal size, in the order in which they come. While they are few a group is one reading
// and value() is their median; when the groups are full, neighbours are joined two by two and each then holds twice as many. value() is the
// median of the groups' means. No reading is left out; one wild reading spoils one group of sixteen. A last group that is not full yet has no
// say where a full one is there.

#include "base/time.hpp"

#include <array>
#include <cstdint>

namespace davy::core {

class Middle {
 public:
  void add(Instant at, double value);
  void clear() { *this = Middle(); }

  bool empty() const { return total_ == 0; }
  // Of at least one reading.
  double value() const;
  // The mean of the times of the readings that value() is of.
  Instant at() const;

 private:
  static constexpr std::uint32_t kGroups = 16;

  void join_neighbours();

  std::array<double, kGroups> sums_{};
  std::uint32_t groups_ = 0;   // full ones
  std::uint32_t size_ = 1;     // readings a full group
  std::uint32_t partial_ = 0;  // readings in the group after the full ones
  std::uint64_t total_ = 0;
  Instant first_;
  double since_first_s_ = 0;       // summed over all readings
  double full_since_first_s_ = 0;  // summed over the full groups
};

}  // namespace davy::core
