#pragma once
// NoticeView: who was told what, through which channel, and who has seen it.

#include "core/event.hpp"
#include "store/sql/database.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace davy::store {

class NoticeView {
 public:
  explicit NoticeView(sql::Database& database);

  void on(const core::Event& event, const core::NoticeIssued& body);
  void on(const core::Event& event, const core::NoticeBundled& body);
  void on(const core::Event& event, const core::NoticeSent& body);
  void on(const core::Event& event, const core::NoticeDropped& body);
  void on(const core::Event& event, const core::NoticeFailed& body);
  void on(const core::Event& event, const core::NoticeSeen& body);

 private:
  sql::Statement issue_;
  sql::Statement tell_person_;
  sql::Statement bundle_;
  sql::Statement tell_alarm_;
  sql::Statement tell_order_;
  sql::Statement send_;
  sql::Statement drop_;
  sql::Statement fail_;
  sql::Statement see_;
};

// A bundle as it stands in the view.
std::string bundle_json(const core::Bundle& bundle);
std::optional<core::Bundle> bundle_from_json(std::string_view json);  // none: nothing that bundle_json wrote

}  // namespace davy::store
