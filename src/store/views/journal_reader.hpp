#pragma once
// JournalReader: reads the journal for people, and the story of an alarm. Within a transaction; what goes wrong stays with the database.

#include "store/sql/database.hpp"
#include "store/views/queries.hpp"

#include <set>

namespace davy::store {

class JournalReader {
 public:
  explicit JournalReader(sql::Database& database);

  Result<Page<JournalRow>> list(const JournalFilter& filter);
  Result<std::vector<JournalRow>> story(const AlarmRow& alarm);
  Result<std::vector<JournalRow>> story(core::HazardId hazard);
  Result<std::vector<JournalRow>> story(core::PermitId permit);      // without its notices
  Result<std::vector<JournalRow>> story(core::IncidentId incident);  // likewise
  // What the request brought about, the record that says so left out; none: it was not carried out.
  Result<std::optional<DoneRequest>> done_request(const std::string& request);
  std::uint64_t committed_seq();

 private:
  using Seqs = std::set<std::uint64_t>;

  // The `count` records nearest to the filter's bound, of the kinds that it wants.
  Seqs find(const JournalFilter& filter, std::size_t count);
  void add(Seqs& seqs, sql::Statement& found);
  void add_about(Seqs& seqs, const std::string& subject);
  Result<std::vector<JournalRow>> rows(const Seqs& seqs);
  Result<JournalRow> row(std::uint64_t seq);

  sql::Database& database_;
  sql::Statement record_;
  sql::Statement head_;
};

}  // namespace davy::store
