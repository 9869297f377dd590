#pragma once
// Views: what people read, folded from the journal in the transaction that appends to it. They decide nothing and can be dropped: the journal gives them again.

#include "store/journal/journal.hpp"
#include "store/sql/database.hpp"
#include "store/views/alarm_view.hpp"
#include "store/views/care_view.hpp"
#include "store/views/check_view.hpp"
#include "store/views/consent_view.hpp"
#include "store/views/drill_view.hpp"
#include "store/views/duty_view.hpp"
#include "store/views/hazard_view.hpp"
#include "store/views/incident_view.hpp"
#include "store/views/interlock_view.hpp"
#include "store/views/merit_view.hpp"
#include "store/views/mode_view.hpp"
#include "store/views/notice_view.hpp"
#include "store/views/obligation_view.hpp"
#include "store/views/order_view.hpp"
#include "store/views/people_view.hpp"
#include "store/views/permit_view.hpp"
#include "store/views/personal_read_view.hpp"
#include "store/views/prevention_view.hpp"
#include "store/views/record_view.hpp"
#include "store/views/request_view.hpp"
#include "store/views/training_view.hpp"

#include <string>

namespace davy::store {

class Views {
 public:
  explicit Views(sql::Database& database);

  // Within a transaction, before the first event, and again when what was folded has been rolled back.
  void load() { obligations_.load(); }
  // Within a transaction, every event once and in order.
  void fold(const core::Event& event);
  // The row that a command belongs to; empty when there was no such request.
  std::string row_of(const std::string& command) { return interlocks_.row_of(command); }

  // Within a transaction: dropped, and folded from the whole journal. Snapshots of an older program go with them: a start then folds the journal, too.
  Result<void> fold_anew(Journal& journal);
  // Whether they are as this program folds them; not so of a store that an older one wrote.
  bool are_current();
  // SHA-256 over every line of every view, hexadecimal.
  std::string digest();

 private:
  sql::Database& database_;
  AlarmView alarms_;
  OrderView orders_;
  HazardView hazards_;
  NoticeView notices_;
  MeritView merits_;
  InterlockView interlocks_;
  PeopleView people_;
  RecordView records_;
  ModeView modes_;
  ConsentView consents_;
  PreventionView prevention_;
  DutyView duty_;
  RequestView requests_;
  CareView care_;
  CheckView checks_;
  PermitView permits_;
  IncidentView incidents_;
  ObligationView obligations_;
  TrainingView trainings_;
  DrillView drills_;
  PersonalReadView personal_reads_;
};

}  // namespace davy::store
