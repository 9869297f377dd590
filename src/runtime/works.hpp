#pragma once
// Works: what Runtime is without its threads: the queue, the loop, the outbox and the writer, and who may bring what when.
//
// Whoever drives it decides when each step happens: Runtime with two threads, a simulation one by one, with anything in between. The doors (samples … health) are for
// any thread; the engine's steps are for one thread, the writer's steps (Writer) for one as well, which may be the same. Once the engine goes, samples
// that find it idle are judged on the thread that brought them: to wake another would take longer than the judging.

#include "base/bounded_queue.hpp"
#include "runtime/live_board.hpp"
#include "runtime/outbox.hpp"
#include "runtime/runtime.hpp"
#include "runtime/writer.hpp"

#include <atomic>
#include <mutex>
#include <thread>

namespace davy::runtime {

class Works {
 public:
  // The ports must outlive it.
  Works(const site::Directory& directory, const Runtime::Ports& ports, const Options& options, const Recovered& recovered);

  // Decides the start and makes it durable. Before any other step.
  Result<void> start();

  // The engine's steps: go() once, then any number of turns, then stop().
  void go();
  bool wait();  // for something to be queued, or for a tick to pass; false when the doors are closed and nothing is queued
  void turn();  // of all that is queued
  void stop(const std::string& reason, const std::string& asked_by = {});

  void close_doors();  // what is queued is still taken
  Writer& writer() { return writer_; }
  // For whoever drives the engine, between its steps.
  const Loop& loop() const { return loop_; }

  // Doors.
  Pushed samples(Message batch);  // Samples or Kept
  void keep(Samples batch, std::function<void(const Answer&)> done);
  Pushed report(Message message);
  void request(core::PersonRequest request, std::function<void(const Answer&)> done);
  Result<void> look(std::function<void(const core::State&, const core::Detector&, Instant)> at);
  void listen(std::weak_ptr<Listener> listener) { writer_.listen(std::move(listener)); }
  std::vector<LiveValue> live_values() const { return board_.values(); }
  Health health() const;

 private:
  void take_turn(std::vector<Message>& messages);
  void take_queued();
  void show(const Samples& samples, Instant now);

  const Options options_;
  const Clock& clock_;
  Store& store_;
  BoundedQueue<Message> queue_;
  Outbox outbox_;
  Writer writer_;
  std::mutex turn_mutex_;
  std::atomic<std::thread::id> turning_;  // who holds it
  Loop loop_;                             // of whoever holds turn_mutex_, once the engine goes
  bool going_ = false;                    // likewise
  LiveBoard board_;
  std::vector<Message> messages_;                  // of the engine's turn; likewise
  Instant looked_at_all_ = Instant::before_all();  // likewise
  std::atomic<Instant> last_turn_{Instant::before_all()};
  std::atomic<std::uint64_t> refused_batches_{0};
};

}  // namespace davy::runtime
