#include "runtime/runtime.hpp"

#include "runtime/outbox.hpp"
#include "runtime/thread_role.hpp"
#include "runtime/writer.hpp"

#include <atomic>
#include <chrono>
#include <future>
#include <mutex>
#include <thread>

namespace davy::runtime {
namespace {

constexpr Duration kLookAtAll = Duration::from_ms(1'000);  // for points that fell silent

}  // namespace

class Runtime::Impl {
 public:
  Impl(const site::Directory& directory, const Ports& ports, const Options& options, const Recovered& recovered)
      : options_(options),
        clock_(ports.clock),
        queue_(2 * options.queue_limit),
        outbox_(options.unsaved_samples_limit),
        writer_(ports.clock, ports.store, outbox_, {options.gather_samples, options.retry_store, options.store_stalled_after},
                {[this](std::uint64_t seq) { queue_.push(Committed{seq}); },
                 [this](const core::SamplesThinned& run) { queue_.push(core::ThinningReport{run}); }}),
        loop_(directory, ports.field, ports.notifier, options.loop, recovered, ports.clock.now()),
        board_(directory.site().points.size()) {}

  ~Impl() { stop("the program ended"); }

  Result<void> start(Store& store) {
    const Turn turn = loop_.start(clock_.now());
    if (Result<void> done = store.commit(turn.commit); !done) return done.error().within("the start could not be recorded");
    writer_.started(turn.commit.events.back().seq);
    board_.update_all(loop_);
    engine_thread_ = std::thread([this] {
      take_role("engine", Urgency::Prompt);
      run_engine();
    });
    writer_thread_ = std::thread([this] {
      take_role("writer", Urgency::GivesWay);
      writer_.run();
    });
    return {};
  }

  Pushed samples(Message batch) {
    if (queue_.size() >= options_.queue_limit || writer_.unsaved_events() >= options_.unsaved_events_limit) {
      ++refused_batches_;
      return Pushed::Full;
    }
    if (const std::unique_lock lock(turn_mutex_, std::try_to_lock); lock && going_ && queue_.idle()) {
      std::vector<Message> messages;
      messages.push_back(std::move(batch));
      take_turn(messages);
      return Pushed::Yes;
    }
    return queue_.try_push(std::move(batch));
  }

  // Half of what the outbox holds: what is promised to be kept must not be dropped there.
  void keep(Samples batch, std::function<void(const Answer&)> done) {
    if (const auto error = writer_.store_error()) return done(Error{ErrorCode::Unavailable, "the store is failing: " + *error});
    const bool room = outbox_.samples() + batch.size() <= options_.unsaved_samples_limit / 2;
    const Pushed pushed = room ? samples(Kept{std::move(batch), done}) : Pushed::Full;
    switch (pushed) {
      case Pushed::Yes: return;
      case Pushed::Full: return done(Error{ErrorCode::Full, "too many samples are waiting to be saved"});
      case Pushed::Closed: return done(Error{ErrorCode::Unavailable, "Davy is stopping"});
    }
  }

  Pushed report(Message message) { return queue_.try_push(std::move(message)); }

  void request(core::PersonRequest request, std::function<void(const Answer&)> done) {
    if (const auto error = writer_.store_error()) return done(Error{ErrorCode::Unavailable, "the store is failing: " + *error});
    switch (queue_.try_push(Ask{std::move(request), done})) {
      case Pushed::Yes: return;
      case Pushed::Full: return done(Error{ErrorCode::Full, "too much is waiting to be decided"});
      case Pushed::Closed: return done(Error{ErrorCode::Unavailable, "Davy is stopping"});
    }
  }

  Result<void> look(std::function<void(const core::State&, Instant)> at) {
    std::promise<void> seen;
    switch (queue_.try_push(Look{[&](const core::State& state, Instant now) {
      at(state, now);
      seen.set_value();
    }})) {
      case Pushed::Yes: break;
      case Pushed::Full: return Error{ErrorCode::Full, "too much is waiting to be decided"};
      case Pushed::Closed: return Error{ErrorCode::Unavailable, "Davy is stopping"};
    }
    seen.get_future().wait();
    return {};
  }

