#pragma once
// RecordView: the records as last saved, those removed included, and what finds them; their earlier versions are in the journal.

#include "core/event.hpp"
#include "store/sql/database.hpp"
#include "store/views/record_index.hpp"

#include <optional>

namespace davy::store {

class RecordView {
 public:
  explicit RecordView(sql::Database& database);

  void on(const core::Event& event, const core::RecordSaved& body);
  void on(const core::Event& event, const core::RecordRemoved& body);

  void clear();  // of what DELETE cannot

 private:
  struct Kept {
    RecordIndex::Entry entry;
    bool is_there = false;
  };
  std::optional<Kept> kept(const std::string& kind, const std::string& id);

  RecordIndex index_;
  sql::Statement find_;
  sql::Statement save_;
  sql::Statement remove_;
  sql::Statement clear_;
};

}  // namespace davy::store
