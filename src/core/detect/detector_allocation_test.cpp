// Counts what the whole program asks of the heap while the detector judges live samples.

#include "core/detect/detector.hpp"
#include "core/detect/gas_story.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <new>

namespace {

std::size_t allocations = 0;

void* counted(std::size_t bytes, std::size_t alignment) {
  ++allocations;
  void* memory = std::aligned_alloc(alignment, (bytes + alignment - 1) / alignment * alignment);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

void* operator new(std::size_t bytes) { return counted(bytes, alignof(std::max_align_t)); }
void* operator new[](std::size_t bytes) { return counted(bytes, alignof(std::max_align_t)); }
void* operator new(std::size_t bytes, std::align_val_t alignment) { return counted(bytes, static_cast<std::size_t>(alignment)); }
void* operator new[](std::size_t bytes, std::align_val_t alignment) { return counted(bytes, static_cast<std::size_t>(alignment)); }
// std::stable_sort takes its room this way; all of it must come from where it is given back to.
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept { return std::malloc(bytes); }
void* operator new[](std::size_t bytes, const std::nothrow_t&) noexcept { return std::malloc(bytes); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace davy::core {
namespace {

TEST(Allocation, NoneForLiveSamplesWhateverTheySay) {
  const site::Site site = story::gas_site({story::high(25, {.deadband = 2, .on_delay = Duration::from_ms(2'000)}), story::low(5),
                                           story::range(), story::bad(), story::stale()});
  Detector detector(site, story::kStart);
  Findings out;
  out.edges.reserve(20'000);
  const std::size_t before = allocations;
  ASSERT_GT(before, 0u);
  for (int s = 1; s <= 10'000; ++s) {
    const Instant at = story::second(s % 100 == 0 ? s + 5 : s);  // now and then silence, and what is left behind is a repeat or late
    const Quality quality = s % 37 == 0 ? Quality::Bad : Quality::Good;
    const Sample sample{site::PointIndex(0), quality, 50 + 60 * std::sin(s / 50.0), at, at};
    if (at < detector.last(site::PointIndex(0)).source) continue;
    detector.feed({&sample, 1}, out);
    detector.tick(at, out);
  }
  EXPECT_EQ(allocations, before);
  EXPECT_GT(out.edges.size(), 500u);
  EXPECT_GT(detector.fates().evaluated, 9'000u);
}

}  // namespace
}  // namespace davy::core
