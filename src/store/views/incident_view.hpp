#pragma once
// IncidentView: emergencies, open and over: how each stands, how far its cards and its head-count are, and by when a report is due.

#include "core/event.hpp"
#include "store/sql/database.hpp"
#include "store/views/incident_rows.hpp"

namespace davy::store {

class IncidentView {
 public:
  explicit IncidentView(sql::Database& database);

  void on(const core::Event& event, const core::IncidentOpened& body);
  void on(const core::Event& event, const core::IncidentCardIssued& body);
  void on(const core::Event& event, const core::IncidentCardDone& body);
  void on(const core::Event& event, const core::IncidentLevelSet& body);
  void on(const core::Event& event, const core::IncidentCommandTaken& body);
  void on(const core::Event& event, const core::EvacuationOrdered& body);
  void on(const core::Event& event, const core::PersonAccounted& body);
  void on(const core::Event& event, const core::EvacuationEnded& body);
  void on(const core::Event& event, const core::IncidentReportDue& body);
  void on(const core::Event& event, const core::IncidentReported& body);
  void on(const core::Event& event, const core::IncidentReportWaived& body);
  void on(const core::Event& event, const core::IncidentEnded& body);
  void on(const core::Event& event, const core::IncidentClosed& body);

 private:
  void count(core::IncidentId incident);

  sql::Statement open_;
  sql::Statement issue_card_;
  sql::Statement finish_card_;
  sql::Statement set_level_;
  sql::Statement set_commander_;
  sql::Statement set_evacuating_;
  sql::Statement forget_people_;
  sql::Statement expect_;
  sql::Statement set_person_;
  sql::Statement count_;
  sql::Statement report_;
  sql::Statement call_for_report_;
  sql::Statement waive_;
  sql::Statement end_;
  sql::Statement close_;
};

}  // namespace davy::store
