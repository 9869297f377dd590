#pragma once
// DutyOf: the duty that an alarm is charged to, as a post, a zone, a shift and the kind of matter that alarms are: one measure for the page of alarm load,
// budgets and backtests.
//
// Among the duties of the post that answered, for alarms, whose shift was on when it rang: the nearest around its zone, one that names alarms before one for
// all matters; else the first of that post in the site's order. None: the post had no such duty then.

#include "core/alarm/rang_alarm.hpp"
#include "site/directory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::analysis {

// All of them index the site's duties.
using DutyIndex = std::size_t;

bool is_for_alarms(const site::Duty& duty);
std::vector<DutyIndex> alarm_duties_of(const std::string& post, const site::Directory& directory);

struct Answering {
  std::string post;
  std::optional<site::ZoneIndex> zone;  // none: the site no longer has it
  Instant at;
};
std::optional<DutyIndex> duty_answering(const Answering& answering, const site::Directory& directory);

// Its post is post_that_answered() (alarm_load.hpp).
std::optional<DutyIndex> duty_of(const core::RangAlarm& alarm, const site::Directory& directory);

}  // namespace davy::analysis
