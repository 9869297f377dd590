#pragma once
// CheckView: every check with its records, and the cards.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class CheckView {
 public:
  explicit CheckView(sql::Database& database);

  void on(const core::Event& event, const core::CheckIssued& body);
  void on(const core::Event& event, const core::CheckOverdue& body);
  void on(const core::Event& event, const core::CheckMissed& body);
  void on(const core::Event& event, const core::CheckWithdrawn& body);
  void on(const core::Event& event, const core::CheckRecorded& body);
  void on(const core::Event& event, const core::HazardReported& body);  // that a record raised
  void on(const core::Event& event, const core::SeedPlanted& body);
  void on(const core::Event& event, const core::SeedRemoved& body);
  void on(const core::Event& event, const core::SeedFound& body);
  void on(const core::Event& event, const core::SeedOverlooked& body);

 private:
  sql::Statement issue_;
  sql::Statement overdue_;
  sql::Statement end_;
  sql::Statement miss_;
  sql::Statement make_good_;
  sql::Statement record_;
  sql::Statement raise_;
  sql::Statement plant_;
  sql::Statement end_seed_;
  sql::Statement judge_;
};

}  // namespace davy::store
