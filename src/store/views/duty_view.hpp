#pragma once
// DutyView: rosters, absences, stand-ins, certificates and hand-overs, those that are over too.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::core {
struct QualificationBook;
}

namespace davy::store {

enum class HandoverOutcome;

class DutyView {
 public:
  explicit DutyView(sql::Database& database);

  void on(const core::Event& event, const core::RosterSet& body);
  void on(const core::Event& event, const core::RosterRemoved& body);
  void on(const core::Event& event, const core::RosterDaySet& body);
  void on(const core::Event& event, const core::RosterDayCleared& body);
  void on(const core::Event& event, const core::AbsenceTold& body);
  void on(const core::Event& event, const core::AbsenceEnded& body);
  void on(const core::Event& event, const core::StandInAppointed& body);
  void on(const core::Event& event, const core::StandInEnded& body);
  void on(const core::Event& event, const core::RecordSaved& body);
  void on(const core::Event& event, const core::RecordRemoved& body);
  void on(const core::Event& event, const core::TrainingPassed& body);  // that gives a certificate
  void on(const core::Event& event, const core::HandoverOffered& body);
  void on(const core::Event& event, const core::HandoverAccepted& body);
  void on(const core::Event& event, const core::HandoverRefused& body);
  void on(const core::Event& event, const core::HandoverWithdrawn& body);
  void on(const core::Event& event, const core::HandoverOverdue& body);

 private:
  void save(const core::QualificationBook& book);
  void end(const core::Event& event, core::HandoverId id, HandoverOutcome outcome, const std::string& acknowledged,
           const std::string& remark);

  sql::Statement set_roster_;
  sql::Statement remove_roster_;
  sql::Statement set_day_;
  sql::Statement clear_day_;
  sql::Statement tell_absence_;
  sql::Statement end_absence_;
  sql::Statement appoint_;
  sql::Statement end_stand_in_;
  sql::Statement save_login_;
  sql::Statement remove_login_;
  sql::Statement save_certificate_;
  sql::Statement remove_certificate_;
  sql::Statement offer_;
  sql::Statement end_;
  sql::Statement overdue_;
};

}  // namespace davy::store
