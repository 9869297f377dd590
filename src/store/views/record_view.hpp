#pragma once
// RecordView: the records as last saved, those removed included; their earlier versions are in the journal.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class RecordView {
 public:
  explicit RecordView(sql::Database& database);

  void on(const core::Event& event, const core::RecordSaved& body);
  void on(const core::Event& event, const core::RecordRemoved& body);

 private:
  sql::Statement save_;
  sql::Statement remove_;
};

}  // namespace davy::store
