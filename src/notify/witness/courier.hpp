#pragma once
// Courier: makes a checkpoint of the journal every so often and sees that every witness gets every one, in order, however long that takes.
//
// A witness that cannot be reached is tried again, ever more seldom up to ten minutes; its state says since when. Nothing waits for it: the courier has a thread of
// its own, and the others read its states.

#include "notify/witness/witness.hpp"
#include "runtime/ports.hpp"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace davy::notify {

// The checkpoints of the store. Called from the courier's thread, and from states().
class CheckpointBook {
 public:
  struct Waiting {
    std::uint64_t last = 0;  // number of the newest among `lines`; 0: nothing waits
    std::string lines;
  };
  struct Progress {
    std::uint64_t number = 0;
    std::optional<Instant> at;
    std::uint64_t waiting = 0;
  };

  virtual ~CheckpointBook() = default;
  virtual Result<void> make() = 0;  // nothing new when the journal did not move
  virtual Result<Waiting> waiting(const std::string& witness) = 0;
  virtual Result<void> kept(const std::string& witness, std::uint64_t number) = 0;
  virtual Result<Progress> progress(const std::string& witness) = 0;
};

struct WitnessState {
  std::string name;
  WitnessKind kind = WitnessKind::File;
  std::optional<Instant> last_success;
  std::uint64_t waiting = 0;  // checkpoints
  std::string error;          // of the last try; empty: it went well, or there was none
};

// One round after another, without a thread: what is due at `now` is done. Not thread-safe but for errors().
class CourierRounds final {
 public:
  using HandOver = std::function<Result<void>(const WitnessPlan&, const std::string& lines, Duration within)>;

  // `book` must outlive it.
  CourierRounds(CheckpointBook& book, WitnessPlans plans, HandOver hand_over);

  Instant round(Instant now);    // when something is due again
  void last_round(Instant now);  // a last checkpoint, to those witnesses that can be reached in a moment

  const WitnessPlans& plans() const { return plans_; }
  std::string error_of(std::size_t witness) const;  // from any thread
  std::string checkpoint_error() const;

 private:
  struct Tries {
    Instant due = Instant::before_all();
    std::uint32_t failed = 0;
  };

  void make(Instant now);
  void visit(std::size_t witness, Instant now, Duration within);
  void tell(std::string& where, std::string error);

  CheckpointBook& book_;
  const WitnessPlans plans_;
  const HandOver hand_over_;
  Instant checkpoint_due_ = Instant::before_all();
  std::vector<Tries> tries_;

  mutable std::mutex mutex_;  // what follows
  std::vector<std::string> errors_;
  std::string checkpoint_error_;
};

class Courier final {
 public:
  // All must outlive it. Its first round begins at once.
  Courier(CheckpointBook& book, WitnessPlans plans, const runtime::Clock& clock);
  ~Courier();

  std::vector<WitnessState> states();  // from any thread
  std::string checkpoint_error() const { return rounds_.checkpoint_error(); }
  void stop();  // after the last record; once

 private:
  void work();

  CheckpointBook& book_;
  const runtime::Clock& clock_;
  CourierRounds rounds_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace davy::notify
