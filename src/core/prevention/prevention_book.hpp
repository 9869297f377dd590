#pragma once
// PreventionBook: the register, and the measures that do not hold now.
//
// A measure fails while the row that watches it is bypassed or has an effect without a measure left, or while the condition that watches it is true,
// blind or out of service. It is restored when none of that holds. decide and react are pure; evolve() is the only way in which the book changes.

#include "core/alarm/alarm_book.hpp"
#include "core/interlock/interlock_table.hpp"
#include "core/prevention/risk_register.hpp"

#include <map>
#include <string>

namespace davy::core {

struct FailedMeasure {
  FailureCause cause = FailureCause::RowBypassed;
  std::string watch;
  Instant since;
  DAVY_FIELDS(cause, watch, since)
};

struct PreventionBook {
  RiskRegister known;
  std::map<std::string, FailedMeasure, std::less<>> failed;  // by measure
  DAVY_FIELDS(known, failed)
};

namespace prevention {

void evolve(PreventionBook& book, const Event& event);

// Measures that failed or were restored by `event`; `about` is the condition of an alarm event.
Bodies watch(const PreventionBook& book, const AlarmBook& alarms, const InterlockTable& interlocks, const Event& event,
             const std::string& about);

}  // namespace prevention

}  // namespace davy::core
