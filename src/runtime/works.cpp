#include "runtime/works.hpp"

#include "base/said.hpp"

#include <chrono>
#include <future>

namespace davy::runtime {
namespace {

constexpr Duration kLookAtAll = Duration::from_ms(1'000);  // for points that fell silent

}  // namespace

Works::Works(const site::Directory& directory, const Runtime::Ports& ports, const Options& options, const Recovered& recovered)
    : options_(options),
      clock_(ports.clock),
      store_(ports.store),
      queue_(2 * options.queue_limit),
      outbox_(options.unsaved_samples_limit),
      writer_(ports.clock, ports.store, outbox_, {options.gather_samples, options.retry_store, options.store_stalled_after},
              {[this](std::uint64_t seq) { queue_.push(Committed{seq}); },
               [this](const core::SamplesThinned& run) { queue_.push(core::ThinningReport{run}); }}),
      loop_(directory, ports.field, ports.notifier, options.loop, recovered, ports.clock.now()),
      board_(directory.site().points.size()) {}

Result<void> Works::start() {
  const Turn turn = loop_.start(clock_.now());
  if (Result<void> done = store_.commit(turn.commit); !done)
    return seen_from(said({"启动无法记入日志", "the start could not be recorded"}), done.error());
  writer_.started(turn.commit.events.back().seq);
  board_.update_all(loop_);
  last_turn_ = clock_.now();  // deciding the start was one
  return {};
}

void Works::go() {
  const std::scoped_lock lock(turn_mutex_);
  outbox_.put(loop_.go(clock_.now()));
  going_ = true;
}

bool Works::wait() { return queue_.wait(std::chrono::nanoseconds(options_.loop.tick.ns())); }

// What was queued is taken by whoever has the turn, so that nothing that came later goes before it.
void Works::turn() {
  const std::scoped_lock lock(turn_mutex_);
  queue_.pop_all(messages_);
  take_turn(messages_);
}

// What the field reported of this turn's commands is at hand already: to wake the engine for it would take the processor from who is to carry them.
void Works::take_queued() {
  for (queue_.pop_all(messages_); !messages_.empty(); queue_.pop_all(messages_)) take_turn(messages_);
}

void Works::stop(const std::string& reason, const std::string& asked_by) {
  const std::scoped_lock lock(turn_mutex_);
  outbox_.put(loop_.stop(reason, clock_.now(), asked_by));
  outbox_.close();
}

void Works::close_doors() { queue_.close(); }

Pushed Works::samples(Message batch) {
  if (queue_.size() >= options_.queue_limit || writer_.unsaved_events() >= options_.unsaved_events_limit) {
    ++refused_batches_;
    return Pushed::Full;
  }
  if (const std::unique_lock lock(turn_mutex_, std::try_to_lock); lock && going_ && queue_.idle()) {
    std::vector<Message> messages;
    messages.push_back(std::move(batch));
    take_turn(messages);
    take_queued();
    return Pushed::Yes;
  }
  return queue_.try_push(std::move(batch));
}

// Of commands that leave in a turn, on its own thread, which takes the report before it waits again.
Pushed Works::report(Message message) {
  if (turning_ == std::this_thread::get_id()) return queue_.try_push_quietly(std::move(message));
  return queue_.try_push(std::move(message));
}

// Half of what the outbox holds: what is promised to be kept must not be dropped there.
void Works::keep(Samples batch, std::function<void(const Answer&)> done) {
  if (const auto error = writer_.store_error())
    return done(error_of(ErrorCode::Unavailable, said({"数据无法保存：{}", "the store is failing: {}"}, *error)));
  const bool room = outbox_.samples() + batch.size() <= options_.unsaved_samples_limit / 2;
  const Pushed pushed = room ? samples(Kept{std::move(batch), done}) : Pushed::Full;
  switch (pushed) {
    case Pushed::Yes: return;
    case Pushed::Full: return done(error_of(ErrorCode::Full, said({"等待保存的样本过多", "too many samples are waiting to be saved"})));
    case Pushed::Closed: return done(error_of(ErrorCode::Unavailable, said({"系统正在停止", "Davy is stopping"})));
  }
}

void Works::request(core::PersonRequest request, std::function<void(const Answer&)> done) {
  if (const auto error = writer_.store_error())
    return done(error_of(ErrorCode::Unavailable, said({"数据无法保存：{}", "the store is failing: {}"}, *error)));
  switch (queue_.try_push(Ask{std::move(request), done})) {
    case Pushed::Yes: return;
    case Pushed::Full: return done(error_of(ErrorCode::Full, said({"等待判断的事项过多", "too much is waiting to be decided"})));
    case Pushed::Closed: return done(error_of(ErrorCode::Unavailable, said({"系统正在停止", "Davy is stopping"})));
  }
}

Result<void> Works::look(std::function<void(const core::State&, const core::Detector&, Instant)> at) {
  std::promise<void> seen;
  switch (queue_.try_push(Look{[&](const core::State& state, const core::Detector& detector, Instant now) {
    at(state, detector, now);
    seen.set_value();
  }})) {
    case Pushed::Yes: break;
    case Pushed::Full: return error_of(ErrorCode::Full, said({"等待判断的事项过多", "too much is waiting to be decided"}));
    case Pushed::Closed: return error_of(ErrorCode::Unavailable, said({"系统正在停止", "Davy is stopping"}));
  }
  seen.get_future().wait();
  return {};
}

Health Works::health() const {
  const std::optional<std::string> store_error = writer_.store_error();
  return {.store_ok = !store_error,
          .store_error = store_error.value_or(""),
          .last_turn = last_turn_.load(),
          .queued = queue_.size(),
          .queue_limit = options_.queue_limit,
          .refused_batches = refused_batches_.load(),
          .unsaved_events = writer_.unsaved_events(),
          .lost_samples = outbox_.lost_samples(),
          .fates = board_.fates(),
          .failing = board_.failing(),
          .committed_seq = writer_.committed_seq()};
}

void Works::take_turn(std::vector<Message>& messages) {
  const Instant now = clock_.now();
  turning_ = std::this_thread::get_id();
  Turn turn = loop_.turn(messages, now);
  turning_ = std::thread::id();
  show(turn.commit.samples, now);
  outbox_.put(std::move(turn));
  last_turn_ = now;
}

void Works::show(const Samples& samples, Instant now) {
  if (now - looked_at_all_ < kLookAtAll) return board_.update(loop_, samples);
  board_.update_all(loop_);
  looked_at_all_ = now;
}

}  // namespace davy::runtime
