#pragma once
// ConsentView: what was asked of a second person, and how it was answered.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class ConsentView {
 public:
  explicit ConsentView(sql::Database& database);

  void on(const core::Event& event, const core::ConsentAsked& body);
  void on(const core::Event& event, const core::ConsentGiven& body);
  void on(const core::Event& event, const core::ConsentRefused& body);
  void on(const core::Event& event, const core::ConsentLapsed& body);

 private:
  sql::Statement ask_;
  sql::Statement answer_;
};

}  // namespace davy::store
