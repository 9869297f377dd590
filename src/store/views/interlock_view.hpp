#pragma once
// InterlockView: the rows of the cause-and-effect table as they stand, every command, and which row tripped on which condition.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class InterlockView {
 public:
  explicit InterlockView(sql::Database& database);

  std::string row_of(const std::string& command);

  void on(const core::Event& event, const core::SystemStarted& body);
  void on(const core::Event& event, const core::RowTripped& body);
  void on(const core::Event& event, const core::RowUndecided& body);
  void on(const core::Event& event, const core::RowDecided& body);
  void on(const core::Event& event, const core::RowBlocked& body);
  void on(const core::Event& event, const core::RowReset& body);
  void on(const core::Event& event, const core::RowBypassed& body);
  void on(const core::Event& event, const core::RowBypassEnded& body);
  void on(const core::Event& event, const core::CommandRequested& body);
  void on(const core::Event& event, const core::CommandSent& body);
  void on(const core::Event& event, const core::CommandAccepted& body);
  void on(const core::Event& event, const core::CommandObserved& body);
  void on(const core::Event& event, const core::CommandFailed& body);
  void on(const core::Event& event, const core::EffectExhausted& body);
  void on(const core::Event& event, const core::EffectOverruled& body);

 private:
  sql::Statement add_row_;
  sql::Statement trip_;
  sql::Statement set_undecided_;
  sql::Statement block_;
  sql::Statement reset_;
  sql::Statement bypass_;
  sql::Statement end_bypass_;
  sql::Statement add_trip_;
  sql::Statement end_trips_;
  sql::Statement request_;
  sql::Statement send_;
  sql::Statement accept_;
  sql::Statement set_stage_;
  sql::Statement set_effect_;
  sql::Statement exhaust_;
  sql::Statement stand_on_;
  sql::Statement prove_;
  sql::Statement begin_again_;
  sql::Statement overrule_;
  sql::Statement clear_effects_;
  sql::Statement row_of_;
};

}  // namespace davy::store
