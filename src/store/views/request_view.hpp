#pragma once
// RequestView: which requests with a key of their own were carried out, so that a repeat is known also after a crash.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class RequestView {
 public:
  explicit RequestView(sql::Database& database);

  void on(const core::Event& event, const core::RequestDone& body);

 private:
  sql::Statement done_;
};

}  // namespace davy::store
