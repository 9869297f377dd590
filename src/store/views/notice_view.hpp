#pragma once
// NoticeView: who was told what, through which channel, and who has seen it.

#include "core/event.hpp"
#include "store/sql/database.hpp"

namespace davy::store {

class NoticeView {
 public:
  explicit NoticeView(sql::Database& database);

  void on(const core::Event& event, const core::NoticeIssued& body);
  void on(const core::Event& event, const core::NoticeSent& body);
  void on(const core::Event& event, const core::NoticeDropped& body);
  void on(const core::Event& event, const core::NoticeFailed& body);
  void on(const core::Event& event, const core::NoticeSeen& body);

 private:
  sql::Statement issue_;
  sql::Statement send_;
  sql::Statement drop_;
  sql::Statement fail_;
  sql::Statement see_;
};

}  // namespace davy::store
