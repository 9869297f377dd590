#pragma once
// Judge: holds what stands against what a story expects.

#include "analysis/rule_stories/chronicle.hpp"
#include "analysis/rule_stories/story.hpp"
#include "runtime/loop.hpp"

#include <string>
#include <string_view>

namespace davy::analysis {

class Judge {
 public:
  // The references must outlive it.
  Judge(const site::Directory& directory, const runtime::Loop& loop, const Chronicle& chronicle)
      : directory_(directory), loop_(loop), chronicle_(chronicle) {}

  bool holds(const What& what) const;
  Said stands(const What& what) const;    // "active, serious (ch4-01 reads 55 %LEL)"
  Said describe(const What& what) const;  // "ch4-01:high active"
  Said nearest(const What& what, Duration from, Duration until) const;

 private:
  bool holds_alarm(const ExpectAlarm& expected) const;
  bool holds_row(const ExpectRow& expected) const;
  bool holds_command(const ExpectCommand& expected) const;
  bool holds_order(const ExpectOrder& expected) const;
  Said stands_alarm(site::ConditionIndex condition) const;
  Said quiet_text(site::ConditionIndex condition) const;  // what is said where no alarm is
  Said stands_row(site::RowIndex row) const;
  Said stands_command(site::ActuatorIndex actuator) const;
  Said stands_order(site::ConditionIndex condition) const;
  const core::Order* order_of(site::ConditionIndex condition) const;
  const core::RowState* row_of(site::RowIndex row) const;

  const site::Directory& directory_;
  const runtime::Loop& loop_;
  const Chronicle& chronicle_;
};

}  // namespace davy::analysis
