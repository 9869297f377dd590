#pragma once
// TrainingView: every training with what was read, and its exams.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class TrainingView {
 public:
  explicit TrainingView(sql::Database& database);

  void on(const core::Event& event, const core::TrainingAssigned& body);
  void on(const core::Event& event, const core::TrainingRead& body);
  void on(const core::Event& event, const core::TrainingExamStarted& body);
  void on(const core::Event& event, const core::TrainingExamFinished& body);
  void on(const core::Event& event, const core::TrainingPassed& body);
  void on(const core::Event& event, const core::TrainingFailed& body);
  void on(const core::Event& event, const core::TrainingOverdue& body);
  void on(const core::Event& event, const core::TrainingWithdrawn& body);

 private:
  sql::Statement assign_;
  sql::Statement read_;
  sql::Statement be_ready_;
  sql::Statement right_;
  sql::Statement start_;
  sql::Statement sit_;
  sql::Statement asked_;
  sql::Statement finish_;
  sql::Statement stand_up_;
  sql::Statement pass_;
  sql::Statement fail_;
  sql::Statement forget_;
  sql::Statement overdue_;
  sql::Statement withdraw_;
};

}  // namespace davy::store
