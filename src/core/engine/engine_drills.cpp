#include "core/engine/engine.hpp"
#include "site/exercise.hpp"

namespace davy::core {

drill::Sources Engine::drill_sources(Instant now) const {
  return {
      state_.drills, state_.alarms, state_.orders, state_.interlocks, state_.incidents, *directory_, [this, now](const std::string& post) {
        return people_holding({post}, now);
      }};
}

// Twins have nothing to say outside of a drill.
bool Engine::rests(const Edge& edge) const {
  const site::Site& site = directory_->site();
  return !state_.drills.running && site::is_exercise(site[site[edge.condition].point].name);
}

}  // namespace davy::core
