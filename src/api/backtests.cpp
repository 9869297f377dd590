#include "api/backtests.hpp"

#include <sys/resource.h>

#include <algorithm>

namespace davy::api {
namespace {

constexpr int kLowestPriority = 19;

bool is_open(const BacktestJob& job) { return job.state == BacktestState::Waiting || job.state == BacktestState::Running; }

}  // namespace

Backtests::Backtests(const site::Site& site) : site_(site), thread_([this] { work(); }) {}

Result<BacktestJob> Backtests::start(SweepWish wish, std::string by) {
  const std::lock_guard lock(mutex_);
  const auto open = std::ranges::count_if(jobs_, [](const auto& each) { return is_open(each.second); });
  if (stopped_ || static_cast<std::size_t>(open) > kBacktestsWaitingMax)
    return Error{ErrorCode::Unavailable, "too many backtests are waiting"};
  const std::uint64_t id = ++last_id_;
  BacktestJob& job = jobs_[id];
  job.id = id;
  job.by = std::move(by);
  job.wish = std::move(wish);
  std::erase_if(jobs_, [&](const auto& each) { return each.first + kBacktestsKept <= id && !is_open(each.second); });
  changed_.notify_all();
  return job;
}

std::optional<BacktestJob> Backtests::find(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  return found == jobs_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<BacktestJob> Backtests::cancel(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const auto found = jobs_.find(id);
  if (found == jobs_.end()) return std::nullopt;
  if (is_open(found->second)) found->second.state = BacktestState::Cancelled;
  return found->second;
}

void Backtests::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    for (auto& [id, job] : jobs_)
      if (is_open(job)) job.state = BacktestState::Cancelled;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
}

BacktestJob* Backtests::next() {
  const auto waiting = std::ranges::find_if(jobs_, [](const auto& each) { return each.second.state == BacktestState::Waiting; });
  return waiting == jobs_.end() ? nullptr : &waiting->second;
}

void Backtests::work() {
  setpriority(PRIO_PROCESS, 0, kLowestPriority);  // of this thread alone, on Linux
  while (true) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || next() != nullptr; });
    if (stopped_) return;
    BacktestJob& job = *next();
    job.state = BacktestState::Running;
    const std::uint64_t id = job.id;
    const SweepWish wish = job.wish;
    lock.unlock();
    run(id, wish);
  }
}

void Backtests::run(std::uint64_t id, const SweepWish& wish) {
  Result<SweepReport> report = sweep_history(site_, wish, [&](double progress) {
    const std::lock_guard lock(mutex_);
    BacktestJob* job = running(id);
    if (job != nullptr) job->progress = progress;
    return job != nullptr ? Go::On : Go::Stop;
  });
  const std::lock_guard lock(mutex_);
  BacktestJob* job = running(id);
  if (job == nullptr) return;
  job->state = report ? BacktestState::Done : BacktestState::Failed;
  if (report) {
    job->report = std::move(*report);
    job->progress = 1;
  } else {
    job->error = report.error().message;
  }
}

BacktestJob* Backtests::running(std::uint64_t id) {
  const auto found = jobs_.find(id);
  return found != jobs_.end() && found->second.state == BacktestState::Running ? &found->second : nullptr;
}

}  // namespace davy::api
