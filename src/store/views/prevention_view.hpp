#pragma once
// PreventionView: what the core reads of the records that are there, and the measures that do not hold.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class PreventionView {
 public:
  explicit PreventionView(sql::Database& database);

  void on(const core::Event& event, const core::RecordSaved& body);
  void on(const core::Event& event, const core::RecordRemoved& body);
  void on(const core::Event& event, const core::MeasureFailed& body);
  void on(const core::Event& event, const core::MeasureRestored& body);

 private:
  sql::Statement add_;
  sql::Statement remove_;
  sql::Statement fail_;
  sql::Statement restore_;
};

}  // namespace davy::store
