#pragma once
// Draw: what a world asks of chance, in words.

#include "base/time.hpp"
#include "sim/plant/chance.hpp"

#include <cstddef>
#include <vector>

namespace davy::sim {

inline std::size_t draw_below(Chance& chance, std::size_t count) {  // 0 … count - 1; 0 of none
  return count == 0 ? 0 : static_cast<std::size_t>(chance.uniform() * static_cast<double>(count)) % count;
}

inline bool happens(Chance& chance, double probability) { return chance.uniform() < probability; }

inline Duration draw_between(Chance& chance, Duration from, Duration until) {
  return from + Duration::from_ns(static_cast<std::int64_t>(chance.uniform() * static_cast<double>((until - from).ns())));
}

template <class T>
const T& one_of(Chance& chance, const std::vector<T>& all) {
  return all[draw_below(chance, all.size())];
}

}  // namespace davy::sim
