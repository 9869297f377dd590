#pragma once
// CareView: the care of devices, to be done and over; what calibrations have cast doubt on; until when each holds.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class CareView {
 public:
  explicit CareView(sql::Database& database);

  void on(const core::Event& event, const core::CareIssued& body);
  void on(const core::Event& event, const core::CareOverdue& body);
  void on(const core::Event& event, const core::CareStarted& body);
  void on(const core::Event& event, const core::CareFinished& body);
  void on(const core::Event& event, const core::CareAbandoned& body);
  void on(const core::Event& event, const core::DeviceCalibration& body);

 private:
  sql::Statement issue_;
  sql::Statement set_state_;
  sql::Statement start_;
  sql::Statement end_;
  sql::Statement doubt_;
  sql::Statement use_;
  sql::Statement calibrate_;
};

}  // namespace davy::store
