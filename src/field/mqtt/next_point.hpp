#pragma once
// NextPoint: the points that a device speaks of, by name. Most devices say the same list again and again: the point that came behind the same one last time is
// tried first, without hashing.
//
// One thread.

#include "field/quarantine.hpp"
#include "site/directory.hpp"

#include <limits>
#include <string_view>
#include <variant>
#include <vector>

namespace davy::field {

class NextPoint {
 public:
  // `directory` must outlive it.
  explicit NextPoint(const site::Directory& directory)
      : directory_(directory), first_(directory.site().devices.size(), kNone), behind_(directory.site().points.size(), kNone) {}

  // A batch of this device begins.
  void begin(site::DeviceIndex device) {
    device_ = device;
    guess_ = &first_[device.get()];
  }

  // UnknownPoint, or OthersPoint: not one of the batch's device. Only between a batch's begin and the next one's.
  std::variant<site::PointIndex, Malformed> find(std::string_view name) {
    if (*guess_ == kNone || directory_.name_of(site::PointIndex(*guess_)) != name) {
      const std::optional<site::PointIndex> point = directory_.point(name);
      if (!point) return Malformed::UnknownPoint;
      if (directory_.site()[*point].device != device_) return Malformed::OthersPoint;
      *guess_ = static_cast<std::uint32_t>(point->get());
    }
    const site::PointIndex point(*guess_);
    guess_ = &behind_[point.get()];
    return point;
  }

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  const site::Directory& directory_;
  std::vector<std::uint32_t> first_;   // by device: the point with which its last batch began
  std::vector<std::uint32_t> behind_;  // by point: the one of the same device that came behind it last time
  site::DeviceIndex device_;
  std::uint32_t* guess_ = nullptr;  // into one of the two: what is tried next
};

}  // namespace davy::field
