#pragma once
// PeopleView: the accounts as last saved, and the devices that are not connected.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class PeopleView {
 public:
  explicit PeopleView(sql::Database& database);

  void on(const core::Event& event, const core::AccountSaved& body);
  void on(const core::Event& event, const core::DevicePresence& body);

 private:
  sql::Statement save_account_;
  sql::Statement add_offline_;
  sql::Statement remove_offline_;
};

}  // namespace davy::store
