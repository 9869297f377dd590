#pragma once
// What is read of the duty chain: obligations, the figures over them, and the whole story of a matter.

#include "core/obligation/kpi.hpp"
#include "store/views/journal_rows.hpp"

#include <optional>
#include <string>
#include <vector>

namespace davy::store {

// Asked in [from, until), the newest first, of equal ones the later record; the cursor names the last one. What is empty or none filters nothing.
struct ObligationFilter {
  Instant from;
  Instant until;
  Instant as_of;
  site::AppraisalStandards standards;
  std::string person;  // login for whom it counts; one that is pending: of whom it is asked
  std::string post;
  std::string zone;
  std::optional<core::Metric> metric;
  std::optional<core::Standing> standing;
  std::string after;
  std::size_t limit = 50;
};

struct KpiAsk {
  Instant from;
  Instant until;
  Instant as_of;
  site::AppraisalStandards standards;
  core::KpiBy by = core::KpiBy::Person;
};

// Use of the system (系统使用率): notices that named a person, and how many of them were on a screen in front of that person.
struct UseRow {
  std::string login;
  core::Share seen;
};

// A matter with what belongs to it: an alarm with its order and the permits that it took back, an order with its alarms, a hazard with the check that found
// it, an incident with the alarm that it began with.
struct MatterStory {
  std::vector<core::MatterRef> matters;  // the one asked for first
  std::vector<JournalRow> records;       // in order, each once; notices with them
  std::vector<core::Obligation> chain;   // of all of them, in the order in which they were asked
};

}  // namespace davy::store
