#include "api/workers.hpp"

#include "runtime/thread_role.hpp"

namespace davy::api {

Result<Readers> open_readers(const std::string& data_folder) {
  Readers readers;
  auto queries = store::Queries::open(data_folder);
  if (!queries) return queries.error();
  auto historian = store::Historian::open(data_folder);
  if (!historian) return historian.error();
  return Readers{std::move(*queries), std::move(*historian)};
}

Workers::Workers(std::vector<Readers> readers, std::size_t waiting_limit) : waiting_limit_(waiting_limit) {
  for (Readers& each : readers) threads_.emplace_back([this, mine = std::move(each)]() mutable { work(std::move(mine)); });
}

Pushed Workers::try_do(Job job) {
  const std::scoped_lock lock(mutex_);
  if (stopped_) return Pushed::Closed;
  if (waiting_.size() >= waiting_limit_) return Pushed::Full;
  waiting_.push_back(std::move(job));
  changed_.notify_one();
  return Pushed::Yes;
}

void Workers::finish(Job job) {
  const std::scoped_lock lock(mutex_);
  if (stopped_) return;
  waiting_.push_back(std::move(job));
  changed_.notify_one();
}

void Workers::stop() {
  {
    const std::scoped_lock lock(mutex_);
    stopped_ = true;
    waiting_.clear();
    changed_.notify_all();
  }
  for (std::thread& thread : threads_)
    if (thread.joinable()) thread.join();
}

void Workers::work(Readers readers) {
  runtime::take_role("api-worker", runtime::Urgency::GivesWay);
  for (;;) {
    Job job;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopped_ || !waiting_.empty(); });
      if (stopped_) return;
      job = std::move(waiting_.front());
      waiting_.pop_front();
    }
    job(readers);
  }
}

}  // namespace davy::api
