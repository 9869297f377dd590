#pragma once
// History: a data folder with nothing but samples, for the benches of the historian; it goes with the object.

#include "store/historian/historian.hpp"
#include "store/historian/sample_log.hpp"

#include <memory>

namespace davy::bench {

class History {
 public:
  // `points` points named p0, p1, ….
  static Result<std::unique_ptr<History>> create(std::size_t points);
  ~History();

  Result<void> commit(std::span<const core::Sample> samples);
  // What the daemon does between commits, at most `pieces` of it; whether something is left.
  Result<bool> tidy(Instant now, std::size_t pieces);
  // All samples into chunks, and unused pages given back.
  Result<void> settle();
  Result<std::uint64_t> bytes();  // of the database file, what is in its write-ahead log moved there first
  const std::string& folder() const { return folder_; }
  Result<std::unique_ptr<store::Historian>> reader() const { return store::Historian::open(folder_); }

 private:
  History(std::string folder, site::Site site);

  std::string folder_;
  site::Site site_;
  site::Directory directory_;
  std::unique_ptr<store::sql::Database> database_;
  std::unique_ptr<store::SampleLog> log_;
};

}  // namespace davy::bench
