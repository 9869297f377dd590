#pragma once
// Resealing: a folder that is in use gets another data key. begin_resealing() (seal/seal_file.hpp) makes it; from then on everything is sealed with it, and
// this brings along what was there: databases page by page where they lie, older copies of them and pictures file by file.
//
// Whatever happens in between, everything opens: with the one key or the other, until all is new; then the key before opens nothing here any more, only
// older backups. A cut-off is gone on from by the next start. Format: docs/formats/seal.md.

#include "base/said.hpp"
#include "store/seal/seal_file.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace davy::store {

// Between pieces: how much of the whole is done, 0 to 1. False: not now.
using ResealProgress = std::function<bool(double done)>;

// All of a folder for which a new key was begun; nothing of another. One at a time: by the process that holds the folder's lock. Unavailable: told to end.
Result<void> reseal(const std::string& data_folder, const ResealProgress& progress);

// What a cut-off left half written. Before the databases are opened, by whoever holds the lock.
Result<void> finish_resealing(const std::string& data_folder);

// The same in the background of a program that holds the lock: whoever began it, also before the start. Thread-safe.
class Resealer {
 public:
  explicit Resealer(std::string data_folder);
  ~Resealer();  // ends between two pieces
  Resealer(const Resealer&) = delete;
  Resealer& operator=(const Resealer&) = delete;

  Result<void> begin(const seal::Asked& asked);  // with another data key. Conflict while one is under way

  struct State {
    bool running = false;
    double done = 0;
    davy::Said trouble;  // why it does not go on now; it is tried again
  };
  State state() const;

 private:
  void run();

  const std::string data_folder_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  State state_;
  bool ends_ = false;
  std::thread thread_;
};

}  // namespace davy::store
