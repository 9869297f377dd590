#pragma once
// OrderView: every work order, open and closed.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class OrderView {
 public:
  explicit OrderView(sql::Database& database);

  void on(const core::Event& event, const core::OrderIssued& body);
  void on(const core::Event& event, const core::OrderRecurred& body);
  void on(const core::Event& event, const core::OrderAccepted& body);
  void on(const core::Event& event, const core::OrderSubmitted& body);
  void on(const core::Event& event, const core::OrderApproved& body);
  void on(const core::Event& event, const core::OrderRejected& body);
  void on(const core::Event& event, const core::OrderClosed& body);
  void on(const core::Event& event, const core::OrderWithdrawn& body);
  void on(const core::Event& event, const core::OrderReminded& body);
  void on(const core::Event& event, const core::OrderEscalated& body);

 private:
  sql::Statement issue_;
  sql::Statement recur_;
  sql::Statement accept_;
  sql::Statement submit_;
  sql::Statement approve_;
  sql::Statement reject_;
  sql::Statement close_;
  sql::Statement remind_;
  sql::Statement escalate_;
};

// Lists of names in one column.
std::string list_json(const std::vector<std::string>& list);
std::vector<std::string> list_from_json(std::string_view json);

}  // namespace davy::store
