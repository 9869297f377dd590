#pragma once
// Checkpoints: signed heads of the journal, and which witness has which (docs/formats/evidence.md).
//
// In the store's own database, beside its writer. Thread-safe: who reads waits neither for make() nor for the disk (two own connections, a mutex each).

#include "evidence/checkpoint.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace davy::store {

struct NumberedCheckpoint {
  std::uint64_t number = 0;  // 1, 2, 3 …
  evidence::Checkpoint checkpoint;
};

struct WitnessProgress {
  std::uint64_t number = 0;   // the newest checkpoint that it has; 0: none
  std::optional<Instant> at;  // since when
  std::uint64_t waiting = 0;  // how many it lacks
};

class Checkpoints final {
 public:
  // The folder has been written to before. `site`: the name that checkpoints carry; empty: that of those that there are.
  static Result<std::unique_ptr<Checkpoints>> open(const std::string& data_folder, const std::string& site);
  ~Checkpoints();

  const evidence::SigningKey& key() const;
  const std::string& site() const;

  // Of the newest record; the newest checkpoint again when it has not moved, none while the journal is empty. Invalid: no site is known. Corrupt: the record of the newest checkpoint is
  // not what it was.
  Result<std::optional<NumberedCheckpoint>> make(Instant now);

  Result<std::vector<NumberedCheckpoint>> newest(std::size_t limit);  // the newest first
  Result<std::vector<NumberedCheckpoint>> after(std::uint64_t number, std::size_t limit);
  // Those that enclose the records from `first` to `last`: from the newest before `first`, where there is one, to the oldest not before `last`.
  Result<std::vector<evidence::Checkpoint>> around(std::uint64_t first, std::uint64_t last);

  Result<WitnessProgress> progress(const std::string& witness);
  Result<void> kept(const std::string& witness, std::uint64_t number, Instant at);

 private:
  class Impl;
  explicit Checkpoints(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace davy::store
