#pragma once
// AlarmView: every occurrence of an alarm, and the conditions that are set aside.

#include "core/alarm/alarm_book.hpp"
#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

// As it stands in the view's column; what cannot be read is none.
std::string related_json(const core::Related& related);
std::optional<core::Related> related_from_json(std::string_view json);

class AlarmView {
 public:
  explicit AlarmView(sql::Database& database);

  void on(const core::Event& event, const core::AlarmRaised& body);
  void on(const core::Event& event, const core::AlarmReturned& body);
  void on(const core::Event& event, const core::AlarmAcknowledged& body);
  void on(const core::Event& event, const core::AlarmReset& body);
  void on(const core::Event& event, const core::AlarmReannunciated& body);
  void on(const core::Event& event, const core::AlarmBlinded& body);
  void on(const core::Event& event, const core::AlarmSighted& body);
  void on(const core::Event& event, const core::AlarmWithdrawn& body);
  void on(const core::Event& event, const core::AlarmGrouped& body);
  void on(const core::Event& event, const core::AlarmRegraded& body);
  void on(const core::Event& event, const core::AlarmShelved& body);
  void on(const core::Event& event, const core::AlarmUnshelved& body);
  void on(const core::Event& event, const core::AlarmSuppressed& body);
  void on(const core::Event& event, const core::AlarmUnsuppressed& body);
  void on(const core::Event& event, const core::AlarmTakenOutOfService& body);
  void on(const core::Event& event, const core::AlarmReturnedToService& body);
  void on(const core::Event& event, const core::FloodStarted& body);
  void on(const core::Event& event, const core::FloodEnded& body);
  void on(const core::Event& event, const core::OrderIssued& body);
  void on(const core::Event& event, const core::OrderRecurred& body);

 private:
  void ring_if_told(Instant time, const std::string& condition);
  void end_if_normal(Instant time, core::AlarmId alarm);

  sql::Statement raise_;
  sql::Statement end_earlier_;
  sql::Statement tell_;
  sql::Statement return_;
  sql::Statement acknowledge_;
  sql::Statement reset_;
  sql::Statement reannunciate_;
  sql::Statement regrade_;
  sql::Statement set_blind_;
  sql::Statement end_if_normal_;
  sql::Statement withdraw_;
  sql::Statement lead_group_;
  sql::Statement form_group_;
  sql::Statement join_group_;
  sql::Statement move_first_out_;
  sql::Statement set_order_;
  sql::Statement shelve_;
  sql::Statement unshelve_;
  sql::Statement suppress_;
  sql::Statement unsuppress_;
  sql::Statement take_out_;
  sql::Statement return_to_service_;
  sql::Statement forget_set_aside_;
  sql::Statement withdraw_set_aside_;
  sql::Statement start_flood_;
  sql::Statement end_flood_;
};

}  // namespace davy::store
