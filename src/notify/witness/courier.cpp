#include "notify/witness/courier.hpp"

#include "runtime/thread_role.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace davy::notify {
namespace {

constexpr Duration kFirstRetry = 5_s;
constexpr Duration kLastRetry = 10_min;
constexpr Duration kDeliveredWithin = 20_s;
constexpr Duration kFarewellWithin = 2_s;
constexpr std::uint32_t kDoublingsMax = 7;

}  // namespace

CourierRounds::CourierRounds(CheckpointBook& book, WitnessPlans plans, HandOver hand_over)
    : book_(book),
      plans_(std::move(plans)),
      hand_over_(std::move(hand_over)),
      tries_(plans_.witnesses.size()),
      errors_(plans_.witnesses.size()) {}

Instant CourierRounds::round(Instant now) {
  if (checkpoint_due_ <= now) make(now);
  Instant next = checkpoint_due_;
  for (std::size_t i = 0; i < tries_.size(); ++i) {
    if (tries_[i].due <= now) visit(i, now, kDeliveredWithin);
    next = std::min(next, tries_[i].due);
  }
  return next;
}

void CourierRounds::last_round(Instant now) {
  make(now);
  for (std::size_t i = 0; i < tries_.size(); ++i)
    if (plans_.witnesses[i].kind != WitnessKind::Mail && tries_[i].failed == 0) visit(i, now, kFarewellWithin);
}

void CourierRounds::make(Instant now) {
  const Result<void> made = book_.make();
  tell(checkpoint_error_, made ? std::string() : made.error().message);
  checkpoint_due_ = now + plans_.checkpoint_every;
}

// A witness with nothing to get is asked about again after the next checkpoint.
void CourierRounds::visit(std::size_t witness, Instant now, Duration within) {
  const WitnessPlan& plan = plans_.witnesses[witness];
  Tries& tries = tries_[witness];
  const auto fail = [&](const Error& error) {
    tell(errors_[witness], error.message);
    tries.due = now + std::min(kLastRetry, kFirstRetry * (std::int64_t{1} << std::min(tries.failed, kDoublingsMax)));
    ++tries.failed;
  };
  const Result<CheckpointBook::Waiting> waiting = book_.waiting(plan.name);
  if (!waiting) return fail(waiting.error());
  if (waiting->last == 0) {
    tries.due = checkpoint_due_;
    return;
  }
  if (Result<void> done = hand_over_(plan, waiting->lines, within); !done) return fail(done.error());
  if (Result<void> kept = book_.kept(plan.name, waiting->last); !kept) return fail(kept.error());
  tell(errors_[witness], {});
  tries = {now + plan.every, 0};
}

void CourierRounds::tell(std::string& where, std::string error) {
  const std::scoped_lock lock(mutex_);
  where = std::move(error);
}

std::string CourierRounds::error_of(std::size_t witness) const {
  const std::scoped_lock lock(mutex_);
  return errors_.at(witness);
}

std::string CourierRounds::checkpoint_error() const {
  const std::scoped_lock lock(mutex_);
  return checkpoint_error_;
}

Courier::Courier(CheckpointBook& book, WitnessPlans plans, const runtime::Clock& clock)
    : book_(book), clock_(clock), rounds_(book, std::move(plans), hand_over), thread_([this] { work(); }) {}

Courier::~Courier() { stop(); }

std::vector<WitnessState> Courier::states() {
  std::vector<WitnessState> states;
  const WitnessPlans& plans = rounds_.plans();
  for (std::size_t i = 0; i < plans.witnesses.size(); ++i) {
    const WitnessPlan& plan = plans.witnesses[i];
    WitnessState state{plan.name, plan.kind, std::nullopt, 0, rounds_.error_of(i)};
    if (const Result<CheckpointBook::Progress> progress = book_.progress(plan.name)) {
      state.last_success = progress->at;
      state.waiting = progress->waiting;
    } else if (state.error.empty()) {
      state.error = progress.error().message;
    }
    states.push_back(std::move(state));
  }
  return states;
}

void Courier::stop() {
  {
    const std::scoped_lock lock(mutex_);
    if (std::exchange(stopping_, true)) return;
  }
  wake_.notify_all();
  thread_.join();
  rounds_.last_round(clock_.now());
}

void Courier::work() {
  runtime::take_role("davy-courier", runtime::Urgency::GivesWay);
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    const Instant now = clock_.now();
    // A clock that is set must not leave the courier asleep for long.
    const Duration pause = std::clamp(rounds_.round(now) - clock_.now(), 100_ms, 1_min);
    lock.lock();
    wake_.wait_for(lock, std::chrono::nanoseconds(pause.ns()), [this] { return stopping_; });
  }
}

}  // namespace davy::notify
