#pragma once
// What people read of trainings (core/training).

#include "base/fields.hpp"
#include "core/training/training_events.hpp"
#include "store/views/list_order.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

// Ready: all sections were read; sitting: an exam runs.
enum class TrainingState { Reading, Ready, Sitting, Passed, Withdrawn };

struct TrainingRow {
  core::TrainingId id;
  core::TrainingAssigned what;
  Instant assigned;
  std::string assigned_by;  // login; empty: by itself
  TrainingState state = TrainingState::Reading;
  bool overdue = false;  // it was told while it was open
  std::uint32_t sections_read = 0;
  std::uint32_t attempt = 0;   // since it was (again) read
  std::uint32_t attempts = 0;  // in all
  std::optional<std::uint32_t> best_percent;
  std::optional<Instant> passed;
  std::string valid_until;  // the last day; empty: not passed, or for good
  double hours = 0;
  std::optional<Instant> ended;
  std::string ended_by;  // login, of one that a person withdrew
  std::optional<core::TrainingEnd> end;
  std::string ended_reason;
};

struct ExamQuestion {
  std::string question;            // id of the record
  std::vector<std::string> right;  // letters, as they were when the exam began
  std::vector<std::string> chosen;
  DAVY_FIELDS(question, right, chosen)
};

struct ExamRow {
  std::uint32_t attempt = 0;
  Instant started;
  Instant until;
  std::optional<Instant> finished;
  std::vector<ExamQuestion> questions;
  std::optional<std::uint32_t> right;
  std::uint32_t of = 0;
  std::optional<std::uint32_t> percent;
  bool late = false;
  bool passed = false;
};

struct TrainingFile {
  TrainingRow row;
  std::vector<std::string> read;  // sections
  std::vector<ExamRow> exams;     // in order
};

// Not by severity. What is empty filters nothing.
struct TrainingFilter {
  enum class Which { Open, Over, All } which = Which::Open;
  std::string person;
  std::string course;
  ListOrder order = {};
  std::string after;
  std::size_t limit = 50;
};

struct TrainingHours {
  std::map<core::CourseKind, double> passed;  // in the time that was asked for
  double drills = 0;                          // of drills in which they had a part
  bool began = false;                         // an entry course was assigned in that time
  std::uint32_t open = 0;                     // now
  std::uint32_t overdue = 0;
};

}  // namespace davy::store

template <>
inline constexpr auto davy::kEnumNames<davy::store::TrainingState> =
    std::to_array<davy::EnumName<davy::store::TrainingState>>({{davy::store::TrainingState::Reading, "reading"},
                                                               {davy::store::TrainingState::Ready, "ready"},
                                                               {davy::store::TrainingState::Sitting, "sitting"},
                                                               {davy::store::TrainingState::Passed, "passed"},
                                                               {davy::store::TrainingState::Withdrawn, "withdrawn"}});
