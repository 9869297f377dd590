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
  bool is_known(const core::MatterRef& matter);                      // it was begun by the record of its number
  // Of several matters together, each record once, notices with them; `alarms` are those among them. Empty: there is none of them.
  Result<std::vector<JournalRow>> story(const std::vector<core::MatterRef>& matters, const std::vector<AlarmRow>& alarms);
  // Decided in [from, until), in order. A clock that was set back by more than an hour may hide some from it.
  Result<void> between(Instant from, Instant until, const std::function<void(const core::Event&)>& take);
  // Of some kinds, each from an instant on, until `until`; in order, by the index of kinds. Likewise.
  Result<void> of_kinds(std::span<const KindSince> kinds, Instant until, const std::function<void(const core::Event&)>& take);
  // Of records of some kinds (docs/formats/records.md), in order, by the index of subjects.
  Result<void> of_records(std::span<const std::string_view> kinds, const std::function<void(const core::Event&)>& take);
  // What the request brought about, the record that says so left out; none: it was not carried out.
  Result<std::optional<DoneRequest>> done_request(const std::string& request);
  std::uint64_t committed_seq();

 private:
  using Seqs = std::set<std::uint64_t>;

  // The `count` records nearest to the filter's bound, of the kinds that it wants.
  Seqs find(const JournalFilter& filter, std::size_t count);
  void add(Seqs& seqs, sql::Statement& found);
  void add_alarm(Seqs& seqs, const AlarmRow& alarm);
  void add_notices(Seqs& seqs, const core::MatterRef& matter);
  std::uint64_t first_after(Instant time);
  void add_about(Seqs& seqs, const std::string& subject);
  Result<std::vector<JournalRow>> rows(const Seqs& seqs);
  Result<JournalRow> row(std::uint64_t seq);

  sql::Database& database_;
  sql::Statement record_;
  sql::Statement head_;
};

}  // namespace davy::store
