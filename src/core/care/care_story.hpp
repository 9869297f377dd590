#pragma once
// Records of device care, for tests: a plan, a class, a card, as people save them.

#include "core/record/record_book.hpp"

#include <string>
#include <utility>
#include <vector>

namespace davy::core::fixture {

using CareMarks = std::vector<std::pair<std::string, std::string>>;

inline std::uint64_t version_of(const RecordBook& book, const std::string& kind, const std::string& id) {
  const auto known = book.records.find(record_name(kind, id));
  return known == book.records.end() || !known->second.is_there() ? 0 : known->second.version;
}

// Saves it anew, or as its next version.
inline SaveRecords saved_record(const RecordBook& book, const std::string& kind, const std::string& id, const CareMarks& live) {
  RecordDraft draft;
  draft.kind = kind;
  draft.id = id;
  draft.expected_version = version_of(book, kind, id);
  draft.body = "{}";
  for (const auto& [field, value] : live)
    if (!value.empty()) draft.live.push_back({field, value});
  return {{std::move(draft)}, "test"};
}

inline CareMarks plan_of_care(const std::string& work, int every, const std::string& unit, const std::string& post = "operator",
                              const std::string& device_class = "gas") {
  return {{"class", device_class}, {"work", work}, {"every", std::to_string(every)},
          {"every-unit", unit},    {"post", post}, {"what", "look"}};
}

}  // namespace davy::core::fixture
