#include "store/historian/arrival_order.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace davy::store {
namespace {

constexpr std::size_t kPerBucket = 4;

struct ComesBefore {
  bool operator()(const core::Sample& a, const core::Sample& b) const {
    if (a.arrival != b.arrival) return a.arrival < b.arrival;
    return std::tie(a.source, a.point) < std::tie(b.source, b.point);
  }
};

std::uint64_t since(Instant first, Instant at) {
  return static_cast<std::uint64_t>(at.unix_ns()) - static_cast<std::uint64_t>(first.unix_ns());
}

}  // namespace

void sort_by_arrival(std::vector<core::Sample>& samples, std::vector<core::Sample>& spare) {
  if (samples.size() < 2) return;
  const auto [first, last] = std::ranges::minmax(samples, {}, &core::Sample::arrival);
  const Instant begin = first.arrival;
  const std::uint64_t span = since(begin, last.arrival);
  // A stretch is a power of two of nanoseconds, so that a shift finds it.
  const auto width = static_cast<unsigned>(std::bit_width(span / (samples.size() / kPerBucket + 1)));
  const auto bucket = [&](const core::Sample& sample) { return static_cast<std::size_t>(since(begin, sample.arrival) >> width); };
  std::vector<std::size_t> ends(static_cast<std::size_t>(span >> width) + 2);
  for (const core::Sample& sample : samples) ++ends[bucket(sample) + 1];
  for (std::size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  spare.resize(samples.size());
  for (const core::Sample& sample : samples) spare[ends[bucket(sample)]++] = sample;
  auto from = spare.begin();
  for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
    const auto until = spare.begin() + static_cast<std::ptrdiff_t>(ends[i]);
    if (!std::is_sorted(from, until, ComesBefore())) std::sort(from, until, ComesBefore());
    from = until;
  }
  samples.swap(spare);
}

}  // namespace davy::store
