#pragma once
// PersonalReadRow: one reading of personal data, as people see it.

#include "core/access_events.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace davy::store {

struct PersonalReadRow {
  std::uint64_t seq = 0;
  Instant at;
  std::string by;  // an actor of the journal
  core::PersonalRead read;
};

struct PersonalReadFilter {
  std::string person;                   // a login: what was about them, readings of many included; empty: all
  std::optional<std::uint64_t> before;  // only records before it
  std::size_t limit = 100;
};

}  // namespace davy::store
