#include "notify/display/display.hpp"

#include "site/exercise.hpp"

namespace davy::notify {
namespace {

constexpr const char* kChannel = "display";

}  // namespace

void Display::show_with(Show show) {
  const std::scoped_lock lock(mutex_);
  show_ = std::move(show);
}

void Display::report_to(Report report) {
  const std::scoped_lock lock(mutex_);
  report_ = std::move(report);
}

// A report that finds the engine's queue full is lost; the engine then hands the notice out again.
void Display::notify(const core::Notice& notice) {
  const std::scoped_lock lock(mutex_);
  if (!report_) return;
  const std::size_t consoles = show_ ? show_(notice) : 0;
  // Davy trying itself calls nobody: that the channel took it is all that is asked.
  if (show_ && site::is_golden(notice.what.condition))
    report_({notice.id, core::NoticeStage::Sent, kChannel, ""});
  else if (consoles > 0)
    report_({notice.id, core::NoticeStage::Sent, kChannel, ""});
  else if (clock_.now() >= settled_)
    report_({notice.id, core::NoticeStage::Failed, kChannel, "no display connected"});
}

}  // namespace davy::notify
