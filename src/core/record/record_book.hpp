#pragma once
// RecordBook: which records there are, in which version, and who refers to whom. Bodies are not in it: they are in the journal and its view.
//
// A change names the version that it was made on; another one in between refuses it, so that nobody overwrites unseen. Several records are saved all or
// none, in their order: a later one may refer to an earlier one. A record that others refer to is not removed. A version is never given twice.

#include "core/input.hpp"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace davy::core {

struct KeptRecord {
  std::uint64_t version = 0;
  std::uint64_t removed = 0;  // the version that removed it; 0: it is there
  std::vector<RecordMark> unique;
  std::vector<RecordMark> references;
  DAVY_FIELDS(version, removed, unique, references)

  bool is_there() const { return version != 0 && removed == 0; }
};

struct RecordBook {
  std::map<std::string, KeptRecord, std::less<>> records;      // by "kind/id"
  std::map<std::string, std::string, std::less<>> holders;     // of unique values: "kind/field=value" → "kind/id"
  std::map<std::string, std::uint64_t, std::less<>> referred;  // by "kind/id": how many fields name it
  DAVY_FIELDS(records, holders, referred)
};

std::string record_name(std::string_view kind, std::string_view id);

namespace record {

std::variant<std::vector<EventBody>, Refusal> decide(const RecordBook& book, const SaveRecords& ask);
std::variant<std::vector<EventBody>, Refusal> decide(const RecordBook& book, const RemoveRecord& ask);
void evolve(RecordBook& book, const Event& event);

}  // namespace record

}  // namespace davy::core
