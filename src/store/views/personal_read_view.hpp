#pragma once
// PersonalReadView: who read personal data, by whom it was about.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class PersonalReadView {
 public:
  explicit PersonalReadView(sql::Database& database);

  void on(const core::Event& event, const core::PersonalRead& body);

 private:
  sql::Statement add_;
};

}  // namespace davy::store
