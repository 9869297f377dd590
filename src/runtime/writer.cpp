#include "runtime/writer.hpp"

#include "base/said.hpp"

namespace davy::runtime {
namespace {

constexpr int kLastTries = 5;

}  // namespace

void Writer::started(std::uint64_t seq) { committed_seq_ = seq; }

void Writer::run() {
  bool open = true;
  while (open) {
    open = take(options_.gather_samples);
    int tries_left = kLastTries;
    while (!write())
      if (outbox_.wait_closed(options_.retry_store) && --tries_left == 0) return;
    publish();
    tidy();
  }
}

bool Writer::take(Duration gather) { return outbox_.take(group_, gather); }

bool Writer::write() {
  if (commit(group_.commit)) return true;
  answer_with_error(std::exchange(group_.answers, {}));
  answer_with_error(outbox_.take_answers());
  return false;
}

void Writer::tidy() {
  tidy_store();
  for (const core::SamplesThinned& run : store_.thinned()) told_.thinned(run);
}

// For as long as samples may gather anyway. What goes wrong, the next commit will say.
void Writer::tidy_store() {
  const Instant began = clock_.now();
  while (outbox_.calm() && clock_.now() - began < options_.gather_samples) {
    const Result<Tidied> tidied = store_.tidy(clock_.now());
    if (!tidied || *tidied == Tidied::All) return;
  }
}

void Writer::listen(std::weak_ptr<Listener> listener) {
  const std::scoped_lock lock(mutex_);
  listeners_.push_back(std::move(listener));
}

std::optional<std::string> Writer::store_error() const {
  const std::scoped_lock lock(mutex_);
  if (error_) return error_;
  return stalled();
}

std::uint64_t Writer::committed_seq() const {
  const std::scoped_lock lock(mutex_);
  return committed_seq_;
}

bool Writer::commit(const Commit& commit) {
  if (commit.events.empty() && commit.samples.empty() && !commit.snapshot) return true;
  {
    const std::scoped_lock lock(mutex_);
    commit_began_ = clock_.now();
    events_in_hand_ = commit.events.size();
  }
  const Result<void> done = store_.commit(commit);
  const std::scoped_lock lock(mutex_);
  commit_began_.reset();
  if (!done) {
    error_ = done.error().message;
    return false;
  }
  error_.reset();
  events_in_hand_ = 0;
  if (!commit.events.empty()) committed_seq_ = commit.events.back().seq;
  return true;
}

void Writer::publish() {
  const Turn group = std::exchange(group_, {});
  const std::vector<core::Event>& events = group.commit.events;
  if (!events.empty()) {
    std::vector<std::shared_ptr<Listener>> listeners;
    {
      const std::scoped_lock lock(mutex_);
      std::erase_if(listeners_, [](const auto& listener) { return listener.expired(); });
      for (const auto& listener : listeners_)
        if (auto alive = listener.lock()) listeners.push_back(std::move(alive));
    }
    told_.committed(events.back().seq);
    for (const auto& listener : listeners) listener->committed(events);
  }
  for (const Turn::Pending& pending : group.answers) pending.done(pending.answer);
}

void Writer::answer_with_error(std::vector<Turn::Pending> answers) {
  const std::string why = store_error().value_or("unknown");
  for (Turn::Pending& pending : answers) {
    // A refusal changes nothing, so there is nothing that could be lost.
    if (std::holds_alternative<Accepted>(pending.answer))
      pending.answer =
          error_of(ErrorCode::Unavailable,
                   said({"已决定，但尚未落盘（{}）；仍可能生效", "decided, but not yet durable ({}); it may still take effect"}, why));
    pending.done(pending.answer);
  }
}

std::optional<std::string> Writer::stalled() const {
  if (!commit_began_ || clock_.now() - *commit_began_ <= options_.stalled_after) return std::nullopt;
  return "a commit has been under way since " + to_text(*commit_began_);
}

}  // namespace davy::runtime
