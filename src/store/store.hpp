#pragma once
// SqliteStore: one folder is the whole system: journal with its hash chain, views, snapshots, historian, blobs, credentials.
//
// Implements the runtime's Store port. One writer; readers (Queries, Historian) open the same folder beside it. A second process that opens the folder for writing
// is refused. Layout and schema: docs/formats/store.md, schema/sql/.

#include "base/said.hpp"
#include "runtime/ports.hpp"

#include <memory>
#include <string>

namespace davy::store {

struct OpenFolder;

// What `davy verify` found out about the journal's chain.
struct Verified {
  std::uint64_t records = 0;
  std::string head;  // hash of the newest record, hexadecimal
  std::optional<std::uint64_t> first_bad;
  davy::Said why;  // when there is a bad one
};

class SqliteStore final : public runtime::Store {
 public:
  // `directory` names the points of samples; must outlive the store. Creates the folder's files when missing.
  static Result<std::unique_ptr<SqliteStore>> open(const std::string& data_folder, const site::Directory& directory);
  // The same of a folder that is open already.
  static Result<std::unique_ptr<SqliteStore>> open(OpenFolder folder, const site::Directory& directory);
  ~SqliteStore() override;

  Result<runtime::Recovered> recover(Instant now) override;
  Result<void> commit(const runtime::Commit& commit) override;
  Result<runtime::Tidied> tidy(
      Instant now) override;  // of the historian: samples into chunks and old ones into figures, free pages to the disk
  std::vector<core::SamplesThinned> thinned() override;

 private:
  class Impl;
  explicit SqliteStore(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Walks the whole chain from the first record, on one view of the data. A tail that was cut off together with the head that names it leaves no trace here:
// only a copy of an earlier head, kept elsewhere, proves that.
Result<Verified> verify_journal(const std::string& data_folder);

// Drops all views and folds them anew from the journal, all or nothing; gives the digest of all their lines, which is the same every time. Refused while
// another process writes.
Result<std::string> rebuild_views(const std::string& data_folder);
Result<std::string> views_digest(const std::string& data_folder);

}  // namespace davy::store
