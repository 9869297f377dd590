#pragma once
// HistoryJobs: what people asked of the history, one after the other on a thread of the lowest priority, so that neither detection nor a page waits for it.
//
// From any thread. The newest ones are remembered, kJobsKept unless it is told otherwise, done or not; a restart forgets them.

#include "base/enum_names.hpp"
#include "base/result.hpp"
#include "base/said.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace davy::api {

inline constexpr std::size_t kJobsKept = 32;
inline constexpr std::size_t kJobsWaitingMax = 4;

enum class JobState { Waiting, Running, Done, Cancelled, Failed };

enum class Go { On, Stop };
using GoOn = std::function<Go(double)>;  // told how far it is, from 0 to 1; on Stop the work ends with an error

template <class Wish, class Report>
struct HistoryJob {
  std::uint64_t id = 0;
  std::string by;  // login
  JobState state = JobState::Waiting;
  double progress = 0;  // 0 to 1
  Wish wish;
  std::optional<Report> report;  // when done
  std::optional<Text> error;     // when failed

  bool is_open() const { return state == JobState::Waiting || state == JobState::Running; }
};

template <class Wish, class Report>
class HistoryJobs {
 public:
  using Job = HistoryJob<Wish, Report>;
  using Work = std::function<Result<Report>(const Wish&, const GoOn&)>;

  explicit HistoryJobs(Work work, std::size_t kept = kJobsKept) : work_(std::move(work)), kept_(kept), thread_([this] { live(); }) {}
  ~HistoryJobs() { stop(); }

  // Unavailable: too many are waiting.
  Result<Job> start(Wish wish, std::string by) {
    const std::lock_guard lock(mutex_);
    const auto open = std::ranges::count_if(jobs_, [](const auto& each) { return each.second.is_open(); });
    if (stopped_ || static_cast<std::size_t>(open) > kJobsWaitingMax)
      return error_of(ErrorCode::Unavailable, said({"等待历史数据的任务过多", "too many are waiting for the history"}));
    const std::uint64_t id = ++last_id_;
    Job& job = jobs_[id];
    job.id = id;
    job.by = std::move(by);
    job.wish = std::move(wish);
    std::erase_if(jobs_, [&](const auto& each) { return each.first + kept_ <= id && !each.second.is_open(); });
    changed_.notify_all();
    return job;
  }

  std::optional<Job> find(std::uint64_t id) const {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(id);
    return found == jobs_.end() ? std::nullopt : std::optional(found->second);
  }

  // The newest of which `is_it(job)` is true.
  template <class Is>
  std::optional<Job> newest(Is is_it) const {
    const std::lock_guard lock(mutex_);
    for (auto each = jobs_.rbegin(); each != jobs_.rend(); ++each)
      if (is_it(each->second)) return each->second;
    return std::nullopt;
  }

  // Of one that waits or runs; another stays as it is. None: there is no such job.
  std::optional<Job> cancel(std::uint64_t id) {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) return std::nullopt;
    if (found->second.is_open()) found->second.state = JobState::Cancelled;
    return found->second;
  }

  void stop() {  // what runs is cancelled
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
      for (auto& [id, job] : jobs_)
        if (job.is_open()) job.state = JobState::Cancelled;
      changed_.notify_all();
    }
    if (thread_.joinable()) thread_.join();
  }

 private:
  static constexpr int kLowestPriority = 19;

  void live() {
    setpriority(PRIO_PROCESS, 0, kLowestPriority);  // of this thread alone, on Linux
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopped_ || next() != nullptr; });
      if (stopped_) return;
      Job& job = *next();
      job.state = JobState::Running;
      const std::uint64_t id = job.id;
      const Wish wish = job.wish;
      lock.unlock();
      run(id, wish);
    }
  }

  void run(std::uint64_t id, const Wish& wish) {
    Result<Report> report = work_(wish, [&](double progress) {
      const std::lock_guard lock(mutex_);
      Job* job = running(id);
      if (job != nullptr) job->progress = progress;
      return job != nullptr ? Go::On : Go::Stop;
    });
    const std::lock_guard lock(mutex_);
    Job* job = running(id);
    if (job == nullptr) return;
    job->state = report ? JobState::Done : JobState::Failed;
    if (report) {
      job->report = std::move(*report);
      job->progress = 1;
    } else {
      job->error = Text{report.error().in(Language::Zh), report.error().message};
    }
  }

  // Under mutex_.
  Job* next() {
    const auto waiting = std::ranges::find_if(jobs_, [](const auto& each) { return each.second.state == JobState::Waiting; });
    return waiting == jobs_.end() ? nullptr : &waiting->second;
  }
  Job* running(std::uint64_t id) {  // none: it was cancelled, and perhaps forgotten since
    const auto found = jobs_.find(id);
    return found != jobs_.end() && found->second.state == JobState::Running ? &found->second : nullptr;
  }

  const Work work_;
  const std::size_t kept_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::uint64_t, Job> jobs_;
  std::uint64_t last_id_ = 0;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace davy::api

template <>
inline constexpr auto davy::kEnumNames<davy::api::JobState> =
    std::to_array<davy::EnumName<davy::api::JobState>>({{davy::api::JobState::Waiting, "waiting"},
                                                        {davy::api::JobState::Running, "running"},
                                                        {davy::api::JobState::Done, "done"},
                                                        {davy::api::JobState::Cancelled, "cancelled"},
                                                        {davy::api::JobState::Failed, "failed"}});
