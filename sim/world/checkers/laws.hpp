#pragma once
// The checkers, by what they watch; make_checkers() puts them together.

#include "sim/world/checker.hpp"

namespace davy::sim {

using Checkers = std::vector<std::unique_ptr<Checker>>;

void add_sample_checkers(Checkers& to, const site::Directory& directory, const Judge& judge);
void add_alarm_checkers(Checkers& to, const site::Directory& directory, const Judge& judge);
void add_command_checkers(Checkers& to, const site::Directory& directory, const Judge& judge, Duration tick);
void add_effect_checkers(Checkers& to);
void add_permit_checkers(Checkers& to, const site::Directory& directory, const Judge& judge, Duration tick);
void add_journal_checkers(Checkers& to, const site::Directory& directory, Duration tick);

// Calls `use` with the step when it is one of this kind.
template <class S, class Use>
void on(const Seen& step, Use use) {
  if (const auto* found = std::get_if<S>(&step)) use(*found);
}

}  // namespace davy::sim
