#include "analysis/alarm_load/floods.hpp"

#include "core/alarm/flood.hpp"
#include "core/duty.hpp"

#include <map>

namespace davy::analysis {

std::vector<PostFlood> floods_now(const std::vector<core::RangAlarm>& alarms, const site::Directory& directory, Instant now) {
  std::map<std::string, core::FloodGauge> gauges;
  for (const core::RangAlarm& alarm : alarms) {
    const auto condition = directory.condition(alarm.condition);
    if (alarm.raised + kFloodLookBack <= now || alarm.raised > now) continue;
    gauges[condition ? core::post_answering(directory, *condition, alarm.raised) : core::post_at_the_top(directory)].rang(alarm.raised);
  }
  std::vector<PostFlood> floods;
  for (const site::Post& post : directory.site().posts) {
    core::FloodGauge& gauge = gauges[post.name];
    gauge.pass(now);
    floods.push_back({post.name, gauge.recent(), gauge.since()});
  }
  return floods;
}

}  // namespace davy::analysis
