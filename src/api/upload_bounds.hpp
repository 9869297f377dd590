#pragma once
// UploadBounds: how much one person may send in a day, and how full the disk may be for it: readings are kept on the same disk, and they come first.
//
// Counts pictures, voice notes and pieces of films together, over the last 24 hours, to the hour; a start forgets. Thread-safe.

#include "base/time.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace davy::api {

inline constexpr std::uint64_t kUploadBytesADay = 2'000'000'000;  // seven of the longest films

class UploadBounds {
 public:
  // Counts them when they fit; otherwise says how long until they do.
  std::optional<Duration> take(const std::string& login, std::uint64_t bytes, Instant now);

 private:
  struct Part {
    Instant begun;
    Instant last;
    std::uint64_t bytes = 0;
  };
  std::mutex mutex_;
  std::map<std::string, std::vector<Part>> parts_;  // by login, oldest first, an hour each
};

enum class Room { Enough, TooLittle };

// Whether so many bytes leave free what uploads must leave: 1 GiB, or a twentieth of a smaller disk.
Room room_for(std::uint64_t bytes, const std::filesystem::space_info& disk);

}  // namespace davy::api
