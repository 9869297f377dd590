#pragma once
// Events of records: people, organisation units, supplies and whatever kinds there are. The core knows none of the kinds: a body is text that
// was checked against its schema before, and what the schema marks as unique or as a reference stands beside it.

#include "base/fields.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace davy::core {

// A field that only one record of its kind may have with this value, or that names another record, as "person/zhang-san".
struct RecordMark {
  std::string field;
  std::string value;
  bool operator==(const RecordMark&) const = default;
  DAVY_FIELDS(field, value)
};

struct RecordSaved {
  static constexpr std::string_view kKind = "record.saved";
  std::string kind;
  std::string id;
  std::uint64_t version = 0;  // 1, 2, … also across removal and restoring
  std::string reason;
  std::string body;  // JSON
  std::vector<RecordMark> unique;
  std::vector<RecordMark> references;
  std::vector<RecordMark> live;       // what the core reads of the body
  std::vector<std::string> personal;  // fields that not everybody may see
  std::uint64_t restored = 0;         // the version whose body this is again; 0: none
  DAVY_FIELDS(kind, id, version, reason, body, unique, references, live, personal, restored)
};

struct RecordRemoved {
  static constexpr std::string_view kKind = "record.removed";
  std::string kind;
  std::string id;
  std::uint64_t version = 0;
  std::string reason;
  DAVY_FIELDS(kind, id, version, reason)
};

}  // namespace davy::core
