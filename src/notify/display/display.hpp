#pragma once
// Display: the channel that shows notices on the consoles that people have open.
//
// A notice that no console could show has failed, and says so: nobody was told. Only while Davy itself has just started, and the consoles are on their way
// back, it is left unreported, so that the engine hands it out again. Thread-safe.

#include "base/bounded_queue.hpp"
#include "runtime/ports.hpp"

#include <functional>
#include <mutex>

namespace davy::notify {

class Display final : public runtime::Notifier {
 public:
  // Hands a notice to the consoles of those whom it is for; gives their number. Must not block.
  using Show = std::function<std::size_t(const core::Notice&)>;
  using Report = std::function<Pushed(core::NoticeReport)>;

  // `clock` must outlive it. `settle`: how long after the making consoles may take to come back.
  Display(const runtime::Clock& clock, Duration settle) : clock_(clock), settled_(clock.now() + settle) {}

  void show_with(Show show);
  void report_to(Report report);

  void notify(const core::Notice& notice) override;

 private:
  const runtime::Clock& clock_;
  const Instant settled_;
  std::mutex mutex_;
  Show show_;
  Report report_;
};

}  // namespace davy::notify
