#pragma once
// Alarm budget: how many alarms an hour a site's rules ask of each duty, held against what the duty may be asked.
//
// A duty is charged what rang for people, as the load of alarms has it (alarm_load/duty_of.hpp). What nobody's duty answers is charged to none. Hours are
// those of the duty's shift within the span.

#include "analysis/alarm_load/alarm_load.hpp"
#include "base/enum_names.hpp"
#include "core/alarm/rang_alarm.hpp"
#include "site/directory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::analysis {

struct DutyLoad {
  std::string post;
  std::string zone;
  std::string shift;
  std::size_t conditions = 0;  // that would be answered by it, were they to ring
  double hours = 0;            // on duty within the span
  std::size_t alarms = 0;
  std::size_t most_in_an_hour = 0;
  std::optional<double> budget;  // alarms an hour

  double per_hour() const { return hours > 0 ? static_cast<double>(alarms) / hours : 0; }
};

// `alarms` in whatever order; one for each duty of the site, in its order.
std::vector<DutyLoad> duty_loads(const site::Directory& directory, const std::vector<core::RangAlarm>& alarms, Span span);

// Kept: within the budget, or there is none. Unknown: less than an hour on duty was watched. Lessened: over it, but no more than `before`.
enum class BudgetVerdict { Kept, Unknown, Lessened, Broken };
BudgetVerdict verdict_of(const DutyLoad& load, const DutyLoad* before);

// A duty under rules that are tried, beside what it is asked now.
struct DutyCheck {
  DutyLoad after;
  std::optional<DutyLoad> before;  // none: the site of now has no such duty
  BudgetVerdict verdict = BudgetVerdict::Unknown;
};
// In the order of `after`.
std::vector<DutyCheck> check_duties(const std::vector<DutyLoad>& before, std::vector<DutyLoad> after);

}  // namespace davy::analysis

template <>
inline constexpr auto davy::kEnumNames<davy::analysis::BudgetVerdict> =
    std::to_array<davy::EnumName<davy::analysis::BudgetVerdict>>({{davy::analysis::BudgetVerdict::Kept, "kept"},
                                                                  {davy::analysis::BudgetVerdict::Unknown, "unknown"},
                                                                  {davy::analysis::BudgetVerdict::Lessened, "lessened"},
                                                                  {davy::analysis::BudgetVerdict::Broken, "broken"}});
