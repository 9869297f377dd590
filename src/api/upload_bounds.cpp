#include "api/upload_bounds.hpp"

#include <algorithm>
#include <numeric>

namespace davy::api {
namespace {

constexpr Duration kPart = 1_h;
constexpr Duration kCountedFor = 24_h;
constexpr std::uint64_t kLeftFreeMost = 1024UL * 1024 * 1024;

}  // namespace

std::optional<Duration> UploadBounds::take(const std::string& login, std::uint64_t bytes, Instant now) {
  const std::scoped_lock lock(mutex_);
  std::vector<Part>& parts = parts_[login];
  std::erase_if(parts, [&](const Part& part) { return now - part.last >= kCountedFor; });
  std::uint64_t sent =
      std::accumulate(parts.begin(), parts.end(), std::uint64_t{0}, [](auto sum, const Part& part) { return sum + part.bytes; });
  for (const Part& part : parts) {
    if (sent + bytes <= kUploadBytesADay) break;
    sent -= part.bytes;
    if (sent + bytes <= kUploadBytesADay) return part.last + kCountedFor - now;
  }
  if (sent + bytes > kUploadBytesADay) return kCountedFor;
  if (parts.empty() || now - parts.back().begun >= kPart) parts.push_back({now, now, 0});
  parts.back().last = now;
  parts.back().bytes += bytes;
  return std::nullopt;
}

Room room_for(std::uint64_t bytes, const std::filesystem::space_info& disk) {
  const std::uint64_t left_free = std::min<std::uint64_t>(kLeftFreeMost, disk.capacity / 20);
  return disk.available >= left_free + bytes ? Room::Enough : Room::TooLittle;
}

}  // namespace davy::api
