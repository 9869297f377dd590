#include "analysis/alarm_load/duty_of.hpp"

#include "analysis/alarm_load/alarm_load.hpp"

namespace davy::analysis {
namespace {

bool is_on_for_alarms(const site::Duty& duty, const Answering& answering, const site::Directory& directory) {
  return is_for_alarms(duty) && directory.is_on(duty.shift, answering.at) && directory.site()[duty.post].name == answering.post;
}

// The post's duty of the zone itself that is on; one that names alarms goes first. Asked for each alarm of months and each condition: nothing is put aside.
std::optional<DutyIndex> duty_in(site::ZoneIndex zone, const Answering& answering, const site::Directory& directory) {
  const std::vector<site::Duty>& duties = directory.site().duties;
  std::optional<DutyIndex> for_all;
  for (DutyIndex i = 0; i < duties.size(); ++i) {
    if (duties[i].zone != zone || !is_on_for_alarms(duties[i], answering, directory)) continue;
    if (duties[i].names(site::Matter::Alarm)) return i;
    if (!for_all) for_all = i;
  }
  return for_all;
}

std::optional<site::ZoneIndex> zone_of_alarm(const core::RangAlarm& alarm, const site::Directory& directory) {
  if (const auto zone = directory.zone(alarm.zone)) return zone;
  const auto condition = directory.condition(alarm.condition);
  const site::Site& site = directory.site();
  return condition ? std::optional(site[site[*condition].point].zone) : std::nullopt;
}

}  // namespace

bool is_for_alarms(const site::Duty& duty) { return duty.matters.empty() || duty.names(site::Matter::Alarm); }

std::vector<DutyIndex> alarm_duties_of(const std::string& post, const site::Directory& directory) {
  const site::Site& site = directory.site();
  std::vector<DutyIndex> duties;
  for (DutyIndex i = 0; i < site.duties.size(); ++i)
    if (is_for_alarms(site.duties[i]) && site[site.duties[i].post].name == post) duties.push_back(i);
  return duties;
}

std::optional<DutyIndex> duty_answering(const Answering& answering, const site::Directory& directory) {
  const site::Site& site = directory.site();
  for (std::optional<site::ZoneIndex> around = answering.zone; around; around = site[*around].parent)
    if (const auto duty = duty_in(*around, answering, directory)) return duty;
  for (DutyIndex i = 0; i < site.duties.size(); ++i)
    if (is_on_for_alarms(site.duties[i], answering, directory)) return i;
  return std::nullopt;
}

std::optional<DutyIndex> duty_of(const core::RangAlarm& alarm, const site::Directory& directory) {
  return duty_answering({post_that_answered(alarm, directory), zone_of_alarm(alarm, directory), alarm.rang()}, directory);
}

}  // namespace davy::analysis
