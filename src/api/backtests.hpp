#pragma once
// Backtests: sweeps of history that people asked for, one after the other on a thread of the lowest priority, so that neither detection nor a page waits for them.
//
// From any thread. The newest kBacktestsKept are remembered, done or not; a restart forgets them.

#include "api/history_sweep.hpp"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace davy::api {

inline constexpr std::size_t kBacktestsKept = 32;
inline constexpr std::size_t kBacktestsWaitingMax = 4;

enum class BacktestState { Waiting, Running, Done, Cancelled, Failed };

struct BacktestJob {
  std::uint64_t id = 0;
  std::string by;  // login
  BacktestState state = BacktestState::Waiting;
  double progress = 0;  // 0 to 1
  SweepWish wish;
  std::optional<SweepReport> report;  // when done
  std::string error;                  // when failed
};

class Backtests {
 public:
  // The site must outlive it.
  explicit Backtests(const site::Site& site);
  ~Backtests() { stop(); }

  // Unavailable: too many are waiting.
  Result<BacktestJob> start(SweepWish wish, std::string by);
  std::optional<BacktestJob> find(std::uint64_t id) const;
  // Of one that waits or runs; another stays as it is. None: there is no such job.
  std::optional<BacktestJob> cancel(std::uint64_t id);
  void stop();  // what runs is cancelled

 private:
  void work();
  void run(std::uint64_t id, const SweepWish& wish);
  // Under mutex_.
  BacktestJob* next();
  BacktestJob* running(std::uint64_t id);  // none: it was cancelled, and perhaps forgotten since

  const site::Site& site_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, BacktestJob> jobs_;
  std::uint64_t last_id_ = 0;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace davy::api

template <>
inline constexpr auto davy::kEnumNames<davy::api::BacktestState> =
    std::to_array<davy::EnumName<davy::api::BacktestState>>({{davy::api::BacktestState::Waiting, "waiting"},
                                                             {davy::api::BacktestState::Running, "running"},
                                                             {davy::api::BacktestState::Done, "done"},
                                                             {davy::api::BacktestState::Cancelled, "cancelled"},
                                                             {davy::api::BacktestState::Failed, "failed"}});
