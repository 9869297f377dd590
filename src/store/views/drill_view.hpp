#pragma once
// DrillView: every drill with its result and what was made of it.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class DrillView {
 public:
  explicit DrillView(sql::Database& database);

  void on(const core::Event& event, const core::DrillStarted& body);
  void on(const core::Event& event, const core::DrillEnded& body);
  void on(const core::Event& event, const core::DrillAssessed& body);

 private:
  sql::Statement start_;
  sql::Statement end_;
  sql::Statement assess_;
};

}  // namespace davy::store