  void listen(std::weak_ptr<Listener> listener) { writer_.listen(std::move(listener)); }

  std::vector<LiveValue> live_values() const { return board_.values(); }

  Health health() const {
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

  void stop(const std::string& reason) {
    std::call_once(stopped_, [&] {
      stop_reason_ = reason;
      queue_.close();
      if (engine_thread_.joinable()) engine_thread_.join();
      if (writer_thread_.joinable()) writer_thread_.join();
    });
  }

 private:
  void run_engine() {
    {
      const std::scoped_lock lock(turn_mutex_);
      outbox_.put(loop_.go(clock_.now()));
      going_ = true;
    }
    std::vector<Message> messages;
    while (queue_.wait(std::chrono::nanoseconds(options_.loop.tick.ns()))) {
      // What was queued is taken by whoever has the turn, so that nothing that came later goes before it.
      const std::scoped_lock lock(turn_mutex_);
      queue_.pop_all(messages);
      take_turn(messages);
    }
    const std::scoped_lock lock(turn_mutex_);
    outbox_.put(loop_.stop(stop_reason_, clock_.now()));
    outbox_.close();
  }

  void take_turn(std::vector<Message>& messages) {
    const Instant now = clock_.now();
    Turn turn = loop_.turn(messages, now);
    show(turn.commit.samples, now);
    outbox_.put(std::move(turn));
    last_turn_ = now;
  }

  void show(const Samples& samples, Instant now) {
    if (now - looked_at_all_ < kLookAtAll) return board_.update(loop_, samples);
    board_.update_all(loop_);
    looked_at_all_ = now;
  }

  const Options options_;
  const Clock& clock_;
  BoundedQueue<Message> queue_;
  Outbox outbox_;
  Writer writer_;
  std::mutex turn_mutex_;
  Loop loop_;           // of whoever holds turn_mutex_, once the engine runs
  bool going_ = false;  // likewise
  LiveBoard board_;
  Instant looked_at_all_ = Instant::before_all();  // of whoever holds turn_mutex_
  std::atomic<Instant> last_turn_{Instant::before_all()};
  std::atomic<std::uint64_t> refused_batches_{0};
  std::once_flag stopped_;
  std::string stop_reason_;
  std::thread engine_thread_;
  std::thread writer_thread_;
};

Result<std::unique_ptr<Runtime>> Runtime::start(const site::Directory& directory, Ports ports, Options options) {
  Result<Recovered> recovered = ports.store.recover(ports.clock.now());
  if (!recovered) return recovered.error().within("the state could not be recovered");
  auto impl = std::make_unique<Impl>(directory, ports, options, *recovered);
  if (Result<void> started = impl->start(ports.store); !started) return started.error();
  return std::unique_ptr<Runtime>(new Runtime(std::move(impl)));
}

Runtime::Runtime(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Runtime::~Runtime() = default;

Pushed Runtime::samples(std::vector<core::Sample> batch) { return impl_->samples(std::move(batch)); }
void Runtime::keep(std::vector<core::Sample> batch, std::function<void(const Answer&)> done) {
  impl_->keep(std::move(batch), std::move(done));
}
Pushed Runtime::report(core::CommandReport report) { return impl_->report(std::move(report)); }
Pushed Runtime::report(core::DeviceReport report) { return impl_->report(report); }
Pushed Runtime::report(core::NoticeReport report) { return impl_->report(std::move(report)); }
void Runtime::request(core::PersonRequest request, std::function<void(const Answer&)> done) {
  impl_->request(std::move(request), std::move(done));
}
Result<void> Runtime::look(std::function<void(const core::State&, Instant)> at) { return impl_->look(std::move(at)); }
void Runtime::listen(std::weak_ptr<Listener> listener) { impl_->listen(std::move(listener)); }
std::vector<LiveValue> Runtime::live_values() const { return impl_->live_values(); }
Health Runtime::health() const { return impl_->health(); }
void Runtime::stop(const std::string& reason) { impl_->stop(reason); }

}  // namespace davy::runtime
