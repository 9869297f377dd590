#pragma once
// JournalRow: a record of the journal for people.

#include "core/event.hpp"

#include <string>

namespace davy::store {

// One line of an alarm's or order's story, or of the journal.
struct JournalRow {
  core::Event event;
  std::string kind;
  std::string subject;    // "alarm:17", "order:21", "row:…" … (store/journal/subject.hpp)
  std::string body_json;  // the event's fields
  std::string hash;       // hexadecimal
};

}  // namespace davy::store
