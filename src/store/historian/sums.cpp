#include "store/historian/sums.hpp"

namespace davy::store {

void Sums::add(const Reading& reading) { intervals_[number_of(reading.source)].add(reading); }

void Sums::add(const Summary& whole, Instant first) { intervals_[number_of(first)].add(whole); }

std::vector<Interval> Sums::intervals() const {
  std::vector<Interval> list;
  for (const auto& [number, s] : intervals_) {
    const auto from =
        static_cast<std::int64_t>(static_cast<std::uint64_t>(from_.unix_ns()) + number * static_cast<std::uint64_t>(width_.ns()));
    list.push_back({Instant::from_unix_ns(from), s.count, s.uncertain, s.bad, s.min, s.max, s.sum, s.first, s.last});
  }
  return list;
}

}  // namespace davy::store
