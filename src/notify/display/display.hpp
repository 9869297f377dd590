#pragma once
// Display: the channel that shows notices on the consoles that people have open.
//
// A notice that no console could show has failed, and says so: nobody was told. notify() on the engine thread; the rest at start, before it.

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

  void show_with(Show show);
  void report_to(Report report);

  void notify(const core::Notice& notice) override;

 private:
  std::mutex mutex_;
  Show show_;
  Report report_;
};

}  // namespace davy::notify
