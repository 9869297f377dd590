#pragma once
// MeritView: what each person has earned.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class MeritView {
 public:
  explicit MeritView(sql::Database& database);

  void on(const core::Event& event, const core::MeritGiven& body);

 private:
  sql::Statement give_;
};

}  // namespace davy::store
