#pragma once
// What people read of drills (core/drill).

#include "core/drill/drill_events.hpp"
#include "store/views/list_order.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace davy::store {

struct DrillRow {
  core::DrillId id;
  core::DrillStarted what;
  Instant started;
  std::string by;  // login
  std::optional<Instant> ended;
  std::optional<core::DrillEnded> result;  // none: it runs
  std::optional<Instant> assessed;
  std::string assessed_by;
  std::optional<core::DrillAssessed> assessment;  // the latest
};

// By id only.
struct DrillFilter {
  core::DrillKind kind = core::DrillKind::Practice;
  std::string scenario;
  ListOrder order = {};
  std::string after;
  std::size_t limit = 50;
};

}  // namespace davy::store
