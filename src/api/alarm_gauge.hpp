#pragma once
// AlarmGauge: the figures of alarm load for Prometheus, counted on a thread of its own, so that whoever asks for them waits for nobody.
//
// Counted every kCountEvery from the views of the last day, by their indexes; when that takes long, in a flood, less often: it has at most a twentieth of one
// processor. text() from any thread; the figures say when they were counted.

#include "api/workers.hpp"
#include "runtime/ports.hpp"
#include "site/directory.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace davy::analysis {
struct AlarmFigures;
}

namespace davy::api {

std::string exposition_of(const analysis::AlarmFigures& figures);

class AlarmGauge {
 public:
  // The references must outlive it.
  AlarmGauge(const site::Directory& directory, const runtime::Clock& clock, Readers readers);
  ~AlarmGauge() { stop(); }

  std::string text() const;  // lines of the exposition; empty before the first count
  void stop();

 private:
  void run();
  Result<std::string> count(Instant now);

  const site::Directory& directory_;
  const runtime::Clock& clock_;
  Readers readers_;
  std::optional<Instant> watched_since_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::string text_;
  bool stopped_ = false;
  std::thread thread_;
};

}  // namespace davy::api
