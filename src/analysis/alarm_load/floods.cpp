#include "analysis/alarm_load/floods.hpp"

#include "core/alarm/flood.hpp"

#include <algorithm>

namespace davy::analysis {

std::vector<PostFlood> floods_now(const Rang& rang, const site::Directory& directory, Instant now) {
  std::vector<PostFlood> floods;
  for (const site::Post& post : directory.site().posts) {
    PostFlood made{post.name, 0, std::nullopt};
    made.recent = static_cast<std::size_t>(std::ranges::count_if(rang.alarms, [&](const core::RangAlarm& alarm) {
      return alarm.aside == core::Aside::No && alarm.duty == post.name && alarm.rang() <= now && alarm.rang() + core::kFloodWindow > now;
    }));
    for (const core::RangFlood& flood : rang.floods)
      if (flood.post == post.name && flood.started <= now && flood.ended.value_or(Instant::never()) > now) made.since = flood.started;
    floods.push_back(std::move(made));
  }
  return floods;
}

}  // namespace davy::analysis
