#pragma once
// ModeView: the modes that are set, and the facts as last told.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class ModeView {
 public:
  explicit ModeView(sql::Database& database);

  void on(const core::Event& event, const core::ModeSet& body);
  void on(const core::Event& event, const core::ModeEnded& body);
  void on(const core::Event& event, const core::FactTold& body);

 private:
  sql::Statement set_;
  sql::Statement end_;
  sql::Statement tell_;
};

}  // namespace davy::store
