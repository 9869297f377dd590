#include "store/historian/sums.hpp"

#include <algorithm>
#include <limits>

namespace davy::store {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
constexpr std::int64_t kSafeToAdd = std::int64_t{1} << 48U;  // so many times the samples of a chunk is no overflow
static_assert(kChunkReadingsMax <= 1U << 14U);

double sum_of(std::span<const std::uint64_t> wholes, std::int64_t min, std::int64_t max) {
  if (min > -kSafeToAdd && max < kSafeToAdd) {
    std::uint64_t sum = 0;
    for (const std::uint64_t whole : wholes) sum += whole;
    return static_cast<double>(static_cast<std::int64_t>(sum));
  }
  double sum = 0;
  for (const std::uint64_t whole : wholes) sum += static_cast<double>(static_cast<std::int64_t>(whole));
  return sum;
}

// Of the samples from `begin` to `end`, one or more.
Summary summary_of(const PlainChunk& chunk, std::size_t begin, std::size_t end) {
  const auto wholes = chunk.wholes().subspan(begin, end - begin);
  auto min = static_cast<std::int64_t>(wholes[0]);
  auto max = min;
  for (const std::uint64_t whole : wholes) {
    min = std::min(min, static_cast<std::int64_t>(whole));
    max = std::max(max, static_cast<std::int64_t>(whole));
  }
  const auto value = [&](std::uint64_t whole) { return static_cast<double>(static_cast<std::int64_t>(whole)) / chunk.scale(); };
  const auto at = [&](std::size_t i) { return Instant::from_unix_ns(chunk.unit().ns() * static_cast<std::int64_t>(chunk.sources()[i])); };
  Summary summary;
  summary.count = wholes.size();
  summary.min = value(static_cast<std::uint64_t>(min));
  summary.max = value(static_cast<std::uint64_t>(max));
  summary.sum = sum_of(wholes, min, max) / chunk.scale();
  summary.first_at = at(begin);
  summary.first = value(wholes.front());
  summary.last_at = at(end - 1);
  summary.last = value(wholes.back());
  return summary;
}

}  // namespace

void Sums::add(const Reading& reading) { intervals_[number_of(reading.source)].add(reading); }

void Sums::add(const Summary& whole, Instant first) { intervals_[number_of(first)].add(whole); }

void Sums::add(const PlainChunk& chunk, Range range) {
  const auto sources = chunk.sources();
  const auto unit = static_cast<std::uint64_t>(chunk.unit().ns());
  const auto ns = [&](std::uint64_t source) { return static_cast<std::int64_t>(source * unit); };
  const auto width = static_cast<std::uint64_t>(width_.ns());
  const auto from = static_cast<std::uint64_t>(from_.unix_ns());
  const auto place_of = [&](auto found) { return static_cast<std::size_t>(found - sources.begin()); };
  std::size_t begin = place_of(std::ranges::lower_bound(sources, range.from.unix_ns(), {}, ns));
  const std::size_t end = place_of(std::ranges::lower_bound(sources, range.until.unix_ns(), {}, ns));
  while (begin < end) {
    const std::uint64_t number = number_of(Instant::from_unix_ns(ns(sources[begin])));
    const std::uint64_t beyond =
        number < kMost / width ? (number + 1) * width : kMost;  // the end of the interval, from the range's beginning
    const auto rest = sources.subspan(begin, end - begin);
    const auto next = std::ranges::partition_point(rest, [&](std::uint64_t source) { return source * unit - from < beyond; });
    const std::size_t until = begin + static_cast<std::size_t>(next - rest.begin());
    intervals_[number].add(summary_of(chunk, begin, until));
    begin = until;
  }
}

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
