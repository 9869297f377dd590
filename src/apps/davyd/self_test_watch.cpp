#include "apps/davyd/self_test_watch.hpp"

#include <spdlog/spdlog.h>

namespace davy::davyd {

void SelfTestWatch::committed(const std::vector<core::Event>& events) {
  for (const core::Event& event : events) {
    if (const auto* started = get_if<core::DrillStarted>(&event.body); started != nullptr && started->kind == core::DrillKind::Golden)
      running_ = core::DrillId(event.seq);
    const auto* ended = get_if<core::DrillEnded>(&event.body);
    if (ended == nullptr || running_ != ended->drill) continue;
    running_.reset();
    if (ended->verdict == core::DrillVerdict::Passed)
      spdlog::info("self-test passed in {} ms", ended->steps.empty() ? 0 : ended->steps.back().after_ms);
    else if (ended->verdict == core::DrillVerdict::Failed)
      spdlog::critical("self-test FAILED: {} of {} steps were seen", ended->score, ended->of);
  }
}

}  // namespace davy::davyd
